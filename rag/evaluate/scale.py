"""Measure ours and the plain pipeline as one corpus of generated news grows.

Each size continues the one before: the reports of a smaller corpus are the first of a larger one,
and every size is asked the same questions, all about the smallest.  What changes with size is then
the size alone.  The two pipelines take turns, block by block and question by question, so that
whatever else the machine does slows both alike; each runs in processes of its own, one that takes
in and one that is asked, as `rag ingest` and the chat do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rag.evaluate.scale_figures import (
    HELD,
    MANY,
    Ingest,
    K,
    Measured,
    ScalePlan,
    ScaleReport,
    held,
)
from rag.evaluate.scale_news import ScaleQuestion, questions
from rag.evaluate.scale_pipelines import Kind, require_plain
from rag.evaluate.scale_worker import Asked, Worker, working
from rag.evaluate.statistics import figures, percentiles
from rag.settings import Settings

_BLOCK: Final = 500  # reports that a pipeline takes in before it is the other's turn
_WARMING: Final = ("준비 운동은 언제 하나?", "Who leads the Hwabaek Readiness Council?")

Show = Callable[[int, int], None]
Bar = Callable[[str], AbstractContextManager[Show]]


def run_scale(
    plan: ScalePlan, folder: Path, settings: Settings, bar: Bar, say: Callable[[str], None]
) -> ScaleReport:
    """Measure every size of `plan`, smallest first; the stores lie in `folder` meanwhile.

    `say` is told, after the first block, about how long the whole will take.

    Raises:
        HwabaekError: the plain pipeline is wanted and its packages are not installed.
    """
    if "plain" in plan.kinds:
        require_plain()
    sizes = sorted(set(plan.sizes))
    each = plan.passages_a_report
    asked = questions(plan.seed, plan.questions, sizes[0] // each, short=plan.short)
    measured: list[Measured] = []
    with TemporaryDirectory(dir=folder, prefix="scale-") as stores:
        homes = {kind: Path(stores) / kind for kind in plan.kinds}
        so_far = {kind: Ingest(0, 0.0, 0.0, 0.0) for kind in plan.kinds}
        done = 0
        for size in sizes:
            reports = size // each
            growing = _Growing(plan, homes, settings, say, max(sizes) // each)
            with bar(f"{size:,} passages: ingest") as show:
                so_far = growing.grow(so_far, done, reports, show)
            with bar(f"{size:,} passages: questions") as show:
                answers = _ask_all(homes, settings, asked, show)
            sentences = so_far[plan.kinds[0]].units
            for kind, answered in answers.items():
                measured.append(_measured(kind, size, sentences, so_far[kind], asked, answered))
            done = reports
    return ScaleReport(plan, len(asked), tuple(measured))


@dataclass(slots=True)
class _Growing:
    """Takes reports into every pipeline, a block each in turn."""

    plan: ScalePlan
    homes: Mapping[Kind, Path]
    settings: Settings
    say: Callable[[str], None]
    all_reports: int

    def grow(
        self, before: Mapping[Kind, Ingest], start: int, stop: int, show: Show
    ) -> dict[Kind, Ingest]:
        """Take in reports `start` to `stop`; return what all until then has cost."""
        units = {kind: ingest.units for kind, ingest in before.items()}
        seconds = {kind: ingest.seconds for kind, ingest in before.items()}
        with ExitStack() as stack:
            workers = _workers(stack, self.homes, self.settings)
            for first in range(start, stop, _BLOCK):
                last = min(first + _BLOCK, stop)
                for kind, worker in workers.items():
                    added = worker.add(self.plan.seed, first, last, short=self.plan.short)
                    units[kind] += added.units
                    seconds[kind] += added.seconds
                if first == 0:
                    self._foretell(seconds.values(), last)
                show(last - start, stop - start)
            peaks = {kind: worker.peak_mb() for kind, worker in workers.items()}
        return {
            kind: Ingest(
                units[kind], seconds[kind], max(peaks[kind], before[kind].peak_mb), _disk_mb(home)
            )
            for kind, home in self.homes.items()
        }

    def _foretell(self, seconds: Iterable[float], reports: int) -> None:
        minutes = sum(seconds) / reports * self.all_reports / 60
        self.say(f"the whole will take about {max(1, round(minutes))} minutes, as it goes now")


def _workers(
    stack: ExitStack, homes: Mapping[Kind, Path], settings: Settings
) -> dict[Kind, Worker]:
    return {
        kind: stack.enter_context(working(kind, home, settings)) for kind, home in homes.items()
    }


@dataclass(slots=True)
class _Answered:
    """What one pipeline found for the questions and for their words alone, and its peak in MB.

    `read` are as many hits for each question as fill what a reader is given; they are not timed.
    """

    found: list[Asked] = field(default_factory=list)
    read: list[Asked] = field(default_factory=list)
    by_word: list[Asked] = field(default_factory=list)
    peak_mb: float = 0.0


def _ask_all(
    homes: Mapping[Kind, Path], settings: Settings, asked: Sequence[ScaleQuestion], show: Show
) -> dict[Kind, _Answered]:
    """Ask every pipeline every question in turn, and each different word of theirs."""
    answered = {kind: _Answered() for kind in homes}
    words = list(dict.fromkeys(question.word for question in asked))
    with ExitStack() as stack:
        workers = _workers(stack, homes, settings)
        for worker in workers.values():
            for first in _WARMING:  # models are loaded by the first question in each language
                worker.ask(first, K)
        for done, question in enumerate(asked, start=1):
            for kind, worker in workers.items():
                answered[kind].found.append(worker.ask(question.question, K))
                answered[kind].read.append(worker.ask(question.question, MANY))
            show(done, len(asked) + len(words))
        for done, word in enumerate(words, start=len(asked) + 1):
            for kind, worker in workers.items():
                answered[kind].by_word.append(worker.ask(word, K))
            show(done, len(asked) + len(words))
        for kind, worker in workers.items():
            answered[kind].peak_mb = worker.peak_mb()
    return answered


def _measured(
    kind: Kind,
    size: int,
    sentences: int,
    ingest: Ingest,
    asked: Sequence[ScaleQuestion],
    answered: _Answered,
) -> Measured:
    found = answered.found
    rows = list(map(held, asked, found, answered.read))
    pairs = [f"{question.language}→{question.report_language}" for question in asked]
    by = {
        pair: figures([r for r, p in zip(rows, pairs, strict=True) if p == pair], HELD)
        for pair in sorted(set(pairs))
    }
    return Measured(
        kind=kind,
        passages=size,
        sentences=sentences,
        ingest=ingest,
        held=figures(rows, HELD),
        held_by=by,
        latency=percentiles([answer.wall_ms for answer in found]),
        cpu=percentiles([answer.cpu_ms for answer in found]),
        word_latency=percentiles([answer.wall_ms for answer in answered.by_word]),
        word_cpu=percentiles([answer.cpu_ms for answer in answered.by_word]),
        search_peak_mb=answered.peak_mb,
    )


def _disk_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024**2
