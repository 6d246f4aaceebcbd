"""Claims in ordinary prose over invented news sentences: what is supported, and what is not.

In a table a line without a tab is a source; the claims below it are marked + or -.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.verify.check import Checker, Source

TABLES = Path(__file__).parent / "tables"
NAMES = ("claims", "who", "denials", "comparisons", "stages", "turns", "mixed_up")


def _cases() -> Iterator[tuple[str, str, bool]]:
    for name in NAMES:
        source = ""
        for line in (TABLES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]:
            mark, _, claim = line.partition("\t")
            if claim:
                yield claim, source, mark == "+"
            else:
                source = line


@pytest.mark.parametrize(
    ("claim", "source", "true"),
    [pytest.param(*case, id=f"{case[2]}: {case[0][:60]}") for case in _cases()],
)
def test_only_what_the_source_says_is_supported(
    checker: Checker, claim: str, source: str, true: bool
) -> None:
    """What is reworded holds; a thing changed, denied, turned round or a stage ahead never does."""
    judgement = checker.check(claim, Source(source))
    assert (judgement.verdict == "supported") is true, judgement.problems
