"""The quotes over the starter news, held against what they must reach."""

from __future__ import annotations

from pathlib import Path

from rag.assistant import Assistant
from rag.evaluate.gate import gate
from rag.evaluate.gold import read_gold
from rag.evaluate.run import evaluate

SEEDS = Path(__file__).parents[1] / "seeds"


def test_the_quotes_reach_the_thresholds_on_the_seeds(assistant: Assistant, tmp_path: Path) -> None:
    """Evidence is found, unanswerable questions are refused and no number is wrong."""
    report = evaluate(assistant, read_gold(SEEDS / "gold.jsonl"), "quote", tmp_path)
    assert gate(report, SEEDS / "thresholds.toml") == []
