"""The places of a long source that speak of a claim."""

from __future__ import annotations

from functools import lru_cache

from rag.text.sentences import split_sentences
from rag.verify.rules.language.bigrams import share_written
from rag.verify.rules.language.script import same_language
from rag.verify.rules.language.similarity import Similarity

# A source up to this long is held against a claim as it is.
_SHORT = 300
_MOST = 4
# A place that is about as near to the claim as the nearest may speak of it too.
_NEARLY = 0.8
# From here on a sentence is the place, and no number of its neighbours counts.
_THE_PLACE = 0.7
_WORDS_WEIGH = 0.6
_COPY = 0.9  # of the pairs of letters of a claim
_BEFORE, _AFTER = 2, 1


def places_about(claim: str, text: str, similarity: Similarity) -> list[tuple[str, str]]:
    """Return the places of a source that speak of a claim, each with what stands around it.

    The nearest comes first: single sentences, then, unless one says nearly the same, each with a
    neighbour, for a claim that tells of both.  A short source is one place.
    """
    if len(text) <= _SHORT:
        return [(text, "")]
    sentences = _sentences(text)
    if len(sentences) < 4:
        return [(text, "")]
    scores = [_nearness(claim, sentence, similarity) for sentence in sentences]
    ranked = sorted(range(len(sentences)), key=lambda i: -scores[i])
    near = [i for i in ranked[:_MOST] if scores[i] >= _NEARLY * scores[ranked[0]]]
    if copied := [i for i in near if _copies(claim, sentences[i])]:
        near = copied  # what is told word for word is not told of another sentence's figure
    spans = [(i, i + 1) for i in near]
    if scores[ranked[0]] < _THE_PLACE:
        spans += [(i, i + 2) for i in near[:2] if i + 1 < len(sentences)]
        spans += [(i - 1, i + 1) for i in near[:2] if i]
    return [
        (
            " ".join(sentences[start:end]),
            " ".join(sentences[max(0, start - _BEFORE) : start] + sentences[end : end + _AFTER]),
        )
        for start, end in dict.fromkeys(spans)
    ]


@lru_cache(maxsize=64)
def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


def _nearness(claim: str, sentence: str, similarity: Similarity) -> float:
    meaning = similarity(claim, sentence)
    if not same_language(claim, sentence):
        return meaning
    shared = share_written(claim, sentence)
    return _WORDS_WEIGH * shared + (1 - _WORDS_WEIGH) * meaning


def _copies(claim: str, sentence: str) -> bool:
    """Return whether a claim repeats a sentence, but for its figures."""
    return same_language(claim, sentence) and share_written(claim, sentence) >= _COPY
