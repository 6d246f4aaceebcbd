"""What a question takes for granted and no place quoted says: "why 500,000 chips?" of 260,000.

Only figures are held against the quotes: amounts with a unit, and days.  Whether a question is
right in its other words is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rag.domain import Evidence
from rag.text.dates import DateMention, find_dates, overlaps
from rag.text.quantities import Quantity, compare, find_quantities

# Units in which a place may tell the same otherwise: durations, and the ranks and ages of things.
_TOLD_OTHERWISE = frozenset(
    ("", "rank", "fraction", "second", "minute", "hour", "day", "week", "month", "year")
)
# "트럼프 2기", "4대 그룹" and "9번 펌프장" name more often than they count.
_GENERIC, _COUNTED_FROM = frozenset(("unit", "item", "kind", "case", "time")), 10
_NUMBER = re.compile(r"\d{1,2}(?=일)|\b\d{1,2}(?=(?:st|nd|rd|th)?\b)(?!\s?[년월])")


@dataclass(frozen=True, slots=True)
class Unheard:
    """A figure of a question that no place says; `instead`: the one of its kind that one does."""

    asked: str
    instead: str = ""


def unheard_figure(question: str, cited: Sequence[Evidence]) -> Unheard | None:
    """Return the first figure of a question that no cited place bears out, or None."""
    found = chain(_amounts(question, cited), _days(question, cited))
    return next(found, None) if cited else None


def _amounts(question: str, cited: Sequence[Evidence]) -> Iterator[Unheard]:
    told = [(q, p.text[q.start : q.end]) for p in cited for q in find_quantities(p.text)]
    around = [q for piece in cited for q in find_quantities(piece.context)]
    for asked in find_quantities(question):
        words = question[asked.start : asked.end]
        if not any(map(str.isdigit, words)) or not _is_held_to(asked):
            continue
        if any(compare(asked, other) != "different" for other in (*(q for q, _ in told), *around)):
            continue
        alike = {q.low: said for q, said in told if q.unit == asked.unit and _is_held_to(q)}
        yield Unheard(words, next(iter(alike.values())) if len(alike) == 1 else "")


def _is_held_to(asked: Quantity) -> bool:
    names = asked.unit in _GENERIC and asked.high < _COUNTED_FROM
    return asked.unit not in _TOLD_OTHERWISE and not names


def _days(question: str, cited: Sequence[Evidence]) -> Iterator[Unheard]:
    """Yield the days of a question of which no place speaks, where some place names another."""
    unsaid = [_unsaid_days(question, piece) for piece in cited]
    told = {
        piece.text[m.start : m.end]: None
        for piece in cited
        for m in find_dates(piece.text, piece.metadata.published_on)
        if _day_of_month(m, piece.text)
    }
    if told:  # without one the day may be that of the report
        instead = next(iter(told)) if len(told) == 1 else ""
        yield from (Unheard(w, instead) for w in unsaid[0] if all(w in each for each in unsaid))


def _unsaid_days(question: str, piece: Evidence) -> list[str]:
    """Return the days of a question that a place does not speak of and was not printed on."""
    printed = piece.metadata.published_on
    text = f"{piece.text}\n{piece.context}"
    said = [(m, _day_of_month(m, text)) for m in find_dates(text, printed)]
    unsaid = []
    for asked in find_dates(question, printed, forward=False):
        number = _day_of_month(asked, question)
        same = any(
            overlaps(asked, m) if asked.resolved and m.resolved else number == day
            for m, day in said
        )
        if number and not same and (printed is None or asked.first != printed):
            unsaid.append(question[asked.start : asked.end])
    return unsaid


def _day_of_month(mention: DateMention, text: str) -> int:
    """Return the day that an expression names by its number, "지난 20일", and 0 for any other."""
    number = _NUMBER.search(text, mention.start, mention.end)
    return int(number[0]) if number else 0
