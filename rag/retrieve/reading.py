"""The sentences that a search looks at closely, read once, and the signs of places in them.

All places are read at once: which sentences each of them spans is a matrix of truth values, and
every sign is an operation on it.  One by one they took half of a search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.domain import Article, Passage
from rag.index.embedders import Vectors
from rag.retrieve.concepts import Concept
from rag.retrieve.likeness import Shares
from rag.retrieve.place import NEIGHBOURS, Place
from rag.retrieve.signs import OFFERS_NOTHING, Signs

Row = tuple[str, int]  # article id and ordinal of a sentence
Members = NDArray[np.bool_]  # shape (spans, rows): which rows each span holds


def speaks_of(concept: Concept, texts: Sequence[tuple[frozenset[str], str]]) -> list[bool]:
    """Return which texts, each with its index terms, speak of a concept in one of its ways."""
    # Kiwi may cut a name differently in another sentence; the letters do not lie.
    letters = [form for form in concept.forms if len(form) > 1 and not form.isascii()]
    return [
        any(map(terms.issuperset, concept.ways)) or any(map(text.__contains__, letters))
        for terms, text in texts
    ]


class ScoredPlace(NamedTuple):
    """A place, its passage, the passage's score and the best score of a passage of its article."""

    place: Place
    passage: Passage
    score: float
    best: float


class Rows:
    """Sentences numbered from 0; those of one article stand together, in order."""

    def __init__(self, keys: Sequence[Row], articles: Mapping[str, Article]) -> None:
        """Number the sentences `keys` of some articles."""
        self.keys = keys
        self._numbers = {id_: n for n, id_ in enumerate(dict.fromkeys(id_ for id_, _ in keys))}
        self._article = np.array([self._numbers[id_] for id_, _ in keys], dtype=np.int64)
        self._ordinal = np.array([ordinal for _, ordinal in keys], dtype=np.int64)
        self._is_title = np.array(
            [articles[id_].sentences[ordinal].kind == "title" for id_, ordinal in keys], dtype=bool
        )

    def of(self, spans: Sequence[tuple[str, int, int]]) -> Members:
        """Return which rows each span holds: an article id, its first and its last ordinal."""
        first = np.array([span[1] for span in spans])[:, np.newaxis]
        last = np.array([span[2] for span in spans])[:, np.newaxis]
        inside = (self._ordinal >= first) & (self._ordinal <= last)
        return np.asarray(self._same([span[0] for span in spans]) & inside)

    def titles(self, article_ids: Sequence[str]) -> Members:
        """Return the rows that are headlines of each article."""
        return np.asarray(self._same(article_ids) & self._is_title)

    def of_article(self, article_id: str) -> NDArray[np.bool_]:
        """Return, shape (rows,), the rows of an article."""
        return np.asarray(self._same([article_id])[0])

    def _same(self, article_ids: Sequence[str]) -> Members:
        numbers = np.array([self._numbers.get(id_, -1) for id_ in article_ids])
        return np.asarray(self._article == numbers[:, np.newaxis])


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sentences read for one question have to do with it.

    `vectors` has shape (rows, dimension), `held` and `likeness` (rows, concepts); `question` is the
    question's vector, and `weights`, shape (concepts,), tell how much each of its concepts counts.
    """

    rows: Rows
    vectors: Vectors
    held: NDArray[np.bool_]
    likeness: Shares
    question: Vectors
    weights: NDArray[np.float64]

    def passage_scores(
        self, passages: Sequence[Passage], vector_share: float, likeness_share: float
    ) -> list[float]:
        """Return what vectors and words' likeness add to the score of each passage."""
        if not passages:
            return []
        whole = self.rows.of([(p.article_id, p.first, p.last) for p in passages])
        windows = [
            (p.article_id, max(p.first, at - 1), min(p.last, at + 1))
            for p in passages
            for at in range(p.first, p.last + 1)
        ]
        starts = np.cumsum([0, *(p.last - p.first + 1 for p in passages[:-1])])
        nearest_window = np.maximum.reduceat(self._cosines(self.rows.of(windows)), starts)
        vectors = self._nearest(whole) + nearest_window + self._cosines(whole)
        likeness = self._shares(self._likeness(whole))
        return [float(x) for x in vector_share * vectors / 3 + likeness_share * likeness]

    def signs(self, places: Sequence[ScoredPlace]) -> list[Signs]:
        """Return the signs of places, all but what they offer."""
        if not places:
            return []
        own = self._own([scored.place for scored in places])
        near = self._near([scored.place for scored in places])
        about = near | self.rows.titles([scored.place.article.id for scored in places])
        around = self.rows.of([(p.article_id, p.first, p.last) for _, p, _, _ in places])
        columns = np.stack(
            [
                self._cosines(own),
                self._nearest(own),
                self._cosines(near),
                self._cosines(around),
                self._shares(self._held(own)),
                self._shares(self._held(about)),
                self._shares(self._likeness(own)),
                self._shares(self._likeness(about)),
            ],
            axis=1,
        ).tolist()
        return [
            Signs._make([*row, scored.score, scored.best, *_shape(scored.place), *OFFERS_NOTHING])
            for row, scored in zip(columns, places, strict=True)
        ]

    def contexts_hold(self, places: Sequence[Place]) -> NDArray[np.bool_]:
        """Return, shape (places, concepts), which concepts each place or its context speaks of."""
        titles = self.rows.titles([place.article.id for place in places])
        return self._held(self._near(places) | titles)

    def nearest_in(self, article_id: str) -> Shares:
        """Return, shape (concepts,), the likeness of the nearest word read in an article."""
        return np.asarray(self.likeness[self.rows.of_article(article_id)].max(axis=0), np.float32)

    def _own(self, places: Sequence[Place]) -> Members:
        return self.rows.of([(place.article.id, place.first, place.last) for place in places])

    def _near(self, places: Sequence[Place]) -> Members:
        return self.rows.of(
            [(p.article.id, p.first - NEIGHBOURS, p.last + NEIGHBOURS) for p in places]
        )

    def _cosines(self, members: Members) -> NDArray[np.float32]:
        # The encoder averages over words, so the sum of sentences points where they all do.
        totals = members.astype(np.float32) @ self.vectors
        lengths = np.maximum(np.linalg.norm(totals, axis=1), 1e-9)
        return np.asarray(totals @ self.question / lengths, dtype=np.float32)

    def _nearest(self, members: Members) -> NDArray[np.float32]:
        similarities = self.vectors @ self.question
        return np.asarray(np.where(members, similarities, -1.0).max(axis=1), dtype=np.float32)

    def _held(self, members: Members) -> NDArray[np.bool_]:
        return np.asarray(members.astype(np.float32) @ self.held.astype(np.float32) > 0)

    def _likeness(self, members: Members) -> Shares:
        best = [
            np.where(members, of_concept, 0.0).max(axis=1, initial=0.0)
            for of_concept in self.likeness.T
        ]
        return np.asarray(best, dtype=np.float32).reshape(len(best), len(members)).T

    def _shares(self, of_concepts: NDArray[Any]) -> NDArray[np.float64]:
        whole = float(self.weights.sum())
        if not whole:
            return np.zeros(len(of_concepts))
        return np.asarray(of_concepts @ self.weights / whole)


def _shape(place: Place) -> tuple[float, float, float]:
    kind = place.article.sentences[place.first].kind
    return float(kind == "title"), float(kind == "caption"), float(place.last > place.first)


def rows_around(passages: Sequence[Passage], articles: Mapping[str, Article]) -> Rows:
    """Number the sentences of some passages, their neighbours and the headlines above them."""
    wanted: dict[str, set[int]] = {}
    for passage in passages:
        sentences = articles[passage.article_id].sentences
        if passage.article_id not in wanted:
            titles = {s.ordinal for s in sentences if s.kind == "title"}
            wanted[passage.article_id] = titles
        around = range(
            max(0, passage.first - NEIGHBOURS), min(len(sentences), passage.last + NEIGHBOURS + 1)
        )
        wanted[passage.article_id] |= set(around)
    keys = [(id_, ordinal) for id_, ordinals in wanted.items() for ordinal in sorted(ordinals)]
    return Rows(keys, articles)
