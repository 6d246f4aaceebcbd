"""A question read: made to stand alone, its language, and the kind of answer that it wants."""

from __future__ import annotations

import unicodedata

import pytest

from rag.errors import QuestionError
from rag.retrieve.question import checked, language_of, standalone
from rag.retrieve.wanted import Kind, wanted_of
from tests.asking import KOREAN_GPU


@pytest.mark.parametrize(
    ("question", "history", "wanted"),
    [
        ("누가 의장인가?", [], "누가 의장인가?"),
        ("누가\n의장인가?", [], "누가 의장인가?"),
        ("Who?", ["a", "b"], "a\nb\nWho?"),
        ("Who?", ["old", "older", "a", "b"], "a\nb\nWho?"),
        ("Who?", ["a\nb  c", " "], "a b c\nWho?"),
        ("Who?", ["", ""], "Who?"),
    ],
)
def test_a_follow_up_is_made_to_stand_alone(question: str, history: list[str], wanted: str) -> None:
    """The last question and its answer stand before it, each on one line."""
    assert standalone(question, history) == wanted


def test_a_long_answer_does_not_drown_the_question() -> None:
    """Of a turn of the conversation only the beginning is carried along."""
    assert len(standalone("Who?", ["가" * 5_000, "나" * 5_000])) < 1_000


@pytest.mark.parametrize("text", ["", "  ", "\n", "가" * 2_001])
def test_a_question_is_checked(text: str) -> None:
    """An empty or overlong question is refused."""
    with pytest.raises(QuestionError):
        checked(text)


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", "GPU는 몇 장인가?"),  # as macOS pastes it
        "ＧＰＵ는 몇 장인가？",
        "\u200bGPU는 몇\x00 장인가?",
    ],
)
def test_a_question_is_cleaned(typed: str) -> None:
    """However it is written, it is the same question."""
    assert checked(typed) == "GPU는 몇 장인가?"


def test_a_question_must_be_text() -> None:
    """What a terminal passes on for bytes that are no text is refused."""
    with pytest.raises(QuestionError, match="UTF-8"):
        checked("GPU \udcff?")


def test_a_question_is_trimmed() -> None:
    """Space around a question is no part of it, and 2,000 characters are still read."""
    assert checked("  누구? \n") == "누구?"
    assert len(checked("가" * 2_000)) == 2_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("엔비디아 GPU H20", "ko"),
        ("Nvidia는 몇 장?", "ko"),
        ("How many GPUs?", "en"),
        ("SK hynix HBM4 공급은?", "ko"),
        ("Jensen Huang CEO는 뭐라고 했나?", "ko"),
        ("OpenAI GPT-5 API 가격은?", "ko"),
        ("What is 화백?", "en"),
        ("What does 피지컬 AI mean in the memorandum?", "en"),
        ("26", "ko"),
        ("https://news.example/2025/10/31/gyeongju-nvidia-gpu 몇 장?", "ko"),
    ],
)
def test_the_language_of_a_question(text: str, language: str) -> None:
    """A question with foreign names in it is still in the language it is written in."""
    assert language_of(text) == language


WANTED: list[tuple[str, Kind, str | None]] = [
    # question, what it wants, and what is counted (None where that is not the point)
    (KOREAN_GPU, "number", None),
    ("친서를 보낸 나라는 몇 개국인가?", "number", None),
    ("클래시스의 영업이익은 얼마인가?", "number", "금액"),
    ("베인캐피탈의 지분율은 몇 %인가?", "number", "비율"),
    ("통화는 몇 분 동안 이어졌나?", "number", "기간"),
    ("회의에 온 사람은 모두 몇 명인가?", "number", "person"),
    ("알리바바 주가는 얼마나 올랐나?", "number", "비율"),
    ("매출은 얼마나 되나?", "number", "금액"),
    ("How many GPUs will Nvidia supply?", "number", "unit"),
    ("How many cigarettes does it hold?", "number", ""),
    ("How many countries received letters?", "number", "country"),
    ("How much did Nvidia spend on chips?", "number", "금액"),
    ("How much had the shares gained by then?", "number", "비율"),
    ("How many times faster is the new chip?", "number", "비율"),
    ("What percentage of Classys does Bain own?", "number", "비율"),
    ("How long did the call last?", "number", "기간"),
    ("통화는 얼마나 길었나?", "number", "기간"),
    ("공장은 역에서 얼마나 떨어져 있나?", "number", "길이나 거리"),
    ("How large is the stake?", "number", None),
    ("정상회의는 언제 열렸나?", "date", None),
    ("며칠에 만났나?", "date", None),
    ("Which city will host the summit next year?", "place", None),
    ("한국은 몇 년에 첫 정보통신장관회의를 열었나?", "date", None),
    ("회담은 무슨 요일이었나?", "date", None),
    ("몇 월에 규제가 시작됐나?", "date", None),
    ("When did the ministers meet?", "date", None),
    ("What day did Huang meet Lee?", "date", None),
    ("In which year did Korea host the first meeting?", "date", None),
    ("On what date was the deal signed?", "date", None),
    ("의장은 누가 맡았나?", "person", None),
    ("누구를 만났나?", "person", None),
    ("대변인은 누구인가?", "person", None),
    ("Who chaired the meeting?", "person", None),
    ("Which university professor led the study?", "person", None),
    ("상을 받은 교수는?", "person", None),
    ("What did the president say?", "statement", None),
    ("How did the company respond to the report?", "statement", None),
    ("What was his view of the tariffs?", "statement", None),
    ("대통령은 관세를 어떻게 평가했나?", "statement", None),
    ("장관은 뭐라고 했어?", "statement", None),
    ("Who said the talks had failed?", "person", None),
    ("What will the minister do?", "", None),
    ("What was the state of the talks?", "", None),
    ("In which US state did the plant open?", "place", None),
    ("Whom did the president meet?", "person", None),
    ("Which minister chaired the meeting?", "person", None),
    ("정상회의는 어디에서 열렸나?", "place", None),
    ("어느 도시에서 만났나?", "place", None),
    ("어느 나라에서 왔나?", "place", None),
    ("Where did they meet?", "place", None),
    ("In which city was the summit held?", "place", None),
    ("Which country hosts the next summit?", "place", None),
    # Asked by keywords.
    ("WAICO 본부 어디?", "place", None),
    ("APEC 2026 개최지?", "place", None),
    ("WAICO headquarters city?", "place", None),
    ("Gyeongju summit date?", "date", None),
    ("어느 회사가 인수하려 하나?", "organisation", None),
    ("어떤 기업이 투자를 약속했나?", "organisation", None),
    ("Which company wants to buy Classys?", "organisation", None),
    ("Which newspaper reported the talks?", "organisation", None),
    ("왜 재고를 손실로 처리했나?", "reason", None),
    ("규제가 풀린 이유는 무엇인가?", "reason", None),
    ("Why did Nvidia write off inventory?", "reason", None),
    ("What was the reason for the ban?", "reason", None),
    ("선언문의 제목은 무엇인가?", "", None),
    ("What is the title of the declaration?", "", None),
    ("이 대통령은 무엇을 촉구했나?", "", None),
]


@pytest.mark.parametrize(("question", "kind", "of"), WANTED, ids=[row[0] for row in WANTED])
def test_the_kind_of_answer_that_is_wanted(question: str, kind: Kind, of: str | None) -> None:
    """A question's words tell what kind of thing answers it, what is measured or counted."""
    wanted = wanted_of(question)
    assert wanted.kind == kind
    assert of is None or of == (wanted.measure.korean if wanted.measure else wanted.counted)
