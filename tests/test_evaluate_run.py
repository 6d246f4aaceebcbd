"""A run over a small newsroom: its figures and files, and how it is resumed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rag.domain import Answer, Evidence
from rag.errors import GoldError, MissingKey, ModelUnavailable, QuestionError
from rag.evaluate.gold import GoldRow
from rag.evaluate.records import read_records
from rag.evaluate.run import Progress, evaluate
from tests.conftest import ROOT
from tests.fake_newsroom import ROWS, Newsroom


class Failing(Newsroom):
    """Raises the given errors, one for each question, before it answers."""

    def __init__(self, *errors: Exception | None) -> None:
        super().__init__()
        self._errors = list(errors)

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        error = self._errors.pop(0) if self._errors else None
        if error:
            raise error
        return super().ask(question, history, model)


def _json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_report_json_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    """The keys that others read are there, and each figure has value, low, high and n."""
    evaluate(Newsroom(), ROWS, None, tmp_path)
    report = _json(tmp_path / "report.json")
    wanted = {
        "retrieval": {"recall@1", "recall@5", "mrr", "ndcg@10"},
        "answer": {"accuracy"},
        "citation": {"precision", "recall"},
        "abstention": {"f1", "over_refusal"},
    }
    assert report["n"] == 4
    for part in (report, report["by"]["lang"]["ko"], report["by"]["type"]["unanswerable"]):
        for group, keys in wanted.items():
            assert keys <= part[group].keys()
            assert all(set(f) == {"value", "low", "high", "n"} for f in part[group].values())
    assert set(report["by"]["lang"]) == {"ko", "en"}
    assert set(report["by"]["type"]) == {"number", "multi", "unanswerable"}
    assert {"p50", "p95"} <= report["latency_ms"].keys()
    assert report["latency_ms"]["retrieve"] == {"p50": 1.0, "p95": 1.0}


def test_figures_of_the_newsroom_by_hand(tmp_path: Path) -> None:
    """Everything is right; the second piece of two-word evidence costs citation precision."""
    report = evaluate(Newsroom(), ROWS, "quote", tmp_path).json()
    assert report["answer"]["accuracy"]["value"] == 1.0
    assert report["retrieval"]["recall@1"]["value"] == pytest.approx(2.5 / 3, abs=1e-4)
    assert report["retrieval"]["recall@5"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 3}
    assert report["abstention"]["f1"]["value"] == 1.0
    assert report["abstention"]["over_refusal"]["value"] == 0.0
    assert report["by"]["type"]["unanswerable"]["retrieval"]["mrr"]["value"] is None
    assert report["tokens"] == {"prompt": 40, "completion": 20}
    assert report["latency_ms"]["p50"] == 5.5


def test_two_runs_give_the_same_files_apart_from_latency(tmp_path: Path) -> None:
    """Nothing of the clock, the folder or the order of sets gets into the figures or the rows."""
    reports, rows = [], []
    for name in "ab":
        evaluate(Newsroom(), ROWS, None, tmp_path / name, workers=1 if name == "a" else 3)
        report = _json(tmp_path / name / "report.json")
        del report["latency_ms"]
        reports.append(report)
        lines = (tmp_path / name / "rows.jsonl").read_text(encoding="utf-8").splitlines()
        rows.append([{**json.loads(line), "timings_ms": None} for line in lines])
    assert reports[0] == reports[1]
    assert rows[0] == rows[1]


def test_rows_hold_all_that_was_seen(tmp_path: Path) -> None:
    """A row keeps the evidence with its gold marks, the answer, the verdicts and the judgement."""
    evaluate(Newsroom(), ROWS, None, tmp_path)
    records = read_records(tmp_path / "rows.jsonl")
    assert [record.id for record in records] == [row.id for row in ROWS]
    first = records[0]
    assert first.retrieved[0].gold == (0,)
    assert first.cited[0].title == "About gpu"
    assert first.claims[0].verdict == "supported"
    assert (first.judgement.reason, first.judgement.entry) == ("right", "26만")


def test_history_reaches_the_assistant(tmp_path: Path) -> None:
    """A follow-up is searched and asked with the questions before it."""
    heard: list[Sequence[str]] = []

    class Listening(Newsroom):
        def ask(
            self, question: str, history: Sequence[str] = (), model: str | None = None
        ) -> Answer:
            heard.append(history)
            return super().ask(question, history, model)

        def search(
            self, question: str, k: int = 10, history: Sequence[str] = ()
        ) -> tuple[Evidence, ...]:
            heard.append(history)
            return super().search(question, k, history)

    row = GoldRow(id="f", lang="ko", question="그는?", history=("GPU는?",), accept=("황",))
    evaluate(Listening(), [row], None, tmp_path)
    assert heard == [("GPU는?",)] * 3


def test_progress_counts_and_guesses_the_time_left(tmp_path: Path) -> None:
    """Progress starts without a guess and ends with nothing left."""
    seen: list[Progress] = []
    evaluate(Newsroom(), ROWS, None, tmp_path, seen.append)
    assert [(p.done, p.total) for p in seen] == [(n, 4) for n in range(5)]
    assert seen[0].remaining_s is None
    assert (seen[-1].remaining_s, seen[-1].right) == (0.0, 4)


def test_no_rows_are_refused(tmp_path: Path) -> None:
    """An evaluation of nothing has no figures, so it is refused."""
    with pytest.raises(GoldError):
        evaluate(Newsroom(), (), None, tmp_path)


def test_a_question_that_fails_is_wrong_and_is_asked_again_on_resume(tmp_path: Path) -> None:
    """One failure is a wrong row with its message; it is neither an answer nor a refusal."""
    flaky = Failing(ModelUnavailable("timed out"), QuestionError("too long"))
    report = evaluate(flaky, ROWS, None, tmp_path)
    assert report.failed == 2
    assert [record.error for record in report.records] == ["timed out", "too long", "", ""]
    assert report.json()["answer"]["accuracy"]["value"] == 0.5
    assert report.json()["abstention"]["over_refusal"]["n"] == 1


def test_a_model_that_stays_away_stops_the_run(tmp_path: Path) -> None:
    """Three failures in a row raise, so that a dead server isn't reported as a bad model."""
    away = Failing(*(ModelUnavailable(n) for n in ("first", "second", "third")))
    with pytest.raises(ModelUnavailable, match="third"):
        evaluate(away, ROWS, None, tmp_path)
    assert not (tmp_path / "report.json").exists()


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Rows answered before a kill are kept, also when the kill cut a line in half."""
    with pytest.raises(MissingKey):
        evaluate(Failing(None, None, MissingKey("no key")), ROWS, None, tmp_path)
    with (tmp_path / "rows.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "bo')
    again = Newsroom()
    report = evaluate(again, ROWS, None, tmp_path)
    assert again.asked == [row.question for row in ROWS[2:]]
    assert report.json()["answer"]["accuracy"]["value"] == 1.0


SLOW = """
import sys, time
from pathlib import Path
from rag.evaluate.run import evaluate
from tests.fake_newsroom import ROWS, Newsroom

class Slow(Newsroom):
    def ask(self, *asked):
        if len(self.asked) == 2:
            print("two are answered", flush=True)
            time.sleep(60)
        return super().ask(*asked)

evaluate(Slow(), ROWS, None, Path(sys.argv[1]))
"""


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """After SIGKILL only the unanswered questions are asked, and the report is whole."""
    command = [sys.executable, "-c", SLOW, str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "two are answered\n"
        process.kill()
    again = Newsroom()
    report = evaluate(again, ROWS, None, tmp_path)
    assert again.asked == [row.question for row in ROWS[2:]]
    assert report.overall.n == 4
    assert report.json()["answer"]["accuracy"]["value"] == 1.0


@pytest.mark.parametrize("change", ["settings", "revision", "model", "gold", "finished"])
def test_nothing_is_resumed_of_another_run(tmp_path: Path, change: str) -> None:
    """Other settings, code, model or gold ask everything again, and so does a finished run."""
    with pytest.raises(MissingKey):
        evaluate(Failing(None, MissingKey("no key")), ROWS, None, tmp_path, revision="1")
    if change == "finished":
        evaluate(Newsroom(), ROWS, None, tmp_path, revision="1")
    rows = tuple(reversed(ROWS)) if change == "gold" else ROWS
    again = Newsroom()
    evaluate(
        again,
        rows,
        "other" if change == "model" else None,
        tmp_path,
        settings={"k": 3} if change == "settings" else {},
        revision="2" if change == "revision" else "1",
    )
    assert again.asked == [row.question for row in rows]
