"""Dates that a claim gives to another event, place or figure than its source does.

Of "imposed in April and lifted in July" a claim may not say "lifted in April": each word is in the
source, but not together. Source and claim are cut into clauses; a date and another detail of one
clause of the claim must not stand in the source only apart, each beside a rival of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.text import dates
from rag.text.dates import DateMention
from rag.text.names import AliasTable, NameMention
from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.dates.actions import actions_in
from rag.verify.rules.dates.missing_dates import SOME_DAY
from rag.verify.rules.language.clauses import Clause, clauses_of
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same

# What gives an event a time of its own without a date.
_LATER = re.compile(
    r"(?:달|주|일|년|시간)\s?(?:만에|뒤|후)|이후|뒤(?:늦|이어)|이어|\b(?:later|then|afterwards?|"
    r"subsequently|after|since|once|ago)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?P<n>[1-4])\s?분기|\b(?P<word>first|second|third|fourth)[- ]quarter\b", re.IGNORECASE
)
_UNKNOWN = "name"  # the kind of a name that no table has
_ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class _Day:
    """A date and the words that give it."""

    mention: DateMention
    text: str


@dataclass(frozen=True, slots=True)
class _Event:
    """A clause with its dates, figures, names and actions."""

    clause: Clause
    dates: tuple[_Day, ...]
    figures: tuple[Quantity, ...]
    names: tuple[NameMention, ...]
    actions: frozenset[int]

    @property
    def has_own_time(self) -> bool:
        """Whether the clause says when, by a date or by a word such as "later"."""
        return bool(self.dates) or _LATER.search(self.clause.text) is not None


def misdated(claim: str, source: str, own_day: date | None, aliases: AliasTable) -> list[Problem]:
    """Return the dates of a claim that its source gives to something else of the same sentence."""
    theirs = _events(source, own_day, aliases)
    if not any(event.dates for event in theirs):
        return []
    wrong = [
        day
        for event in _events(claim, own_day, aliases)
        if len(event.dates) == 1
        for day in event.dates
        if _figure_elsewhere(day, event, source, theirs)
        or _name_elsewhere(day, event, theirs, aliases)
        or _action_elsewhere(day, event, theirs)
    ]
    return [Problem("misdated", day.text) for day in wrong]


def _events(text: str, own_day: date | None, aliases: AliasTable) -> list[_Event]:
    # Both texts are read from one day, whichever: only whether two dates are the same counts.
    days = dates.find_dates(text, own_day or SOME_DAY, forward=True)
    figures = [
        q for q in figures_in(text) if not any(d.start < q.end and q.start < d.end for d in days)
    ]
    names = all_names(text, aliases)
    return [
        _Event(
            clause,
            tuple(_Day(d, text[d.start : d.end]) for d in days if clause.holds(d.start)),
            tuple(q for q in figures if clause.holds(q.start)),
            tuple(n for n in names if clause.holds(n.start)),
            actions_in(clause.text),
        )
        for clause in clauses_of(text)
    ]


def _figure_elsewhere(day: _Day, event: _Event, source: str, theirs: Sequence[_Event]) -> bool:
    """Return whether the source gives a clause's only figure to another date, and this another.

    Figures belong to the date that stands last before them in Korean, and nearest in English.
    """
    if len(event.figures) != 1:
        return False
    said = event.figures[0]
    owned = [(_owner(q, other, source), q) for other in theirs for q in other.figures]
    same = [owner for owner, q in owned if _same(said, q)]
    if not same or any(owner is None or _meets(owner, day) for owner in same):
        return False
    rivals = [
        q
        for owner, q in owned
        if owner is not None and _meets(owner, day) and q.unit == said.unit and not _same(said, q)
    ]
    return bool(rivals)


def _same(a: Quantity, b: Quantity) -> bool:
    """Compare two figures whatever bounds them: "up to 42" is not also 30."""
    return compare(replace(a, bound=""), replace(b, bound="")) != "different"


def _owner(figure: Quantity, event: _Event, source: str) -> _Day | None:
    if is_korean(source):
        before = [d for d in event.dates if d.mention.end <= figure.start]
        return before[-1] if before else None
    return min(
        event.dates,
        key=lambda d: min(abs(d.mention.start - figure.end), abs(figure.start - d.mention.end)),
        default=None,
    )


def _name_elsewhere(
    day: _Day, event: _Event, theirs: Sequence[_Event], aliases: AliasTable
) -> bool:
    """Return whether a place or person of a clause stands in the source beside other dates only."""
    beside = [other for other in theirs if any(_meets(d, day) for d in other.dates)]
    for name in event.names:
        homes = [other for other in theirs if _names(name, other, aliases)]
        if not beside or not homes or any(other in beside for other in homes):
            continue
        rival = all(_has_rival(name, other, event, aliases) for other in beside)
        if rival and all(other.dates for other in homes):
            return True
    return False


def _names(name: NameMention, event: _Event, aliases: AliasTable) -> bool:
    return any(may_be_same(name.text, other.text, aliases) for other in event.names)


def _has_rival(name: NameMention, other: _Event, event: _Event, aliases: AliasTable) -> bool:
    """Return whether a clause names something of a name's kind that the claim's clause does not."""
    return any(
        (each.kind == name.kind or _UNKNOWN in (each.kind, name.kind))
        and not _names(each, event, aliases)
        for each in other.names
    )


def _action_elsewhere(day: _Day, event: _Event, theirs: Sequence[_Event]) -> bool:
    """Return whether what a clause tells stands in the source in clauses of other times only."""
    if not event.actions:
        return False
    beside = [other for other in theirs if any(_meets(d, day) for d in other.dates)]
    homes = [other for other in theirs if other.actions & event.actions]
    if not beside or not homes or any(other.actions & event.actions for other in beside):
        return False
    if not all(other.actions for other in beside):
        return False
    aside = all(other.clause.relative for other in beside)
    return aside or all(other.has_own_time for other in homes)


def _meets(a: _Day, b: _Day) -> bool:
    """Return whether two dates may be one; of quarters without a year their numbers tell."""
    if a.mention.resolved and b.mention.resolved:
        return dates.compare(a.mention, b.mention) != "different"
    ours, theirs = _quarter(a.text), _quarter(b.text)
    return not ours or not theirs or ours == theirs


def _quarter(text: str) -> int:
    match = _QUARTER.search(text)
    if not match:
        return 0
    return int(match["n"]) if match["n"] else _ORDINALS.index(match["word"].lower()) + 1
