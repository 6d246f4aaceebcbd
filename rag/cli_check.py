"""The command `rag check`: claims of one's own against sources of one's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from rag.domain import QUOTE
from rag.evaluate.jsonl import Line, read_lines
from rag.ingest.clock import is_plausible
from rag.settings import Settings


def check_claims(path: Path, settings: Settings, model: str) -> Iterator[dict[str, object]]:
    """Yield `{"id", "verdict", "problems"}` for each line `{"id", "claim", "source"}` of a file.

    A line may name the day of its source as `published_at`, by which "yesterday" is read.  Where
    the rules find nothing wrong, or only that a claim is far from its source, the model called
    `model` reads both; `QUOTE` is none.

    Raises:
        GoldError: the file can't be read, or a line is no JSON object, lacks a key, or holds
            something else under it.
        ModelError: the model can't be opened, or does not answer.
    """
    from rag.index.embedders import open_embedder
    from rag.text.names import AliasTable
    from rag.verify.check import Checker, Source, embedded_similarity

    checker = Checker(
        AliasTable.curated(), embedded_similarity(open_embedder(settings)), _reader(model, settings)
    )
    for line in read_lines(path):
        if "id" not in line.values:
            raise line.broken('an "id"', line.values)
        source = Source(_string(line, "source"), published_on=_day(line))
        judgement = checker.check(_string(line, "claim"), source)
        yield {
            "id": line.values["id"],
            "verdict": judgement.verdict,
            "problems": list(judgement.problems),
        }


def _reader(model: str, settings: Settings) -> Callable[[str, str], float] | None:
    from rag.answer.models import as_model_error
    from rag.answer.opened import open_writer
    from rag.answer.reading import ModelReader

    if model == QUOTE:
        return None
    reader = ModelReader(open_writer(model, settings))

    def read(claim: str, source: str) -> float:
        """Return what the model reads; a failure is told as an error of ours."""
        try:
            return reader.read(claim, source)
        except Exception as error:  # every provider has errors of its own
            raise as_model_error(model, error) from error

    return read


def _string(line: Line, key: str) -> str:
    """Return a string that must be there; it may be empty, as a source that says nothing is."""
    value = line.values.get(key)
    if not isinstance(value, str):
        raise line.broken(f'"{key}" to be a string', value)
    return value


def _day(line: Line) -> date | None:
    written = line.optional("published_at")
    if not written:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(written[:10])
        if is_plausible(day):
            return day
    raise line.broken('"published_at" to be the date of an article, YYYY-MM-DD', written)


def print_lines(rows: Iterable[dict[str, object]]) -> None:
    """Print one JSON object a line on standard output."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
