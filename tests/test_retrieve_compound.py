"""Compound questions are cut into the questions they are made of."""

from __future__ import annotations

from datetime import date

import pytest

from rag.domain import Language
from rag.retrieve.compound import parts_of
from rag.retrieve.filters import Sources
from rag.retrieve.question import understand_parts
from rag.text.names import AliasTable


@pytest.mark.parametrize(
    ("question", "language", "parts"),
    [
        (
            "Who chairs the council and when did it first meet?",
            "en",
            ("Who chairs the council", "when did it first meet?"),
        ),
        (
            "Name the venue of the forum and the host of the dinner.",
            "en",
            ("Name the venue of the forum", "the host of the dinner."),
        ),
        (
            "How large is the fund, and in which city will the office stand?",
            "en",
            ("How large is the fund", "in which city will the office stand?"),
        ),
        ("What did Trump and Xi agree on?", "en", ()),
        ("Why do research and development matter?", "en", ()),
        ("서울 회의의 의장과 부산 포럼의 공동 주최 기관은?", "ko", None),
        (
            "한국이 받기로 한 칩 물량과 일본이 받기로 한 칩 물량은 각각 얼마인가?",
            "ko",
            ("한국이 받기로 한 칩 물량", "일본이 받기로 한 칩 물량은 각각 얼마인가?"),
        ),
        (
            "김 장관과 이 장관은 각각 어디로 갔나?",
            "ko",
            ("김 장관 각각 어디로 갔나?", "이 장관은 각각 어디로 갔나?"),
        ),
        (
            "종이와 나침반을 만든 나라는 각각 어디인가?",
            "ko",
            ("종이 만든 나라는 각각 어디인가?", "나침반을 만든 나라는 각각 어디인가?"),
        ),
        ("한국이 일본 대표단과 함께 여는 회의의 이름은 무엇인가?", "ko", ()),
        ("결선에서 우리 후보와 맞붙은 상대 후보는 누구인가?", "ko", ()),
        (
            "Which engines do Arbor and Quill each build?",
            "en",
            ("Which engines do Arbor each build?", "Which engines do Quill each build?"),
        ),
        (
            "What did the minister say about wages and about rents?",
            "en",
            ("What did the minister say about wages", "What did the minister say about rents?"),
        ),
        (
            "Compare the forecasts of the bank and the council.",
            "en",
            ("Compare the forecasts of the bank", "Compare the forecasts of the council."),
        ),
        (
            "Name the city where trade and labour ministers met and the city of the next summit.",
            "en",
            (
                "Name the city where trade and labour ministers met",
                "the city of the next summit.",
            ),
        ),
        (
            "Which papers reported the minister's visit and the rush for licences?",
            "en",
            ("Which papers reported the minister's visit", "the rush for licences?"),
        ),
        ("Which paper reported the visit and the rush?", "en", ()),
        ("미국과 중국의 협상은 언제 열렸나?", "ko", ()),
        ("회의는 언제 열렸나?", "ko", ()),
    ],
)
def test_a_question_is_cut_only_where_it_asks_two_things(
    question: str, language: Language, parts: tuple[str, ...] | None
) -> None:
    """Two questions, or two things listed, are parts; two subjects of one question are not."""
    found = parts_of(question, language)
    if parts is None:
        assert len(found) == 2
    else:
        assert found == parts


@pytest.mark.parametrize("language", ["ko", "en"])
def test_parts_hold_words_of_the_question_only(language: Language) -> None:
    """Nothing is added, however the parts are put together."""
    question = "가격과 물량은 각각 얼마인가?" if language == "ko" else "List a cup and a plate."
    parts = parts_of(question, language)
    assert parts
    assert {word for part in parts for word in part.split()} <= {*question.split(), "가격", "cup"}


def test_a_part_may_point_back_to_the_one_before() -> None:
    """ "and is its founding settled?" carries what the first part asked about."""
    _, first, second = understand_parts(
        "What tasks would WAICO take on, and is its founding settled?",
        AliasTable.curated(),
        lambda _: (),
    )
    assert not first.carried
    assert any("WAICO" in concept.text for concept in second.carried)


def test_time_and_source_said_once_hold_for_every_part() -> None:
    """A part that says when or by whom itself keeps its own."""
    aliases = AliasTable.curated()
    whole, first, second = understand_parts(
        "As of May 2024, who chaired the council and what does Pacific Ledger report now?",
        aliases,
        lambda _: (),
        date(2025, 12, 15),
        Sources(("Pacific Ledger",), (), aliases),
    )
    assert whole.time.until == first.time.until == date(2024, 5, 31)
    assert (second.time.until, second.time.newest) == (None, True)
    assert whole.sources.outlets == first.sources.outlets == second.sources.outlets
