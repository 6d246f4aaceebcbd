"""Learn how much each sign of relevance counts, from gold questions.

    python -m rag.evaluate.learn_weights HOME=GOLD.jsonl [HOME=GOLD.jsonl …]

fits a softmax over each question's candidate places, with the gold ones as the target, prints
recall measured by cross-validation, and writes `rag/retrieve/data/weights.toml`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.evaluate.gold import GoldRow, read_gold
from rag.index.embedders import open_embedder
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.retrieve.question import standalone, understand
from rag.retrieve.retriever import catalogue_aliases
from rag.retrieve.search import Searcher
from rag.retrieve.signs import SIGN_NAMES, Found
from rag.settings import Settings
from rag.text.names import AliasTable

Floats = NDArray[np.float64]

_WEIGHTS = Path(__file__).parents[1] / "retrieve" / "data" / "weights.toml"
_RIDGE = 0.05
_STEPS = 300
_RATE = 0.1
_FOLDS = 6
# The learned sum is scaled so that the spread of scores stays the one thresholds were set on.
_SCALE = 0.1


@dataclass(frozen=True, slots=True)
class Candidates:
    """One question's places: signs, shape (places, signs), and which gold evidence each holds."""

    language: str
    signs: Floats
    gold: tuple[frozenset[int], ...]
    evidence: int


def searcher_of(home: Path) -> tuple[Searcher, AliasTable]:
    """Return the search over a home's articles, and the names that it knows."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    embedder = open_embedder(Settings().model_copy(update={"home": home}))
    searcher = Searcher(catalogue, Index(home, catalogue, embedder), embedder)
    return searcher, catalogue_aliases(catalogue)


def collect(home: Path, gold: Path) -> Iterator[Candidates]:
    """Yield the candidates of every answerable question of `gold` over the articles of `home`."""
    searcher, aliases = searcher_of(home)
    for row in read_gold(gold):
        if row.answerable:
            asked = standalone(row.question, row.history)
            found = searcher.candidates(understand(asked, aliases, searcher.induce), aliases)
            yield _candidates(row, found)


def _candidates(row: GoldRow, found: Sequence[Found]) -> Candidates:
    signs = np.array([[getattr(f.signs, name) for name in SIGN_NAMES] for f in found])
    gold = tuple(
        frozenset(i for i, text in enumerate(row.evidence) if _holds(f, text)) for f in found
    )
    return Candidates(row.lang, signs, gold, len(row.evidence))


def _holds(found: Found, evidence: str) -> bool:
    at = found.place.article.text.find(evidence)
    return at >= 0 and found.place.start < at + len(evidence) and at < found.place.end


def fit(questions: Sequence[Candidates]) -> Floats:
    """Return the weights, shape (signs,), that make gold places most likely (Adam, ridge)."""
    spread = np.vstack([q.signs for q in questions]).std(axis=0) + 1e-9
    weights = np.zeros(len(SIGN_NAMES))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        gradient = sum((_gradient(q, weights, spread) for q in questions), np.zeros_like(weights))
        gradient = gradient / len(questions) - _RIDGE * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        step_mean, step_square = mean / (1 - 0.9**step), square / (1 - 0.99**step)
        weights += _RATE * step_mean / (np.sqrt(step_square) + 1e-8)
    return np.asarray(weights / spread)


def _gradient(question: Candidates, weights: Floats, spread: Floats) -> Floats:
    target = np.array([bool(held) for held in question.gold], dtype=float)
    if not target.any():
        return np.zeros_like(weights)
    signs = question.signs / spread
    scores = signs @ weights
    chance = np.exp(scores - scores.max())
    chance /= chance.sum()
    wanted = chance * target
    return np.asarray(signs.T @ (wanted / wanted.sum() - chance))


def recalls(questions: Sequence[Candidates], weights: Floats, k: int) -> dict[str, list[float]]:
    """Return for each language whether each gold evidence is among the `k` best places."""
    found: dict[str, list[float]] = {}
    for question in questions:
        best = np.argsort(-(question.signs @ weights), kind="stable")[:k]
        held = frozenset[int]().union(*(question.gold[i] for i in best))
        hits = [float(i in held) for i in range(question.evidence)]
        found.setdefault(question.language, []).extend(hits)
    return found


def cross_validated(
    questions: Sequence[Candidates], depths: Sequence[int]
) -> dict[int, dict[str, float]]:
    """Return recall by depth and language, each question scored by weights that never saw it."""
    order = np.random.default_rng(0).permutation(len(questions))
    hits: dict[int, dict[str, list[float]]] = {k: {} for k in depths}
    for fold in range(_FOLDS):
        held_out = {int(i) for i in order[fold::_FOLDS]}
        weights = fit([q for i, q in enumerate(questions) if i not in held_out])
        unseen = [questions[i] for i in held_out]
        for k in depths:
            for language, found in recalls(unseen, weights, k).items():
                hits[k].setdefault(language, []).extend(found)
    return {
        k: {language: float(np.mean(found)) for language, found in sorted(of.items())}
        for k, of in hits.items()
    }


def main(arguments: Sequence[str]) -> None:
    """Learn from every HOME=GOLD of `arguments` and write the weights."""
    pairs = (argument.partition("=") for argument in arguments)
    questions = [q for home, _, gold in pairs for q in collect(Path(home), Path(gold))]
    for k, recall in cross_validated(questions, (1, 5)).items():
        sys.stdout.write(f"recall@{k}, overlapping places counted: {recall}\n")
    weights = _SCALE * fit(questions)
    lines = [f"{name} = {weight:.4f}" for name, weight in zip(SIGN_NAMES, weights, strict=True)]
    head = "# Written by `python -m rag.evaluate.learn_weights`; do not edit by hand.\n[weights]\n"
    _WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
