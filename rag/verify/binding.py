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
from rag.text.names import AliasTable
from rag.text.quantities import Quantity, compare, find_quantities
from rag.verify.naming import all_names, meet
from rag.verify.problems import Problem
from rag.verify.script import same_language

# 각각 gives numbers to names in order, which words beside them do not show.
_IN_ORDER = re.compile(r"각각|각기|respectively", re.IGNORECASE)
_CLAUSE = re.compile(
    r",\s|;|(?:반면|지만|[며고])\s|\b(?:and|while|but|whereas|against|compared|ahead of)\b"
)
_OWNER = re.compile(r"의\s|[’']s\s")
_NOUNS = frozenset(("NNG", "NNP", "SL"))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that a number may belong to."""

    start: int
    end: int
    text: str


def misplaced_numbers(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the numbers of a claim that its source gives to something else."""
    said, given = find_quantities(claim), find_quantities(source)
    disputed = [q for q in said if len(_rivals(q, given)) > 1]
    if not disputed or _IN_ORDER.search(source) or _IN_ORDER.search(claim):
        return []
    if same_language(claim, source):
        ours, theirs = _nouns(claim), _nouns(source)
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
    spoken = _rivals(quantity, said)
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
    beside = [
        anchor
        for other, zone in zip(others, wrongly, strict=True)
        for anchor in _beside(
            other, [a for a in zone if not _any_meets(a, rightly, aliases)], source
        )
    ]
    return any(_any_meets(a, beside, aliases) for a in around)


def _any_meets(anchor: _Anchor, others: Sequence[_Anchor], aliases: AliasTable) -> bool:
    return any(meet(anchor.text, other.text, aliases) for other in others)


def _zone(
    quantity: Quantity, rivals: Sequence[Quantity], anchors: Sequence[_Anchor], text: str
) -> list[_Anchor]:
    """Return the words between a number's neighbours of the same unit, within its clause."""
    low = max((q.end for q in rivals if q.end <= quantity.start), default=0)
    high = min((q.start for q in rivals if q.start >= quantity.end), default=len(text))
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


def _names(text: str, aliases: AliasTable) -> list[_Anchor]:
    return [_Anchor(name.start, name.end, name.text) for name in all_names(text, aliases)]
