"""The command `rag ingest`: once, or again and again with --watch."""

from __future__ import annotations

import json
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from rag.cli_shared import AsJson, Home, print_json, remark, say, settings_for, stderr
from rag.errors import HwabaekError

if TYPE_CHECKING:  # --help stays quick
    from rag.index.store import Index
    from rag.ingest.catalogue import Catalogue
    from rag.ingest.intake import IngestReport

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_LOG_EVERY_S = 5.0


def seconds_of(every: str) -> int:
    """Return the seconds of "90s", "15m", "2h" or "1d"; raises `BadParameter` for anything else."""
    match = re.fullmatch(r"(\d{1,6})([smhd]?)", every.strip().lower())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if seconds < 1:
        raise typer.BadParameter(f'"{every}" came; a time like 90s, 15m, 2h or 1d was wanted')
    return seconds


def ingest(
    sources: Annotated[list[str], typer.Argument(help="files, folders, web addresses, feeds")],
    remove: Annotated[
        bool, typer.Option("--remove", help="forget these sources; of a feed, its entries' links")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="forget pages whose file or row is gone")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="read again and again")] = False,
    every: Annotated[
        str | None, typer.Option("--every", help="how often to --watch: 90s, 2h [15m]")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Read pages into the catalogue and bring the indexes up to it."""
    from rag.index.embedders import open_embedder
    from rag.index.store import Index
    from rag.ingest.catalogue import Catalogue
    from rag.ingest.intake import forget, take_in

    if remove and (watch or prune):
        raise typer.BadParameter("--remove goes with neither --watch nor --prune")
    if every is not None and not watch:
        raise typer.BadParameter("--every goes with --watch only")
    every_s = seconds_of(every or "15m")
    settings = settings_for(home)
    catalogue = Catalogue(settings.home / "catalogue.sqlite")
    index = Index(settings.home, catalogue, open_embedder(settings))
    if watch:
        raise typer.Exit(_watch(catalogue, index, sources, prune, every_s, as_json))
    with _shown() as (pages, articles):
        report = index.drain_during(
            lambda: (
                forget(catalogue, sources)
                if remove
                else take_in(catalogue, sources, pages, prune=prune)
            ),
            articles,
        )
    if as_json:
        from rag.contract import ingest_json

        print_json(ingest_json(report))
    else:
        say(_told(report))
    _tell_rejected(report)
    raise typer.Exit(_code(report))


def _told(report: IngestReport) -> str:
    pages = "page" if report.added == 1 else "pages"
    held = "article is" if report.articles == 1 else "articles are"
    return (
        f"{report.added} {pages} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed; {report.articles} {held} held"
    )


def _tell_rejected(report: IngestReport) -> None:
    for rejection in report.rejected:
        remark(f"rejected {rejection.source}: {rejection.reason}")


def _code(report: IngestReport) -> int:
    return 1 if report.rejected else 0


def _watch(
    catalogue: Catalogue, index: Index, sources: list[str], prune: bool, every_s: int, as_json: bool
) -> int:
    """Read the sources until a signal comes; return the exit code of the last round.

    A round starts when the one before it is done and its time has come. What is rejected is named
    when it was not in the round before; a store that can't be written is tried again.
    """
    from rag.contract import ingest_json
    from rag.ingest.intake import take_in
    from rag.ingest.sources import Sources

    reader, code, named = Sources(), 0, frozenset[object]()
    stop = _stop_at_signals()
    while not stop.is_set():
        due = time.monotonic() + every_s
        try:
            report = index.drain_during(
                lambda: take_in(catalogue, sources, prune=prune, reader=reader, stopped=stop.is_set)
            )
        except HwabaekError as problem:
            code = 2
            remark(f"{datetime.now():%H:%M:%S} {problem}")
        else:
            code = _code(report)
            rejected = f"; {len(report.rejected)} rejected" if report.rejected else ""
            remark(f"{datetime.now():%H:%M:%S} {_told(report)}{rejected}")
            if named != frozenset(report.rejected):
                _tell_rejected(report)
            named = frozenset(report.rejected)
            if as_json:
                sys.stdout.write(json.dumps(ingest_json(report), ensure_ascii=False) + "\n")
                sys.stdout.flush()
        stop.wait(max(0.0, due - time.monotonic()))
    return code


def _stop_at_signals() -> threading.Event:
    """Return an event that Ctrl-C or a TERM sets; a second one ends the process as ever."""
    stop = threading.Event()

    def at_signal(number: int, _: object) -> None:
        """Ask for the end, and let the next such signal be an end."""
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, at_signal)
    return stop


class _Rate(ProgressColumn):
    """How many a second and, where the total is known, the time that is left."""

    def render(self, task: Task) -> Text:
        """Return the pace of a bar's task in words."""
        return Text(_pace(int(task.completed), task.total, task.elapsed or 0.0, task.fields["of"]))


def _pace(done: int, total: float | None, elapsed: float, of: str = "pages") -> str:
    """Return for example "1,200 of 5,000 pages, 80 a second, 0:48 left"."""
    rate = done / elapsed if elapsed > 0 else 0.0
    told = f"{done:,} of {total:,.0f} {of}" if total else f"{done:,} {of}"
    told += f", {rate:,.0f} a second" if rate >= 2 else f", {rate * 60:,.0f} a minute"
    if total and rate:
        left = int(max(total - done, 0) / rate)
        told += f", {left // 60}:{left % 60:02} left"
    return told


_Show = Callable[[int, int | None], None]


@contextmanager
def _shown() -> Iterator[tuple[_Show, _Show]]:
    """Show the pages read and the articles indexed, each told as (done, total), on standard error.

    On a terminal they are two bars, else a line about the pages now and then.
    """
    if stderr.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), _Rate())
        with Progress(*columns, console=stderr, transient=True) as bars:
            yield _bar(bars, "reading", "pages"), _bar(bars, "indexing", "articles")
        return
    began = last = time.monotonic()

    def log(done: int, total: int | None) -> None:
        """Print how far the reading is, but not too often."""
        nonlocal last
        now = time.monotonic()
        if now - last >= _LOG_EVERY_S:
            last = now
            remark(f"reading: {_pace(done, total, now - began)}")

    yield log, lambda *_: None


def _bar(bars: Progress, label: str, of: str) -> _Show:
    task = bars.add_task(label, total=None, of=of)
    return lambda done, total: bars.update(task, completed=done, total=total)
