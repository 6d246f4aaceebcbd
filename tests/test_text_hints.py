"""The hints that spare the search for dates and numbers where none can be."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from rag.text.dates import english, korean
from rag.text.hints import Hinted
from rag.text.quantities import nonquantities

TEXTS = [
    line.split("\t")[0]
    for table in ("dates.tsv", "quantities.tsv")
    for line in (Path(__file__).parent / "tables" / table).read_text("utf-8").splitlines()
    if not line.startswith("#")
]
RULES = [
    *((hint, pattern) for hint, (pattern, _) in (*korean.RULES, *english.RULES)),
    *((hint, re.compile(pattern)) for hint, pattern in nonquantities.PATTERNS),
]


def test_rules_are_tried_where_their_hint_stands_and_know_their_place() -> None:
    """A hint counts in capitals and small letters; rules of one hint share one search."""
    hinted = Hinted([("may", "a"), ("일", "b"), ("may", "c")])
    assert list(hinted.for_text("MAY")) == [(0, "a"), (2, "c")]
    assert sorted(hinted.for_text("May 1일")) == [(0, "a"), (1, "b"), (2, "c")]
    assert list(hinted.for_text("10월")) == []


@pytest.mark.parametrize(("hint", "pattern"), RULES, ids=[pattern.pattern for _, pattern in RULES])
def test_whatever_a_rule_matches_holds_its_hint(hint: str, pattern: re.Pattern[str]) -> None:
    """In our tables, and where two of their texts stand side by side."""
    for text in (*TEXTS, *(f"{a} {b}" for a, b in pairwise(TEXTS))):
        if pattern.search(text):
            assert re.search(hint, text, re.IGNORECASE), text
