"""The first step of the search: passages by words and by their nearest sentence.

Scores are fused, not ranks: on KorQuAD reciprocal rank fusion of the same lists found the right
passage first in .81 of the questions against .91 (docs/decisions.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rag.index.parts import passage_range, sentence_key
from rag.index.store import Index
from rag.index.vectors import VectorHit
from rag.index.words import Field, QueryTerm, WordIndex
from rag.retrieve.question import Question
from rag.text.morphemes import analyse, bigrams

DEPTH = 100
_VECTOR_SHARE = 0.7
# Verbs are shared by texts on anything: at .6 and below belebele-ko gained .004 over 1.
_VERB_WEIGHT = 0.6


def word_scores(question: Question, index: Index, depth: int = DEPTH) -> dict[str, float]:
    """Return passages found by words, by id: the share of what a full match would score.

    Of each kind of term the `depth` best passages count.

    A passage of average length that holds every term once has 1.  An English question over Korean
    articles may share no word with them; its best match by words then stays low and does not
    outweigh the vectors, as it would if the best were always set to 1.
    """
    found: dict[str, float] = {}
    for field, terms in _query_terms(question).items():
        words = index.passage_words
        whole = sum(term.weight * _full_score(term, field, words) for term in terms)
        for hit in words.search(field, terms, depth):
            found[hit.key] = found.get(hit.key, 0.0) + hit.score / whole / 2
    return found


def rarity(ways: Sequence[frozenset[str]], words: WordIndex) -> float:
    """Return how telling a concept is: the inverse frequency of its most frequent way.

    A way is as frequent as its rarest term.
    """
    frequency = max(
        (min(words.frequency("morphemes", term) for term in way) for way in ways), default=0
    )
    return _inverse(frequency, words)


def _inverse(frequency: int, words: WordIndex) -> float:
    """Return BM25's inverse document frequency."""
    return math.log(1 + (len(words) - frequency + 0.5) / (frequency + 0.5))


def _full_score(term: QueryTerm, field: Field, words: WordIndex) -> float:
    """Return what the best way of a term adds to a text of average length that holds it once."""
    return max(sum(_inverse(words.frequency(field, t), words) for t in way) for way in term.ways)


def _query_terms(question: Question) -> dict[Field, list[QueryTerm]]:
    own = analyse(question.text)
    return {
        "morphemes": _morpheme_terms(question, own.morphemes, own.verbs),
        "bigrams": _bigram_terms(question, own.bigrams),
    }


def _morpheme_terms(
    question: Question, own: Sequence[str], verbs: frozenset[str]
) -> list[QueryTerm]:
    """Return what to look for among morphemes: every concept, and every other word asked."""
    terms = [
        QueryTerm(c.ways, _VERB_WEIGHT if c.ways[0] <= verbs else 1.0) for c in question.concepts
    ]
    terms += [QueryTerm(c.ways, question.carried_weight) for c in question.carried]
    taken = {term for concept in question.concepts for way in concept.ways for term in way}
    rest = [term for term in dict.fromkeys(own) if term not in taken]
    return terms + [
        QueryTerm((frozenset({term}),), _VERB_WEIGHT if term in verbs else 1.0) for term in rest
    ]


def _bigram_terms(question: Question, own: Sequence[str]) -> list[QueryTerm]:
    """Return what to look for among syllable bigrams, translations of concepts included."""
    asked = dict.fromkeys(own)
    terms = [QueryTerm((frozenset({bigram}),)) for bigram in asked]
    for concept in question.concepts:
        cut = [frozenset(bigrams(form)) for form in concept.forms]
        ways = tuple(way for way in cut if way and not way <= asked.keys())
        if ways:
            terms.append(QueryTerm(ways))
    return terms


def fuse(words: Mapping[str, float], vectors: Sequence[VectorHit]) -> dict[str, float]:
    """Return the fused scores of passages by id, and of other sentences by key.

    A passage counts by its nearest sentence, and one without a hit by the last of the hits, which
    is as near as it can be.  Which passage a sentence lies in is known without its article only
    where words found that passage; any other sentence stands for its own, with what that scores.
    """
    farthest = min((hit.similarity for hit in vectors), default=0.0)
    passage_of = {
        sentence_key(article_id, ordinal): id_
        for id_ in words
        for article_id, ordinals in [passage_range(id_)]
        for ordinal in ordinals
    }
    nearest: dict[str, float] = {}
    for hit in vectors:
        id_ = passage_of.get(hit.key, hit.key)
        nearest[id_] = max(nearest.get(id_, 0.0), hit.similarity)
    return {
        id_: words.get(id_, 0.0) + _VECTOR_SHARE * nearest.get(id_, farthest)
        for id_ in words.keys() | nearest.keys()
    }
