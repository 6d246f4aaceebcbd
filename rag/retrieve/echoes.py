"""Words of the corpus that sound like a name in the other script: 박재형 for "Park Jae-hyung".

Korean news writes names and new words by their sound, and no dictionary has them all: 레이스콥터,
페로브스카이트, the surname and given name of a professor.  Nor does everyone spell them alike:
스탠퍼드 and 스탠포드 are one university.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from rag.retrieve.concepts import Concept
from rag.text.names import SOUNDS_ALIKE, HangulSpellings, consonants_of, sounds_alike

_LEAST_LETTERS, _LEAST_SYLLABLES = 4, 3  # of a name; shorter ones sound like much
_MOST = 2  # words given for one
_ROUNDING = 1e-9  # a likeness that misses its threshold by less still counts
_DIGITS = 9  # of a likeness; the rest may differ from machine to machine
# "song" is no 선정: an ordinary word must sound nearly the same, and have some length.
_ORDINARY_ALIKE = 0.85
_ORDINARY_LETTERS = 6
_ORDINARY_CONSONANTS = 2  # "weather" is no 아이디어, whose one consonant it shares
_LATIN_ALIKE = 0.85  # an English sentence begins with Both and White, too
_HANGUL = re.compile("[가-힣]{2,}")
_LATIN_NAME = re.compile(r"i?[A-Z][A-Za-z'’-]{2,}")
# With fewer consonants or syllables in common, like 경주 and 강조, words are alike by chance.
_LEAST_CONSONANTS, _SAME_SYLLABLES = 3, 0.4

_UNLISTED = frozenset(("", "name"))  # kinds of names that no table has

_Sound = tuple[str, int]  # the first consonant of a word and how many consonants it has


class Echoes:
    """The words of one corpus, by how they begin and how many consonants they have."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words in: those in Hangul, and names in Latin letters."""
        self._by_sound: dict[_Sound, list[str]] = {}
        self._by_consonants: dict[str, list[str]] = {}
        self._latin: dict[_Sound, list[str]] = {}
        for word in words:
            if _HANGUL.fullmatch(word):
                (sounds,) = consonants_of(word)
                self._by_sound.setdefault((sounds[:1], len(sounds)), []).append(word)
                self._by_consonants.setdefault(sounds, []).append(word)
            elif _LATIN_NAME.fullmatch(word):
                for sounds in consonants_of(word):
                    self._latin.setdefault((sounds[:1], len(sounds)), []).append(word)
        self._spelled = lru_cache(maxsize=None)(self._spellings)
        self._found = lru_cache(maxsize=4096)(self._find)
        self._written = lru_cache(maxsize=4096)(self._find_latin)

    def of(self, latin: str) -> tuple[str, ...]:
        """Return up to two words that sound like `latin`, best first; capitals make it a name."""
        return self._found(latin)

    def in_latin(self, hangul: str) -> tuple[str, ...]:
        """Return up to two names in Latin letters that sound like `hangul`, best first.

        There are none where the corpus writes `hangul` itself.
        """
        return self._written(hangul)

    def respelled(self, hangul: str, latin: str) -> tuple[str, ...]:
        """Return other spellings in Hangul of a name that is written `latin`, with its consonants.

        스탠퍼드, Stanford: 스탠포드.
        """
        sounds = "".join(consonants_of(hangul))
        if len(sounds) < _LEAST_CONSONANTS or len(hangul) < _LEAST_SYLLABLES:
            return ()
        others = (word for word in self._by_consonants.get(sounds, ()) if word != hangul)
        return tuple(
            word
            for word in others
            if SequenceMatcher(None, hangul, word).ratio() >= _SAME_SYLLABLES
            and sounds_alike(word, latin) >= SOUNDS_ALIKE
        )

    def _find(self, latin: str) -> tuple[str, ...]:
        name = latin[:1].isupper()
        spelled = [latin, latin[:-1]] if latin.endswith("s") else [latin]  # one Taser, two Tasers
        if len(latin) < (_LEAST_LETTERS if name else _ORDINARY_LETTERS):
            return ()
        least = (SOUNDS_ALIKE if name else _ORDINARY_ALIKE) - _ROUNDING
        near = dict[str, float]()
        for key in self._like(spelled[-1]):
            if not name and key[1] < _ORDINARY_CONSONANTS:
                continue
            words, spellings = self._spelled(key)
            scores = np.max([spellings.alike(form) for form in spelled], axis=0)
            near |= {words[at]: float(scores[at]) for at in np.flatnonzero(scores >= least)}
        return _best(near)

    def _find_latin(self, hangul: str) -> tuple[str, ...]:
        sounds = "".join(consonants_of(hangul))
        if len(hangul) < _LEAST_SYLLABLES or hangul in self._by_consonants.get(sounds, ()):
            return ()
        words = {word for key in _around(hangul) for word in self._latin.get(key, ())}
        alike = {word: sounds_alike(hangul, word, _LATIN_ALIKE) for word in words}
        return _best({word: like for word, like in alike.items() if like >= _LATIN_ALIKE})

    def _like(self, latin: str) -> set[_Sound]:
        """Return the sounds of words that begin with a consonant of `latin` and have as many."""
        return _around(latin) & self._by_sound.keys()

    def _spellings(self, key: _Sound) -> tuple[list[str], HangulSpellings]:
        words = self._by_sound[key]
        return words, HangulSpellings(words)


def _around(name: str) -> set[_Sound]:
    """Return how words begin that may sound like `name`, and how many consonants they may have."""
    return {
        (sounds[:1], len(sounds) + more)
        for sounds in consonants_of(name)
        for more in (-2, -1, 0, 1)
    }


def _best(alike: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(alike, key=lambda word: (-round(alike[word], _DIGITS), word))[:_MOST])


def heard_in(corpus: Echoes, concept: Concept) -> Concept:
    """Return a concept that also knows how a corpus spells its name: 스탠포드, iPod for 아이팟.

    A name of which no table tells the Latin spelling is looked for in Latin letters by its sound;
    of one in the table only other spellings in Hangul are taken, for Korea sounds like 거래.
    """
    if concept.kind != "name":
        return concept
    if concept.of_kind == "person" and len(concept.forms) > 1:
        return concept  # 김민수 is no 김문수
    latin = [form for form in concept.forms if form.isascii()]
    hangul = [form for form in concept.forms if not form.isascii()]
    if latin and concept.of_kind in _UNLISTED:
        return concept  # its other forms were found by their sound
    heard = _respelled(corpus, hangul, latin) if latin else _parts_heard(corpus, hangul)
    forms = dict.fromkeys((*concept.forms, *heard))
    return Concept.of(concept.kind, *forms, of_kind=concept.of_kind)


def _respelled(corpus: Echoes, hangul: Sequence[str], latin: Sequence[str]) -> list[str]:
    return [name for form in hangul for like in latin for name in corpus.respelled(form, like)]


def _parts_heard(corpus: Echoes, hangul: Sequence[str]) -> list[str]:
    """Return what sounds like a word of a name, and its later words: 저커버그 of 마크 저커버그."""
    parts = [part for form in hangul for part in form.split()]
    heard = [name for part in parts for name in corpus.in_latin(part)]
    return heard + [part for part in parts[1:] if len(part) >= _LEAST_SYLLABLES]
