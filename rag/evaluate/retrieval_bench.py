"""Measure a passage search on a folder of passages and questions, the layout of public sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final, Protocol

from rag.errors import GoldError
from rag.evaluate.jsonl import Line, read_lines, unique
from rag.evaluate.ranking import CUTOFFS, DEPTH, ndcg, recall, reciprocal_rank
from rag.evaluate.statistics import Figure, Measures, Percentiles, Share, figures, percentiles

KEYS: Final = ("ndcg@10", *(f"recall@{k}" for k in CUTOFFS), "mrr@10")


class PassageSearch(Protocol):
    """A search over the passages of one bench."""

    def search(self, question: str, k: int) -> Sequence[str]:
        """Return the ids of up to k passages, best first."""
        ...


@dataclass(frozen=True, slots=True)
class BenchPassage:
    """One passage to be found."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """The text below its title, unless it begins with that itself."""
        if not self.title or self.text.startswith(self.title):
            return self.text
        return f"{self.title}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """One question and the passages that answer it, at least one."""

    id: str
    lang: str
    question: str
    passage_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """A whole set, checked: every wanted passage exists."""

    passages: tuple[BenchPassage, ...]
    questions: tuple[BenchQuestion, ...]


@dataclass(frozen=True, slots=True)
class BenchGroup:
    """The figures over some questions, keyed as in `KEYS`."""

    n: int
    figures: Mapping[str, Figure]

    def json(self) -> dict[str, object]:
        """Return the figures by key; "mrr" repeats "mrr@10", as reports call it."""
        named: dict[str, object] = {key: figure.json() for key, figure in self.figures.items()}
        return {"n": self.n, **named, "mrr": self.figures["mrr@10"].json()}


@dataclass(frozen=True, slots=True)
class BenchReport:
    """The figures of one bench, over all and by language, and the latency of a search."""

    overall: BenchGroup
    by_lang: Mapping[str, BenchGroup]
    latency: Percentiles

    def json(self) -> dict[str, object]:
        """Return the figures by key, by language, and the latency."""
        by = {"lang": {name: group.json() for name, group in self.by_lang.items()}}
        return {**self.overall.json(), "by": by, "latency_ms": self.latency.json()}


def read_bench(folder: Path) -> Bench:
    """Read `passages.jsonl` and `questions.jsonl`.

    Raises GoldError for a broken line, an id that comes twice, an unknown passage or an empty file.
    """
    passages = tuple(map(_passage, unique(read_lines(folder / "passages.jsonl"))))
    known = {passage.id for passage in passages}
    path = folder / "questions.jsonl"
    questions = tuple(_question(line, known) for line in unique(read_lines(path)))
    if not questions:
        raise GoldError(f"{path}: wanted at least one question; got an empty file.")
    return Bench(passages, questions)


def run_bench(
    search: PassageSearch,
    questions: Sequence[BenchQuestion],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> BenchReport:
    """Search for every question to depth 10 and return the figures, latency in milliseconds.

    `progress` is told how many questions of how many are done.
    """
    shares: list[Measures] = []
    times: list[float] = []
    for done, question in enumerate(questions, start=1):
        began = perf_counter()
        found = search.search(question.question, DEPTH)
        times.append((perf_counter() - began) * 1000)
        shares.append(_shares(found, question.passage_ids))
        progress(done, len(questions))
    by_lang = {
        lang: _group([s for s, q in zip(shares, questions, strict=True) if q.lang == lang])
        for lang in sorted({question.lang for question in questions})
    }
    return BenchReport(_group(shares), by_lang, percentiles(times))


def _group(shares: Sequence[Measures]) -> BenchGroup:
    return BenchGroup(len(shares), figures(shares, KEYS))


def _shares(found: Sequence[str], wanted: Sequence[str]) -> dict[str, Share]:
    number = {passage: index for index, passage in enumerate(wanted)}
    ranks = [[number[passage]] if passage in number else [] for passage in found]
    shares = {f"recall@{k}": Share(recall(ranks, len(wanted), k)) for k in CUTOFFS}
    shares["ndcg@10"] = Share(ndcg(ranks, len(wanted)))
    shares["mrr@10"] = Share(reciprocal_rank(ranks))
    return shares


def _passage(line: Line) -> BenchPassage:
    return BenchPassage(line.text("id"), line.optional("title"), line.text("text"))


def _question(line: Line, known: set[str]) -> BenchQuestion:
    wanted = tuple(dict.fromkeys(line.texts("passage_ids")))
    unknown = [passage for passage in wanted if passage not in known]
    if unknown or not wanted:
        raise line.broken('"passage_ids" to name passages of passages.jsonl', unknown or None)
    return BenchQuestion(line.text("id"), line.text("lang"), line.text("question"), wanted)
