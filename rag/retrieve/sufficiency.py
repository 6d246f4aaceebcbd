"""Whether evidence can answer a question at all, decided before any model speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import Evidence, Language
from rag.retrieve.compound import parts_of
from rag.retrieve.question import language_of
from rag.retrieve.wanted import wanted_of
from rag.text.dates import find_dates

# The best place must be at least so likely about what is asked.  Of our answerable questions 1 %
# lie below, of questions to articles about something else more than 9 of 10 (docs/decisions.md).
_LEAST_TOPIC = 0.08
_LOOKED_AT = 5  # the best places; what one of them speaks of is not lacking
# A place that is so much farther than the nearest one speaks of something else.
_NEAR = 0.9
# Times that are no dates: "within this president's term".
_TIME = re.compile(r"임기|이내|동안|[년월일] ?만에|무렵|\b(?:term|within|throughout|by the end)\b")
_A_DATE: dict[Language, str] = {"ko": "날짜", "en": "a date"}


def sufficient(evidence: Sequence[Evidence], question: str) -> bool:
    """Return whether the evidence is about what is asked and speaks of every name asked."""
    if not evidence:
        return False
    return evidence[0].topic >= _LEAST_TOPIC and not lacking(evidence, question)


def lacking(evidence: Sequence[Evidence], question: str) -> tuple[str, ...]:
    """Return the names and numbers of the question that no good evidence speaks of.

    "How many GPUs will AMD supply?" finds Nvidia's GPUs; AMD is what they lack, even if some other
    article speaks of AMD.  The parts of a question that asks two things need not be as near.
    """
    if not evidence:
        return ()
    nearest = max(evidence, key=lambda piece: piece.score)
    near = [piece for piece in evidence if piece.score >= _NEAR * nearest.score]
    lacks = [_lacks(piece, question) for piece in near]
    asks_two_things = bool(parts_of(question, language_of(question)))
    if all(lacks) and not asks_two_things:
        # What all of them lack; where each lacks something else, what the nearest does.
        return tuple(sorted(set.intersection(*lacks) or _lacks(nearest, question)))
    looked_at = [set(piece.missing) for piece in evidence[:_LOOKED_AT]]
    return tuple(sorted(set.intersection(*looked_at)))


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
