"""Two plain searches over the passages of a bench, for ours to be set against.

What a tutorial builds first: one vector a passage, by the same embedder, compared by cosine; and
BM25 over words as they stand between spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from rag.evaluate.retrieval_bench import KEYS, BenchGroup, BenchPassage, BenchReport
from rag.index.embedders import Embedder
from rag.index.words import QueryTerm, WordEntry, WordIndex

Show = Callable[[int, int], None]
NAMES: Final = ("passage_vectors", "whitespace_bm25")
_AT_ONCE = 256  # passages embedded in one call


class PassageVectors:
    """Exact search by the cosine of the question with each whole passage."""

    def __init__(self, passages: Sequence[BenchPassage], embedder: Embedder, show: Show) -> None:
        """Embed the passages."""
        self._ids = np.array([passage.id for passage in passages])
        self._embedder = embedder
        vectors = []
        for start in range(0, len(passages), _AT_ONCE):
            part = passages[start : start + _AT_ONCE]
            vectors.append(embedder.passages([passage.whole for passage in part]))
            show(min(start + _AT_ONCE, len(passages)), len(passages))
        self._vectors = np.concatenate(vectors)

    def search(self, question: str, k: int) -> list[str]:
        """Return the ids of up to `k` passages, nearest first."""
        cosines = self._vectors @ self._embedder.query(question)
        return [str(id_) for id_ in self._ids[np.argsort(-cosines, kind="stable")[:k]]]


class WhitespaceWords:
    """BM25 over the words between spaces, in lower case; particles stay where they stand."""

    def __init__(self, passages: Sequence[BenchPassage], folder: Path) -> None:
        """Index the passages in `folder`."""
        self._index = WordIndex(folder)
        self._index.replace([], (WordEntry(p.id, p.id, _words(p.whole), ()) for p in passages))

    def search(self, question: str, k: int) -> list[str]:
        """Return the ids of up to `k` passages that hold any word of the question, best first."""
        terms = [QueryTerm((frozenset({word}),)) for word in dict.fromkeys(_words(question))]
        return [hit.key for hit in self._index.search("morphemes", terms, k)]


def _words(text: str) -> list[str]:
    return text.lower().split()


@dataclass(frozen=True, slots=True)
class Compared:
    """Our report beside those of plain searches, by their names."""

    ours: BenchReport
    baselines: Mapping[str, BenchReport]

    def json(self) -> dict[str, object]:
        """Return our figures at the top level and the others' under "baselines".

        Each of these has "ours_divided_by_it": how many times its figure ours is.
        """
        others = {
            name: {**report.json(), "ours_divided_by_it": self._ratios(report)}
            for name, report in self.baselines.items()
        }
        return {**self.ours.json(), "baselines": others}

    def table(self) -> list[str]:
        """Return lines for a person: a row a search, for all questions and for each language."""
        reports = {"ours": self.ours, **self.baselines}
        lines = [f"{'':26}" + "".join(f"{key:>11}" for key in KEYS) + f"{'p95, ms':>11}"]
        for lang in ("", *self.ours.by_lang):
            for name, report in reports.items():
                group = report.by_lang[lang] if lang else report.overall
                cells = [f"{group.figures[key].value or 0.0:.3f}" for key in KEYS]
                p95 = "" if lang else f"{report.latency.p95:.1f}"
                label = f"{lang or 'all'}, {name}"
                lines.append(f"{label:26}" + "".join(f"{cell:>11}" for cell in (*cells, p95)))
        return lines

    def _ratios(self, other: BenchReport) -> dict[str, object]:
        by = {lang: _ratio(g, other.by_lang[lang]) for lang, g in self.ours.by_lang.items()}
        return {**_ratio(self.ours.overall, other.overall), "by": {"lang": by}}


def _ratio(ours: BenchGroup, other: BenchGroup) -> dict[str, float | None]:
    ratios: dict[str, float | None] = {}
    for key in KEYS:
        mine, theirs = ours.figures[key].value, other.figures[key].value
        ratios[key] = round(mine / theirs, 3) if mine is not None and theirs else None
    return ratios
