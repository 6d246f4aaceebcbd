"""Numbers that a claim gives to another name than its source does.

Of "Wan 86.22%, Sora 84.28%" a claim may not say that Sora scored 86.22%.  Each number rules the
words between its neighbours of the same unit; a claim is wrong where none of the words around its
number stands around that number in the source, but one stands next to another number there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text.morphemes import tokens
from rag.text.names import AliasTable, compound_countries
from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.figures import figures_in
from rag.verify.rules.naming import all_names, meet
from rag.verify.rules.script import is_korean, same_language

# 각각 gives numbers to names in order, which words beside them do not show.
_IN_ORDER = re.compile(r"각각|각기|respectively", re.IGNORECASE)
_CLAUSE = re.compile(
    r",\s|;|(?:반면|지만|[며고])\s|\b(?:and|while|but|whereas|against|compared|ahead of)\b"
)
_OWNER = re.compile(r"의\s|[’']s\s")
_FROM = re.compile(r"\bfrom\s(?:about\s|around\s)?(?:an?\s)?$")
_TO = re.compile(r"\bto\s(?:about\s|around\s)?(?:an?\s)?$")
_FROM_KO = re.compile(r"\s?에서(?!는|도)")
_TO_KO = re.compile(r"\s?(?:으로|로|까지)(?![가-힣])")
_LABEL = re.compile(r"(?<=\s)[가-힣]*[^\W\d_은는이가을를의에서로도와과며고중데해]\s$")
_TOPIC = re.compile(r"(?<=[가-힣])[은는이가]$")
_BY = re.compile(r"\b(?:by|rose|fell|dropped|gained|lost|climbed|slid)\s(?:about\s|around\s)?$")
_BY_KO = re.compile(r"\s?(?:떨어[지졌]|하락[했하]|상승[했하]|올랐|내렸|급등[했하]|급락[했하])")
_RATIO = re.compile(r"\b(?:in|out of)\s$")  # seven in 10
_RATIO_KO = re.compile(r"\s?(?:중|가운데)\b")  # 10명 중
_VOTES = tuple(
    (side, (re.compile(rf"{korean}[은이가]?\s?$"), re.compile(rf"\s(?:votes? )?(?:{english})\b")))
    for side, korean, english in (
        ("for", "찬성", "in favou?r|for it|voted for"),
        ("against", "반대", "against|opposed"),
        ("neither", "기권", "abstentions?|abstain(?:ed|ing)"),
    )
)
_AGES = re.compile(
    r"(?<!\d)(?P<ko>[1-9]0)대(?=\s|[은는이가의를와도])|in their (?P<en>[1-9]0)['’]?s"
)
_NOUNS = frozenset(("NNG", "NNP", "SL"))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that a number may belong to."""

    start: int
    end: int
    text: str


def misplaced_numbers(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the numbers of a claim that its source gives to something else."""
    said, given = figures_in(claim), figures_in(source)
    wrong = [q for q in said if _other_end(q, claim, given, source)]
    wrong += [q for q in said if q not in wrong and _other_label(q, claim, given, source)]
    wrong += _out_of_order(claim, said, source, given, aliases)
    disputed = [q for q in said if len(_rivals(q, given)) > 1]
    if wrong or not disputed or _IN_ORDER.search(source) or _IN_ORDER.search(claim):
        return [Problem("misplaced", claim[q.start : q.end]) for q in wrong]
    if same_language(claim, source):
        ours, theirs = _nouns(claim) + _ages(claim), _nouns(source) + _ages(source)
    else:
        ours, theirs = _names(claim, aliases), _names(source, aliases)
    return [
        Problem("misplaced", claim[q.start : q.end])
        for q in disputed
        if _belongs_elsewhere(q, said, given, ours, theirs, aliases, claim, source)
    ]


def _rivals(quantity: Quantity, given: Sequence[Quantity]) -> list[Quantity]:
    return [other for other in given if other.unit == quantity.unit]


def _belongs_elsewhere(
    quantity: Quantity,
    said: Sequence[Quantity],
    given: Sequence[Quantity],
    ours: Sequence[_Anchor],
    theirs: Sequence[_Anchor],
    aliases: AliasTable,
    claim: str,
    source: str,
) -> bool:
    rivals = _rivals(quantity, given)
    same = [other for other in rivals if compare(quantity, other) != "different"]
    others = [other for other in rivals if other not in same]
    spoken = [other for other in said if other.unit in (quantity.unit, "")]
    around = _zone(quantity, spoken, ours, claim)
    # A word between two numbers of the claim may belong to either.
    for rival in spoken:
        if rival != quantity:
            around = [a for a in around if a not in _zone(rival, spoken, ours, claim)]
    if not same or not others or not around:
        return False
    rightly = [anchor for other in same for anchor in _zone(other, rivals, theirs, source)]
    wrongly = [_zone(other, rivals, theirs, source) for other in others]
    flat = [anchor for zone in wrongly for anchor in zone]
    telling = [a for a in rightly if not _any_meets(a, flat, aliases)]
    if any(_any_meets(a, telling, aliases) for a in around):
        return False
    if not telling and any(_end(other, source) or _is_base(other, source) for other in same):
        return False  # of 2%에서 3%로 and of seven in 10 the one takes over its neighbour's words
    beside = [
        anchor
        for other, zone in zip(others, wrongly, strict=True)
        for anchor in _beside(
            other, [a for a in zone if not _any_meets(a, rightly, aliases)], source
        )
    ]
    return any(_any_meets(a, beside, aliases) for a in around)


def _other_end(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether a claim ends at an amount from which its source starts, or the reverse."""
    end = _end(quantity, claim)
    ends = {_end(other, source) for other in given if compare(quantity, other) != "different"}
    return bool(end) and bool(ends) and not ends & {end, ""}


def _is_base(quantity: Quantity, text: str) -> bool:
    before, after = text[: quantity.start], text[quantity.end :]
    return bool(_RATIO.search(before) or _RATIO_KO.match(after))


def _end(quantity: Quantity, text: str) -> str:
    """Return "from", "to" or "by" where a text says so of an amount that something moves."""
    before, after = text[: quantity.start], text[quantity.end :]
    if _FROM.search(before) or _FROM_KO.match(after):
        return "from"
    if _TO.search(before) or _TO_KO.match(after):
        return "to"
    return "by" if _BY.search(before) or _BY_KO.match(after) else ""


def _other_vote(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether votes for are the source's votes against, in whatever language."""
    side = _vote(quantity, claim)
    voted = [other for other in given if side and _vote(other, source) == side]
    return bool(voted) and all(compare(quantity, other) == "different" for other in voted)


def _vote(quantity: Quantity, text: str) -> str:
    """Return on which side a number stands as votes: 찬성 14표, 14 in favour, 3 against; or ""."""
    before, after = text[: quantity.start], text[quantity.end :]
    sides = (side for side, words in _VOTES if words[0].search(before) or words[1].match(after))
    return next(sides, "")


def _other_label(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether the noun before a number (찬성 3표) stands so before another one only."""
    if not is_korean(claim) or not is_korean(source):
        return _other_vote(quantity, claim, given, source)
    label = _label(quantity, claim)
    rivals = _rivals(quantity, given)
    labelled = [other for other in rivals if label and _label(other, source) == label]
    same = [other for other in rivals if compare(quantity, other) != "different"]
    return bool(labelled and same) and not any(other in labelled for other in same)


def _out_of_order(
    claim: str,
    said: Sequence[Quantity],
    source: str,
    given: Sequence[Quantity],
    aliases: AliasTable,
) -> list[Quantity]:
    """Return the numbers that "A와 B는 각각 1과 2" gives to another than a claim's only name."""
    order = re.search("각각|각기", source)
    if not order:
        return []
    names = [name for name in _names(source, aliases) if name.end <= order.start()]
    numbers = [q for q in given if q.start >= order.end()]
    ours = _names(claim, aliases)
    told = [i for i, name in enumerate(names) if _any_meets(name, ours, aliases)]
    if len(names) != len(numbers) or len(told) != 1:
        return []
    own = numbers[told[0]]
    others = [q for q in numbers if compare(q, own) == "different"]
    return [
        q
        for q in said
        if compare(q, own) == "different" and any(compare(q, o) != "different" for o in others)
    ]


def _label(quantity: Quantity, text: str) -> str:
    """Return the noun that stands right before a number, also as its topic (매출은), or ""."""
    before = _TOPIC.sub("", text[: quantity.start].rstrip())
    return next((noun.text for noun in _nouns(before) if noun.end == len(before)), "")


def _any_meets(anchor: _Anchor, others: Sequence[_Anchor], aliases: AliasTable) -> bool:
    return any(meet(anchor.text, other.text, aliases) for other in others)


def _zone(
    quantity: Quantity, rivals: Sequence[Quantity], anchors: Sequence[_Anchor], text: str
) -> list[_Anchor]:
    """Return the words between a number's neighbours of the same unit, within its clause."""
    low = max((q.end for q in rivals if q.end <= quantity.start), default=0)
    high = min(
        (_with_label(q.start, text) for q in rivals if q.start >= quantity.end), default=len(text)
    )
    if low:
        low = max((m.end() for m in _CLAUSE.finditer(text, low, quantity.start)), default=low)
    if high < len(text):
        end = _CLAUSE.search(text, quantity.end, high)
        high = end.start() if end else high
    return [
        a
        for a in anchors
        if low <= a.start
        and a.end <= high
        and not (a.start < quantity.end and quantity.start < a.end)
    ]


def _with_label(start: int, text: str) -> int:
    """Return where a number begins with the noun that labels it: of "찬성 181명" at 찬성."""
    label = _LABEL.search(text[:start])
    return label.start() if label else start


def _beside(quantity: Quantity, zone: Sequence[_Anchor], source: str) -> Iterator[_Anchor]:
    """Yield the word next to a number on either side, and what that word owns (오픈AI의 소라)."""
    before = [a for a in zone if a.end <= quantity.start]
    after = [a for a in zone if a.start >= quantity.end]
    yield from before[-1:]
    for anchor in after:
        yield anchor
        joined = any(other.start == anchor.end for other in after)
        if not joined and not _OWNER.match(source, anchor.end):
            break


def _nouns(text: str) -> list[_Anchor]:
    return [
        _Anchor(token.start, token.start + token.len, token.form)
        for token in tokens(text)
        if token.tag in _NOUNS
        and token.len > 1
        and (token.tag != "SL" or text[token.start].isupper())
    ]


def _ages(text: str) -> list[_Anchor]:
    """Return the age groups of a text under one name in either language: 60대, in their 60s."""
    return [_Anchor(m.start(), m.end(), f"{m['ko'] or m['en']}s") for m in _AGES.finditer(text)]


def _names(text: str, aliases: AliasTable) -> list[_Anchor]:
    found = [_Anchor(name.start, name.end, name.text) for name in all_names(text, aliases)]
    found += [_Anchor(*compound) for compound in compound_countries(text)]
    return found + _ages(text)
