"""Quotes as answers, and exact values written beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.answer.quotes import MAX_CHARACTERS, quote_claims
from rag.domain import Annotation, Evidence, Language, Metadata, Sentence
from rag.text.annotate import annotate, annotated
from rag.text.names import AliasTable


def evidence(n: int, text: str) -> Evidence:
    """Return a piece of evidence whose place is the whole text."""
    return Evidence(n, Sentence("a", n, 0, len(text), text), Metadata(), text, 1.0)


def test_a_quote_is_verbatim_and_cites_its_number() -> None:
    """The claim holds the evidence's text in quotation marks."""
    (claim,) = quote_claims([evidence(3, "한국에 26만 장을 공급한다.")], "ko")
    assert claim.text == "“한국에 26만 장을 공급한다.”"
    assert claim.citations == (3,)


def test_values_stand_behind_the_quote_not_inside_it() -> None:
    """What a reader of another language needs does not change the quoted words."""
    piece = evidence(1, "한국에 26만 장을 공급한다.")
    (claim,) = quote_claims([replace(piece, annotations=(Annotation(4, 9, "260,000"),))], "en")
    assert claim.text == "“한국에 26만 장을 공급한다.” (26만 장 = 260,000)"


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_quotes_never_pass_the_length_of_an_answer(count: int) -> None:
    """However many and long the sentences are, what is shown stays within 400 characters."""
    claims = quote_claims([evidence(n, "긴 문장이다, " * 30) for n in range(1, count + 1)], "ko")
    assert claims
    assert sum(len(c.text) + len(f" [{n}]") for c in claims for n in c.citations) <= 400


def test_only_the_best_quote_is_cut_and_says_so() -> None:
    """A first sentence that is too long ends at a clause with an ellipsis."""
    long = "첫째 절은 이렇고, " * 60
    (claim,) = quote_claims([evidence(1, long), evidence(2, "짧다.")], "ko")
    assert claim.text.endswith("…”")
    assert len(claim.text) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "reader", "written"),
    [
        ("26만 장을 공급한다", "en", "26만 장 (= 260,000)을 공급한다"),
        ("31일 만났다", "en", "31일 (= 31 October 2025) 만났다"),
        ("31일 만났다", "ko", "31일 (= 2025년 10월 31일) 만났다"),
        ("55억달러를 잃었다", "en", "55억달러 (= $5.5 billion)를 잃었다"),
        ("26만 장을 공급한다", "ko", "26만 장을 공급한다"),
        ("시진핑이 말했다", "en", "시진핑 (= Xi Jinping)이 말했다"),
        ("APEC 정상회의", "ko", "APEC 정상회의"),
        ("It lost $5.5 billion", "ko", "It lost $5.5 billion (= 55억 달러)"),
        ("2025년 10월 31일", "ko", "2025년 10월 31일"),
    ],
)
def test_values_are_written_for_the_reader(text: str, reader: Language, written: str) -> None:
    """Only what the reader can't read off the words themselves is written beside them."""
    found = annotate(text, date(2025, 10, 31), reader, AliasTable.curated())
    assert annotated(text, found) == written
