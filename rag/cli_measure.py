"""The commands of `rag` that measure: check, eval, bench."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

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

    corpus = assistant.corpus()
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
            "articles": corpus.articles,
            "sentences": corpus.sentences,
        },
    )


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
        raise GoldError(f"{path} can't be read ({error.strerror}); give a JSON Lines file") from error


def print_lines(rows: Iterator[dict[str, object]]) -> None:
    """Print one JSON object a line on standard output."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
