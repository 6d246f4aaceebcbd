"""Advertising words spliced into sentences, as templates of scraped pages leave them there.

Finding them takes two steps. A cheap one passes over every word and stops only at words of the
commercial register (`commerce`) and at torn words: a lone particle or stem that, joined to the
word before the suspect, is a word of the article, or an ending that no word can do without. Only
there does Kiwi's language model say whether the sentence reads better without the suspect, and
whether the words around it grow together.
A story that itself speaks of the trade keeps its words: there, only a torn word convicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.domain import Sentence, Span
from rag.ingest.commerce import Register, register_of, vocabulary
from rag.text.morphemes import kiwi

_WORD = re.compile(r"\S+")
_BARE = re.compile(r"[가-힣A-Za-z0-9]+")
_STEM_TAIL = re.compile(
    r"(?:으로는|에서는|에게는|이라는|으로|에서|에게|까지|부터|이나|라는|은|는|이|가|을|를|의|에|로|"
    r"와|과|도)$"
)
_INFLECTED = re.compile(r"[은는이가을를의에로와과도인한된할적고며서만게며다지면]$")
_LONE_TEXT = (
    "은 는 을 를 의 에 와 과 으로 에서 에게 까지 부터 에는 에도 로의 와의 과의 에서는 으로는 "
    "의에서 , . ). ),"
)
_LONE = frozenset(_LONE_TEXT.split())
# What can't stand alone and is no word by itself: particles, plurals, endings of verbs.
_ENDING = re.compile(
    r"은데?|[을를의와과로]|으?로는|(?:으로|에서?|에게)[는도의]?|(?:까지|부터)는?|는(?:데|지|다\.?)?|로의|"
    r"들(?:[은이을의과도]|에게)|적(?:인|으로)|[화성](?:[를을가이와의])|[었았였겠](?:다\.?|던|지만)|"
    r"습?니다\.?|으[며면]|면서|으로써|라(?:[며는]|면서)|려고|지만|이(?:며|라[고는])|[어아]서|기[를에]|"
    r"음을|진?다\."
)
_MOST_WORDS = 4
_CONTEXT = 3
# Thresholds in Kiwi's log-probability, chosen on the tuning half of tests/bench_adverts.py.
_TORN = 4.0
_TORN_STRETCHED = 8.0
_TORN_UNKNOWN = 8.0
_MISFIT_UNKNOWN = -4.0
_MISFIT_STRANGER = -5.0
_MISFIT_WEAK = 0.0
_MISFIT_PAIR = 6.0


@dataclass(frozen=True, slots=True)
class _Token:
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
class _Suspect:
    """Words `first` to `last` (exclusive) of a sentence that may be an advertisement."""

    tokens: tuple[_Token, ...]
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        return Span(self.tokens[self.first].start, self.tokens[self.last - 1].end)

    @property
    def words(self) -> tuple[_Token, ...]:
        """The words themselves."""
        return self.tokens[self.first : self.last]

    def around(self) -> tuple[str, str, str]:
        """The words before, the suspect and the words after, as text."""
        left = " ".join(t.text for t in self.tokens[max(0, self.first - _CONTEXT) : self.first])
        own = " ".join(t.text for t in self.words)
        right = " ".join(t.text for t in self.tokens[self.last : self.last + _CONTEXT])
        return left, own, right


def find_adverts(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Return the spans of `text`, inside `sentences`, that are spliced advertising, in order."""
    masks: list[Span] = []
    suspects: list[_Suspect] = []
    torn: list[_Suspect] = []
    words: dict[str, int] = {}
    rows = [tuple(_tokens(sentence)) for sentence in sentences]
    for row in rows:
        for token in row:
            words[token.text] = words.get(token.text, 0) + 1
    for sentence, row in zip(sentences, rows, strict=True):
        masks.extend(_english(sentence))
        found = list(_commercial(row))
        suspects.extend(found)
        torn.extend(_torn(row, words, found))
    if suspects:
        rest = _without(text, [suspect.span for suspect in suspects])
        judged = (_judged(suspect, rest) for suspect in suspects)
        masks.extend(span for span in judged if span is not None)
    masks.extend(suspect.span for suspect in torn if _is_torn_splice(suspect))
    strangers = (s for row in rows for s in _strangers(row, words, text))
    masks.extend(suspect.span for suspect in strangers if _is_stranger(suspect))
    return _disjoint(masks)


def _tokens(sentence: Sentence) -> Iterator[_Token]:
    for match in _WORD.finditer(sentence.text):
        word = match.group()
        register = register_of(word) if _BARE.fullmatch(word) else Register.NONE
        yield _Token(sentence.start + match.start(), sentence.start + match.end(), word, register)


def _english(sentence: Sentence) -> Iterator[Span]:
    for match in vocabulary().english.finditer(sentence.text):
        yield Span(sentence.start + match.start(), sentence.start + match.end())


def _commercial(row: tuple[_Token, ...]) -> Iterator[_Suspect]:
    """Yield each run of commercial words that holds more than mere sales talk."""
    at = 0
    while at < len(row):
        if row[at].register is Register.NONE:
            at += 1
            continue
        end = at
        while end < len(row) and row[end].register is not Register.NONE:
            end += 1
        if (
            max(token.register for token in row[at:end]) >= Register.WEAK
            and end - at <= _MOST_WORDS
        ):
            yield _Suspect(row, at, end)
        at = end


def _torn(
    row: tuple[_Token, ...], words: dict[str, int], known: list[_Suspect]
) -> Iterator[_Suspect]:
    """Yield runs of bare words that stand between the two halves of a word of the article."""
    taken = {at for suspect in known for at in range(suspect.first, suspect.last)}
    for first in range(1, len(row)):
        if first in taken or not row[first].bare:
            continue
        for last in range(first + 1, min(first + 4, len(row))):
            if not row[last - 1].bare or last - 1 in taken:
                break
            if _rejoins(row[first - 1].text, row[last].text, words):
                yield _Suspect(row, first, last)
                break


def _strangers(row: tuple[_Token, ...], words: dict[str, int], text: str) -> Iterator[_Suspect]:
    """Yield runs of bare words, used nowhere else in the article, before a lone ending."""
    for last in range(2, len(row)):
        if not _ENDING.fullmatch(row[last].text):
            continue
        for first in range(last - 1, max(0, last - _MOST_WORDS), -1):
            own = row[first]
            if not own.bare or words[own.text] > 1:
                break
            if len(own.text) > 1 and text.count(own.text) > 1:
                break
            if row[first - 1].text[-1].isalnum():
                yield _Suspect(row, first, last)


def _rejoins(left: str, right: str, words: dict[str, int]) -> bool:
    """Tell whether two parts join to a word that the article has elsewhere and they are not."""
    if not ("가" <= left[-1] <= "힣" and "가" <= right[0] <= "힣"):
        return False
    whole = left + right
    if len(whole) < 3:
        return False
    if whole in words:
        return words[left] == 1 or words[right] == 1
    stem = _STEM_TAIL.sub("", whole)
    return len(stem) > len(left) and len(stem) >= 3 and stem in words


def _judged(suspect: _Suspect, rest: str) -> Span | None:
    """Return the span of a suspect that is an advertisement, or None.

    A torn word convicts with whichever neighbour joins it best, since an advertisement may go on
    in a word the vocabulary has not. Without one, a word of which the story itself speaks is
    acquitted, and so is an ordinary noun that fits its place.
    """
    if _before_lone(suspect):
        return suspect.span
    if _torn_gain(suspect) >= _TORN:
        return suspect.span
    for wider in _stretched(suspect):
        if _torn_gain(wider) >= _TORN_STRETCHED:
            return wider.span
    if any(_stem_stands(token.text, rest) for token in suspect.words):
        return None
    registers = [token.register for token in suspect.words]
    if max(registers) is Register.STRONG or (Register.TAIL in registers and len(registers) >= 2):
        return suspect.span
    several = sum(register is Register.WEAK for register in registers) >= 2
    limit = _MISFIT_PAIR if several or len(registers) >= 2 else _MISFIT_WEAK
    return suspect.span if _misfit(suspect) <= limit else None


def _stretched(suspect: _Suspect) -> Iterator[_Suspect]:
    """Yield a suspect with the bare noun before or after it."""
    row, first, last = suspect.tokens, suspect.first, suspect.last
    if first > 1 and _is_noun(row[first - 1]):
        yield _Suspect(row, first - 1, last)
    if last < len(row) - 1 and _is_noun(row[last]):
        yield _Suspect(row, first, last + 1)


def _is_noun(token: _Token) -> bool:
    return token.bare and len(token.text) >= 2 and not _INFLECTED.search(token.text)


def _before_lone(suspect: _Suspect) -> bool:
    """Tell whether a lone particle or mark follows that was torn from the word before the suspect.

    A careless space before the suspect's own particle ("무대 위 에서") is no sign: there the
    suspect itself takes the particle at least as well.
    """
    if suspect.first == 0 or suspect.last >= len(suspect.tokens):
        return False
    if suspect.tokens[suspect.last].text not in _LONE:
        return False
    _, own, right = suspect.around()
    own_gain = _score(own + right) - _score(f"{own} {right}")
    return not right[0].isalnum() or _torn_gain(suspect) >= own_gain


def _stem_stands(word: str, rest: str) -> bool:
    return len(word) >= 2 and register_of(word) >= Register.WEAK and word in rest


def _is_torn_splice(suspect: _Suspect) -> bool:
    if _torn_gain(suspect) < _TORN_UNKNOWN:
        return False
    left, own, right = suspect.around()
    return _score(f"{left} {own} {right}") - _score(left + right) - _score(own) <= _MISFIT_UNKNOWN


def _is_stranger(suspect: _Suspect) -> bool:
    """Tell whether a lone ending belongs to the word before the suspect and not to the suspect.

    In a careless "라운드 까지" the ending is the suspect's own, and the suspect fits its sentence.
    """
    left, own, right = suspect.around()
    gain = _torn_gain(suspect)
    if gain < _TORN or gain < _score(own + right) - _score(f"{own} {right}"):
        return False
    return _score(f"{left} {own} {right}") - _score(left + right) - _score(own) <= _MISFIT_STRANGER


def _torn_gain(suspect: _Suspect) -> float:
    """Return how much likelier the words around a suspect are as one word than as two."""
    left, _, right = suspect.around()
    if not left or not right or not (left[-1].isalnum() and right[0].isalnum()):
        return 0.0
    return _score(left + right) - _score(f"{left} {right}")


def _misfit(suspect: _Suspect) -> float:
    """Return how well the suspect fits its place; below zero, worse than standing anywhere."""
    left, own, right = suspect.around()
    return _score(f"{left} {own} {right}") - _score(f"{left} {right}") - _score(own)


@lru_cache(maxsize=4096)
def _score(text: str) -> float:
    """Return Kiwi's log-probability of a text."""
    return float(kiwi().analyze(text)[0][1]) if text.strip() else 0.0


def _without(text: str, spans: Sequence[Span]) -> str:
    parts, at = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        parts.append(text[at : span.start])
        at = max(at, span.end)
    return " ".join([*parts, text[at:]])


def _disjoint(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
