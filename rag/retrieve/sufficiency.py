"""Whether evidence can answer a question at all, decided before any model speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, combinations
from typing import NamedTuple

from rag.domain import Evidence, Language
from rag.retrieve.compound import parts_of
from rag.retrieve.question import language_of
from rag.retrieve.wanted import wanted_of
from rag.text.dates import find_dates

# The best place must be at least so likely about what is asked.  Of our answerable questions 1 %
# lie below, of questions to articles about something else more than 9 of 10 (docs/decisions.md).
_LEAST_TOPIC = 0.08
_LOOKED_AT = 5  # the best places; what one of them speaks of is not lacking
# A place that is so much farther than the nearest one speaks of something else, unless it is as
# surely about what is asked: a question for Trump's part in a summit is nearest to the summit.
_NEAR, _LESS_NEAR = 0.9, 0.75
_SURELY_ON_TOPIC = 0.8
# Times that are no dates: "within this president's term".
_TIME = re.compile(r"임기|이내|동안|[년월일] ?만에|무렵|\b(?:term|within|throughout|by the end)\b")
_A_DATE: dict[Language, str] = {"ko": "날짜", "en": "a date"}


class Lack(NamedTuple):
    """Names, numbers and dates of a question of which the best places do not speak.

    `together`: each stands in one of the places, but in none do they all.
    """

    names: tuple[str, ...] = ()
    together: bool = False


def sufficient(evidence: Sequence[Evidence], question: str) -> bool:
    """Return whether the evidence is about what is asked and speaks of every name asked.

    "How many GPUs will AMD supply?" finds Nvidia's GPUs; AMD is what they lack, even if some other
    article speaks of AMD.  The parts of a question that asks two things need not be as near.
    """
    if not evidence or evidence[0].topic < _LEAST_TOPIC:
        return False
    nearest = max(evidence, key=lambda piece: piece.score)
    if any(_answers(piece, nearest, question) for piece in evidence):
        return True
    asks_two_things = bool(parts_of(question, language_of(question)))
    looked_at = [set(piece.missing) for piece in evidence[:_LOOKED_AT]]
    return asks_two_things and not set.intersection(*looked_at)


def lacking(evidence: Sequence[Evidence], question: str) -> Lack:
    """Return what tells why the best places do not answer; no name that stands in all of them.

    A place that lacks nothing but is far from what is asked leaves nothing to name.
    """
    lacks = [_lacks(piece, question) for piece in evidence[:_LOOKED_AT]]
    if not lacks or not all(lacks):
        return Lack()
    if nowhere := set.intersection(*lacks):
        return Lack(tuple(sorted(nowhere)))
    names = sorted(set.union(*lacks))
    sets = chain.from_iterable(combinations(names, size) for size in range(2, len(names) + 1))
    return Lack(next(some for some in sets if all(map(set(some).intersection, lacks))), True)


def _answers(piece: Evidence, nearest: Evidence, question: str) -> bool:
    """Return whether a place lacks nothing and is about as near as the nearest one."""
    if _lacks(piece, question):
        return False
    if piece.score >= _NEAR * nearest.score:
        return True
    # A report of another year is near what is asked, and those of the right year need not be.
    times = any(find_dates(name, None) for name in nearest.missing)
    return (
        piece.score >= _LESS_NEAR * nearest.score
        and piece.topic >= _SURELY_ON_TOPIC
        and not times
        and wanted_of(question).kind != "date"
    )


def _lacks(piece: Evidence, question: str) -> set[str]:
    """Return what a place lacks of what the question requires, and a date if it asks for one."""
    missing = set(piece.missing)
    if wanted_of(question).kind == "date" and not _tells_a_date(piece.text, question):
        missing.add(_A_DATE[language_of(question)])
    return missing


def _tells_a_date(text: str, question: str) -> bool:
    """Return whether a text tells of a time that the question has not itself, if only loosely."""
    if _TIME.search(text):
        return True
    dates = (text[mention.start : mention.end] for mention in find_dates(text, None))
    return any(date not in question for date in dates)
