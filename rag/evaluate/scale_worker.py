"""One pipeline in a process of its own, so that its memory is its own too."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from rag.evaluate.scale_news import reports
from rag.evaluate.scale_pipelines import Hit, Kind, Pipeline, open_pipeline
from rag.settings import Settings

_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Added:
    """One block of reports taken in: how many texts were embedded, and in how many seconds."""

    units: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's hits, and its milliseconds by the clock and of the processor."""

    hits: tuple[Hit, ...]
    wall_ms: float
    cpu_ms: float


class Worker:
    """A pipeline in another process; calls wait for their answer."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """Speak to the one process of `pool`."""
        self._pool = pool

    def add(self, seed: int, start: int, stop: int, *, short: bool) -> Added:
        """Take in the reports `start` to `stop` of the endless news of `seed`."""
        return self._pool.submit(_add, seed, start, stop, short).result()

    def ask(self, question: str, k: int) -> Asked:
        """Search for a question."""
        return self._pool.submit(_ask, question, k).result()

    def peak_mb(self) -> float:
        """Return the most memory that the process has held so far, in MB."""
        return self._pool.submit(_peak_mb).result()


@contextmanager
def working(kind: Kind, folder: Path, settings: Settings) -> Iterator[Worker]:
    """Yield a pipeline opened over `folder` in a new process, which ends with the block."""
    # Spawned, not forked: a fork would begin with the memory of this process.
    with ProcessPoolExecutor(
        1, get_context("spawn"), initializer=_open, initargs=(kind, folder, settings)
    ) as pool:
        yield Worker(pool)


class _Process:
    """What the worker's own process holds."""

    pipeline: Pipeline


def _open(kind: Kind, folder: Path, settings: Settings) -> None:
    _Process.pipeline = open_pipeline(kind, folder, settings)


def _add(seed: int, start: int, stop: int, short: bool) -> Added:
    block = list(islice(reports(seed, start, short=short), stop - start))
    began = perf_counter()
    units = _Process.pipeline.add(block)
    return Added(units, perf_counter() - began)


def _ask(question: str, k: int) -> Asked:
    wall, cpu = perf_counter(), process_time()
    hits = _Process.pipeline.find(question, k)
    return Asked(tuple(hits), 1000 * (perf_counter() - wall), 1000 * (process_time() - cpu))


def _peak_mb() -> float:
    # Linux hands the parent's peak down to ru_maxrss of a child; VmHWM is the process's own.
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
        return kilobytes / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
