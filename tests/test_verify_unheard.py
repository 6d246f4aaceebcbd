"""What is said where a question takes a figure for granted that no place quoted has."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.domain import Evidence, Metadata, Sentence
from rag.verify.unheard import Unheard, unheard_figure


def piece(text: str, day: str | None = "2025-07-16", context: str = "") -> Evidence:
    """Return a place in an article of a day, or of none."""
    sentence = Sentence("a", 0, 0, len(text), text)
    return Evidence(1, sentence, Metadata(published_at=day), text, 2.0, context=context)


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("왜 50만 장을 들여오나?", "회사는 칩 26만 장을 들여온다.", Unheard("50만 장", "26만 장")),
        ("Why 53 countries?", "정부는 35개국에 알렸다.", Unheard("53 countries", "35개국")),
        ("Why $9 billion?", "It lost $5.5 billion.", Unheard("$9 billion", "$5.5 billion")),
        ("왜 30% 올랐나?", "값은 3월에 20%, 4월에 25% 올랐다.", Unheard("30%")),
        ("왜 53개국인가?", "정부는 여러 나라에 알렸다.", Unheard("53개국")),
        (
            "지난 20일 누구를 만났나?",
            "그는 지난 10일 장관을 만났다.",
            Unheard("지난 20일", "지난 10일"),
        ),
        ("Whom did he meet on July 20?", "He met her on July 10.", Unheard("July 20", "July 10")),
    ],
)
def test_a_figure_that_no_place_has_is_told(question: str, text: str, told: Unheard) -> None:
    """With it the one of its kind, if there is one only."""
    assert unheard_figure(question, [piece(text)]) == told


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # An equal or a compatible figure, in another unit, language or rounding.
        ("왜 26만 장인가?", "It will import 260,000 chips."),
        ("Why about 260,000 chips?", "회사는 칩 26만 장을 들여온다."),
        ("5조원이 넘는 이유는?", "손실은 5조2000억원이다."),
        ("왜 7월 10일에 만났나?", "그는 지난 10일 장관을 만났다."),
        ("16일 무슨 발표가 있었나?", "회사는 15일 밤 이를 결정했다."),
        # Names, ranks, periods and words that count nothing.
        ("H20과 G20, APEC 2025의 첫 세션은?", "회의는 3개국이 열었다."),
        ("트럼프 2기의 조치는?", "칩 26만 장을 막았다."),
        ("지난 20년간 무엇이 변했나?", "값은 3배가 됐다."),
        ("두 나라는 무엇을 합의했나?", "35개국이 합의했다."),
        ("2025년 7월에 무엇을 정했나?", "위원회는 10일 규정을 정했다."),
        # No day is told, so the report's own may be meant.
        ("7월 15일 무엇을 정했나?", "위원회는 규정을 정했다."),
    ],
)
def test_a_figure_that_a_place_bears_out_is_not_told(question: str, text: str) -> None:
    """Nor is a number that names something, or one that is told otherwise."""
    assert unheard_figure(question, [piece(text)]) is None


def test_what_stands_around_a_place_bears_a_figure_out_too() -> None:
    """The headline may have it, and the quote go on from there."""
    around = piece("회사가 이를 밝혔다.", context="칩 26만 장 들여온다")
    assert unheard_figure("26만 장은 언제 오나?", [around]) is None


def test_nothing_cited_leaves_nothing_to_tell() -> None:
    """A refusal tells of its own what is lacking."""
    assert unheard_figure("왜 50만 장인가?", []) is None


def test_the_remark_stands_beside_the_quotes(assistant: Assistant) -> None:
    """The answer is shown all the same; a question with the right figure has no remark."""
    wrong = assistant.ask("정부가 53개국에 친서를 보낸 이유는?")
    assert wrong.status == "answered"
    assert "53개국" in wrong.note
    assert assistant.ask("정부가 35개국에 친서를 보낸 이유는?").note == ""
