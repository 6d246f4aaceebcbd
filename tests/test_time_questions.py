"""Questions about now, about a day of the past and about a period, and what may answer them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rag.domain import Evidence
from rag.index.embedders import Embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from rag.retrieve.timeframe import timeframe_of
from rag.verify.check import Checker
from rag.verify.compose import Draft, compose
from tests.conftest import ingest
from tests.time_pairs import TimePair, as_jsonl, time_pairs

TODAY = date(2025, 12, 15)
PAIRS = list(time_pairs())
Ask = Callable[[str], tuple[Evidence, ...]]


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


UNDATED = [
    {
        "title": "솔빛항만은 청파물류가 운영",
        "text": "솔빛항만의 운영사는 청파물류이다. 부두는 여섯 곳이고 기중기는 모두 전기로 돈다.",
    },
    {
        "published_at": "2024-03-04",
        "title": "솔빛항만 운영사 백산해운, 요금 동결",
        "text": "솔빛항만의 운영사는 백산해운이다. 배를 대는 값은 오르지 않는다고 한다.",
    },
    {
        "published_at": "2025-05-06",
        "title": "솔빛항만 맡은 한결로지스 직원 채용",
        "text": "솔빛항만의 운영사는 한결로지스이다. 올여름에 새 직원 스무 명이 들어온다.",
    },
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with all pairs, which compete, and a subject of which one article has no date."""
    home = tmp_path_factory.mktemp("times")
    (home / "pairs.jsonl").write_text(as_jsonl(PAIRS), encoding="utf-8")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in UNDATED)
    (home / "undated.jsonl").write_text(lines, encoding="utf-8")
    report = ingest(home, home / "pairs.jsonl", home / "undated.jsonl")
    assert not report.rejected
    return home


@pytest.fixture(scope="module")
def ask(home: Path, embedder: Embedder) -> Ask:
    """Evidence for a question asked on `TODAY`."""
    retriever = Retriever(home, Catalogue(home / "catalogue.sqlite"), embedder, lambda: TODAY)
    return lambda question: retriever.retrieve(question, 6)


def _day(piece: Evidence) -> date:
    assert piece.metadata.published_on is not None
    return piece.metadata.published_on


def test_the_table_has_forty_pairs_half_of_them_korean() -> None:
    """No two pairs share a subject, a value of their own or the days on which they were printed."""
    assert len(PAIRS) == len({pair.subject for pair in PAIRS}) == 40
    assert sum(not pair.subject.isascii() for pair in PAIRS) == 20
    assert all(pair.old < pair.new and pair.values[0] != pair.values[1] for pair in PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.subject)
def test_now_takes_the_newer_and_as_of_never_a_later_one(
    pair: TimePair, ask: Ask, home: Path, checker: Checker
) -> None:
    """Each of 40 pairs answers by its newer article today, by its older one as of that month."""
    old, new = pair.values
    now = ask(pair.questions["now"])
    assert (_day(now[0]), new in now[0].text) == (pair.new, True)

    then = ask(pair.questions["then"])
    assert (_day(then[0]), old in then[0].text) == (pair.old, True)
    days = [piece.metadata.published_on for piece in then]
    month = (pair.old.year, pair.old.month)
    assert all((day.year, day.month) <= month for day in days if day)

    during = ask(pair.questions["during"])
    assert _day(during[0]) == pair.old

    corpus = Catalogue(home / "catalogue.sqlite").summary()
    language = "en" if pair.subject.isascii() else "ko"
    for kind, evidence, right, wrong in (
        ("now", now, new, old),
        ("then", then, old, new),
        ("during", during, old, new),
    ):
        draft = Draft(pair.questions[kind], language, "quote")
        answer = compose(draft, evidence, corpus, checker)
        assert right in answer.text
        assert wrong not in answer.text
        assert answer.sources[0].metadata.published_at == evidence[0].metadata.published_at
        if kind == "then":
            assert answer.as_of == evidence[0].metadata.published_at


def test_an_undated_article_neither_leads_nor_vanishes(ask: Ask) -> None:
    """It may be the only source, but nobody can say that it is new, or was known by then."""
    now = [piece.metadata.published_at for piece in ask("솔빛항만의 현재 운영사는?")]
    assert now[0] == "2025-05-06"
    assert None in now
    then = [piece.metadata.published_at for piece in ask("2024년 4월 기준 솔빛항만의 운영사는?")]
    assert then[:2] == ["2024-03-04", None]
    assert "2025-05-06" not in then


def test_an_undated_article_alone_may_answer(ask: Ask) -> None:
    """Before any dated article there is still the undated one, and the reader sees no date."""
    then = ask("2020년 4월 기준 솔빛항만의 운영사는?")
    assert then[0].metadata.published_at is None
    assert "청파물류" in then[0].text


def test_a_period_no_article_speaks_of_is_missing(ask: Ask) -> None:
    """What was said in other months does not answer for last month; an undated article may."""
    last_month = ask("지난달 솔빛항만의 운영사는 어디였나?")
    assert last_month[0].metadata.published_at is None
    assert {e.metadata.published_at for e in last_month if "지난달" in e.missing} == {
        "2024-03-04",
        "2025-05-06",
    }
    assert (
        "August 2025"
        in ask("Who was the chief executive of Larkmoor Labs in August 2025?")[0].missing
    )
