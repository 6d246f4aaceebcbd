"""Periods that questions name by events."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from rag.retrieve.occasions import Occasion, all_series
from rag.retrieve.timeframe import timeframe_of

TODAY = date(2025, 12, 15)
# What is asked on `TODAY`, and the first day of the event that it means.
NAMED = [
    ("지난 APEC 때 젠슨 황은 무엇을 약속했나?", "2025-10-31"),
    ("지난번 APEC에서 시진핑은 무엇을 제안했나?", "2025-10-31"),
    ("직전 APEC 정상회의에서 채택된 선언은?", "2025-10-31"),
    ("최근 APEC 정상회의 당시 의장은 누구였나?", "2025-10-31"),
    ("경주 APEC 정상회의 당시 미국 대표는 누구였나?", "2025-10-31"),
    ("경주에서 열린 APEC 정상회의에서 누가 만났나?", "2025-10-31"),
    ("APEC 경주 정상회의에서 누가 만났나?", "2025-10-31"),
    ("2025년 APEC 때 누가 만났나?", "2025-10-31"),
    ("2025 APEC 정상회의 기간에 누가 만났나?", "2025-10-31"),
    ("올해 APEC 정상회의에서 누가 만났나?", "2025-10-31"),
    ("작년 APEC 정상회의에서 누가 만났나?", "2024-11-15"),
    ("지난해 리마에서 열린 APEC 정상회의 때 누가 만났나?", "2024-11-15"),
    ("리마 APEC 때 누가 만났나?", "2024-11-15"),
    ("2016년 리마 APEC 때 누가 만났나?", "2016-11-19"),
    ("부산 APEC 정상회의에서 무엇을 채택했나?", "2005-11-18"),
    ("지난 10월 경주 APEC에서 무엇을 채택했나?", "2025-10-31"),
    ("샌프란시스코 APEC 당시 바이든은 누구를 만났나?", "2023-11-15"),
    ("경주 APEC 이후 무엇이 달라졌나?", "2025-10-31"),
    ("경주 APEC 전에 두 정상은 만났나?", "2025-10-31"),
    ("파리 AI 행동 정상회의에 서명한 나라는?", "2025-02-10"),
    ("AI 서울 정상회의에서 어떤 기업이 서약했나?", "2024-05-21"),
    ("블레츨리 정상회의 때 서명한 나라는?", "2023-11-01"),
    ("지난 AI 정상회의에서 미국은 무엇을 거부했나?", "2025-02-10"),
    ("지난 대선 때 후보들은 AI 공약으로 무엇을 내놓았나?", "2025-06-03"),
    ("이재명 후보는 지난 대선에서 무엇을 약속했나?", "2025-06-03"),
    ("지난 미국 대선 때 머스크는 얼마를 썼나?", "2024-11-05"),
    ("2022년 대선 당시 공약은?", "2022-03-09"),
    ("2024년 미국 대선 이후 관세는 어떻게 됐나?", "2024-11-05"),
    ("지난 다보스포럼에서 누가 연설했나?", "2025-01-20"),
    ("올해 다보스에서 누가 연설했나?", "2025-01-20"),
    ("지난 유엔총회에서 이 대통령은 무엇을 제안했나?", "2025-09-23"),
    ("제80차 유엔총회에서 이 대통령은 무엇을 제안했나?", "2025-09-23"),
    ("COP28에서 합의한 것은?", "2023-11-30"),
    ("지난 6월 캐나다에서 열린 G7 정상회의에서 누구를 만났나?", "2025-06-15"),
    ("직전 대선 때 AI 공약은?", "2025-06-03"),
    ("지난달 열린 G20 정상회의에서 미국은 왜 불참했나?", "2025-11-22"),
    ("In the run-up to the Gyeongju APEC summit, what was built?", "2025-10-31"),
    ("What did Vance say at the AI Action Summit in Paris last February?", "2025-02-10"),
    ("두바이 COP 때 합의한 것은?", "2023-11-30"),
    ("지난 G7 정상회의에서 한국은 누구를 만났나?", "2025-06-15"),
    ("히로시마 G7 때 한국은 누구를 만났나?", "2023-05-19"),
    ("지난 G20에서 미국은 왜 빠졌나?", "2025-11-22"),
    ("뉴델리 G20 정상회의 때 새 회원은?", "2023-09-09"),
    ("지난 세계인공지능대회에서 리창 총리는 무엇을 제안했나?", "2025-07-26"),
    ("지난 OECD 각료이사회에서 무엇을 논의했나?", "2025-06-03"),
    ("Who met Xi during the last APEC summit?", "2025-10-31"),
    ("What was signed at the Paris AI summit?", "2025-02-10"),
    ("What has changed since the Seoul AI summit?", "2024-05-21"),
    ("Who spoke at the AI summit in Paris?", "2025-02-10"),
    ("Who refused to sign at the AI Action Summit?", "2025-02-10"),
    ("What did Biden say at APEC 2023?", "2023-11-15"),
    ("Whom did Yoon meet at the 2023 G20 summit?", "2023-09-09"),
    ("Whom did Yoon meet at the G20 in Bali?", "2022-11-15"),
    ("What was agreed at last year's G7 summit?", "2024-06-13"),
    ("What was agreed at the APEC leaders' meeting in Gyeongju?", "2025-10-31"),
    ("What was agreed at the most recent APEC leaders' week?", "2025-10-31"),
    ("What did Altman say before the Bletchley Park summit?", "2023-11-01"),
    ("What did he say at Davos last January?", "2025-01-20"),
    ("Who spoke at Davos in 2024?", "2024-01-15"),
    ("What was said at the last UN General Assembly?", "2025-09-23"),
    ("Who won the last South Korean presidential election?", "2025-06-03"),
    ("How much did Musk give in the 2024 US presidential election?", "2024-11-05"),
    ("What was pledged at COP28?", "2023-11-30"),
    ("What was pledged at the UN climate summit in Dubai?", "2023-11-30"),
    ("What did Li Qiang propose at the 2025 World AI Conference?", "2025-07-26"),
    ("How did Lee meet Trump on the sidelines of the Gyeongju APEC summit?", "2025-10-31"),
    ("When did Huang meet Lee during the Gyeongju APEC summit?", "2025-10-31"),
    ("경주 APEC 때 황 CEO는 언제 이 대통령을 만났나?", "2025-10-31"),
]
# Subjects, events to come, events of another kind, and events whose own date is asked for.
NOT_A_TIME = [
    "미국 대선 이후 관세는 어떻게 됐나?",
    "APEC 회원국은 몇 개?",
    "APEC 정상회의는 언제 열리나?",
    "경주 APEC 정상회의는 언제 열렸나?",
    "지난 APEC은 며칠 동안 열렸나?",
    "When was the Paris AI summit held?",
    "When did the last APEC summit take place?",
    "What were the dates of the 2024 G20 summit?",
    "다음 APEC 정상회의는 어디서 열리나?",
    "내년 선전 APEC 정상회의에서 무엇을 논의하나?",
    "내년 APEC 정상회의에서 무엇을 논의하나?",
    "오는 2026년 APEC 정상회의 개최지는?",
    "차기 G20 의장국은?",
    "Where will the next APEC summit be held?",
    "Who hosts next year's APEC summit?",
    "Which city hosts the upcoming AI summit?",
    "How many members does APEC have?",
    "What is the AI summit?",
    "지난 APEC 재무장관회의에서 무엇을 논의했나?",
    "경주 APEC CEO 서밋에서 누가 연설했나?",
    "2025년 APEC 회원국은 몇 개인가?",
    "지난 APEC 디지털·AI 장관회의의 의장은?",
    "What did the last G7 finance ministers agree?",
    "프랑스 지난 대선 때 누가 이겼나?",
    "지난 프랑스 대선 때 누가 이겼나?",
    "COP16에서 합의한 것은?",
    "Who won the last presidential election?",
    "지난 정상회의 때 누가 만났나?",
    "WAICO는 어디에 세우나?",
    "이번 APEC에서 무엇이 합의됐나?",
    "2027년 APEC 정상회의는 어디서 열리나?",
    "What did Samsung say at its Seoul AI meeting?",
    "Who spoke at the Seoul AI Forum?",
    "서울에서 AI 기업은 무엇을 발표했나?",
    "What is Paris doing about AI?",
    "APEC은 어떤 기구인가?",
    "유엔총회는 무엇을 하는 곳인가?",
    "대선은 몇 년마다 치르나?",
]


def occasions(question: str, today: date | None = TODAY) -> tuple[Occasion, ...]:
    """The events by which a question names its time."""
    return timeframe_of(question, today).occasions


@pytest.mark.parametrize(("question", "first"), NAMED, ids=[row[0] for row in NAMED])
def test_an_event_names_a_period(question: str, first: str) -> None:
    """A place, a number, a year or "last" tells which edition; it never refuses an article."""
    (occasion,) = occasions(question)
    assert occasion.edition.first == date.fromisoformat(first)
    time = timeframe_of(question, TODAY)
    assert time.until is None
    assert not time.newest


@pytest.mark.parametrize("question", NOT_A_TIME)
def test_an_event_alone_is_no_time(question: str) -> None:
    """Nothing tells which edition is meant, or it is what the question asks about."""
    assert not occasions(question)


def test_the_table_is_in_order() -> None:
    """Editions follow one another, last two weeks at most, and a mark tells them apart."""
    for series in all_series():
        for edition in series.editions:
            assert timedelta(0) <= edition.last - edition.first <= timedelta(days=14)
        for earlier, later in pairwise(series.editions):
            assert earlier.last < later.first
            marked = (earlier.marks, later.marks)
            assert all(marked) or not any(marked)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2024, 11, 14), date(2023, 11, 15)),
        (date(2024, 11, 15), date(2023, 11, 15)),  # it is going on: the last one is the one before
        (date(2024, 11, 16), date(2024, 11, 15)),
        (date(2025, 10, 31), date(2024, 11, 15)),
        (date(2025, 11, 1), date(2025, 10, 31)),
    ],
)
def test_the_last_one_is_the_latest_that_has_ended(today: date, first: date) -> None:
    """It is told from the day of asking."""
    (occasion,) = occasions("지난 APEC 정상회의 때 의장은?", today)
    assert occasion.edition.first == first


def test_a_table_out_of_date_does_not_tell_the_last_one() -> None:
    """Years after its last entry another event has surely taken place; a place still tells."""
    later = date(2040, 1, 1)
    assert not occasions("지난 APEC 정상회의 때 의장은?", later)
    assert occasions("경주 APEC 정상회의 때 의장은?", later)


def test_an_event_to_come_bounds_nothing() -> None:
    """Named by its place or year, it is still ahead on the day of asking."""
    assert not occasions("경주 APEC 정상회의 때 의장은?", date(2025, 5, 1))
    assert not occasions("Who chairs APEC 2025?", date(2025, 5, 1))


def test_without_a_day_of_asking_only_a_sure_name_tells() -> None:
    """Lima had three of them, Gyeongju one."""
    assert occasions("경주 APEC 때 의장은?", None)
    assert occasions("2016년 리마 APEC 때 의장은?", None)
    assert not occasions("리마 APEC 때 의장은?", None)
    assert not occasions("지난 APEC 때 의장은?", None)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Who spoke at the Paris AI summit?", "2025-02-10", "2025-02-14"),
        ("Who has joined since the Paris AI summit?", "2025-02-10", "9999-12-31"),
        ("Who spoke before the Paris AI summit?", "0001-01-01", "2025-02-11"),
        ("파리 AI 정상회의 이후 가입한 나라는?", "2025-02-10", "9999-12-31"),
        ("파리 AI 정상회의 전까지 가입한 나라는?", "0001-01-01", "2025-02-11"),
        ("경주 APEC 때 만난 두 사람은?", "2025-10-27", "2025-11-04"),  # its leaders' week
    ],
)
def test_how_long_the_period_is(question: str, first: str, last: str) -> None:
    """Papers still report for some days; "since" and "before" leave one side open."""
    ((period),) = (occasion.period for occasion in occasions(question))
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("경주 APEC 정상회의의 만찬은 박물관에서 열렸다.", date(2026, 3, 1), True),
        ("Guests recall the 2025 APEC summit.", None, True),
        ("APEC 정상들이 선언을 채택했다.", date(2025, 11, 2), True),
        ("APEC 정상들이 선언을 채택했다.", date(2025, 12, 2), False),
        ("리마 APEC 정상회의가 끝났다.", date(2024, 11, 17), False),
        ("경주에 첫눈이 내렸다.", date(2025, 11, 2), False),
        ("2025 APEC 회원국은 스물한 곳이다.", None, False),
    ],
)
def test_which_articles_tell_of_an_event(text: str, published: date | None, told: bool) -> None:
    """Those that name the edition, and those of its days that name the event."""
    (occasion,) = occasions("경주 APEC 정상회의 때 의장은?")
    assert occasion.told_in(text, published) == told
