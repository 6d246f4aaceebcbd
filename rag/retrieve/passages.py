"""The first step of the search: passages by fused word and vector scores.

Scores are fused, not ranks: on KorQuAD reciprocal rank fusion of the same lists found the right
passage first in .81 of the questions against .91 (docs/decisions.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rag.index.store import Index
from rag.index.vectors import VectorHit
from rag.index.words import QueryTerm, WordHit, WordIndex
from rag.retrieve.question import Question
from rag.text.morphemes import analyse

_DEPTH = 100
_VECTOR_SHARE = 0.3
# A passage that holds every concept once, at average length, scores its rarity by BM25; half of
# that is as good a match as a question in the articles' own language usually gets.
_FULL_MATCH = 0.5


def word_scores(question: Question, index: Index) -> dict[str, float]:
    """Return passages found by words, by id: 0 to 1, low throughout where few words are shared.

    An English question over Korean articles may share no word; its best match by words must then
    not outweigh the vectors, as it would if the best were always set to 1.
    """
    morphemes = index.passage_words.search("morphemes", morpheme_terms(question), _DEPTH)
    bigrams = index.passage_words.search("bigrams", bigram_terms(question), _DEPTH)
    possible = _FULL_MATCH * sum(rarity(c.ways, index.passage_words) for c in question.concepts)
    trust = min(1.0, morphemes[0].score / possible) if morphemes and possible else 1.0
    scores: dict[str, float] = {}
    for hits in (_spread(morphemes), _spread(bigrams)):
        for key, score in hits.items():
            scores[key] = scores.get(key, 0.0) + trust * score / 2
    return scores


def rarity(ways: Sequence[frozenset[str]], words: WordIndex) -> float:
    """Return how telling a concept is: the inverse frequency of its most frequent way.

    A way is as frequent as its rarest term.
    """
    frequency = max(
        (min(words.frequency("morphemes", term) for term in way) for way in ways), default=0
    )
    return math.log(1 + (len(words) - frequency + 0.5) / (frequency + 0.5))


def morpheme_terms(question: Question) -> list[QueryTerm]:
    """Return what to look for among morphemes: every concept, and every other word asked."""
    terms = [QueryTerm(concept.ways) for concept in question.concepts]
    terms += [QueryTerm(concept.ways, question.carried_weight) for concept in question.carried]
    taken = {term for concept in question.concepts for way in concept.ways for term in way}
    rest = [term for term in dict.fromkeys(analyse(question.text).morphemes) if term not in taken]
    return terms + [QueryTerm((frozenset({term}),)) for term in rest]


def bigram_terms(question: Question) -> list[QueryTerm]:
    """Return what to look for among syllable bigrams, translations of concepts included."""
    own = dict.fromkeys(analyse(question.text).bigrams)
    terms = [QueryTerm((frozenset({bigram}),)) for bigram in own]
    for concept in question.concepts:
        cut = [frozenset(analyse(form).bigrams) for form in concept.forms]
        ways = tuple(way for way in cut if way and not way <= own.keys())
        if ways:
            terms.append(QueryTerm(ways))
    return terms


def _spread(hits: Sequence[WordHit]) -> Mapping[str, float]:
    if not hits:
        return {}
    low, high = hits[-1].score, hits[0].score
    if high <= low:
        return {hit.key: 1.0 for hit in hits}
    return {hit.key: (hit.score - low) / (high - low) for hit in hits}


def fuse(
    words: Mapping[str, float], vectors: Sequence[VectorHit], passage_of: Mapping[str, str]
) -> dict[str, float]:
    """Return passages by id with their fused score.

    `passage_of` names the passage of each sentence key in `vectors`; a passage counts by its
    nearest sentence.
    """
    nearest: dict[str, float] = {}
    for hit in vectors:
        passage = passage_of[hit.key]
        nearest[passage] = max(nearest.get(passage, 0.0), hit.similarity)
    return {
        passage: words.get(passage, 0.0) + _VECTOR_SHARE * nearest.get(passage, 0.0)
        for passage in words.keys() | nearest.keys()
    }
