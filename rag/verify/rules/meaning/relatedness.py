"""Whether a claim and its source speak of the same thing at all.

In one language by two measures, the nearness of the texts and the words without a counterpart; of
two languages by the first alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.names import AliasTable
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean, same_language
from rag.verify.rules.language.similarity import Similarity
from rag.verify.rules.meaning.rewording import reworded

# Below this a claim speaks of something else than its source; from nli-ko pairs and news pairs
# (docs/decisions.md): true pairs lie at .5 and more, unrelated ones at .2 and less.
_LEAST = 0.28
# In one language words without a counterpart count against a claim; in Korean less where it gives a
# figure: other words may tell of an amount that agrees.  The Korean weights are about the most
# lenient whose F1 on nli-ko is no worse than with shared words alone; English paraphrases share
# fewer words.
_SAME_LANGUAGE = 0.25
_KOREAN, _KOREAN_BESIDE_FIGURES, _ENGLISH = 4.0, 1.5, 2.5
# A quotation of some length, which a claim may tell alone.
_QUOTED = re.compile(r"[“\"]([^“”\"]{20,})[”\"]")


def other_meaning(
    claim: str, source: str, context: str, aliases: AliasTable, similarity: Similarity
) -> list[Problem]:
    """Return a problem where no part of `source`, also with its `context`, is near to a claim."""
    told = list(_told_in(source, context))
    if same_language(claim, source):
        near = _near_in_one_language(claim, told, f"{source} {context}", aliases, similarity)
    else:
        near = _near(claim, told, similarity, _LEAST)
    return [] if near else [Problem("meaning")]


def _near_in_one_language(
    claim: str, told: list[list[str]], around: str, aliases: AliasTable, similarity: Similarity
) -> bool:
    words = reworded(claim, around, aliases)
    weight = _weight(claim)
    surely = max(_LEAST, _SAME_LANGUAGE + weight * words.most_missing)
    if _near(claim, told[:1], similarity, surely):
        return True  # without a look at the words one by one, which costs as much as the rest
    missing = words.missing(around, similarity)
    return _near(claim, told, similarity, max(_LEAST, _SAME_LANGUAGE + weight * missing))


def _weight(claim: str) -> float:
    """Return how much a share of words without a counterpart counts against a claim."""
    if not is_korean(claim):
        return _ENGLISH
    return _KOREAN_BESIDE_FIGURES if figures_in(claim) else _KOREAN


def _near(claim: str, told: list[list[str]], similarity: Similarity, least: float) -> bool:
    """Return whether any text is so near to a claim; later groups are read only if need be."""
    return any(similarity.nearest([claim], texts)[0] >= least for texts in told)


def _told_in(source: str, context: str) -> Iterator[list[str]]:
    """Yield a source as it is, its sentences and quotations, and it with what is around it."""
    yield [source]
    spans = split_sentences(source)
    parts = [source[span.start : span.end] for span in spans] if len(spans) > 1 else []
    if parts := [*parts, *_QUOTED.findall(source)]:
        yield parts
    if context:  # last: it is long, and so costs the most
        yield [f"{context} {source}"]
