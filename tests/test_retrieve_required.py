"""What evidence must speak of before it may answer."""

from __future__ import annotations

from datetime import date

import pytest

from rag.domain import Article, Metadata, Sentence
from rag.retrieve.place import Place
from rag.retrieve.question import understand
from rag.retrieve.required import required_but_missing, strays
from rag.text.names import AliasTable

TEXT = (
    "엔비디아가 한국에 그래픽처리장치 26만 장을 공급한다. "
    "이재명 대통령은 31일 경주에서 젠슨 황을 만났다. 지난해 영업이익은 1225억원이었다."
)


def place(ordinal: int, text: str = TEXT, day: str | None = "2025-10-31") -> Place:
    """Return one sentence of a small article of a day, if it has one."""
    sentences, at = [], 0
    for number, words in enumerate(text.replace(". ", ".|").split("|")):
        start = text.index(words, at)
        at = start + len(words)
        sentences.append(Sentence("a", number, start, at, words))
    metadata = Metadata(published_at=day, language="ko")
    return Place(Article("a", "s", text, metadata, tuple(sentences)), ordinal, ordinal)


def missing(
    question: str, ordinal: int, text: str = TEXT, day: str | None = "2025-10-31"
) -> tuple[str, ...]:
    """Return what a place lacks, every concept of the question taken as absent from its context."""
    aliases = AliasTable.curated()
    asked = understand(question, aliases, lambda _: ())
    held = place(ordinal, text, day)
    terms = held.article.text
    absent = {c: 0.0 for c in asked.concepts if not any(form in terms for form in c.forms)}
    return required_but_missing(asked, held, absent, aliases)


@pytest.mark.parametrize(
    ("question", "ordinal", "lacking"),
    [
        ("엔비디아는 한국에 몇 장을 공급하나?", 0, ()),
        ("AMD는 한국에 몇 장을 공급하나?", 0, ("AMD",)),
        ("How many chips will AMD supply to Korea?", 0, ("AMD",)),
        ("Whom did President Lee meet in Gyeongju?", 1, ()),
        ("Where did Huang meet the president?", 1, ()),
        ("두 회사가 공급하는 물량은?", 0, ()),
        ("두 사람은 일본에서 만났나?", 1, ("일본",)),
        ("How many chips did the science ministry buy?", 0, ()),
        ("How many chips did the Ministry of Justice buy?", 0, ("Ministry of Justice",)),
        ("Did Choi Man-soo come from Dukovany?", 1, ()),
        ("이재명 대통령이 사퇴한 이유는?", 1, ("사퇴",)),
        ("Why did Lee resign?", 1, ("resign",)),
        ("2024년 영업이익은 얼마인가?", 2, ()),
        ("2023년 영업이익은 얼마인가?", 2, ("2023년",)),
        ("2025년 영업이익은 얼마인가?", 2, ("2025년",)),
        ("2025년 10월에 누가 만났나?", 1, ()),
        ("2026년에 누가 만났나?", 1, ("2026년",)),
    ],
)
def test_a_place_lacks_the_names_numbers_dates_and_events_it_does_not_speak_of(
    question: str, ordinal: int, lacking: tuple[str, ...]
) -> None:
    """A wrong name, another year, an event that did not happen: each is told by its words."""
    assert missing(question, ordinal) == lacking


@pytest.mark.parametrize(
    ("question", "today", "count"),
    [
        ("지난 10월에 누가 만났나?", date(2025, 12, 15), 0),
        ("지난 9월에 누가 만났나?", date(2025, 12, 15), 1),
        ("지난 10월에 누가 만났나?", date(2026, 12, 15), 1),
        ("Who met in October?", date(2025, 12, 15), 0),
        ("지난해 누가 만났나?", date(2025, 12, 15), 1),
        ("지난해 누가 만났나?", date(2026, 12, 15), 0),
    ],
)
def test_a_place_of_another_time_than_probably_meant_strays(
    question: str, today: date, count: int
) -> None:
    """It loses a little but lacks nothing: another year may be meant."""
    asked = understand(question, AliasTable.curated(), lambda _: (), today)
    assert strays(asked, place(1)) == count
    assert not asked.time.required


FUND = (
    "사모펀드가 지분을 사들였다. 미 공군도 계약했다. 이 기금은 1983년에 생겼다. 올해는 셋이 냈다."
)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("What did the Japanese buyout firm buy?", ()),
        ("일본 사모펀드는 무엇을 사들였나?", ()),
        ("What did the Japanese government buy?", ("Japanese",)),
        ("일본 정부는 무엇을 사들였나?", ("일본",)),
        ("Which unit of the US Air Force signed a contract?", ()),
        ("미국은 무엇을 계약했나?", ()),
    ],
)
def test_a_country_may_only_describe_or_stand_in_a_compound(
    question: str, lacking: tuple[str, ...]
) -> None:
    """An article on a fund need not call it Japanese; 미 공군 is American."""
    assert missing(question, 0, FUND) == lacking


@pytest.mark.parametrize(("day", "lacking"), [(None, ()), ("2024-05-01", ("2025년",))])
def test_years_around_a_place_do_not_date_an_undated_article(
    day: str | None, lacking: tuple[str, ...]
) -> None:
    """1983 is when the fund began, and nobody can tell which year is this one."""
    assert missing("2025년에는 몇 명이 돈을 냈나?", 3, FUND, day) == lacking


SUMMIT = "Sixty countries met in Paris. Delegates of the summit spoke of artificial intelligence."


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Who will host the next AI summit?", ()),
        ("How many countries came to the Paris AI summit?", ()),
        ("How many countries came to the AI Seoul Summit?", ("AI Seoul Summit",)),
        ("What did the CEO say?", ()),
        ("What did NATO say?", ("NATO",)),
    ],
)
def test_an_event_may_be_named_by_its_words(question: str, lacking: tuple[str, ...]) -> None:
    """A table has the whole name of a summit, an article tells where it was and what about."""
    assert missing(question, 0, SUMMIT) == lacking


PROFIT = "과학기술정보통신부가 예산을 밝혔다. 영업이익은 1225억원으로 34% 늘었다고 했다."


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("과기부가 밝힌 것은?", ()),
        ("방통위가 밝힌 것은?", ("방통위",)),
        ("영업이익이 34% 늘어난 까닭은?", ()),
        ("영업이익이 43% 늘어난 까닭은?", ("43%",)),
        ("Why was the profit of 122.5 billion won surprising?", ()),
        ("Why was the profit of 1,225 billion won surprising?", ("1,225 billion won",)),
        ("Why was the profit of $5 billion surprising?", ()),  # it tells of no dollars at all
        ("영업이익이 늘어난 3개 분기는?", ()),
    ],
)
def test_sums_and_offices_are_held_against_the_article(
    question: str, lacking: tuple[str, ...]
) -> None:
    """A short form is the office; another sum or share than the article's is a false premise."""
    assert missing(question, 1, PROFIT) == lacking
