"""Two steps to the evidence: passages by words and vectors, then the places inside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from rag.domain import Article, Passage
from rag.index.embedders import Embedder, Vectors
from rag.index.parts import article_of, sentence_key
from rag.index.store import Index
from rag.index.words import StoredTerms
from rag.ingest.catalogue import Catalogue
from rag.retrieve.echoes import heard_in
from rag.retrieve.induced import Inducer
from rag.retrieve.likeness import Likeness
from rag.retrieve.passages import DEPTH, fuse, rarity, word_scores
from rag.retrieve.place import Place, with_pairs
from rag.retrieve.question import Question
from rag.retrieve.reading import Reading, Row, ScoredPlace, rows_around, speaks_of
from rag.retrieve.recency import in_time_order
from rag.retrieve.required import repeats, required_but_missing, strays
from rag.retrieve.shelf import Shelf
from rag.retrieve.signs import Found, Signs, learned_weights, relevances
from rag.retrieve.wanted import Offers
from rag.text.names import AliasTable

_VECTOR_CANDIDATES = 60
_PASSAGES_READ = 30
_DEEPER = 10  # times, where a date or an outlet admits few of the articles
# What vectors and the likeness of words count beside words found, 0 to 1 (docs/decisions.md).
_VECTOR_SHARE = 0.7
_LIKENESS_SHARE = 0.3
# In generated news of five years the right report is among four for .81 of the questions that name
# its month against .63 without (`rag bench scale`).
_OF_THE_PERIOD = 0.15
# Places whose costly signs are read, more where a kind of answer is wanted; and places that are
# held to what the question requires, more where that is a period: reports of other years crowd in.
_READ, _READ_FOR_A_KIND = 25, 40
_HELD_TO, _HELD_TO_A_PERIOD = 12, 25
# What costs a place its rank: a report of another year is no answer, however near; a name may only
# be written otherwise; a period that was probably meant, hardly (docs/decisions.md).
_OTHER_PERIOD, _LACK, _STRAY = 1.0, 0.2, 0.05
# The label of a picture has the names of a question and says nothing of them.
_LABEL = 0.5
_SCORE_DIGITS = 5  # the rest depends on what was embedded in the same call


@dataclass(frozen=True, slots=True)
class Passages:
    """The first step's result: passages with their scores, best first, and what was read of them.

    `articles` are those that the passages lie in.
    """

    scored: tuple[tuple[Passage, float], ...]
    articles: dict[str, Article]
    reading: Reading

    @property
    def scores(self) -> dict[str, float]:
        """The scores by passage id, best first."""
        return {passage.id: score for passage, score in self.scored}


class Searcher:
    """Searches the indexes of one home."""

    def __init__(
        self, catalogue: Catalogue, index: Index, embedder: Embedder, weights: Signs | None = None
    ) -> None:
        """Search `index`; what is found is read from `catalogue`."""
        self._index = index
        self._shelf = Shelf(catalogue, index)
        self._embedder = embedder
        self._likeness = Likeness(index, embedder)
        self._inducer = Inducer(index, embedder)
        self._weights = weights or learned_weights()

    def induce(self, word: str) -> Sequence[str]:
        """Return the corpus's Korean words that sound like an English word or mean about it."""
        return self._inducer.of(word)

    def _as_written(self, question: Question) -> Question:
        """Return a question whose names are known by the spellings that the corpus has, too."""
        heard = partial(heard_in, self._inducer.echoes)
        return replace(
            question,
            concepts=tuple(map(heard, question.concepts)),
            carried=tuple(map(heard, question.carried)),
        )

    def places(self, question: Question, aliases: AliasTable) -> list[Found]:
        """Return the places that may answer, best first, none overlapping a better one."""
        question = self._as_written(question)
        step = self.passages(question)
        offers = _offers_to(question, aliases)
        quick = self._quick(step, _single(step))
        count = _READ_FOR_A_KIND if question.wanted.kind else _READ
        near = [found.place for found in sorted(quick, key=_by_score)[:count]]
        read = self._closely(self._quick(step, list(with_pairs(near))), offers)
        alone = {_first(f): f for f in read if f.place.first == f.place.last}
        best: list[Found] = []
        for found in sorted(read, key=_by_score):
            # The headline that a question quotes is the nearest place and no answer.
            if repeats(question, found.place):
                continue
            if not any(found.place.overlaps(other.place) for other in best):
                best.append(replace(found, core=_core(found.place, alone)))
        last = _HELD_TO_A_PERIOD if question.time.required else _HELD_TO
        held, prices = self._held_to(question, step, best[:last], aliases)

        def rank(found: Found) -> float:
            """Return the price of a place less its score."""
            return round(prices[_first(found)] - found.score, _SCORE_DIGITS)

        timed = in_time_order(sorted(held, key=lambda f: (rank(f), *_first(f))), question)
        return sorted(timed, key=rank) + best[last:]

    def candidates(self, question: Question, aliases: AliasTable) -> list[Found]:
        """Return every place that could be read closely, overlapping ones too, for learning."""
        question = self._as_written(question)
        step = self.passages(question)
        offers = _offers_to(question, aliases)
        pairs = list(with_pairs(_single(step)))
        return self._closely(self._quick(step, pairs), offers)

    def _quick(self, step: Passages, places: Sequence[Place]) -> list[Found]:
        """Return places with all their signs but what they offer."""
        by_sentence = {
            (p.article_id, ordinal): (p, score)
            for p, score in step.scored
            for ordinal in range(p.first, p.last + 1)
        }
        best: dict[str, float] = {}
        for passage, score in step.scored:
            best.setdefault(passage.article_id, score)
        scored = []
        for place in places:
            of = [by_sentence.get((place.article.id, ordinal)) for ordinal in place.ordinals]
            passage, score = max(filter(None, of), key=lambda item: item[1])
            scored.append(ScoredPlace(place, passage, score, best[place.article.id]))
        return self._scored(places, step.reading.signs(scored))

    def _closely(self, found: Sequence[Found], offers: Offers) -> list[Found]:
        """Return places with what they offer among their signs."""
        signs = [f.signs.offering(offers.kind, _offer(f.place, offers)) for f in found]
        return self._scored([f.place for f in found], signs)

    def _scored(self, places: Sequence[Place], signs: Sequence[Signs]) -> list[Found]:
        summed = relevances(signs, self._weights)
        scores = [s - _LABEL * p.labels_a_picture for p, s in zip(places, summed, strict=True)]
        return [Found(*each) for each in zip(places, scores, signs, strict=True)]

    def _held_to(
        self, question: Question, step: Passages, found: Sequence[Found], aliases: AliasTable
    ) -> tuple[list[Found], dict[Row, float]]:
        """Return places with what the question requires and they lack, and what that costs each."""
        held = step.reading.contexts_hold([f.place for f in found])
        periods = {question.text[m.start : m.end] for m in question.time.required}
        marked, prices = [], dict[Row, float]()
        for f, holds in zip(found, held, strict=True):
            nearest = step.reading.nearest_in(f.place.article.id)
            of_concepts = zip(question.concepts, holds, nearest, strict=False)
            lacking = {concept: float(near) for concept, has, near in of_concepts if not has}
            missing = required_but_missing(question, f.place, lacking, aliases)
            price = sum(_OTHER_PERIOD if name in periods else _LACK for name in missing)
            prices[_first(f)] = price + _STRAY * strays(question, f.place)
            marked.append(replace(f, missing=missing))
        return marked, prices

    def passages(self, question: Question) -> Passages:
        """Return the best passages for a question, and their sentences read."""
        vector = self._vector(question)
        depth = _DEEPER if question.sources or question.time.until else 1
        words = word_scores(question, self._index, DEPTH * depth)
        hits = self._index.sentences.nearest(vector, _VECTOR_CANDIDATES * depth)
        fused = fuse(words, hits)
        bonus = self._of_the_period(question, fused) if question.restricts else {}
        if question.restricts:
            fused = {
                id_: s + bonus[a] for id_, s in fused.items() if (a := article_of(id_)) in bonus
            }
        best = sorted(fused, key=lambda id_: (-round(fused[id_], _SCORE_DIGITS), id_))
        chosen, articles = self._first(best)
        reading = self._read(question, vector, chosen, articles)
        read = reading.passage_scores(chosen, _VECTOR_SHARE, _LIKENESS_SHARE)
        scored = [
            (p, words.get(p.id, 0.0) + bonus.get(p.article_id, 0.0) + score)
            for p, score in zip(chosen, read, strict=True)
        ]
        scored.sort(key=lambda item: (-round(item[1], _SCORE_DIGITS), item[0].id))
        return Passages(tuple(scored), articles, reading)

    def _of_the_period(self, question: Question, keys: Iterable[str]) -> dict[str, float]:
        """Return by id what the articles that are admitted gain by the day they were printed."""
        held = self._shelf.articles(map(article_of, keys))
        return {
            id_: _OF_THE_PERIOD * question.time.covers(of.article.metadata.published_on)
            for id_, of in held.items()
            if question.admits(of.article)
        }

    def _first(self, keys: Sequence[str]) -> tuple[list[Passage], dict[str, Article]]:
        """Return the first passages that `keys` name, themselves or a sentence, and their articles.

        Articles are read only so far as they are needed: to read one costs more than to find it.
        """
        found: dict[str, Passage] = {}
        articles: dict[str, Article] = {}
        at = 0
        while at < len(keys) and len(found) < _PASSAGES_READ:
            block = keys[at : at + _PASSAGES_READ - len(found)]
            at += len(block)
            held = self._shelf.articles(map(article_of, block))
            for key in block:  # what the catalogue holds no longer is left out
                of = held.get(article_of(key))
                if of is not None and (passage := of.passage(key)) is not None:
                    found.setdefault(passage.id, passage)
                    articles[passage.article_id] = of.article
        return list(found.values()), articles

    def _read(
        self,
        question: Question,
        vector: Vectors,
        passages: Sequence[Passage],
        articles: dict[str, Article],
    ) -> Reading:
        rows = rows_around(passages, articles)
        keys = [sentence_key(*row) for row in rows.keys]
        vectors, terms = self._shelf.vectors(keys), self._shelf.terms(keys)
        nothing, nowhere = StoredTerms(frozenset(), ()), np.zeros_like(vector)
        stored = [terms.get(key, nothing) for key in keys]
        concepts = (*question.concepts, *question.carried)
        written = (articles[id_].sentences[ordinal].text for id_, ordinal in rows.keys)
        texts = [(of.morphemes, text) for of, text in zip(stored, written, strict=True)]
        held = [speaks_of(concept, texts) for concept in concepts]
        return Reading(
            rows=rows,
            vectors=np.stack([vectors.get(key, nowhere) for key in keys])
            if keys
            else np.zeros((0, len(vector)), dtype=np.float32),
            held=np.array(held, dtype=bool).reshape(len(concepts), len(keys)).T,
            likeness=self._likeness.of(concepts, [of.words for of in stored]),
            question=vector,
            weights=np.array(self._rarities(question)),
        )

    def _vector(self, question: Question) -> Vectors:
        if not question.earlier:
            return self._embedder.query(question.text)
        own, earlier = self._embedder.passages([question.text, question.earlier])
        mixed = own + question.carried_weight * earlier
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def _rarities(self, question: Question) -> list[float]:
        words = self._index.sentence_words
        own = [rarity(concept.ways, words) for concept in question.concepts]
        carried = [rarity(concept.ways, words) for concept in question.carried]
        return own + [question.carried_weight * r for r in carried]


def _single(step: Passages) -> list[Place]:
    """Return every sentence of the passages as a place of its own."""
    return [
        Place(step.articles[p.article_id], ordinal, ordinal)
        for p, _ in step.scored
        for ordinal in range(p.first, p.last + 1)
    ]


def _offers_to(question: Question, aliases: AliasTable) -> Offers:
    return Offers(
        question.wanted, question.text, aliases, around=(question.whole, question.earlier)
    )


def _offer(place: Place, offers: Offers) -> float:
    sentences = place.article.sentences
    return max(offers.by(sentences[ordinal].text) for ordinal in place.ordinals)


def _core(place: Place, alone: Mapping[tuple[str, int], Found]) -> Place:
    """Return the sentence of a place that is nearest the question."""
    of = [f for ordinal in place.ordinals if (f := alone.get((place.article.id, ordinal)))]
    return min(of, key=_by_score).place if of else place


def _first(found: Found) -> Row:
    return found.place.article.id, found.place.first


def _by_score(found: Found) -> tuple[float, str, int]:
    return -round(found.score, _SCORE_DIGITS), *_first(found)
