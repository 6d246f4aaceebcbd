"""The folder of a run: its description, its rows as they come, its report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from rag.domain import content_hash
from rag.errors import GoldError, StoreError
from rag.evaluate.page import render
from rag.evaluate.records import RowRecord, read_records
from rag.evaluate.report import ROWS_FILE, Report, Run

RUN_FILE: Final = "run.json"


class RunFolder:
    """Keeps every answered row at once, so that an interrupted run goes on where it stopped.

    A finished run, or one with other settings, revision, model or gold, starts from nothing: its
    old answers would be passed off as the new code's.
    """

    def __init__(self, path: Path, run: Run) -> None:
        self._path = path
        self._run = run
        self._rows = path / ROWS_FILE

    def resume(self) -> tuple[RowRecord, ...]:
        """Open the folder and return the rows already answered; failed ones are asked again.

        Raises StoreError where the folder can't be written.
        """
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            kept = self._kept()
            self._rewrite(kept)
            self._describe(finished=False)
        except OSError as error:
            raise StoreError(f"{self._path}: a run can't be written here ({error}).") from error
        return kept

    def add(self, record: RowRecord) -> None:
        """Write one row to the disk before the next question is asked."""
        with self._rows.open("a", encoding="utf-8") as file:
            file.write(record.line() + "\n")

    def finish(self, report: Report) -> None:
        """Write the rows in the gold's order, `report.json` and `report.html`."""
        self._rewrite(report.records)
        _write(self._path / "report.json", _pretty(report.json()))
        _write(self._path / "report.html", render(report))
        self._describe(finished=True)

    def _kept(self) -> tuple[RowRecord, ...]:
        try:
            described = json.loads((self._path / RUN_FILE).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return ()
        same = isinstance(described, dict) and described.get("run") == self._key()
        if not same or described.get("finished") or not self._rows.exists():
            return ()
        try:
            return tuple(record for record in read_records(self._rows) if not record.error)
        except GoldError:  # written by another version of the records
            return ()

    def _rewrite(self, records: Sequence[RowRecord]) -> None:
        _write(self._rows, "".join(record.line() + "\n" for record in records))

    def _describe(self, *, finished: bool) -> None:
        description = {"run": self._key(), **asdict(self._run), "finished": finished}
        _write(self._path / RUN_FILE, _pretty(description))

    def _key(self) -> str:
        return content_hash(json.dumps(asdict(self._run), sort_keys=True, default=str))


def _pretty(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2, default=str) + "\n"


def _write(path: Path, content: str) -> None:
    beside = path.with_name(path.name + ".part")
    beside.write_text(content, encoding="utf-8")
    beside.replace(path)
