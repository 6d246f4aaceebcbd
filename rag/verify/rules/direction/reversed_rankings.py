"""Who has more by the figures: of "48% chose tea, 31% coffee" none may say that coffee leads.

Two figures of one unit on either side of a clause's break are held to be one measure of two
things; what stands in one half only tells whose each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.text.names import AliasTable
from rag.text.quantities import Quantity
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.direction.comparison import Comparison
from rag.verify.rules.direction.reversed_comparisons import comparisons_in
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.numbers.anchors import Anchor, anchors_in

_MEASURES = frozenset(("rank", "choice", "age", "price"))
_NO_AMOUNTS = frozenset(("rank", "day", "month", "hour", "minute", "second"))
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BREAK = re.compile(r",\s|;\s|(?<=[고며])\s|(?<=지만)\s|\s(?:and|while|but|whereas)\s")
# A fall of 5 % is not more than one of 3 %, in every reader's eyes.
_FALLS = re.compile(
    r"떨어|줄[었이어]|하락|감소|내[렸리]|적자|\b(?:fell|fall|drop\w*|declin\w+|decreas\w+|lost|"
    r"shrank|down|loss\w*)\b"
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The words of a first and of a second thing, and whether the first has the larger figure."""

    first: Sequence[Anchor]
    second: Sequence[Anchor]
    first_leads: bool


def turned_figures(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the words by which a claim ranks two things against their figures in the source."""
    said = [found for found in comparisons_in(claim) if found.measure in _MEASURES]
    if not said or len(figures_in(source)) < 2:
        return []
    ours = anchors_in(claim, source, aliases)
    pairs = list(_pairs(source, anchors_in(source, claim, aliases), aliases))
    return [
        Problem("direction", claim[found.start : found.end])
        for found in said
        if any(_turned(found, pair, claim, ours, aliases) for pair in pairs)
    ]


def _turned(
    said: Comparison, pair: _Pair, claim: str, ours: Sequence[Anchor], aliases: AliasTable
) -> bool:
    first = [a for a in ours if a.meets_any(pair.first, aliases)]
    second = [a for a in ours if a.meets_any(pair.second, aliases)]
    if not first or not second:
        return False
    korean = is_korean(claim)
    if korean:  # 부산항|보다: the last before it
        end = claim.rfind(said.standard, 0, said.start) + len(said.standard)
        told = [a for a in (*first, *second) if a.end <= end]
        standard = max(told, key=lambda a: a.end, default=None)
    else:
        start = claim.find(said.standard, said.end)
        told = [a for a in (*first, *second) if a.start >= start >= 0]
        standard = min(told, key=lambda a: a.start, default=None)
    if standard is None:
        return False
    standard_leads = pair.first_leads == (standard in first)
    return standard_leads != said.leads


def _pairs(source: str, anchors: Sequence[Anchor], aliases: AliasTable) -> Iterator[_Pair]:
    for span in split_sentences(source):
        if _FALLS.search(source, span.start, span.end):
            continue
        inside = [q for q in figures_in(source) if span.start <= q.start < span.end]
        for one, other in _twos(inside):
            breaks = [m.end() for m in _BREAK.finditer(source, one.end, other.start)]
            if not breaks or one.low == other.low:
                continue
            first = [a for a in anchors if span.start <= a.start < breaks[-1]]
            second = [a for a in anchors if breaks[-1] <= a.start < span.end]
            if any(a.end <= other.start for a in second):  # 부산항은 2400만 개, 광양항은 200만 개
                first = [a for a in first if a.end <= one.start]
                second = [a for a in second if a.end <= other.start]
            else:
                first = [a for a in first if a.start >= one.end]
            yield _Pair(
                [a for a in first if not a.meets_any(second, aliases)],
                [a for a in second if not a.meets_any(first, aliases)],
                _first_leads(one, other, source),
            )


def _first_leads(one: Quantity, other: Quantity, source: str) -> bool:
    """Return whether the first figure is larger; of "18 GWh and 25" the numerals tell."""
    if one.unit and not other.unit:
        numeral = _NUMERAL.search(source, one.start, one.end)
        return numeral is not None and Decimal(numeral.group().replace(",", "")) > other.low
    return one.low > other.low


def _twos(figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the figures of each unit that just two have; a second without one shares it."""
    if len(figures) == 2 and not figures[1].unit:
        yield figures[0], figures[1]
        return
    for unit in dict.fromkeys(q.unit for q in figures):
        alike = [q for q in figures if q.unit == unit]
        if len(alike) == 2 and unit not in _NO_AMOUNTS:
            yield alike[0], alike[1]
