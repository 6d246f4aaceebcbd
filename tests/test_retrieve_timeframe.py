"""The words of a question that say when: now, a day of the past, a period."""

from __future__ import annotations

from datetime import date

import pytest

from rag.retrieve.timeframe import timeframe_of

TODAY = date(2025, 12, 15)


@pytest.mark.parametrize(
    "question",
    [
        "누리AI의 현재 대표는 누구인가?",
        "지금 대표는 누구인가?",
        "요즘 요금은?",
        "최근 발표된 수치는?",
        "가장 최근 회의는?",
        "현 의장은 누구인가?",
        "오늘 기준 환율은?",
        "Who is the current chair?",
        "Who chairs it now?",
        "What is the latest figure?",
        "How many are there as of today?",
    ],
)
def test_words_for_now_want_the_newest(question: str) -> None:
    """They ask for what is newest and bound nothing."""
    time = timeframe_of(question, TODAY)
    assert time.newest
    assert (time.until, time.required, time.likely) == (None, (), ())


@pytest.mark.parametrize(
    ("question", "until"),
    [
        ("2024년 5월 기준 대표는?", "2024-05-31"),
        ("2024년 5월 기준으로 대표는?", "2024-05-31"),
        ("2024년 5월 당시 대표는?", "2024-05-31"),
        ("2025년 7월 중순 현재 판매는 막혀 있나?", "2025-07-20"),
        ("2024년 이전 대표는 누구였나?", "2023-12-31"),
        ("2024년 5월 3일 전에 대표는 누구였나?", "2024-05-02"),
        ("작년 말 기준 회원국은?", "2024-12-31"),
        ("As of May 2024, who led it?", "2024-05-31"),
        ("Who led it as of 3 May 2024?", "2024-05-03"),
        ("As of 2024, who led it?", "2024-12-31"),
        ("Who led it before July 2025?", "2025-06-30"),
        ("Who led it in May 2024 at the time?", "2024-05-31"),
        ("As of last month, who led it?", "2025-11-30"),
    ],
)
def test_a_day_of_knowledge_bounds_what_may_have_been_printed(question: str, until: str) -> None:
    """What was known then is the newest of what had been printed by that day."""
    time = timeframe_of(question, TODAY)
    assert time.until == date.fromisoformat(until)
    assert time.newest
    assert not time.required


@pytest.mark.parametrize(
    "question",
    [
        "한국은행은 2025년 10월 기준금리를 몇 %로 정했나?",
        "2024년 이전한 본사는 어디에 있나?",
        "2020년 이전에도 결선까지 간 전례가 있었나?",
        "Had a Korean ever reached the final before 2020?",
        "Even before 2020, who ran?",
        "2030년 기준 목표는 몇 장인가?",
        "What will it cost as of March 2030?",
        "최근접 이웃은 무엇인가?",
        "How large is the current account?",
        "회의는 언제 열렸나?",
        "When did they meet?",
    ],
)
def test_words_that_only_look_alike_bound_nothing(question: str) -> None:
    """A base rate, a removal, a precedent and a day to come are no day of knowledge."""
    time = timeframe_of(question, TODAY)
    assert (time.newest, time.until) == (False, None)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("2025년 7월 무엇이 발표됐나?", "2025-07-01", "2025-07-31"),
        ("지난달 무엇이 발표됐나?", "2025-11-01", "2025-11-30"),
        ("어제 무엇이 발표됐나?", "2025-12-14", "2025-12-14"),
        ("오늘 무엇이 발표됐나?", "2025-12-15", "2025-12-15"),
        ("지난주 누가 만났나?", "2025-12-08", "2025-12-14"),
        ("What was announced in July 2025?", "2025-07-01", "2025-07-31"),
        ("Who met last week?", "2025-12-08", "2025-12-14"),
        ("Who met yesterday?", "2025-12-14", "2025-12-14"),
        ("Who met the day before yesterday?", "2025-12-13", "2025-12-13"),
        ("Who met three days ago?", "2025-12-12", "2025-12-12"),
        ("Who met last night?", "2025-12-14", "2025-12-14"),
        ("Who led it until July 2025?", "0001-01-01", "2025-07-31"),
        ("2024년까지 투자한 돈은?", "0001-01-01", "2024-12-31"),
        ("2030년 기준 목표는 몇 장인가?", "2030-01-01", "2030-12-31"),
    ],
)
def test_a_period_is_required(question: str, first: str, last: str) -> None:
    """Relative words are read from the day of asking, and only from it."""
    (period,) = timeframe_of(question, TODAY).required
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("question", ["지난달 누가 만났나?", "Who met last week?", "어제는?"])
def test_relative_words_stay_open_without_a_day_of_asking(question: str) -> None:
    """Nothing is guessed."""
    time = timeframe_of(question, None)
    assert not time.required
    assert not time.likely


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("지난 7월 무엇이 발표됐나?", "2025-07-01"),
        ("What was announced last July?", "2025-07-01"),
        ("올해 매출은?", "2025-01-01"),
        ("What did it earn last year?", "2024-01-01"),
    ],
)
def test_years_and_bare_months_only_weigh(question: str, first: str) -> None:
    """They may be those of the article that was read: evidence of another year still answers."""
    time = timeframe_of(question, TODAY)
    assert not time.required
    assert [period.first for period in time.likely] == [date.fromisoformat(first)]


@pytest.mark.parametrize("question", ["What did she forecast for next year?", "내년 전망치는?"])
def test_words_that_point_ahead_are_left_alone(question: str) -> None:
    """A forecast counts its years from the day on which it was made."""
    time = timeframe_of(question, TODAY)
    assert not time.required
    assert not time.likely
