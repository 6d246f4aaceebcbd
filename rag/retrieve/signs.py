"""What a place in an article has to do with a question, as numbers, and their weights.

The weights were learned, not set: `python -m rag.evaluate.learn_weights` fits them to gold
questions and writes `data/weights.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from rag.retrieve.place import Place
from rag.retrieve.wanted import Kind


class Signs(NamedTuple):
    """What a place has to do with a question.

    `vector` is the cosine of the question with the place, `sentence` with its nearest sentence,
    `window` with its neighbourhood and `whole` with its passage.  `words` and `context_words` are
    shares, 0 to 1, of the question's concepts weighted by rarity: those that the place holds, and
    those that it holds together with its neighbours and headline.  `likeness` and
    `context_likeness` are the same shares where a concept counts by how near the nearest word is
    to it in meaning.  `passage` is the score of the passage and `article` the best one of the
    article, 0 to about 2.  `is_…` are 0 or 1.  Of the last seven the one that is of the kind wanted
    tells, 0 to 1, how well the place offers such a thing; the others are 0.
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
    is_title: float
    is_caption: float
    is_pair: float
    offers_number: float = 0.0
    offers_date: float = 0.0
    offers_person: float = 0.0
    offers_place: float = 0.0
    offers_organisation: float = 0.0
    offers_reason: float = 0.0
    offers_statement: float = 0.0

    @property
    def offer(self) -> float:
        """How well the place offers the kind of thing that is wanted, 0 to 1."""
        return max(self[-len(OFFERS_NOTHING) :])

    def offering(self, kind: Kind, how_well: float) -> Signs:
        """Return the signs of a place that offers something of a kind."""
        return self._replace(**{f"offers_{kind}": how_well}) if kind else self


SIGN_NAMES = Signs._fields
OFFERS_NOTHING = tuple(Signs._field_defaults.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A place that may be evidence; `missing` are names, periods and events asked that it lacks.

    `core` is its sentence that is nearest the question.
    """

    place: Place
    score: float
    signs: Signs
    missing: tuple[str, ...] = ()
    core: Place | None = None


@cache
def learned_weights() -> Signs:
    """Return how much each sign counts; a weight has the name of its sign."""
    text = resources.files("rag.retrieve").joinpath("data/weights.toml").read_text("utf-8")
    return Signs(**tomllib.loads(text)["weights"])


def relevances(signs: Sequence[Signs], weights: Signs) -> list[float]:
    """Return the weighted sum of each place's signs; one that answers usually has 1 and more."""
    sums = np.array(signs).reshape(-1, len(weights)) @ np.array(weights)
    return [float(score) for score in sums]
