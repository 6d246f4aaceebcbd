"""Whether a place is about what is asked at all, told apart from how well it answers.

The score of a place ranks it among others; for "not in the articles" it is a poor judge, since a
short question in words of its own scores low everywhere.  What tells is how much of the question
the place, its surroundings and its article hold.  The weights were learned:
`python -m rag.evaluate.learn_topic` tells questions of one corpus from those of another.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from rag.retrieve.signs import Signs


class TopicWeights(NamedTuple):
    """How much each sign of the topic counts, as in a logistic regression; `always` is added."""

    context_words: float
    context_likeness: float
    passage: float
    article: float
    always: float


TOPIC_SIGNS = TopicWeights._fields[:-1]


@cache
def learned_topic_weights() -> TopicWeights:
    """Return the weights that were learned."""
    text = resources.files("rag.retrieve").joinpath("data/topic.toml").read_text("utf-8")
    return TopicWeights(**tomllib.loads(text)["weights"])


def on_topic(signs: Signs) -> float:
    """Return how likely a place with these signs is about what is asked, 0 to 1."""
    weights = learned_topic_weights()
    summed = sum(getattr(weights, name) * getattr(signs, name) for name in TOPIC_SIGNS)
    return 1 / (1 + math.exp(-summed - weights.always))
