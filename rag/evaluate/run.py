"""Ask every gold question and keep all that was seen; the same run gives the same report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final, Protocol

from rag.domain import Answer, Article, Evidence, Verdict
from rag.errors import GoldError, HwabaekError, ModelUnavailable, QuestionError
from rag.evaluate.cost import Price
from rag.evaluate.folder import RunFolder
from rag.evaluate.gold import GoldRow, gold_hash
from rag.evaluate.judge import Judgement, judge
from rag.evaluate.locate import Locator
from rag.evaluate.metrics import measure
from rag.evaluate.probe import probe
from rag.evaluate.ranking import DEPTH
from rag.evaluate.records import Piece, RowRecord
from rag.evaluate.report import Report, Run, summarise
from rag.evaluate.statistics import Share

PATIENCE: Final = 3
MOST_PROBED: Final = 120


class Evaluated(Protocol):
    """What is evaluated: the assistant, through the same doors as the chat."""

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        """Answer the question after the earlier ones of `history`."""
        ...

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """Return up to k sentences, best first, numbered from 1."""
        ...

    def article(self, article_id: str) -> Article:
        """Return the article of this id."""
        ...

    def check(self, claim: str, evidence: Evidence) -> Verdict:
        """Return how a claim fares against the one place that it cites."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `remaining_s` is None until a question of this session was answered."""

    done: int
    total: int
    right: int
    remaining_s: float | None


def evaluate(
    assistant: Evaluated,
    rows: Sequence[GoldRow],
    model: str | None,
    out: Path,
    progress: Callable[[Progress], None] = lambda _: None,
    *,
    settings: Mapping[str, object] | None = None,
    revision: str = "",
    workers: int = 1,
    price: Price | None = None,
) -> Report:
    """Answer the rows and write `rows.jsonl`, `report.json` and `report.html` into `out`.

    `settings` should hold whatever else can change an answer, such as the corpus's hash.  A run
    that was interrupted goes on; a finished one starts anew.  `workers` above 1 asks in parallel,
    for backends that can.  A question that the model can't answer now is a wrong row, but after
    three such failures in a row, or at any other error, the run stops and can be resumed.
    """
    if not rows:
        raise GoldError("An evaluation needs at least one gold row; got none.")
    run = Run(model, revision, dict(settings or {}), gold_hash(rows))
    folder = RunFolder(out, run)
    done = {record.id: record for record in folder.resume()}
    todo = [row for row in rows if row.id not in done]
    asker = _Asker(assistant, model, _probed(rows))
    clock = _Clock(len(rows), len(done), sum(r.judgement.right for r in done.values()))
    progress(clock.progress())
    for record in _answered(asker, todo, workers):
        folder.add(record)
        done[record.id] = record
        progress(clock.tick(record.judgement.right))
    report = summarise(run, [done[row.id] for row in rows], price)
    folder.finish(report)
    return report


def _probed(rows: Sequence[GoldRow]) -> frozenset[str]:
    """Return the rows whose evidence probes the check: of a large set every so many."""
    return frozenset(row.id for row in rows[:: -(-len(rows) // MOST_PROBED)])


def _answered(asker: _Asker, rows: Sequence[GoldRow], workers: int) -> Iterator[RowRecord]:
    if workers <= 1:
        yield from map(asker.record, rows)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        yield from pool.map(asker.record, rows)
    finally:
        pool.shutdown(cancel_futures=True)


class _Asker:
    """Asks one row at a time and gives up once the model fails several times in a row."""

    def __init__(self, assistant: Evaluated, model: str | None, probed: Collection[str]) -> None:
        self._assistant = assistant
        self._model = model
        self._probed = probed
        self._locator = Locator(assistant)
        self._failures = 0

    def record(self, row: GoldRow) -> RowRecord:
        """Return what was found and answered for the row."""
        try:
            record = self._ask(row)
        except QuestionError as error:
            return _failed(row, error)
        except ModelUnavailable as error:
            self._failures += 1
            if self._failures >= PATIENCE:
                raise
            return _failed(row, error)
        self._failures = 0
        return record

    def _ask(self, row: GoldRow) -> RowRecord:
        # First the answer: a search before it could leave in a cache what the reader waits for.
        answer = self._assistant.ask(row.question, row.history, self._model)
        found = self._assistant.search(row.question, DEPTH, row.history)
        retrieved = self._locator.pieces(found, row.evidence)
        cited = self._locator.pieces(answer.sources, row.evidence)
        judgement = judge(row, answer)
        return replace(
            _blank(row),
            status=answer.status,
            text=answer.text,
            judgement=judgement,
            claims=answer.claims,
            retrieved=retrieved,
            cited=cited,
            as_of=answer.as_of,
            model=answer.model,
            note=answer.note,
            tokens=answer.tokens,
            measures=measure(row, answer, retrieved, cited, judgement)
            | self._probe(row, found, retrieved),
            timings_ms=dict(answer.timings_ms),
        )

    def _probe(
        self, row: GoldRow, found: Sequence[Evidence], pieces: Sequence[Piece]
    ) -> dict[str, Share]:
        """Probe the check with the gold evidence that was found, if any was."""
        if row.id not in self._probed:
            return {}
        gold = next((e for e, piece in zip(found, pieces, strict=True) if piece.gold), None)
        return probe(gold.text, partial(self._check, gold)) if gold else {}

    def _check(self, evidence: Evidence, claim: str) -> Verdict:
        return self._assistant.check(claim, evidence)


def _failed(row: GoldRow, error: HwabaekError) -> RowRecord:
    return replace(
        _blank(row),
        judgement=Judgement(False, "failed", type(error).__name__),
        error=str(error) or type(error).__name__,
        # It neither answered nor refused: only the accuracy hears of it.
        measures={"answer/accuracy": Share(0.0)},
    )


def _blank(row: GoldRow) -> RowRecord:
    """Return the record of a question before anything was found."""
    return RowRecord(
        id=row.id,
        lang=row.lang,
        type=row.type,
        question=row.question,
        history=row.history,
        expected=row.answer,
        wanted=_wanted(row),
        forbid=row.forbid,
        evidence=row.evidence,
        status="not_found",
        text="",
        judgement=Judgement(False, "failed"),
    )


def _wanted(row: GoldRow) -> tuple[str, ...]:
    return row.accept or tuple(" | ".join(group) for group in row.all_of)


class _Clock:
    """Counts answered rows and guesses the time left from this session's pace."""

    def __init__(self, total: int, done: int, right: int) -> None:
        self._total, self._done, self._right, self._already = total, done, right, done
        self._began = perf_counter()

    def tick(self, right: bool) -> Progress:
        """Count one more answered question and say how far the run is."""
        self._done += 1
        self._right += right
        return self.progress()

    def progress(self) -> Progress:
        """Say how far the run is."""
        asked = self._done - self._already
        pace = (perf_counter() - self._began) / asked if asked else None
        left = None if pace is None else pace * (self._total - self._done)
        return Progress(self._done, self._total, self._right, left)
