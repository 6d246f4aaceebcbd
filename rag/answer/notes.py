"""What stands in brackets behind a quote in another language: exact values, names and words.

There is seldom room for all of it.  First comes what may be the answer: the date, the number or the
name that the question wants and has not itself; then other values, and words last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rag.domain import Annotation, Evidence, Language
from rag.retrieve.compound import parts_of
from rag.retrieve.question import language_of
from rag.retrieve.wanted import Kind, wanted_of
from rag.text.dates import find_dates
from rag.text.english import stem
from rag.text.glosses import SENSES, glosses

_MOST = 8  # notes on one quote that can still be read
_BRACKETS, _DIVIDER = len(" ()"), len("; ")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_Sort = Literal["date", "number", "name"]
_NAMED: frozenset[Kind] = frozenset(("person", "place", "organisation"))
_THINGS: frozenset[Kind] = _NAMED | {"date", "number"}
_WORDS = 2.0  # the rank of words, behind all values that are news to the reader
_TELLING = 3  # syllables; where a name or a number is wanted, 오후 and 국제 explain nothing


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words quoted from a piece of evidence."""

    piece: Evidence
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """An expression of a quote and its value; the least `rank` is wanted most.

    For notes that are `kept`, quotes beyond the sure ones give up their room.
    """

    at: int
    entry: str
    rank: tuple[float, ...]
    kept: bool

    @property
    def length(self) -> int:
        """The characters that it takes with its divider."""
        return len(self.entry) + _DIVIDER


@dataclass(frozen=True, slots=True)
class Notes:
    """What one reader with one question is told of quotes."""

    question: str
    reader: Language

    def of(self, quotes: Sequence[Quoted], room: int) -> list[str]:
        """Return the notes on each quote in brackets, as many as fit `room` together, each once."""
        all_notes = [
            (note, number)
            for number, quote in enumerate(quotes)
            for note in self._on(quote, number)
        ]
        chosen: list[list[Note]] = [[] for _ in quotes]
        told: set[str] = set()
        for note, number in sorted(all_notes, key=lambda pair: pair[0].rank):
            mine = chosen[number]
            length = len(note.entry) + (_DIVIDER if mine else _BRACKETS)
            if length <= room and note.entry not in told and len(mine) < _MOST:
                mine.append(note)
                told.add(note.entry)
                room -= length
        return [_in_brackets(notes) for notes in chosen]

    def need(self, quotes: Sequence[Quoted]) -> int:
        """Return the room that the notes which are kept on these quotes would take."""
        notes = [n for number, quote in enumerate(quotes) for n in self._on(quote, number)]
        return sum(note.length for note in notes if note.kept)

    def _on(self, quote: Quoted, number: int) -> Iterator[Note]:
        """Yield all notes on a quote, which is the one of that number."""
        kinds = self._kinds
        taken: list[tuple[int, int]] = []
        for annotation in quote.piece.annotations:
            written = quote.piece.text[annotation.start : annotation.end]
            at = quote.text.find(written)
            if at >= 0:
                taken.append((at, at + len(written)))
                rank = self._rank(annotation, _sort_of(annotation), number)
                entry = f"{written} = {annotation.value}"
                yield Note(at, entry, (rank, number, at), kept=rank == 0)
        if self.reader != "en":
            return
        for gloss in glosses(quote.text):
            free = not any(start < gloss.end and gloss.start < end for start, end in taken)
            written = quote.text[gloss.start : gloss.end]
            telling = not kinds & _THINGS or len(written) >= _TELLING
            if free and telling and not any(map(self._has, gloss.value.split(SENSES))):
                # Longer terms say more than 정부 and 사실.
                entry = f"{written} = {gloss.value}"
                place = (_WORDS, number, -len(written))
                yield Note(gloss.start, entry, place, kept=not number and not kinds & _THINGS)

    def _rank(self, value: Annotation, sort: _Sort, number: int) -> float:
        """Return 0 for the sort of thing that is wanted, up to 3 for what the question has."""
        if self._has(value.value):
            return 3
        if sort in self._kinds or (sort == "name" and self._kinds & _NAMED):
            return 0
        return 1 + 0.01 * number

    @property
    def _kinds(self) -> frozenset[Kind]:
        """The kinds of things that the question wants, or its parts if it asks two things."""
        return _kinds_wanted(self.question)

    def _has(self, value: str) -> bool:
        """Return whether the question has a value itself: all of its words, and no digits."""
        if any(map(str.isdigit, value)):
            return False
        words = {stem(word) for word in _LATIN_WORD.findall(value)}
        asked = {stem(word) for word in _LATIN_WORD.findall(self.question)}
        return words <= asked if words else value in self.question


@lru_cache(maxsize=16)  # every note on every quote asks
def _kinds_wanted(question: str) -> frozenset[Kind]:
    parts = parts_of(question, language_of(question)) or (question,)
    return frozenset(wanted_of(part).kind for part in parts)


def _sort_of(annotation: Annotation) -> _Sort:
    if not any(map(str.isdigit, annotation.value)):
        return "name"
    return "date" if find_dates(annotation.value, None) else "number"


def _in_brackets(notes: Sequence[Note]) -> str:
    entries = (note.entry for note in sorted(notes, key=lambda note: note.at))
    return f" ({'; '.join(entries)})" if notes else ""
