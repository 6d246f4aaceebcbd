"""Many words in Hangul compared by sound with one in Latin letters, all at once.

`sounds_alike` takes half a millisecond for a long name, and a large corpus has hundreds of words
with about as many consonants.  Here every step of the alignment is taken for all of them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from rag.text.names.phonetics import Sound, change_cost, weight
from rag.text.names.romanization import STEEPNESS, hangul_variants, latin_variants

Floats = NDArray[np.float64]


class HangulSpellings:
    """The sounds of some words, each with a row for every way in which it may be spoken."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take in words of Hangul, one or more."""
        ways = [hangul_variants(word) for word in words]
        rows = [sounds for of_word in ways for sounds in of_word]
        self._starts = [0, *accumulate(len(of_word) for of_word in ways[:-1])]
        self._sounds = list(dict.fromkeys(sound for row in rows for sound in row))
        number = {sound: at for at, sound in enumerate(self._sounds)}
        # Shorter rows are filled up with a last sound that costs nothing to leave out.
        self._numbers = np.full((len(rows), max(map(len, rows))), len(number))
        for at, row in enumerate(rows):
            self._numbers[at, : len(row)] = [number[sound] for sound in row]
        self._drops = np.array([*(sound.drop for sound in self._sounds), 0.0])
        self._weights = np.array(list(map(weight, rows)))
        # Each of the few hundred sounds of Latin spellings comes again and again.
        self._changes = cache(self._changes_into)

    def alike(self, latin: str) -> Floats:
        """Return, shape (words,), what `sounds_alike` tells of each word and `latin`."""
        ways = latin_variants(latin)
        if not ways:
            return np.zeros(len(self._starts))
        best = np.max([self._scores(way) for way in ways], axis=0)
        return np.asarray(np.maximum.reduceat(best, self._starts))

    def _changes_into(self, other: Sound) -> Floats:
        """Return, shape (sounds + 1,), what it costs to turn each sound into another."""
        return np.array([*(change_cost(mine, other) for mine in self._sounds), np.inf])

    def _scores(self, theirs: tuple[Sound, ...]) -> Floats:
        size = np.maximum((self._weights + weight(theirs)) / 2, 1e-9)
        return np.asarray(np.maximum(0.0, 1 - STEEPNESS * self._costs(theirs) / size))

    def _costs(self, theirs: tuple[Sound, ...]) -> Floats:
        """Return, shape (rows,), what `alignment_cost` tells of each row and `theirs`."""
        change = np.stack([self._changes(sound) for sound in theirs], axis=1)
        left_out = np.cumsum([0.0, *(sound.drop for sound in theirs)])
        row = np.tile(left_out, (len(self._numbers), 1))
        for numbers in self._numbers.T:
            drop = self._drops[numbers][:, np.newaxis]
            skipped = row + drop
            skipped[:, 1:] = np.minimum(skipped[:, 1:], row[:, :-1] + change[numbers])
            # The cheapest way to here may leave out any number of their last sounds.
            row = np.minimum.accumulate(skipped - left_out, axis=1) + left_out
        return np.asarray(row[:, -1])
