"""What a place in an article has to do with a question, as numbers, and their weights.

The weights were learned, not set: `python -m rag.evaluate.learn_weights` fits them to gold
questions and writes `data/weights.toml`.
"""

from __future__ import annotations

import math
import operator
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from rag.domain import Article
from rag.index.embedders import Vectors
from rag.index.store import sentence_key
from rag.retrieve.concepts import Concept
from rag.retrieve.question import Question
from rag.retrieve.wanted import offers
from rag.text.names import AliasTable

_NEIGHBOURS = 2  # sentences on either side that give a place its context


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences `first` to `last` of an article, cited together: one, or two short neighbours."""

    article: Article
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where the place begins in the article's text."""
        return self.article.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where the place ends in the article's text."""
        return self.article.sentences[self.last].end

    @property
    def ordinals(self) -> range:
        """The ordinals of its sentences."""
        return range(self.first, self.last + 1)

    @property
    def neighbourhood(self) -> range:
        """The ordinals of its sentences and up to two on either side."""
        last = min(len(self.article.sentences) - 1, self.last + _NEIGHBOURS)
        return range(max(0, self.first - _NEIGHBOURS), last + 1)

    @property
    def context(self) -> list[int]:
        """The ordinals of the headlines and of the neighbourhood, in order."""
        heads = (s.ordinal for s in self.article.sentences if s.kind == "title")
        return sorted({*heads, *self.neighbourhood})

    def overlaps(self, other: Place) -> bool:
        """Return whether the two share a sentence."""
        same = self.article.id == other.article.id
        return same and self.first <= other.last and other.first <= self.last


class Signs(NamedTuple):
    """What a place has to do with a question.

    `vector` is the cosine of the question with the place, `sentence` with its nearest sentence,
    `window` with its neighbourhood and `whole` with the article.  `words` and `context_words` are
    shares, 0 to 1, of the question's concepts weighted by rarity: those that the place holds, and
    those that it holds together with its neighbours and headline.  `passage` is the fused score of
    the first step, 0 to 1.3, and `article` the best one of the article.  `offer`, 0 to 1, tells
    whether the place has the kind of thing that is wanted.  The last three are 0 or 1.
    """

    vector: float
    sentence: float
    window: float
    whole: float
    words: float
    context_words: float
    passage: float
    article: float
    offer: float
    is_title: float
    is_caption: float
    is_pair: float


@cache
def learned_weights() -> Signs:
    """Return how much each sign counts; a weight has the name of its sign."""
    text = resources.files("rag.retrieve").joinpath("data/weights.toml").read_text("utf-8")
    return Signs(**tomllib.loads(text)["weights"])


def relevance(signs: Signs, weights: Signs) -> float:
    """Return the weighted sum of the signs; a place that answers usually has 0.4 and more."""
    return float(sum(map(operator.mul, signs, weights)))


SIGN_NAMES = Signs._fields


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads the signs of one question's candidates.

    `vectors` (unit, shape (dimension,)) and `terms` are by sentence key; `rarities` go with the
    question's concepts, its own and then the carried ones; `passages` and `articles` are the fused
    scores of the first step by sentence key and by article id.
    """

    question: Question
    vector: Vectors
    vectors: Mapping[str, Vectors]
    terms: Mapping[str, frozenset[str]]
    rarities: Sequence[float]
    passages: Mapping[str, float]
    articles: Mapping[str, float]
    aliases: AliasTable
    _wholes: dict[str, float] = field(default_factory=dict)
    _offers: dict[tuple[str, int], float] = field(default_factory=dict)

    def signs(self, place: Place, *, with_offer: bool = True) -> Signs:
        """Return the signs of a place; without `offer`, which is costly, if so wished."""
        article = place.article
        kind = article.sentences[place.first].kind
        keys = [sentence_key(article.id, ordinal) for ordinal in place.ordinals]
        return Signs(
            vector=self._cosine(article, place.ordinals),
            sentence=max(self._cosine(article, [ordinal]) for ordinal in place.ordinals),
            window=self._cosine(article, place.neighbourhood),
            whole=self._whole(article),
            words=self._share(self._held(article, place.ordinals)),
            context_words=self._share(self._held(article, place.context)),
            passage=max(self.passages.get(key, 0.0) for key in keys),
            article=self.articles[article.id],
            offer=self._offer(place) if with_offer else 0.0,
            is_title=float(kind == "title"),
            is_caption=float(kind == "caption"),
            is_pair=float(place.last > place.first),
        )

    def missing(self, place: Place) -> tuple[Concept, ...]:
        """Return the question's own concepts that even the context of a place lacks."""
        held = self._held(place.article, place.context)
        return tuple(c for c, h in zip(self.question.concepts, held, strict=False) if not h)

    def _offer(self, place: Place) -> float:
        return max(self._offer_of(place.article, ordinal) for ordinal in place.ordinals)

    def _offer_of(self, article: Article, ordinal: int) -> float:
        key = (article.id, ordinal)
        if key not in self._offers:
            text = article.sentences[ordinal].text
            question = self.question
            self._offers[key] = offers(question.wanted, text, question.text, self.aliases)
        return self._offers[key]

    def _whole(self, article: Article) -> float:
        if article.id not in self._wholes:
            everything = range(len(article.sentences))
            self._wholes[article.id] = self._cosine(article, everything)
        return self._wholes[article.id]

    def _cosine(self, article: Article, ordinals: Iterable[int]) -> float:
        keys = (sentence_key(article.id, ordinal) for ordinal in ordinals)
        vectors = [self.vectors[key] for key in keys if key in self.vectors]
        if not vectors:
            return 0.0
        if len(vectors) == 1:
            return float(self.vector @ vectors[0])
        # The encoder averages over words, so the sum of sentences points where they all do.
        total = np.sum(vectors, axis=0)
        return float(self.vector @ total) / max(math.sqrt(float(total @ total)), 1e-9)

    def _held(self, article: Article, ordinals: Iterable[int]) -> list[bool]:
        chosen = list(ordinals)
        keys = (sentence_key(article.id, ordinal) for ordinal in chosen)
        terms = frozenset[str]().union(*(self.terms.get(key, frozenset()) for key in keys))
        text = " ".join(article.sentences[ordinal].text for ordinal in chosen)
        concepts = (*self.question.concepts, *self.question.carried)
        return [_speaks_of(concept, terms, text) for concept in concepts]

    def _share(self, held: Sequence[bool]) -> float:
        whole = sum(self.rarities)
        found = sum(r for r, h in zip(self.rarities, held, strict=True) if h)
        return found / whole if whole else 0.0


def _speaks_of(concept: Concept, terms: frozenset[str], text: str) -> bool:
    if any(way <= terms for way in concept.ways):
        return True
    # Kiwi may cut a name differently in another sentence; the letters do not lie.
    return any(len(form) > 1 and not form.isascii() and form in text for form in concept.forms)
