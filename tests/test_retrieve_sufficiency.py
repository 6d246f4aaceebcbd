"""Whether what was found can answer at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.domain import Evidence, Metadata, Sentence
from rag.retrieve.sufficiency import Lack, lacking, sufficient

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
    assert lacking([], "누가 열었나?") == Lack()


def test_only_places_nearly_as_near_as_the_nearest_speak_for_a_name() -> None:
    """Some other article always names AMD."""
    question = "AMD는 몇 장을 공급하나?"
    nearest = piece("엔비디아가 26만 장을 공급한다.", 2.0, "AMD")
    far = replace(piece("AMD 주가가 올랐다.", 1.7), topic=0.4)
    assert not sufficient([nearest, far], question)
    assert sufficient([nearest, piece("AMD는 9만 장을 낸다.", 1.9)], question)


def test_a_farther_place_answers_if_it_is_as_surely_about_what_is_asked() -> None:
    """The nearest to a question for one guest of a meeting is the meeting."""
    nearest = piece("의장은 회의에서 손님을 맞았다.", 1.8, "트럼프")
    farther = piece("트럼프 대통령은 회의에 오지 않았다.", 1.5)
    question = "트럼프는 회의에 왔나?"
    assert sufficient([nearest, farther], question)
    assert not sufficient([nearest, replace(farther, topic=0.6)], question)
    assert not sufficient([nearest, replace(farther, score=1.2)], question)


def test_a_farther_place_does_not_answer_for_another_time() -> None:
    """What lacks no year because it tells of none does not stand in for the year asked."""
    nearest = piece("2024년 매출은 2억원이었다.", 2.0, "2025년")
    assert not sufficient([nearest, piece("이익은 3억원이다.", 1.7)], "2025년 매출은?")


@pytest.mark.parametrize(
    ("places", "lack"),
    [
        ([{"갑"}, {"갑", "을"}], Lack(("갑",))),
        ([{"갑"}, {"을"}, {"을"}], Lack(("갑", "을"), together=True)),
        ([{"갑", "병"}, {"을", "병"}, {"갑", "을"}], Lack(("갑", "병"), together=True)),
        ([{"갑"}, set()], Lack()),
    ],
)
def test_a_refusal_names_no_name_that_a_place_has(places: list[set[str]], lack: Lack) -> None:
    """What no place has is lacking; else the fewest names that stand in no place together."""
    evidence = [piece(KOREAN, 2.0, *sorted(missing)) for missing in places]
    assert lacking(evidence, "누가 열었나?") == lack


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
    assert lacking([piece(text, 2.0)], question) == Lack(lacks)
