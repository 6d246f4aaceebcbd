"""What is kept of a small model's draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.domain import Evidence, Metadata, Sentence
from rag.text.names import AliasTable
from rag.verify.check import Checker
from rag.verify.finish import finish
from rag.verify.modest import can_be_judged

HOW_MANY_KO = "한빛은 부산 공장에 칩을 몇 장 보내나?"
KOREAN = "한빛전자는 부산 공장에 칩 26만 장을 5월 3일까지 보내기로 했다."
ENGLISH = "Hanbit will send 260,000 chips to its plant in Busan by 3 May."
HOW_MANY = "How many chips will Hanbit send to its plant in Busan?"


def piece(text: str) -> Evidence:
    """Return a place that a draft cites."""
    return Evidence(1, Sentence("a", 0, 0, len(text), text), Metadata(), text, 2.0)


@pytest.mark.parametrize(
    ("claim", "question", "source", "kept"),
    [
        # In the language of the article the check sees what a sentence says.
        ("한빛전자는 칩 26만 장을 부산 공장에 보낸다.", "칩은 몇 장인가?", KOREAN, True),
        ("Hanbit will send chips to its plant in Busan.", HOW_MANY, ENGLISH, True),
        # A name or a bare value states nothing.
        ("한빛전자 부산 공장", "칩은 어디로 가나?", KOREAN, False),
        ("26만 장", "칩은 몇 장인가?", KOREAN, False),
        ("The Busan plant.", HOW_MANY, ENGLISH, False),
        # In another language the question may be repeated with the value that it asks for.
        ("Hanbit will send 260,000 chips to its plant in Busan.", HOW_MANY, KOREAN, True),
        ("Hanbit will send approximately 260,000 chips to Busan.", HOW_MANY, KOREAN, True),
        ("It will send 260,000 chips.", "How many chips will it send?", KOREAN, True),
        ("It will send 260,000 chips to Busan.", "How many chips will it send?", KOREAN, True),
        ("Nvidia will send Intel 260,000 chips.", "How many chips will it send?", KOREAN, False),
        ("Hanbit will send chips to its plant in Busan.", HOW_MANY, KOREAN, False),
        ("Hanbit sold 260,000 chips to a rival in Busan.", HOW_MANY, KOREAN, False),
        ("The chips will be sent by 3 May.", "By when will the chips be sent?", KOREAN, True),
        ("The chips go to Ulsan by May 3.", "Where do the chips go?", KOREAN, False),
        ("한빛은 부산 공장에 칩 26만 장을 보낸다.", HOW_MANY_KO, ENGLISH, True),
        ("한빛은 칩 26만 장을 경쟁사에 팔았다.", HOW_MANY_KO, ENGLISH, False),
    ],
)  # fmt: skip
def test_only_what_the_check_can_judge_is_kept(
    claim: str, question: str, source: str, kept: bool
) -> None:
    """Across languages it reads numbers and dates to the digit, and much else badly."""
    assert can_be_judged(claim, question, [piece(source)], AliasTable.curated()) is kept


@pytest.mark.parametrize(("capable", "kept"), [(True, 1), (False, 0)])
def test_a_small_model_that_cites_nothing_is_believed_by_the_best_place_only(
    checker: Checker, capable: bool, kept: int
) -> None:
    """A weaker place may have its words and speak of another matter."""
    draft = "한빛전자는 부산 공장에 칩 26만 장을 5월 3일까지 보낸다."
    evidence = (piece("해돋이상사는 대구에 새 창고를 지었다."), replace(piece(KOREAN), n=2))
    result = finish(draft, evidence, checker, "칩은 몇 장인가?", "ko", capable=capable)
    assert len(result.kept) == kept
