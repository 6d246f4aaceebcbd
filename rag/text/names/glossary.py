"""Ordinary words of policy, economy and technology news, Korean and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TypeVar

from rag.domain import Language
from rag.text.english import stem
from rag.text.names.curated import data_rows


@dataclass(frozen=True, slots=True)
class TermMention:
    """A term in a text with its translations, the most usual first."""

    start: int
    end: int
    text: str
    translations: tuple[str, ...]


_Key = TypeVar("_Key", str, tuple[str, ...])

_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:&[A-Za-z]+)?")
_HANGUL_RUN = re.compile(r"[가-힣]+")
_GAPS = str.maketrans("-/", "  ")
# 이 사건 is no 이사: a term may be written apart, but not behind its first syllable.
_APART_AT_ONCE = re.compile(r".\s")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Terms:
    to_korean: Mapping[tuple[str, ...], tuple[str, ...]]
    to_english: Mapping[str, tuple[str, ...]]
    longest_korean: int


def translate_term(term: str, language: Language) -> tuple[str, ...]:
    """Return the translations of `term` into `language`, the most usual first.

    English is matched by its stems ("exports", "exported"), Korean without spaces.
    """
    terms = _terms()
    if language == "ko":
        return terms.to_korean.get(_english_key(term), ())
    return terms.to_english.get(_korean_key(term), ())


def find_terms(text: str) -> list[TermMention]:
    """Return the known terms of `text` in both languages, the longest first at each place."""
    found = _english_terms(text) + _korean_terms(text)
    return sorted(found, key=lambda mention: mention.start)


def english_vocabulary() -> frozenset[str]:
    """Return the stems of every English word in the list."""
    return _vocabulary()


def _english_terms(text: str) -> list[TermMention]:
    terms, words = _terms().to_korean, list(_ENGLISH_WORD.finditer(text))
    stems = [stem(word.group()) for word in words]
    found: list[TermMention] = []
    position = 0
    while position < len(words):
        for count in range(min(_MOST_WORDS, len(words) - position), 0, -1):
            translations = terms.get(tuple(stems[position : position + count]))
            start, end = words[position].start(), words[position + count - 1].end()
            if translations and not re.search(r"[.,;:!?]\s", text[start:end]):
                found.append(TermMention(start, end, text[start:end], translations))
                position += count - 1
                break
        position += 1
    return found


def _korean_terms(text: str) -> list[TermMention]:
    """Walk each run of Hangul from its start; compounds such as 수출규제 are several terms."""
    found: list[TermMention] = []
    done = 0
    for run in _HANGUL_RUN.finditer(text):
        position = max(run.start(), done)
        while position < run.end():
            mention = _korean_at(text, position)
            if mention is None:
                break
            found.append(mention)
            position = done = mention.end
    return found


def _korean_at(text: str, start: int) -> TermMention | None:
    terms = _terms()
    for end in range(min(len(text), start + terms.longest_korean), start, -1):
        surface = text[start:end]
        if surface != surface.rstrip() or _APART_AT_ONCE.match(surface):
            continue
        translations = terms.to_english.get(surface.replace(" ", ""))
        if translations and (len(surface) > 1 or _stands_alone(text, start, end)):
            return TermMention(start, end, surface, translations)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a one-syllable word (칩, 표) is a word here and no part of another."""
    before = start == 0 or not "가" <= text[start - 1] <= "힣"
    return (
        before and re.match(r"(?:[은는이가을를의에도만]|으로)?(?![가-힣])", text[end:]) is not None
    )


def _english_key(term: str) -> tuple[str, ...]:
    return tuple(map(stem, term.translate(_GAPS).split()))


def _korean_key(term: str) -> str:
    return term.replace(" ", "")


@cache
def _terms() -> _Terms:
    to_korean: dict[tuple[str, ...], tuple[str, ...]] = {}
    to_english: dict[str, tuple[str, ...]] = {}
    rows = [(tuple(en.split("|")), tuple(ko.split("|"))) for en, ko in data_rows("terms.tsv")]
    for lemmas, words in rows:
        for lemma in lemmas:
            _extend(to_korean, _english_key(lemma), words)
    # A row tells best what its first word means.
    placed = [(place, word, lemmas) for lemmas, words in rows for place, word in enumerate(words)]
    for _, word, lemmas in sorted(placed, key=itemgetter(0)):
        _extend(to_english, _korean_key(word), lemmas)
    longest = max(map(len, to_english), default=0) + 3  # spaces inside
    return _Terms(to_korean, to_english, longest)


def _extend(known: dict[_Key, tuple[str, ...]], key: _Key, more: tuple[str, ...]) -> None:
    known[key] = tuple(dict.fromkeys(known[key] + more)) if key in known else more


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for key in _terms().to_korean for word in key)
