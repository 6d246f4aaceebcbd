"""What the catalogue answers: news of a source or a time, and questions about articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.assistant import Assistant, open_assistant
from rag.domain import Answer, Finished
from tests.conftest import ingest, settings_for


def told(assistant: Assistant, question: str, *history: str) -> Answer:
    """Return an answer that needed no model, each sentence of it on a headline that it cites."""
    *before, last = assistant.stream(question, history)
    assert not before
    assert isinstance(last, Finished)
    answer = last.answer
    assert answer.status == "answered"
    assert len(answer.text) <= 400
    for claim in answer.claims:
        quoted = [s for s in answer.sources if s.n in claim.citations]
        assert quoted
        assert claim.verdict == "supported"
        if claim.text.startswith("“"):
            assert claim.text.startswith(f"“{quoted[0].sentence.text}”")
    for source in answer.sources:
        article = assistant.article(source.sentence.article_id)
        assert article.text[source.sentence.start : source.sentence.end] == source.sentence.text
    return answer


@pytest.mark.parametrize(
    ("question", "outlets", "said"),
    [
        ("WTO 결선 기사 누가 썼어?", ["온새미뉴스"], "강나율 기자"),
        ("Who wrote the Samsung Classys article?", ["온새미뉴스"], "by 주하온"),
        ("해돋이경제 기사는 누가 썼나?", ["해돋이경제"], "도하람 기자"),
        ("Who is the author of the column?", ["첨성일보"], "by 윤도율"),
        ("알리바바 기사는 언제 나온 거야?", ["온새미뉴스"], "2025-02-26 발행"),
        ("give me the link to the IMF article", ["다온데일리"], "https://www.daondaily.example/"),
        ("삼성전자 클래시스 기사 링크 줘", ["온새미뉴스"], "기사에 주소 없음"),
        ("글로벌 포럼 기사 출처가 어디야?", ["테크나루"], "테크나루"),
        ("2025년 7월 H20 기사 보여줘", ["은하수경제", "Pacific Ledger"], "H20"),
        ("What is the title of the column?", ["첨성일보"], "[시론]"),
    ],
)
def test_an_article_is_told_of_by_what_is_known_of_it(
    assistant: Assistant, question: str, outlets: list[str], said: str
) -> None:
    """The answer quotes the article's headline and says what is asked, or that it is unknown."""
    answer = told(assistant, question)
    assert [source.metadata.outlet for source in answer.sources] == outlets
    assert said in answer.text


def test_an_article_without_a_reporter_says_so(assistant: Assistant) -> None:
    """Nothing is guessed where the page names nobody."""
    assert "기사에 기자 이름 없음" in told(assistant, "누리국제뉴스 기사는 누가 썼어?").text
    assert "the article names no reporter" in told(assistant, "who wrote the Xi article?").text


@pytest.mark.parametrize(
    ("question", "count", "shown"),
    [
        ("한빛통신 기사 몇 개 있어?", "2건", 2),
        ("How many articles from Han River Wire do you have?", "2 articles", 2),
        ("2025년 2월 기사는 모두 몇 건이야?", "2건", 2),
        ("기사가 모두 몇 건 있어?", "16건", 5),
    ],
)
def test_articles_are_counted(assistant: Assistant, question: str, count: str, shown: int) -> None:
    """The number stands on all the headlines, or says that they are some of them."""
    answer = told(assistant, question)
    assert count in answer.claims[0].text
    assert len(answer.sources) == len(answer.claims[0].citations) == shown


@pytest.mark.parametrize(
    ("question", "first", "last", "count"),
    [
        ("2025년 8월에 나온 뉴스는?", "2025-08-04", "2025-08-04", 2),
        ("2025년 2월 소식 알려줘", "2025-02-26", "2025-02-26", 2),
        ("2025년 8월 4일에 무슨 일이 있었나?", "2025-08-04", "2025-08-04", 2),
        ("What did the papers report on 16 July 2025?", "2025-07-16", "2025-07-16", 2),
        ("7월 엔비디아 뉴스", "2025-07-16", "2025-07-16", 2),
        ("2025년 2월에 나온 AI 뉴스는?", "2025-02-26", "2025-02-26", 1),
        ("10월 31일에 무슨 일이 있었어?", "2025-10-31", "2025-10-31", 4),
    ],
)
def test_the_news_of_a_time_are_the_headlines_printed_then(
    assistant: Assistant, question: str, first: str, last: str, count: int
) -> None:
    """A month without its year is the last one of which articles are held."""
    answer = told(assistant, question)
    days = [(source.metadata.published_at or "")[:10] for source in answer.sources]
    assert len(days) == count
    assert all(first <= day <= last for day in days)


@pytest.mark.parametrize(
    ("question", "outlet"),
    [("한빛통신 기사 목록", "한빛통신"), ("한빛통신 최신 기사 보여줘", "한빛통신"),
     ("pacific ledger articles", "Pacific Ledger"), ("채이든 기자가 쓴 기사 보여줘", "은하수경제"),
     ("Which articles did Tobias Wren write?", "Han River Wire")],
)  # fmt: skip
def test_the_articles_of_an_outlet_or_a_reporter_are_listed(
    assistant: Assistant, question: str, outlet: str
) -> None:
    """Whoever is named, no article of anyone else is shown."""
    assert {s.metadata.outlet for s in told(assistant, question).sources} == {outlet}


def test_the_newest_comes_first(assistant: Assistant) -> None:
    """ "The most recent article" is the first of the headlines."""
    assert told(assistant, "가장 최근 기사는 뭐야?").as_of == "2025-11-04T08:00:00+09:00"


@pytest.mark.parametrize("question", ["그 기사 누가 썼어?", "출처가 어디야?"])
def test_a_conversation_tells_which_article_is_meant(assistant: Assistant, question: str) -> None:
    """It is the one that answered the question before."""
    before = ("Classys의 2024년 매출은?", "2429억원이다.")
    assert [s.metadata.outlet for s in told(assistant, question, *before).sources] == ["온새미뉴스"]


@pytest.mark.parametrize(
    "question",
    [
        "Which newspaper broke the account of Huang's talk with Trump at the White House?",
        "누가 35개국에 친서를 보냈나?",
        "When was Wan 2.1 released?",
        "AMD 기사 누가 썼어?",
        "AMD 기사 있어?",
        "로이터 기사 몇 개 있어?",
        "2019년 3월 뉴스 알려줘",
        "지난달 삼성전자 뉴스 알려줘",
    ],
)
def test_what_the_catalogue_cannot_tell_is_searched_for(
    assistant: Assistant, question: str
) -> None:
    """What articles say, and what none of them is about, is answered or refused as ever."""
    assert len(list(assistant.stream(question))) > 1


def test_months_are_read_from_the_day_of_asking(seeds_home: Path) -> None:
    """ "Last month" asked in March of 2025 is February."""
    assistant = open_assistant(settings_for(seeds_home), lambda: date(2025, 3, 3))
    days = {(s.metadata.published_at or "")[:10] for s in told(assistant, "지난달 뉴스는?").sources}
    assert days == {"2025-02-26"}


def test_an_undated_article_is_dated_by_no_guess(tmp_path: Path, news: Path) -> None:
    """A page that bears no date says so."""
    home = tmp_path / "home"
    home.mkdir()
    ingest(home, news)
    answer = told(open_assistant(settings_for(home)), "달빛전자 새 칩 기사 언제 나왔어?")
    assert "기사에 발행일 없음" in answer.text
    assert answer.as_of is None
