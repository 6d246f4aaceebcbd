"""The sentences that a search looks at closely, read once, and the signs of places in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.domain import Article, Passage
from rag.index.embedders import Vectors
from rag.retrieve.concepts import Concept
from rag.retrieve.likeness import Shares
from rag.retrieve.place import Place
from rag.retrieve.signs import Signs

Row = tuple[str, int]  # article id and ordinal of a sentence


def speaks_of(concept: Concept, terms: frozenset[str], text: str) -> bool:
    """Return whether a text with these index terms speaks of a concept in one of its ways."""
    if any(way <= terms for way in concept.ways):
        return True
    # Kiwi may cut a name differently in another sentence; the letters do not lie.
    return any(len(form) > 1 and not form.isascii() and form in text for form in concept.forms)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sentences read for one question have to do with it.

    `rows` numbers the sentences; those of one article stand together, in order.  `vectors` has
    shape (rows, dimension), `held` and `likeness` (rows, concepts); `question` is the question's
    vector, and `weights`, shape (concepts,), tell how much each of its concepts counts.
    """

    rows: Mapping[Row, int]
    vectors: Vectors
    held: NDArray[np.bool_]
    likeness: Shares
    question: Vectors
    weights: NDArray[np.float64]
    _titles: dict[str, list[int]] = field(default_factory=dict)

    def passage_score(self, passage: Passage, vector_share: float, likeness_share: float) -> float:
        """Return what vectors and words' likeness add to the score of a passage."""
        rows = self._rows(passage.article_id, range(passage.first, passage.last + 1))
        if not rows:
            return 0.0
        vectors = self.vectors[rows]
        nearest = float((vectors @ self.question).max())
        window = max(
            self._cosine(vectors[max(0, at - 1) : at + 2].sum(axis=0)) for at in range(len(rows))
        )
        whole = self._cosine(vectors.sum(axis=0))
        likeness = self._share(self.likeness[rows].max(axis=0))
        return vector_share * (nearest + window + whole) / 3 + likeness_share * likeness

    def signs(self, place: Place, passage: Passage, score: float, best: float) -> Signs:
        """Return the signs of a place, all but `offer`.

        `score` is that of its passage, `best` the best one of its article.
        """
        article = place.article
        kind = article.sentences[place.first].kind
        own = self._rows(article.id, place.ordinals)
        near = self._rows(article.id, place.neighbourhood)
        about = [*near, *self._title_rows(article)]
        around = self._rows(article.id, range(passage.first, passage.last + 1))
        return Signs(
            vector=self._cosine(self.vectors[own].sum(axis=0)),
            sentence=float((self.vectors[own] @ self.question).max()),
            window=self._cosine(self.vectors[near].sum(axis=0)),
            whole=self._cosine(self.vectors[around].sum(axis=0)),
            words=self._share(np.any(self.held[own], axis=0)),
            context_words=self._share(np.any(self.held[about], axis=0)),
            likeness=self._share(self.likeness[own].max(axis=0)),
            context_likeness=self._share(self.likeness[about].max(axis=0)),
            passage=score,
            article=best,
            offer=0.0,
            is_title=float(kind == "title"),
            is_caption=float(kind == "caption"),
            is_pair=float(place.last > place.first),
        )

    def context_holds(self, place: Place) -> NDArray[np.bool_]:
        """Return, shape (concepts,), which concepts a place or its context speaks of."""
        rows = [
            *self._rows(place.article.id, place.neighbourhood),
            *self._title_rows(place.article),
        ]
        return np.asarray(np.any(self.held[rows], axis=0))

    def nearest_in(self, article_id: str) -> Shares:
        """Return, shape (concepts,), the likeness of the nearest word read in an article."""
        rows = [row for (id_, _), row in self.rows.items() if id_ == article_id]
        return np.asarray(self.likeness[rows].max(axis=0), dtype=np.float32)

    def _title_rows(self, article: Article) -> list[int]:
        if article.id not in self._titles:
            titles = (s.ordinal for s in article.sentences if s.kind == "title")
            self._titles[article.id] = self._rows(article.id, titles)
        return self._titles[article.id]

    def _rows(self, article_id: str, ordinals: Iterable[int]) -> list[int]:
        keys = ((article_id, ordinal) for ordinal in ordinals)
        return [self.rows[key] for key in keys if key in self.rows]

    def _cosine(self, total: Vectors) -> float:
        # The encoder averages over words, so the sum of sentences points where they all do.
        return float(self.question @ total) / max(float(np.linalg.norm(total)), 1e-9)

    def _share(self, of_concepts: NDArray[Any]) -> float:
        whole = float(self.weights.sum())
        return float(of_concepts @ self.weights) / whole if whole else 0.0


def rows_around(passages: Sequence[Passage], articles: Mapping[str, Article]) -> dict[Row, int]:
    """Number the sentences of some passages, their neighbours and the headlines above them."""
    wanted: dict[str, set[int]] = {}
    for passage in passages:
        sentences = articles[passage.article_id].sentences
        mine = wanted.setdefault(
            passage.article_id, {s.ordinal for s in sentences if s.kind == "title"}
        )
        mine |= set(range(max(0, passage.first - 2), min(len(sentences), passage.last + 3)))
    keys = [(id_, ordinal) for id_, ordinals in wanted.items() for ordinal in sorted(ordinals)]
    return {key: at for at, key in enumerate(keys)}
