"""Words of the corpus that sound like a Latin word: 박재형 for "Park Jae-hyung".

Korean news writes names and new words by their sound, and no dictionary has them all: 레이스콥터,
페로브스카이트, the surname and given name of a professor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from rag.text.names import SOUNDS_ALIKE, HangulSpellings, consonants_of

_LEAST_LETTERS = 4
_MOST = 2
_ROUNDING = 1e-9
_SURE = 9  # digits of a likeness
# "song" is no 선정: an ordinary word must sound nearly the same, and have some length.
_ORDINARY_ALIKE = 0.85
_ORDINARY_LETTERS = 6
_HANGUL = re.compile("[가-힣]{2,}")


class Echoes:
    """The Hangul words of one corpus, by how they begin and how many consonants they have."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words in; what is not Hangul is left out."""
        self._by_sound: dict[tuple[str, int], list[str]] = {}
        for word in words:
            if _HANGUL.fullmatch(word):
                (sounds,) = consonants_of(word)
                self._by_sound.setdefault((sounds[:1], len(sounds)), []).append(word)
        self._spelled = lru_cache(maxsize=None)(self._spellings)
        self._found = lru_cache(maxsize=4096)(self._find)

    def of(self, latin: str) -> tuple[str, ...]:
        """Return up to two words that sound like `latin`, best first; capitals make it a name."""
        return self._found(latin)

    def _find(self, latin: str) -> tuple[str, ...]:
        name = latin[:1].isupper()
        spelled = [latin, latin[:-1]] if latin.endswith("s") else [latin]  # one Taser, two Tasers
        if len(latin) < (_LEAST_LETTERS if name else _ORDINARY_LETTERS):
            return ()
        least = (SOUNDS_ALIKE if name else _ORDINARY_ALIKE) - _ROUNDING
        near = dict[str, float]()
        for key in self._like(spelled[-1]):
            words, spellings = self._spelled(key)
            scores = np.max([spellings.alike(form) for form in spelled], axis=0)
            near |= {words[at]: float(scores[at]) for at in np.flatnonzero(scores >= least)}
        return tuple(sorted(near, key=lambda word: (-round(near[word], _SURE), word))[:_MOST])

    def _like(self, latin: str) -> set[tuple[str, int]]:
        """Return the sounds of words that begin with a consonant of `latin` and have as many."""
        keys = {
            (sounds[:1], len(sounds) + more)
            for sounds in consonants_of(latin)
            for more in (-2, -1, 0, 1)
        }
        return keys & self._by_sound.keys()

    def _spellings(self, key: tuple[str, int]) -> tuple[list[str], HangulSpellings]:
        words = self._by_sound[key]
        return words, HangulSpellings(words)
