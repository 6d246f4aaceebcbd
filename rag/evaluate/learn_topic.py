"""Learn to tell questions that articles are about from questions about something else.

    python -m rag.evaluate.learn_topic HOME=GOLD.jsonl,FOREIGN.jsonl… [HOME=GOLD.jsonl,…]

asks the articles of each HOME the answerable questions of GOLD, which are about them, and those of
every FOREIGN, which are not; fits a logistic regression to the signs of the best place; prints, for
each GOLD and language, how many foreign questions are still taken for its own where 2 % of its own
are lost, by weights that never saw it; and writes `rag/retrieve/data/topic.toml`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.evaluate.gold import read_gold
from rag.evaluate.learn_weights import searcher_of
from rag.retrieve.question import standalone, understand
from rag.retrieve.topic import TOPIC_SIGNS

Floats = NDArray[np.float64]

_WEIGHTS = Path(__file__).parents[1] / "retrieve" / "data" / "topic.toml"
_RIDGE = 0.01
_STEPS = 3000
_RATE = 1.0
_LOST = 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to some articles: the signs of its best place, and whether it is theirs."""

    gold: str
    language: str
    signs: Floats
    own: bool


def collect(home: Path, gold: Path, foreign: Sequence[Path]) -> Iterator[Asked]:
    """Yield the answerable questions of all files, put to the articles of `home`."""
    searcher, aliases = searcher_of(home)
    for path in (gold, *foreign):
        for row in read_gold(path):
            if not row.answerable or (path in foreign and row.history):
                continue
            question = understand(standalone(row.question, row.history), aliases, searcher.induce)
            if found := searcher.places(question, aliases):
                signs = np.array([getattr(found[0].signs, name) for name in TOPIC_SIGNS])
                yield Asked(str(gold), row.lang, signs, path == gold)


def fit(asked: Sequence[Asked]) -> Floats:
    """Return the weights, shape (signs + 1,), the last of them always added (gradient descent)."""
    signs = np.stack([a.signs for a in asked])
    own = np.array([a.own for a in asked], dtype=float)
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    inputs = np.c_[(signs - mean) / spread, np.ones(len(asked))]
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-inputs @ weights))
        held_down = _RIDGE * np.r_[weights[:-1], 0.0]
        weights -= _RATE * (inputs.T @ (likely - own) / len(asked) + held_down)
    slopes = weights[:-1] / spread
    return np.asarray(np.r_[slopes, weights[-1] - slopes @ mean])


def taken_for_own(asked: Sequence[Asked], weights: Floats) -> float:
    """Return the share of foreign questions above the level at which 2 % of the own are lost."""
    levels = np.array([a.signs @ weights[:-1] for a in asked])
    own = np.array([a.own for a in asked])
    level = np.quantile(levels[own], _LOST)
    return float((levels[~own] >= level).mean())


def main(arguments: Sequence[str]) -> None:
    """Learn from every HOME=GOLD,FOREIGN… of `arguments` and write the weights."""
    asked: list[Asked] = []
    for argument in arguments:
        home, _, files = argument.partition("=")
        gold, *foreign = map(Path, files.split(","))
        asked += collect(Path(home), gold, foreign)
    for gold_name, language in sorted({(a.gold, a.language) for a in asked}):
        weights = fit([a for a in asked if a.gold != gold_name])
        unseen = [a for a in asked if (a.gold, a.language) == (gold_name, language)]
        sys.stdout.write(f"{gold_name} {language}: {taken_for_own(unseen, weights):.2f}\n")
    names = (*TOPIC_SIGNS, "always")
    lines = [f"{name} = {weight:.4f}" for name, weight in zip(names, fit(asked), strict=True)]
    head = "# Written by `python -m rag.evaluate.learn_topic`; do not edit by hand.\n[weights]\n"
    _WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
