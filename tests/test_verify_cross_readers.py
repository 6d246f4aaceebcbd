"""What people who read answers found wrong in them, in sentences of our own and both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.verify.check import Checker, Source

TABLE = Path(__file__).parent / "tables" / "cross_readers.tsv"


def _cases() -> Iterator[tuple[str, str, str, bool]]:
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            claim, source, context, mark = line.split("\t")
            yield claim, source, context, mark == "+"


@pytest.mark.parametrize(
    ("claim", "source", "context", "true"),
    [pytest.param(*case, id=f"{case[3]}: {case[0][:60]}") for case in _cases()],
)
def test_only_what_the_place_itself_says_is_supported(
    checker: Checker, claim: str, source: str, context: str, true: bool
) -> None:
    """Words that stand near one another, or in the headline, do not say what the claim says."""
    judgement = checker.check(claim, Source(source, context=context))
    assert (judgement.verdict == "supported") is true, judgement.problems
