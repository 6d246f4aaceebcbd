"""Claims in one language against evidence in the other: faithful ones pass, their twins never.

tests/tables/cross.tsv holds invented sentences, their translations, and for each a twin with one
thing changed; tests/tables/cross_faithful.tsv more translations, as free as those of news.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.verify.check import Checker, Source

TABLES = Path(__file__).parent / "tables"


def _rows(name: str) -> Iterator[list[str]]:
    for line in (TABLES / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _faithful() -> Iterator[tuple[str, str]]:
    for english, korean, *_ in (*_rows("cross.tsv"), *_rows("cross_faithful.tsv")):
        yield english, korean
        yield korean, english


def _twins() -> Iterator[tuple[str, str]]:
    for english, korean, wrong_english, wrong_korean in _rows("cross.tsv"):
        yield wrong_english, korean
        yield wrong_korean, english


@pytest.mark.parametrize(("claim", "source"), [pytest.param(*c, id=c[0][:60]) for c in _faithful()])
def test_a_faithful_translation_is_supported(checker: Checker, claim: str, source: str) -> None:
    """A name, an hour, a denial or a figure that the other language puts otherwise is no fault."""
    judgement = checker.check(claim, Source(source))
    assert judgement.verdict == "supported", judgement.problems


@pytest.mark.parametrize(("claim", "source"), [pytest.param(*c, id=c[0][:60]) for c in _twins()])
def test_its_twin_is_caught(checker: Checker, claim: str, source: str) -> None:
    """With one of those things changed the claim is never supported."""
    judgement = checker.check(claim, Source(source))
    assert judgement.verdict != "supported"
