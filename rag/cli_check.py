"""The command `rag check`: claims of one's own against sources of one's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from rag.errors import GoldError
from rag.settings import Settings


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
