"""The commands of `rag` that measure: check, eval, bench."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag import __version__
from rag.errors import GoldError
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.evaluate.report import Report
    from rag.evaluate.retrieval_bench import BenchReport

Show = Callable[[int, int], None]
Bar = Callable[[str], AbstractContextManager[Show]]


def evaluate_gold(
    assistant: Assistant, gold: Path, model: str | None, out: Path, settings: Settings, show: Show
) -> Report:
    """Ask every question of `gold` and write the run into `out`."""
    from rag.evaluate.gold import read_gold
    from rag.evaluate.run import evaluate

    return evaluate(
        assistant,
        read_gold(gold),
        model or assistant.default_model,
        out,
        lambda progress: show(progress.done, progress.total),
        settings={
            "embedder": settings.embedder,
            "evidence_sentences": settings.evidence_sentences,
            "evidence_tokens": settings.evidence_tokens,
            "corpus": assistant.corpus_hash(),
        },
        revision=revision(),
    )


def revision() -> str:
    """Return the commit that runs, with a mark if files were changed since, or the version."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return __version__
    return found.stdout.strip()


_SUMMARY = (
    ("retrieval", "recall@1"),
    ("retrieval", "recall@5"),
    ("answer", "accuracy"),
    ("citation", "precision"),
    ("citation", "recall"),
    ("abstention", "recall"),
    ("abstention", "over_refusal"),
    ("numbers", "wrong_shown"),
)


def summary(report: Report) -> Iterator[str]:
    """Yield a table of the main figures: all questions, then each language."""
    found: dict[str, Any] = report.json()
    by_language: dict[str, Any] = found["by"]["lang"]
    yield f"{'':28}{'all':>8}" + "".join(f"{name:>8}" for name in by_language)
    for room, name in _SUMMARY:
        cells = (group[room][name] for group in (found, *by_language.values()))
        yield f"{room + ' ' + name:28}" + "".join(_cell(cell) for cell in cells)
    latency = found["latency_ms"]
    yield f"{'latency ms p50, p95':28}{latency['p50']:>8.0f}{latency['p95']:>8.0f}"


def _cell(figure: Any) -> str:
    value = figure["value"] if isinstance(figure, dict) else figure
    return f"{'n/a':>8}" if value is None else f"{value:>8.3f}"


def bench_retrieval(folder: Path, settings: Settings, bar: Bar) -> BenchReport:
    """Index the passages of `folder` in a home of their own and search for every question."""
    from tempfile import TemporaryDirectory

    from rag.evaluate.passage_search import IndexedPassages
    from rag.evaluate.retrieval_bench import read_bench, run_bench

    bench = read_bench(folder)
    with TemporaryDirectory() as home:
        own = settings.model_copy(update={"home": Path(home)})
        with bar("indexing passages") as show:
            search = IndexedPassages(bench.passages, own, show)
        with bar("asking questions") as show:
            return run_bench(search, bench.questions, show)


def check_claims(path: Path, settings: Settings) -> Iterator[dict[str, object]]:
    """Yield `{"id", "verdict", "problems"}` for each line `{"id", "claim", "source"}` of a file.

    Raises:
        GoldError: a line lacks a key or is no JSON.
    """
    from datetime import date

    from rag.index.embedders import open_embedder
    from rag.text.names import AliasTable
    from rag.verify.check import Checker, Source, embedded_similarity

    checker = Checker(AliasTable.curated(), embedded_similarity(open_embedder(settings)))
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                key, claim, text = row["id"], str(row["claim"]), str(row["source"])
                published = row.get("published_at")
                day = date.fromisoformat(str(published)[:10]) if published else None
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(
                    f"{path}, line {number}: wanted a JSON object with id, claim and source "
                    f"(and published_at, YYYY-MM-DD, if known); {type(error).__name__}: {error}"
                ) from error
            judgement = checker.check(claim, Source(text, published_on=day))
            yield {"id": key, "verdict": judgement.verdict, "problems": list(judgement.problems)}


def _opened(path: Path) -> AbstractContextManager[Iterator[str]]:
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise GoldError(
            f"{path} can't be read ({error.strerror}); give a JSON Lines file"
        ) from error


def print_lines(rows: Iterator[dict[str, object]]) -> None:
    """Print one JSON object a line on standard output."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
