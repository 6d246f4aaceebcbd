"""Numbers that a claim gives to another name than its source does.

Of "Wan 86.22%, Sora 84.28%" a claim may not say that Sora scored 86.22%.  Words that touch a number
settle it where there are any (`touching_words`).  Otherwise each number rules the words between its
neighbours of the same unit, its zone; a claim is wrong where none of the words around its number
stands around that number in the source, but one stands next to another number there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.text.names import AliasTable
from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.language.clauses import SENTENCE_END
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.numbers.anchors import Anchor, anchors_in
from rag.verify.rules.numbers.touching_words import (
    counts_another,
    end_of,
    is_base,
    joined_to,
    other_end,
    other_label,
    out_of_order,
)

# 각각 gives numbers to names in order, which words beside them do not show.
_IN_ORDER = re.compile(r"각각|각기|respectively", re.IGNORECASE)
# Where a zone ends before its neighbour begins.
_CLAUSE = re.compile(
    r"""
    ,\s | ; | (?<!\d)[.!?][”"’']?\s
    | (?: 반면 | 지만 | [며고] )\s
    | \b (?: and|while|but|whereas|against|compared|ahead\ of )\b
    """,
    re.VERBOSE,
)
# A sum counts what its parts count: GPU 3만 장을 포함해 30만 장.
_ADDS = re.compile(
    r"포함[하해한]|합[치쳐]|합[하해한]|더[하해한]|\b(?:including|combined|together|added|adding)\b",
    re.IGNORECASE,
)
# What makes a number that of the name before it: Sora | is 86.22%, 소라|의 점수는 86.22%.
_IS = re.compile(
    r"""
    \s (?: is|was|scored|got|received|reached|stood\ at|came\ to|had )\s (?: (?:about|only)\s )?
    | (?: 의\s[가-힣]+ )? [은는이가] \s (?: 약\s )?
    """,
    re.VERBOSE,
)
# 오픈AI|의 소라: a name that owns the next one.
_OWNS = re.compile(r"의\s|[’']s\s")
_FIRST_WORD = re.compile(r"\s[a-z]+\s")  # $25 | for | adults
_TOPIC = re.compile(r"[은는이가]\s")  # 정부 | 는
# The noun right before a number and its space, unless it wears a particle: 찬성 | 181명.
_LABEL = re.compile(r"(?<=\s)[가-힣]*[^\W\d_은는이가을를의에서로도와과며고중데해]\s$")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its figures and the words that they may belong to."""

    text: str
    figures: Sequence[Quantity]
    anchors: Sequence[Anchor]

    def without_terms(self) -> _Reading:
        """Return it with names alone, which ordinary words on their side do not outweigh."""
        return replace(self, anchors=[anchor for anchor in self.anchors if not anchor.term])


def misplaced_numbers(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the numbers of a claim that its source gives to something else."""
    said, given = figures_in(claim), figures_in(source)
    wrong = _wrong_by_touching_words(claim, said, source, given, aliases)
    disputed = [q for q in said if len(_of_unit(q, given)) > 1]
    if not wrong and disputed and not _IN_ORDER.search(source) and not _IN_ORDER.search(claim):
        ours = _Reading(claim, said, anchors_in(claim, source, aliases))
        theirs = _Reading(source, given, anchors_in(source, claim, aliases))
        by_names = ours.without_terms(), theirs.without_terms()
        wrong = [
            q
            for q in disputed
            if _belongs_elsewhere(q, *by_names, aliases)
            or _belongs_elsewhere(q, ours, theirs, aliases)
        ]
    return [Problem("misplaced", claim[q.start : q.end]) for q in wrong]


def _wrong_by_touching_words(
    claim: str,
    said: Sequence[Quantity],
    source: str,
    given: Sequence[Quantity],
    aliases: AliasTable,
) -> list[Quantity]:
    wrong = [q for q in said if other_end(q, claim, given, source)]
    wrong += [q for q in said if q not in wrong and other_label(q, claim, given, source)]
    wrong += [q for q in said if q not in wrong and counts_another(q, claim, given, source)]
    return wrong + out_of_order(claim, said, source, given, aliases)


def _of_unit(quantity: Quantity, given: Sequence[Quantity]) -> list[Quantity]:
    return [other for other in given if other.unit == quantity.unit]


def _belongs_elsewhere(
    quantity: Quantity, claim: _Reading, source: _Reading, aliases: AliasTable
) -> bool:
    """Return whether the words around a claim's number stand by another number in the source."""
    rivals = _of_unit(quantity, source.figures)
    same = [other for other in rivals if compare(quantity, other) != "different"]
    if quantity.bound:  # of "up to 3" the source's 3, if it has one, and not its 2
        same = [other for other in same if other.low == quantity.low] or same
    others = [other for other in rivals if other not in same]
    around = _around(quantity, claim)
    if not same or not others or not around:
        return False
    rightly = [anchor for other in same for anchor in _zone(other, rivals, source)]
    rightly += [
        anchor
        for rival in others
        if any(joined_to(rival, other, source.text) for other in same)
        for anchor in _zone(rival, rivals, source)
        if _TOPIC.match(source.text, anchor.end)
    ]
    own = [
        anchor
        for other in same
        for anchor in _without_shared(other, _zone(other, rivals, source), rivals, source)
    ]
    if not rightly and not any(_shares_sentence(q, others, source.text) for q in same):
        return False  # a sentence without a name goes on about that of the one before it
    zones = [_zone(other, rivals, source) for other in others]
    wrongly = [anchor for zone in zones for anchor in zone]
    telling = [a for a in own if not a.meets_any(wrongly, aliases)]
    if any(a.meets_any(telling, aliases) for a in around):
        return False
    if any(is_base(q, source.text) for q in same):
        return False  # seven in 10
    if not telling and any(_takes_over(q, others, source.text) for q in same):
        return False  # of 2%에서 3%로 the one takes over its neighbour's words
    beside = [
        anchor
        for other, zone in zip(others, zones, strict=True)
        for anchor in _beside(
            other, [a for a in zone if not a.meets_any(rightly, aliases)], source.text
        )
    ]
    accusing = (a for a in around if not (a.term and _parted(a, quantity, claim.text)))
    return any(a.meets_any(beside, aliases) for a in accusing)


def _takes_over(quantity: Quantity, others: Sequence[Quantity], text: str) -> bool:
    """Return whether a number is one end of a move whose other end another one is."""
    ends = {"from": ("to", "by"), "to": ("from", "by"), "by": ("from", "to"), "": ()}
    beyond = ends[end_of(quantity, text)]
    return any(end_of(other, text) in beyond for other in others)


def _without_shared(
    quantity: Quantity, zone: Sequence[Anchor], rivals: Sequence[Quantity], source: _Reading
) -> list[Anchor]:
    """Return a number's words without those before it that its next neighbour shares.

    Of "tickets cost $25 for adults and $12 for children" both are prices of tickets, of
    "정부는 도로에 4조원, 철도에 6조원" both are the government's.
    """
    following = [q for q in rivals if q.start >= quantity.end]
    if not following:
        return list(zone)
    text = source.text
    breaks = {m.end() for m in _CLAUSE.finditer(text, quantity.end)}
    alike = _FIRST_WORD.match(text, quantity.end), _FIRST_WORD.match(text, following[0].end)
    parallel = alike[0] and alike[1] and alike[0].group() == alike[1].group()
    if parallel and any(following[0].start - at in (0, 1) for at in breaks):
        return [anchor for anchor in zone if anchor.start >= quantity.end]
    ahead = [a for a in _zone(following[0], rivals, source) if a.end <= following[0].start]
    if not ahead or any(_TOPIC.match(text, a.end) for a in ahead):
        return list(zone)
    return [a for a in zone if not _TOPIC.match(text, a.end)]


def _shares_sentence(quantity: Quantity, others: Sequence[Quantity], text: str) -> bool:
    """Return whether one of other numbers stands in a number's own sentence."""
    spans = [
        (quantity.end, q.start) if q.start > quantity.start else (q.end, quantity.start)
        for q in others
    ]
    return not all(SENTENCE_END.search(text, start, end) for start, end in spans)


def _around(quantity: Quantity, claim: _Reading) -> list[Anchor]:
    """Return the words that are a number's alone: one between two numbers may be either's."""
    owner = [a for a in claim.anchors if _IS.fullmatch(claim.text, a.end, quantity.start)]
    if owner:
        return [*owner, *_compounded_with(owner[0], claim)]
    spoken = [other for other in claim.figures if other.unit in (quantity.unit, "")]
    shared = [a for rival in spoken if rival != quantity for a in _zone(rival, spoken, claim)]
    return [a for a in _zone(quantity, spoken, claim) if a not in shared]


def _parted(word: Anchor, quantity: Quantity, text: str) -> bool:
    """Return whether a clause ends between a word and a number."""
    start, end = sorted((word.start, quantity.start))
    return _CLAUSE.search(text, start, end) is not None


def _compounded_with(owner: Anchor, claim: _Reading) -> list[Anchor]:
    """Return the nouns right before another one: 옥수수 of 옥수수 가격은."""
    found, start = [], owner.start
    for anchor in reversed([a for a in claim.anchors if a.end <= owner.start]):
        if claim.text[anchor.end : start].strip():
            break
        found.append(anchor)
        start = anchor.start
    return found


def _zone(quantity: Quantity, rivals: Sequence[Quantity], reading: _Reading) -> list[Anchor]:
    """Return the words between a number's neighbours of the same unit, within its clause."""
    text = reading.text
    low = max((q.end for q in rivals if q.end <= quantity.start), default=0)
    high = min(
        (_label_start(q.start, text) for q in rivals if q.start >= quantity.end), default=len(text)
    )
    if low:
        low = max((m.end() for m in _CLAUSE.finditer(text, low, quantity.start)), default=low)
    if high < len(text):
        end = _CLAUSE.search(text, quantity.end, high)
        high = end.start() if end else high
    counted = [
        q.start for q in rivals if q.end <= low and _ADDS.search(text, q.end, quantity.start)
    ]
    return [
        a
        for a in reading.anchors
        if (low <= a.start or any(0 <= start - a.end <= 1 for start in counted))
        and a.end <= high
        and not (a.start < quantity.end and quantity.start < a.end)
    ]


def _label_start(start: int, text: str) -> int:
    """Return where a number begins with the noun that labels it: of "찬성 181명" at 찬성."""
    label = _LABEL.search(text[:start])
    return label.start() if label else start


def _beside(quantity: Quantity, zone: Sequence[Anchor], source: str) -> Iterator[Anchor]:
    """Yield the word next to a number on either side, and what that word owns (오픈AI의 소라)."""
    before = [a for a in zone if a.end <= quantity.start]
    after = [a for a in zone if a.start >= quantity.end]
    yield from before[-1:]
    for anchor in after:
        yield anchor
        joined = any(other.start == anchor.end for other in after)
        if not joined and not _OWNS.match(source, anchor.end):
            break
