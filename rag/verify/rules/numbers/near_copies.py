"""Figures that a claim puts into a sentence of its source in the place of that sentence's own.

"A sold 300 cars. B sold 500 cars in its best year." bears out no "A sold 500 cars": the claim's
words are all in the first sentence, its figure only in the second.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.text.quantities import Quantity, compare
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.language.bigrams import share_written
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import same_language

_COPY = 0.9  # of a claim's pairs of letters are in the sentence that it repeats
_APART = 0.3  # so much less of them are in the sentence that has its figure


def exchanged_figures(claim: str, source: str) -> list[Problem]:
    """Return the figures of a claim that stand in another sentence than the one it repeats."""
    if not same_language(claim, source):
        return []
    sentences = [source[span.start : span.end] for span in split_sentences(source)]
    if len(sentences) < 2:
        return []
    shares = [share_written(claim, sentence) for sentence in sentences]
    given = [figures_in(sentence) for sentence in sentences]
    return [
        Problem("misplaced", claim[said.start : said.end])
        for said in figures_in(claim)
        if _is_exchanged(said, given, shares)
    ]


def _is_exchanged(
    said: Quantity, given: Sequence[Sequence[Quantity]], shares: Sequence[float]
) -> bool:
    homes = [
        share
        for figures, share in zip(given, shares, strict=True)
        if any(compare(said, q) != "different" for q in figures)
    ]
    rivals = [
        share
        for figures, share in zip(given, shares, strict=True)
        if any(q.unit == said.unit for q in figures)
        and all(compare(said, q) == "different" for q in figures)
    ]
    if not homes or not rivals:
        return False
    return max(rivals) >= _COPY and max(homes) <= max(rivals) - _APART
