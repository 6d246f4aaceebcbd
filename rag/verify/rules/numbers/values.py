"""The numbers of a claim that its source does not bear out: value, precision, unit, counter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rag.text import dates, quantities
from rag.text.names import AliasTable
from rag.text.quantities import Quantity
from rag.verify.problems import Problem
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import same_language
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.numbers.counters import (
    NUMERAL,
    counts_persons,
    counts_states,
    value_of,
)
from rag.verify.rules.numbers.intervals import lies_between
from rag.verify.rules.numbers.shares import told_as_share, unborne_fractions
from rag.verify.rules.numbers.written_in_words import numeral_in_words, written_in_words

_THAN_BEFORE = re.compile(r"\s?전(?:보다|에 비해|과 비교|\s?대비)|\s(?:earlier|ago|before)\b")
_YEAR_BEFORE = re.compile(
    r"전년|작년|지난해|[1일]년 전|\b(?:year (?:earlier|ago|before)|year[ -](?:on|over)[ -]year)\b"
)
# "The 2004 deals" counts no deals.
_YEAR = re.compile(r"(?<=\b[Tt]he )(?:19|20)\d\d(?=\s[a-z])")
# "Up to 240" may be said of 238, not of 30.
_BOUND_NEAR = Decimal("0.25")
# These pairs of units meet in translation, but are other things in one language.
_OTHER_COUNTS = frozenset(
    frozenset(pair)
    for pair in (
        ("year", "year-old"), ("person", "household"), ("case", "time"), ("fold", "time"),
        ("step", "time"), ("point", "%p"), ("GBP", "pound"),
    )
)  # fmt: skip


def wrong_numbers(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the numbers of a claim that its source does not give."""
    alike = same_language(claim, source)
    every, offered = figures_in(claim), figures_in(source)
    said = every if alike else _not_in_names(every, claim, aliases)
    wrong = [
        q
        for q in said
        if not any(
            bears_out(q, other, alike=alike) and not counts_persons(q, other, source)
            for other in offered
        )
        and not _is_year_before(q, claim, source)
        and not _names_year(q, claim, source)
        and not told_as_share(q, claim, source)
        and not lies_between(q, claim, source)
    ]
    if not alike:
        wrong = [q for q in wrong if not written_in_words(q, source, offered)]
        wrong += [q for q in said if q not in wrong and counts_states(q, claim, source)]
    written = [claim[q.start : q.end] for q in wrong]
    loose = _loose_numerals(claim, source, every, offered)
    written += loose if alike else [n for n in loose if not numeral_in_words(n, source)]
    written += unborne_fractions(claim, source)
    return [Problem("number", number) for number in dict.fromkeys(written)]


def _not_in_names(
    figures: Sequence[Quantity], text: str, aliases: AliasTable
) -> tuple[Quantity, ...]:
    """Return the figures that are no part of a known name, which the names' own check meets.

    2차 대전 is World War II, and 주요 20개국 the G20.
    """
    names = [name for name in all_names(text, aliases) if name.kind != "name"]
    return tuple(q for q in figures if not any(n.start < q.end and q.start < n.end for n in names))


# What translators count in one another's counters.
_THINGS = frozenset(
    (
        "", "point", "item", "unit", "case", "kind", "place", "sector", "time", "agency", "project",
        "group",
    )
)  # fmt: skip
# 대학 12곳, 회사 12개: Korean names what it counts before the number.
_COUNTED_AS_PLACES = frozenset(
    (
        "school", "company", "agency", "house", "city", "state", "region", "room", "team", "party",
        "group", "model", "course",
    )
)  # fmt: skip
_ANY_COUNTER = frozenset(("place", "item", ""))
_ORDERED = frozenset(("day", "week", "month", "year", "time", "item", "", "case", "step"))


def bears_out(said: Quantity, given: Quantity, *, alike: bool) -> bool:
    """Return whether a source that gives one quantity lets a claim say the other.

    A claim may round what the source says, or say less (100 이상 of 152); it may not say more
    exactly what the source rounds or only bounds. `alike`: both stand in one language, in which
    살 and 년 are not exchanged.
    """
    equal = (said.low, said.high) == (given.low, given.high)
    if equal and (_counted_as_places(said, given) or (not alike and _exchanged(said, given))):
        return True
    verdict = quantities.compare(said, given)
    if verdict == "different" or (alike and _other_count(said, given)):
        return False
    if verdict == "same" or equal:
        return True
    if said.low != said.high:
        return given.low != given.high
    if not alike and said.unit and given.unit and said.unit != given.unit:
        # 75 mph for 120 km/h, 10 feet for 3m: as near as a conversion, whatever bounds it
        exact = (replace(q, bound="", approximate=False) for q in (said, given))
        return quantities.compare(*exact) != "different"
    far = abs(said.low - given.low) / max(abs(said.low), abs(given.low))
    if said.bound and not given.bound:
        return far <= _BOUND_NEAR
    if given.low != given.high or (given.bound and not said.bound):
        return False
    return _step(said.low) >= _step(given.low)


def _counted_as_places(said: Quantity, given: Quantity) -> bool:
    """Return whether 곳 counts what the other text counts by its name: 35곳 are 35개국, 12개교."""
    units = {said.unit, given.unit}
    return "place" in units and units <= _COUNTED_AS_PLACES | {"place", "country"}


def _exchanged(said: Quantity, given: Quantity) -> bool:
    """Return whether a translation may count so: four fields for 4곳, an eighth day for 8일째."""
    units = {said.unit, given.unit}
    ordered = "rank" in units and units - {"rank"} <= _ORDERED
    named = bool(units & _ANY_COUNTER) and units <= _ANY_COUNTER | _COUNTED_AS_PLACES
    return (units <= _THINGS or ordered or named) and quantities.compare(
        replace(said, unit=""), replace(given, unit="")
    ) != "different"


def _other_count(a: Quantity, b: Quantity) -> bool:
    return frozenset((a.unit, b.unit)) in _OTHER_COUNTS


def _is_year_before(said: Quantity, claim: str, source: str) -> bool:
    """Return whether "1년 전보다" says what a source calls 전년 대비 or "from a year earlier"."""
    compares = said.unit == "year" and said.low == 1 and _THAN_BEFORE.match(claim, said.end)
    return bool(compares) and _YEAR_BEFORE.search(source) is not None


def _names_year(said: Quantity, claim: str, source: str) -> bool:
    """Return whether a claim's number is a year before a noun, and a source gives that year."""
    year = _YEAR.match(claim, said.start)
    return year is not None and any(
        day.first is not None and day.first.year == said.low
        for day in dates.find_dates(source, None)
    )


def _step(value: Decimal) -> Decimal:
    """Return the place of the last digit that is not zero: 10000 for 260000, 0.1 for 5.5."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


def _loose_numerals(
    claim: str, source: str, said: Sequence[Quantity], offered: Sequence[Quantity]
) -> list[str]:
    """Return numerals of no quantity and no date (6자회담, H20) that the source lacks."""
    taken = [(q.start, q.end) for q in said]
    taken += [(mention.start, mention.end) for mention in dates.find_dates(claim, None)]
    there = {value_of(m[0]) for m in NUMERAL.finditer(source)}
    there |= {q.low for q in offered} | {q.high for q in offered}
    return [
        m[0]
        for m in NUMERAL.finditer(claim)
        if not any(start < m.end() and m.start() < end for start, end in taken)
        and value_of(m[0]) not in there
    ]
