"""A run over a small newsroom: its files, its resuming, its gate and the comparison of two."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from fake_newsroom import ROWS, Agreeing, Backwards, Credulous, Newsroom, Swapping

from rag.domain import Answer
from rag.errors import GoldError, MissingKey, ModelUnavailable, QuestionError
from rag.evaluate.compare import compare
from rag.evaluate.gate import gate
from rag.evaluate.gold import GoldRow
from rag.evaluate.records import read_records
from rag.evaluate.run import Progress, evaluate

GATE = """
[answer]
accuracy = 1.0
[retrieval]
"recall@1" = 0.75
[abstention]
over_refusal = 0.0
f1 = { min = 1.0 }
[numbers]
unsourced = 0.0
[check]
false_passed = 0.0
true_refused = 0.0
[by.lang.ko.citation]
gold_precision = 0.6
[latency_ms]
p95 = 60000
"""


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


def _json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _gate(folder: Path, text: str = GATE) -> Path:
    path = folder / "thresholds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_report_json_has_the_keys_of_the_contract(tmp_path: Path):
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


def test_figures_of_the_newsroom_by_hand(tmp_path: Path):
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


def test_two_runs_give_the_same_files_apart_from_latency(tmp_path: Path):
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


def test_rows_hold_all_that_was_seen(tmp_path: Path):
    """A row keeps the evidence with its gold marks, the answer, the verdicts and the judgement."""
    evaluate(Newsroom(), ROWS, None, tmp_path)
    records = read_records(tmp_path / "rows.jsonl")
    assert [record.id for record in records] == [row.id for row in ROWS]
    first = records[0]
    assert first.retrieved[0].gold == (0,)
    assert first.cited[0].title == "About gpu"
    assert first.claims[0].verdict == "supported"
    assert (first.judgement.reason, first.judgement.entry) == ("right", "26만")


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path):
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
from fake_newsroom import ROWS, Newsroom
from rag.evaluate.run import evaluate

class Slow(Newsroom):
    def ask(self, *asked):
        if len(self.asked) == 2:
            print("two are answered", flush=True)
            time.sleep(60)
        return super().ask(*asked)

evaluate(Slow(), ROWS, None, Path(sys.argv[1]))
"""


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path):
    """After SIGKILL only the unanswered questions are asked, and the report is whole."""
    paths = {"PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[1]}"}
    command = [sys.executable, "-c", SLOW, str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **paths}
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
def test_nothing_is_resumed_of_another_run(tmp_path: Path, change: str):
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


def test_a_question_that_fails_is_wrong_and_is_asked_again_on_resume(tmp_path: Path):
    """One failure is a wrong row with its message; it is neither an answer nor a refusal."""
    flaky = Failing(ModelUnavailable("timed out"), QuestionError("too long"))
    report = evaluate(flaky, ROWS, None, tmp_path)
    assert report.failed == 2
    assert [record.error for record in report.records] == ["timed out", "too long", "", ""]
    assert report.json()["answer"]["accuracy"]["value"] == 0.5
    assert report.json()["abstention"]["over_refusal"]["n"] == 1


def test_a_model_that_stays_away_stops_the_run(tmp_path: Path):
    """Three failures in a row raise, so that a dead server isn't reported as a bad model."""
    with pytest.raises(ModelUnavailable, match="third"):
        evaluate(
            Failing(*(ModelUnavailable(n) for n in ("first", "second", "third"))),
            ROWS,
            None,
            tmp_path,
        )
    assert not (tmp_path / "report.json").exists()


def test_progress_counts_and_guesses_the_time_left(tmp_path: Path):
    """Progress starts without a guess and ends with nothing left."""
    seen: list[Progress] = []
    evaluate(Newsroom(), ROWS, None, tmp_path, seen.append)
    assert [(p.done, p.total) for p in seen] == [(n, 4) for n in range(5)]
    assert seen[0].remaining_s is None
    assert (seen[-1].remaining_s, seen[-1].right) == (0.0, 4)


def test_no_rows_are_refused(tmp_path: Path):
    """An evaluation of nothing has no figures, so it is refused."""
    with pytest.raises(GoldError):
        evaluate(Newsroom(), (), None, tmp_path)


def test_history_reaches_the_assistant(tmp_path: Path):
    """A follow-up is searched and asked with the questions before it."""
    heard: list[Sequence[str]] = []

    class Listening(Newsroom):
        def ask(self, question, history=(), model=None):
            heard.append(history)
            return super().ask(question, history, model)

        def search(self, question, k=10, history=()):
            heard.append(history)
            return super().search(question, k, history)

    row = GoldRow(id="f", lang="ko", question="그는?", history=("GPU는?",), accept=("황",))
    evaluate(Listening(), [row], None, tmp_path)
    assert heard == [("GPU는?",)] * 3


def test_the_gate_is_green_for_the_sound_newsroom(tmp_path: Path):
    """The thresholds that the broken ones miss are met by the sound one."""
    report = evaluate(Newsroom(), ROWS, None, tmp_path / "run")
    assert gate(report, _gate(tmp_path)) == []


@pytest.mark.parametrize(
    ("broken", "missed"),
    [
        (Backwards(), "retrieval.recall@1"),
        (Swapping(), "numbers.unsourced"),
        (Credulous(), "abstention.f1"),
        (Agreeing(), "check.false_passed"),
    ],
)
def test_the_gate_turns_red(tmp_path: Path, broken: Newsroom, missed: str):
    """A broken retriever, swapped amounts, no refusals and a verifier that always agrees."""
    failures = gate(evaluate(broken, ROWS, None, tmp_path / "run"), _gate(tmp_path))
    assert any(failure.startswith(missed) for failure in failures)


def test_the_gate_says_value_and_bound(tmp_path: Path):
    """Each failure is a sentence; n/a misses; inner bounds and interval ends can be held too."""
    report = evaluate(Newsroom(), ROWS, None, tmp_path / "run")
    thresholds = """
    n = { min = 10 }
    [by.type.unanswerable.retrieval]
    mrr = 0.5
    [retrieval]
    "recall@1" = { min = 0.5, min_low = 0.99 }
    [abstention]
    over_refusal = { max = -1 }
    """
    failures = gate(report, _gate(tmp_path, thresholds))
    assert failures[0] == "n is 4; wanted min 10."
    assert failures[1] == "by.type.unanswerable.retrieval.mrr is n/a; wanted min 0.5."
    assert failures[2].startswith("retrieval.recall@1 is 0.")
    assert failures[3] == "abstention.over_refusal is 0; wanted max -1."


@pytest.mark.parametrize(
    "text", ["", "x =", "[answer]\naccuray = 1", "[answer]\naccuracy = 'high'", "[n.x]\ny = 1"]
)
def test_a_broken_thresholds_file_is_refused(tmp_path: Path, text: str):
    """A typing error in a threshold is an error, not a gate that never closes."""
    report = evaluate(Newsroom(), ROWS, None, tmp_path / "run")
    with pytest.raises(GoldError):
        gate(report, _gate(tmp_path, text))


def test_a_run_compared_with_itself_differs_in_nothing(tmp_path: Path):
    """Identical runs have difference 0 and p of 1, and nothing won or lost."""
    evaluate(Newsroom(), ROWS, None, tmp_path)
    same = compare(tmp_path, tmp_path)
    accuracy = same.figures["answer/accuracy"].json()
    assert accuracy == {"a": 1.0, "b": 1.0, "difference": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}
    assert (same.n, same.won, same.lost) == (4, (), ())


def test_a_worse_run_is_told_from_chance(tmp_path: Path):
    """Twenty questions lost of twenty is significant; one of four is not."""
    row = ROWS[0]
    many = [GoldRow(**{**_fields(row), "id": str(n)}) for n in range(20)]
    evaluate(Newsroom(), many, None, tmp_path / "a")
    evaluate(Swapping(), many, None, tmp_path / "b")
    lost = compare(tmp_path / "a", tmp_path / "b")
    assert lost.figures["answer/accuracy"].difference == -1.0
    assert lost.figures["answer/accuracy"].p < 0.001
    assert len(lost.lost) == 20
    evaluate(Newsroom(), ROWS, None, tmp_path / "c")
    evaluate(Swapping(), ROWS, None, tmp_path / "d")
    one = compare(tmp_path / "c", tmp_path / "d")
    assert [(c.id, c.a, c.b) for c in one.lost] == [("gpu", "right", "missing")]
    assert "  gpu (right → missing): 엔비디아는 한국에 GPU 몇 장을 공급하나?" in one.lines()
    assert "right only in B: none" in one.lines()
    assert one.figures["answer/accuracy"].p == 1.0
    assert one.json()["figures"]["retrieval/mrr"]["difference"] == 0.0


def test_runs_without_shared_questions_are_not_compared(tmp_path: Path):
    """Runs over other questions, and folders that are no runs, are refused."""
    evaluate(Newsroom(), ROWS[:1], None, tmp_path / "a")
    evaluate(Newsroom(), ROWS[1:], None, tmp_path / "b")
    with pytest.raises(GoldError, match="share none"):
        compare(tmp_path / "a", tmp_path / "b")
    with pytest.raises(GoldError, match="rows of a run"):
        compare(tmp_path / "a", tmp_path)


def _fields(row: GoldRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
