"""Two runs compared: what is a difference, what is chance, and what can't be compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.errors import GoldError
from rag.evaluate.compare import compare
from rag.evaluate.run import evaluate
from tests.fake_newsroom import ROWS, Newsroom, Swapping


def test_a_run_compared_with_itself_differs_in_nothing(tmp_path: Path) -> None:
    """Identical runs have difference 0 and p of 1, and nothing won or lost."""
    evaluate(Newsroom(), ROWS, None, tmp_path)
    same = compare(tmp_path, tmp_path)
    accuracy = same.figures["answer/accuracy"].json()
    assert accuracy == {"a": 1.0, "b": 1.0, "difference": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}
    assert (same.n, same.won, same.lost) == (4, (), ())


def test_a_worse_run_is_told_from_chance(tmp_path: Path) -> None:
    """Twenty questions lost of twenty is significant; one of four is not."""
    many = [replace(ROWS[0], id=str(n)) for n in range(20)]
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


def test_runs_without_shared_questions_are_not_compared(tmp_path: Path) -> None:
    """Runs over other questions, and folders that are no runs, are refused."""
    evaluate(Newsroom(), ROWS[:1], None, tmp_path / "a")
    evaluate(Newsroom(), ROWS[1:], None, tmp_path / "b")
    with pytest.raises(GoldError, match="share none"):
        compare(tmp_path / "a", tmp_path / "b")
    with pytest.raises(GoldError, match="rows of a run"):
        compare(tmp_path / "a", tmp_path)
