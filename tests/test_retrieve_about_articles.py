"""Questions about the articles themselves are told from those about what articles say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.domain import Metadata
from rag.evaluate.gold import read_gold
from rag.ingest.catalogue import Catalogue
from rag.ingest.selection import EVERYTHING, Selection
from rag.retrieve.about_articles import about_articles, asks_of_the_program, selections
from rag.retrieve.filters import EVERYONE
from tests.conftest import SEEDS


@pytest.mark.parametrize(
    ("question", "asked", "topic"),
    [
        ("반도체 기사 누가 썼어?", "reporter", "반도체"),
        ("누가 쓴 조선업 기사야?", "reporter", "조선업"),
        ("기사 작성자 알려줘: 부산 포럼", "reporter", "부산 포럼"),
        ("달빛전자 기사를 쓴 사람은?", "reporter", "달빛전자"),
        ("Who wrote the chip export article?", "reporter", "chip export"),
        ("who's the author of the Samsung column", "reporter", "Samsung"),
        ("관세 기사는 언제 나온 거야?", "date", "관세"),
        ("관세 기사 날짜", "date", "관세"),
        ("when was the tariff article published", "date", "tariff"),
        ("What's the publication date of the tariff story?", "date", "tariff"),
        ("금리 기사 출처가 어디야?", "outlet", "금리"),
        ("금리 기사는 어느 신문에 실렸어?", "outlet", "금리"),
        ("Which newspaper published the story on interest rates?", "outlet", "interest rates"),
        ("IMF 기사 링크 줘", "link", "IMF"),
        ("give me the link to the IMF article", "link", "IMF"),
        ("환율 기사는 모두 몇 건이야?", "count", "환율"),
        ("How many articles do you have about Nvidia?", "count", "Nvidia"),
        ("how many articles about Nvidia are there?", "count", "Nvidia"),
        ("엔비디아 기사 보여줘", "list", "엔비디아"),
        ("Are there any articles on the WTO?", "list", "WTO"),
        ("관세 칼럼의 제목은?", "title", "관세"),
        ("이 기사는 언제 나온 거야?", "date", ""),
    ],
)
def test_a_question_about_an_article_says_what_is_asked_and_of_which(
    question: str, asked: str, topic: str
) -> None:
    """What is left of the question is the topic by which the article is found."""
    about = about_articles(question)
    assert about is not None
    assert about.asked == (asked,)
    assert about.topic == topic


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the letter?", "누가 친서를 썼나?", "When was the new model released?",
        "새 모델은 언제 나왔나?", "기자가 언제 질문했나?", "택시 기사 몇 명이 파업했나?",
        "How many articles are in the AI Act?", "How many articles on data does the AI Act have?",
        "Who wrote the book that the article mentions?", "Who authored the report?",
        "어느 언론이 보도했나?", "기사에 따르면 몇 개 나라가 서명했나?",
        "When did the writer of the code leave?", "Which link in the supply chain is weakest?",
        "회의 날짜는?", "기사 내용이 언제 사실로 확인됐나?", "출처가 어디야?",
        "엔비디아 기사 요약해줘", "기자 이름은?", "링크 줘",
    ],
)  # fmt: skip
def test_a_question_about_what_articles_say_is_left_alone(question: str) -> None:
    """A letter's author, a model's release and a law's articles stand in the text."""
    assert about_articles(question) is None


def test_who_is_quoted_is_told_from_who_printed_it_only_by_what_is_found() -> None:
    """ "Which outlet reported the delays?" may ask for the outlet that an article quotes."""
    about = about_articles("Which outlet reported the delays?")
    assert about is not None
    assert about.unless_quoted
    assert about.topic == "delays"


def test_a_conversation_may_be_pointed_to() -> None:
    """ "출처가 어디야?" asks of the article that answered before."""
    for question in (
        "출처가 어디야?",
        "What is the source?",
        "그 기사 누가 썼어?",
        "링크 줘",
        "기자 이름은?",
    ):
        about = about_articles(question, follows=True)
        assert about is not None
        assert about.pointing


@pytest.mark.parametrize(
    "question",
    ["Are you ChatGPT?", "How reliable are your answers?", "너는 누구야?", "넌 챗GPT야?",
     "네 답변은 얼마나 정확해?", "which language model are you using", "Who made you?",
     "당신은 누구인가요?", "Can I trust your answers?"],
)  # fmt: skip
def test_what_is_said_to_the_program_is_about_the_program(question: str) -> None:
    """Such a question names no news, though ChatGPT is a name."""
    assert asks_of_the_program(question)


@pytest.mark.parametrize(
    "question",
    [
        "Did ChatGPT beat the new model?", "사진에 나온 사람 네 명이 누구야?",
        "네이버는 누구와 합의했나?", "Do you know when APEC began?", "너도나도 만든 이름은?",
        "What did the model say?", "Are young people worried?", "이 회사 이름은 뭐야?",
        "이 이름은 뭐야?", "How do you say that the bank failed?",
    ],
)  # fmt: skip
def test_a_question_to_the_news_is_not_about_the_program(question: str) -> None:
    """Four men, a company that begins as "you" does and polite words ask of the news."""
    assert not asks_of_the_program(question)


def test_no_gold_question_is_about_articles() -> None:
    """The rule takes nothing from what people ask but who is quoted, which the text decides."""
    rows = list(read_gold(SEEDS / "gold.jsonl"))
    assert rows
    caught = [row for row in rows if about_articles(row.question, follows=bool(row.history))]
    assert all(about_articles(row.question).unless_quoted for row in caught)  # type: ignore[union-attr]
    assert not [row for row in rows if asks_of_the_program(row.question)]


def test_a_month_without_its_year_is_tried_in_each_year_back_to_the_oldest_article() -> None:
    """ "7월" in November of 2026 may be that of 2026, 2025 or 2024."""
    today, oldest = date(2026, 11, 23), date(2024, 5, 1)
    ways = list(selections("7월 뉴스", EVERYONE, today, oldest))
    assert [way.first for way in ways] == [date(y, 7, 1) for y in (2026, 2025, 2024)]
    certain = list(selections("2025년 7월 뉴스", EVERYONE, today, oldest))
    assert [(way.first, way.last) for way in certain] == [(date(2025, 7, 1), date(2025, 7, 31))]


@pytest.mark.parametrize(
    ("selection", "held"),
    [
        (EVERYTHING, 16),
        (Selection(date(2025, 8, 4), date(2025, 8, 4)), 2),
        (Selection(last=date(2020, 12, 31)), 1),
        (Selection(outlets=frozenset(("한빛통신", "Han River Wire"))), 4),
        (Selection(reporters=frozenset(("채이든",))), 2),
        (Selection(titled=("시론", "editorial")), 1),
        (Selection(date(2025, 11, 1), outlets=frozenset(("은하수경제",))), 1),
        (Selection(date(2019, 1, 1), date(2019, 12, 31)), 0),
    ],
)
def test_the_catalogue_and_the_selection_agree(
    seeds_catalogue: Catalogue, selection: Selection, held: int
) -> None:
    """Whether asked of the rows or of an article's metadata, the same articles are meant."""
    found = seeds_catalogue.newest(100, selection)
    assert len(found) == seeds_catalogue.selected(selection) == held
    everything = seeds_catalogue.newest(100)
    assert found == [article for article in everything if selection.holds(article.metadata)]


def test_an_undated_article_is_of_no_period() -> None:
    """Nothing tells that it was printed then."""
    assert not Selection(date(2025, 1, 1), date(2025, 12, 31)).holds(Metadata(title="x"))


@pytest.fixture
def seeds_catalogue(seeds_home: Path) -> Catalogue:
    """The catalogue of the starter news."""
    return Catalogue(seeds_home / "catalogue.sqlite")
