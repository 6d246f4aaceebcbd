"""Events that a question presupposes."""

from __future__ import annotations

import pytest

from rag.domain import Article, Metadata, Sentence
from rag.retrieve.events import events_missing


def article(text: str) -> Article:
    """Return an article of one sentence."""
    return Article("a", "s", text, Metadata(), (Sentence("a", 0, 0, len(text), text),))


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("그는 왜 사퇴했나?", "그는 선거에 나섰다.", ["사퇴"]),
        ("그는 왜 조기사퇴했나?", "그는 선거에 나섰다.", ["사퇴"]),
        ("그는 왜 사퇴했나?", "그는 중도사퇴했다.", []),
        ("왜 공장을 포기했나?", "회사가 공장을 검토한다.", ["포기"]),
        ("Why did it give up the plant?", "회사는 공장 계획을 접었다.", []),
        # A word that only has the letters of an event: 개방한 is no visit.
        ("처음 개방한 모델은 무엇인가?", "회사가 첫 모델을 공개했다.", []),
        ("Why did she resign?", "She ran for office.", ["resign"]),
        ("To what level was the rate raised?", "The rate stayed.", ["raised"]),
        # What is raised in talk, or delivered by agreement, is no such event.
        ("Who raised the idea of a letter?", "Kim spoke of a letter.", []),
        ("Who raised an important question?", "Kim asked something.", []),
        ("How many chips will it deliver?", "회사는 칩 30만 장을 공급한다.", []),
        ("How many chips has it shipped?", "회사는 공장을 지었다.", ["shipped"]),
    ],
)
def test_an_event_is_missed_where_it_is_presupposed_and_not_told(
    question: str, text: str, missing: list[str]
) -> None:
    """Other words with the same letters, or another sense, presuppose nothing."""
    assert events_missing(question, article(text)) == missing
