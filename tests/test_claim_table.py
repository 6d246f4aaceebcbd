"""Claims in ordinary prose over invented news sentences: what is supported, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.verify.check import Checker, Source

TABLE = Path(__file__).parent / "tables" / "claims.tsv"


def _cases() -> Iterator[tuple[str, str, bool]]:
    source = ""
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        mark, _, claim = line.partition("\t")
        if claim:
            yield claim, source, mark == "+"
        else:
            source = line


@pytest.mark.parametrize(
    ("claim", "source", "true"), [pytest.param(*case, id=case[0][:60]) for case in _cases()]
)
def test_only_what_the_source_says_is_supported(
    checker: Checker, claim: str, source: str, true: bool
) -> None:
    """One number, unit, date, name, denial, direction or status changed is never supported."""
    judgement = checker.check(claim, Source(source))
    assert (judgement.verdict == "supported") is true, judgement.problems
