"""How near two texts, or the words of two texts, are in meaning, as the rules are given it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from rag.index.embedders import Embedder, Vectors
from rag.retrieve.memory import Memory

# Of pairs of an English and a Korean noun in news, translations lie above and others below.
MEANS = 0.62
# How many nouns of a text are compared with one name at most: each costs a vector.
MOST_COMPARED = 8
_REMEMBERED = 8192  # texts and words whose vectors are kept, 2 KiB each


class Similarity(Protocol):
    """Compares meaning across languages."""

    def __call__(self, a: str, b: str) -> float:
        """Return the cosine of two texts, -1 to 1."""
        ...

    def nearest(self, words: Sequence[str], others: Sequence[str]) -> list[float]:
        """Return for each word the cosine of the nearest of the others; of no others, 0."""
        ...


class EmbeddedSimilarity:
    """Cosines of an embedder's vectors; those of late texts are kept."""

    def __init__(self, embedder: Embedder) -> None:
        """Compare by the vectors that `embedder` makes."""
        self._embedder = embedder
        self._vectors = Memory(self._embed, _REMEMBERED)
        self._lock = threading.Lock()  # the chat serves many threads

    def __call__(self, a: str, b: str) -> float:
        """Return the cosine of two texts."""
        one, other = self._of([a, b])
        return float(one @ other)

    def nearest(self, words: Sequence[str], others: Sequence[str]) -> list[float]:
        """Return for each word the cosine of the nearest of the others; of no others, 0."""
        if not words or not others:
            return [0.0] * len(words)
        vectors = self._of([*words, *others])  # in one batch, which takes a quarter of the time
        cosines = vectors[: len(words)] @ vectors[len(words) :].T
        return [float(nearest) for nearest in cosines.max(axis=1)]

    def _of(self, texts: list[str]) -> Vectors:
        with self._lock:
            held = self._vectors.of(texts)
        return np.stack([held[text] for text in texts])

    def _embed(self, texts: list[str]) -> dict[str, Vectors]:
        return dict(zip(texts, self._embedder.passages(texts), strict=True))
