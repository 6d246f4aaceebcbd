"""Whether what was found can answer at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.domain import Evidence, Metadata, Sentence
from rag.retrieve.sufficiency import lacking, sufficient

KOREAN, ENGLISH = "위원회는 부산에 문을 열었다.", "The council opened its office in Busan."


def piece(text: str, score: float, *missing: str) -> Evidence:
    """Return evidence with a score that lacks what a question names."""
    sentence = Sentence("a", 0, 0, len(text), text)
    return Evidence(1, sentence, Metadata(), text, score, missing=missing)


def test_evidence_on_another_topic_is_no_evidence() -> None:
    """However well its words are matched, what is about something else does not answer."""
    question = "위원회는 어디에 문을 열었나?"
    assert sufficient([replace(piece(KOREAN, 0.5), topic=0.09)], question)
    assert not sufficient([replace(piece(KOREAN, 2.5), topic=0.07)], question)


def test_nothing_is_no_evidence() -> None:
    """An empty corpus answers nothing and lacks nothing by name."""
    assert not sufficient([], "누가 열었나?")
    assert lacking([], "누가 열었나?") == ()


def test_only_places_nearly_as_near_as_the_nearest_speak_for_a_name() -> None:
    """Some other article always names AMD."""
    question = "AMD는 몇 장을 공급하나?"
    nearest = piece("엔비디아가 26만 장을 공급한다.", 2.0, "AMD")
    assert lacking([nearest, piece("AMD 주가가 올랐다.", 1.7)], question) == ("AMD",)
    assert lacking([nearest, piece("AMD는 9만 장을 낸다.", 1.9)], question) == ()


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("위원회는 언제 문을 열었나?", KOREAN, ("날짜",)),
        ("When did the council open?", ENGLISH, ("a date",)),
        ("위원회는 언제 문을 열었나?", "위원회는 5월 3일 문을 열었다.", ()),
        ("5월 3일에 문을 연 위원회는 언제 생겼나?", "위원회는 5월 3일 문을 열었다.", ("날짜",)),
        ("위원회는 어디에 문을 열었나?", KOREAN, ()),
    ],
)
def test_a_question_of_when_needs_a_date_that_it_has_not_itself(
    question: str, text: str, lacks: tuple[str, ...]
) -> None:
    """Whether the tree was felled is not told by an article that never says when."""
    assert lacking([piece(text, 2.0)], question) == lacks
