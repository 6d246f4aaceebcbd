"""How far a suspect word tears its sentence, and how well it fits its place there.

All figures are differences of Kiwi's log-probabilities of the words with and without the suspect;
their limits were chosen on the tuning half of tests/bench_adverts.py and on clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from rag.domain import Span
from rag.ingest.commerce import Register
from rag.text.morphemes import kiwi, tokens

_BARE = re.compile(r"[가-힣A-Za-z0-9]+")
_INFLECTED = re.compile(r"[은는이가을를의에로와과도인한된할적고며서만게며다지면]$")
_LONE_TEXT = (
    "은 는 을 를 의 에 와 과 으로 에서 에게 까지 부터 에는 에도 로의 와의 과의 에서는 으로는 "
    "의에서 , . ). ),"
)
_LONE = frozenset(_LONE_TEXT.split())
# Before a verb or an adverb a noun wants a particle.
_PREDICATES = frozenset({"VV", "VA", "VX", "MAG"})
# Verbs made of nouns, and proper nouns: neither is often the head of a compound.
_HEADLESS = frozenset({"XSV", "XSA", "NNP"})
# "업체 세 곳" is good Korean, so small native numbers ("세", MM) are not among them.
_NUMBERS = frozenset({"SN", "NR"})
# What ends a phrase, so that the next word may begin one: particles but "의", endings of clauses.
_PHRASE_ENDS = frozenset(
    {"JKS", "JKO", "JKB", "JX", "JC", "EC", "EF", "SP", "SF", "SB", "MAG", "MAJ"}
)
_TIME = re.compile(r"(?:[0-9년월일]|올해|지난해|이달|지난달|내달|이날|최근|현재|당시)$")
_LINKING = re.compile(r"및|또는|혹은|없이")
_CONTEXT = 3
_TORN = 4.0
_TORN_STRETCHED = 8.0
_TORN_UNKNOWN = 8.0
_FITS_TORN = 0.0
_MISFIT_UNKNOWN = -4.0
_MISFIT_STRANGER = -5.0


class Place(Enum):
    """What the words around a suspect leave room for.

    `FREE`: a new phrase may begin there; `INSIDE`: the word before needs the word after it, or
    may; `BROKEN`: no noun without a particle can stand there.
    """

    FREE = auto()
    INSIDE = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text without the marks around it; `bare` when it has none."""

    start: int
    end: int
    text: str
    register: Register

    @property
    def bare(self) -> bool:
        """Whether the word is letters alone, with no mark in or around it."""
        return _BARE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Suspect:
    """Words `first` to `last` (exclusive) of a sentence that may be an advertisement."""

    tokens: tuple[Token, ...]
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        return Span(self.tokens[self.first].start, self.tokens[self.last - 1].end)

    @property
    def words(self) -> tuple[Token, ...]:
        """The words themselves."""
        return self.tokens[self.first : self.last]

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(token.text for token in self.words)

    def around(self) -> tuple[str, str, str]:
        """The words before, the suspect and the words after, as text."""
        left = " ".join(t.text for t in self.tokens[max(0, self.first - _CONTEXT) : self.first])
        right = " ".join(t.text for t in self.tokens[self.last : self.last + _CONTEXT])
        return left, self.text, right


def torn_span(suspect: Suspect) -> Span | None:
    """Return what stands between the halves of a torn word: the suspect, at times a noun more.

    An advertisement may go on in a word that the vocabulary has not, hence the noun.
    """
    if _before_lone(suspect):
        return suspect.span
    if _torn_gain(suspect) >= _TORN and _fit_of_torn(suspect) <= _FITS_TORN:
        return suspect.span
    for wider in _stretched(suspect):
        if _torn_gain(wider) >= _TORN_STRETCHED and _fit_of_torn(wider) <= _FITS_TORN:
            return wider.span
    return None


def is_torn_splice(suspect: Suspect) -> bool:
    """Tell whether words of no commercial register stand inside a torn word."""
    return _torn_gain(suspect) >= _TORN_UNKNOWN and _fit_of_torn(suspect) <= _MISFIT_UNKNOWN


def is_stranger(suspect: Suspect) -> bool:
    """Tell whether a lone ending belongs to the word before the suspect and not to the suspect.

    In a careless "라운드 까지" the ending is the suspect's own, and the suspect fits its sentence.
    """
    gain = _torn_gain(suspect)
    if gain < _TORN or gain < _own_gain(suspect):
        return False
    return _fit_of_torn(suspect) <= _MISFIT_STRANGER


def fit(suspect: Suspect) -> float:
    """Return how well the suspect fits its place; below zero, worse than standing anywhere."""
    left, own, right = suspect.around()
    return _score(f"{left} {own} {right}") - _score(f"{left} {right}") - _score(own)


def place(suspect: Suspect) -> Place:
    """Return what the words on either side leave room for."""
    row, first, last = suspect.tokens, suspect.first, suspect.last
    if last == len(row):
        return Place.FREE
    after = _tags(row[last].text)
    if after and after[0] in _PREDICATES and not _LINKING.match(row[last].text):
        return Place.BROKEN
    if first == 0 or _TIME.search(row[first - 1].text):
        return Place.FREE
    before = _tags(row[first - 1].text)
    if before and before[-1] not in _PHRASE_ENDS:
        return Place.BROKEN if after and after[0] in _NUMBERS else Place.INSIDE
    return Place.FREE if _HEADLESS.isdisjoint(after) else Place.INSIDE


def _tags(word: str) -> list[str]:
    """Return the parts of speech of a word's morphemes; an irregular verb's is a verb's."""
    return [str(token.tag).partition("-")[0] for token in tokens(word)]


def _stretched(suspect: Suspect) -> Iterator[Suspect]:
    """Yield a suspect with the bare noun before or after it."""
    row, first, last = suspect.tokens, suspect.first, suspect.last
    if first > 1 and _is_noun(row[first - 1]):
        yield Suspect(row, first - 1, last)
    if last < len(row) - 1 and _is_noun(row[last]):
        yield Suspect(row, first, last + 1)


def _is_noun(token: Token) -> bool:
    return token.bare and len(token.text) >= 2 and not _INFLECTED.search(token.text)


def _before_lone(suspect: Suspect) -> bool:
    """Tell whether a lone particle or mark follows that was torn from the word before the suspect.

    A careless space before the suspect's own particle ("무대 위 에서") is no sign: there the
    suspect itself takes the particle at least as well.
    """
    if suspect.first == 0 or suspect.last >= len(suspect.tokens):
        return False
    following = suspect.tokens[suspect.last].text
    if following not in _LONE:
        return False
    return not following[0].isalnum() or _torn_gain(suspect) >= _own_gain(suspect)


def _torn_gain(suspect: Suspect) -> float:
    """Return how much likelier the words around a suspect are as one word than as two."""
    left, _, right = suspect.around()
    if not left or not right or not (left[-1].isalnum() and right[0].isalnum()):
        return 0.0
    return _score(left + right) - _score(f"{left} {right}")


def _own_gain(suspect: Suspect) -> float:
    """Return how much likelier the suspect and the words after it are as one word."""
    _, own, right = suspect.around()
    return _score(own + right) - _score(f"{own} {right}")


def _fit_of_torn(suspect: Suspect) -> float:
    """Return how well the suspect fits, against the words around it joined to one."""
    left, own, right = suspect.around()
    return _score(f"{left} {own} {right}") - _score(left + right) - _score(own)


@lru_cache(maxsize=4096)
def _score(text: str) -> float:
    """Return Kiwi's log-probability of a text."""
    return float(kiwi().analyze(text)[0][1]) if text.strip() else 0.0
