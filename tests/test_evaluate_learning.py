"""What is learned from gold questions: the weights of the search, and of the topic."""

from __future__ import annotations

import numpy as np

from rag.evaluate.learn_topic import Asked, taken_for_own
from rag.evaluate.learn_topic import fit as fit_topic
from rag.evaluate.learn_weights import Candidates, cross_validated
from rag.evaluate.learn_weights import fit as fit_weights
from rag.retrieve.signs import SIGN_NAMES
from rag.retrieve.topic import TOPIC_SIGNS


def asked(rng: np.random.Generator, count: int, *, own: bool) -> list[Asked]:
    """Return questions whose first sign tells whose they are; the other signs are chance."""
    signs = rng.random((count, len(TOPIC_SIGNS)))
    signs[:, 0] = signs[:, 0] / 2 + own * 0.5
    return [Asked("gold", "ko", row, own) for row in signs]


def test_the_sign_that_tells_the_topic_is_learned() -> None:
    """It gets the weight, and few foreign questions pass for one's own; chance tells nothing."""
    rng = np.random.default_rng(7)
    questions = [*asked(rng, 80, own=True), *asked(rng, 80, own=False)]
    weights = fit_topic(questions)
    assert np.argmax(weights[:-1]) == 0
    assert taken_for_own(questions, weights) < 0.1
    assert taken_for_own(questions, np.zeros_like(weights)) == 1.0


def test_the_sign_that_gold_places_have_is_learned() -> None:
    """Of ten places a question the gold one has most of one sign: it is then found first."""
    rng = np.random.default_rng(7)
    questions = []
    for _ in range(30):
        signs = rng.random((10, len(SIGN_NAMES)))
        signs[3, 5] = 1.5
        gold = tuple(frozenset({0}) if place == 3 else frozenset[int]() for place in range(10))
        questions.append(Candidates("ko", signs, gold, 1))
    assert np.argmax(fit_weights(questions)) == 5
    assert cross_validated(questions, (1,))[1]["ko"] == 1.0
