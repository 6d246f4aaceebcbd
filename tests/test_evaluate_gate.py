"""The gate of an evaluation: green for the sound newsroom, red for each broken one, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import GoldError
from rag.evaluate.gate import read_thresholds
from rag.evaluate.report import Report
from rag.evaluate.run import evaluate
from tests.fake_newsroom import ROWS, Agreeing, Backwards, Credulous, Newsroom, Swapping

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


@pytest.fixture
def sound(tmp_path: Path) -> Report:
    """The report of a run in which everything is right."""
    return evaluate(Newsroom(), ROWS, None, tmp_path / "run")


def failures(folder: Path, report: Report, thresholds: str = GATE) -> list[str]:
    """Return what a gate of these thresholds says of a report."""
    path = folder / "thresholds.toml"
    path.write_text(thresholds, encoding="utf-8")
    return read_thresholds(path).missed_by(report)


def test_the_gate_is_green_for_the_sound_newsroom(tmp_path: Path, sound: Report) -> None:
    """The thresholds that the broken ones miss are met by the sound one."""
    assert failures(tmp_path, sound) == []


@pytest.mark.parametrize(
    ("broken", "missed"),
    [
        (Backwards(), "retrieval.recall@1"),
        (Swapping(), "numbers.unsourced"),
        (Credulous(), "abstention.f1"),
        (Agreeing(), "check.false_passed"),
    ],
)
def test_the_gate_turns_red(tmp_path: Path, broken: Newsroom, missed: str) -> None:
    """A broken retriever, swapped amounts, no refusals and a verifier that always agrees."""
    report = evaluate(broken, ROWS, None, tmp_path / "run")
    assert any(failure.startswith(missed) for failure in failures(tmp_path, report))


def test_the_gate_says_value_and_bound(tmp_path: Path, sound: Report) -> None:
    """Each failure is a sentence; n/a misses; inner bounds and interval ends can be held too."""
    thresholds = """
    n = { min = 10 }
    [by.type.unanswerable.retrieval]
    mrr = 0.5
    [retrieval]
    "recall@1" = { min = 0.5, min_low = 0.99 }
    [abstention]
    over_refusal = { max = -1 }
    """
    told = failures(tmp_path, sound, thresholds)
    assert told[0] == "n is 4; wanted min 10."
    assert told[1] == "by.type.unanswerable.retrieval.mrr is n/a; wanted min 0.5."
    assert told[2].startswith("retrieval.recall@1 is 0.")
    assert told[3] == "abstention.over_refusal is 0; wanted max -1."


@pytest.mark.parametrize(
    "text", ["", "x =", "[answer]\naccuray = 1", "[answer]\naccuracy = 'high'", "[n.x]\ny = 1"]
)
def test_a_broken_thresholds_file_is_refused(tmp_path: Path, sound: Report, text: str) -> None:
    """A typing error in a threshold is an error, not a gate that never closes."""
    with pytest.raises(GoldError):
        failures(tmp_path, sound, text)
