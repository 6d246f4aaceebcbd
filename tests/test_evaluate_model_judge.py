"""The second opinion of a chat model, which is kept out of every other figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.errors import GoldError
from rag.evaluate.model_judge import second_opinion, write
from rag.evaluate.run import evaluate
from tests.fake_newsroom import ROWS, Newsroom, Swapping


def _yes_to_26(question: str, answers: str) -> str:
    return "YES." if "26만" in answers.partition("Answer:")[2] else " no, it isn't "


def test_a_judge_is_heard_beside_the_rule(tmp_path: Path) -> None:
    """Only shown answers to expected ones are judged; what they differ on is named."""
    records = evaluate(Newsroom(), ROWS, None, tmp_path).records
    opinion = second_opinion("m", records, _yes_to_26)
    assert [(o.id, o.rule, o.judge) for o in opinion.opinions] == [
        ("gpu", True, True),
        ("imf", True, False),
        ("both", True, True),
    ]
    assert opinion.accepted.value == opinion.agreement.value == pytest.approx(2 / 3, abs=1e-4)
    assert "  imf: right by the rule only" in list(opinion.lines())


def test_a_reply_without_a_verdict_counts_as_neither(tmp_path: Path) -> None:
    """A judge that rambles has no opinion, and no figure is made of it."""
    records = evaluate(Newsroom(), ROWS, None, tmp_path).records
    opinion = second_opinion("m", records, lambda _q, _a: "It depends; nobody knows")
    assert (opinion.unread, opinion.accepted.value) == (3, None)


def test_no_figure_of_the_report_hears_the_judge(tmp_path: Path) -> None:
    """The opinion goes to a file of its own and changes nothing of the run."""
    report = evaluate(Swapping(), ROWS, None, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    write(second_opinion("m", report.records, _yes_to_26), tmp_path)
    after = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert json.loads(after.pop("judge.json"))["model"] == "m"
    assert after == before


def test_a_run_of_refusals_has_nothing_to_judge(tmp_path: Path) -> None:
    """Asked about nothing, the judge is not called."""
    records = evaluate(Newsroom(), ROWS[3:], None, tmp_path).records
    with pytest.raises(GoldError, match="none"):
        second_opinion("m", records, _yes_to_26)
