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
        ("김 장관과 이 장관은 각각 어디로 갔나?", "ko", ("김 장관", "이 장관은 각각 어디로 갔나?")),
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
    """Nothing is added: each part is a slice of the question."""
    question = "가격과 물량은 각각 얼마인가?" if language == "ko" else "List a cup and a plate."
    assert parts_of(question, language)
    assert all(part in question for part in parts_of(question, language))


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
