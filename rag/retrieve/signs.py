"""What a place in an article has to do with a question, as numbers, and their weights.

The weights were learned, not set: `python -m rag.evaluate.learn_weights` fits them to gold
questions and writes `data/weights.toml`.
"""

from __future__ import annotations

import operator
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from rag.retrieve.place import Place


class Signs(NamedTuple):
    """What a place has to do with a question.

    `vector` is the cosine of the question with the place, `sentence` with its nearest sentence,
    `window` with its neighbourhood and `whole` with its passage.  `words` and `context_words` are
    shares, 0 to 1, of the question's concepts weighted by rarity: those that the place holds, and
    those that it holds together with its neighbours and headline.  `likeness` and
    `context_likeness` are the same shares where a concept counts by how near the nearest word is
    to it in meaning.  `passage` is the score of the passage and `article` the best one of the
    article, 0 to about 2.  `offer`, 0 to 1, tells whether the place has the kind of thing that is
    wanted.  The last three are 0 or 1.
    """

    vector: float
    sentence: float
    window: float
    whole: float
    words: float
    context_words: float
    likeness: float
    context_likeness: float
    passage: float
    article: float
    offer: float
    is_title: float
    is_caption: float
    is_pair: float


SIGN_NAMES = Signs._fields


@dataclass(frozen=True, slots=True)
class Found:
    """A place that may be evidence; `missing` are names, periods and events asked that it lacks."""

    place: Place
    score: float
    signs: Signs
    missing: tuple[str, ...] = ()


@cache
def learned_weights() -> Signs:
    """Return how much each sign counts; a weight has the name of its sign."""
    text = resources.files("rag.retrieve").joinpath("data/weights.toml").read_text("utf-8")
    return Signs(**tomllib.loads(text)["weights"])


def relevance(signs: Signs, weights: Signs) -> float:
    """Return the weighted sum of the signs; a place that answers usually has 0.4 and more."""
    return float(sum(map(operator.mul, signs, weights)))
