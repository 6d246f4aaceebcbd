"""Messages that ask for nothing: told what may be asked, or given the newest headlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.assistant import Assistant, open_assistant
from rag.domain import Finished
from rag.evaluate.gold import read_gold
from rag.retrieve.small_talk import small_talk
from rag.text.names import AliasTable
from tests.conftest import SEEDS, settings_for

NAMES = AliasTable.curated()


@pytest.mark.parametrize(
    "message",
    [
        "안녕", "안녕하세요!", "고마워", "감사합니다", "요약해줘", "넌 뭘 할 수 있어?", "도와줘",
        "ㅋㅋㅋ", "왜?", "hi", "Hello there!", "Thanks a lot", "what can you do?", "help", "...",
    ],
)  # fmt: skip
def test_a_message_without_anything_to_look_for_is_welcomed(message: str) -> None:
    """Greetings, thanks and questions about the program itself hold no content word."""
    assert small_talk(message, (), NAMES) == "welcome"


@pytest.mark.parametrize(
    "message",
    ["오늘 뉴스 요약해줘", "최신 뉴스 알려줘", "무슨 소식 있어?", "오늘 무슨 일이 있었어?",
     "What's new?", "Summarize today's news", "Any news?", "latest headlines"],
)  # fmt: skip
def test_a_wish_for_news_is_a_wish_for_headlines(message: str) -> None:
    """Who asks for news of nothing in particular wants the newest."""
    assert small_talk(message, (), NAMES) == "headlines"


@pytest.mark.parametrize(
    "message",
    ["오늘 날씨 어때?", "엔비디아 뉴스 요약해줘", "어제 뉴스 알려줘", "2025년 7월 소식은?",
     "H20 news", "Any news on tariffs?", "안녕, APEC은 어디서 열렸나?", "Thanks. Who chaired it?",
     "APEC", "26만", "What happened in July 2025?"],
)  # fmt: skip
def test_a_message_with_something_to_look_for_is_a_question(message: str) -> None:
    """A name, a number, a period or a content word is looked for, however it is wrapped up."""
    assert small_talk(message, (), NAMES) == ""


def test_in_a_conversation_only_a_civility_is_small_talk() -> None:
    """ "Why?" asks about what was said before; "thank you" does not."""
    said = ("APEC은 어디서 열렸나?", "경주에서 열렸다.")
    assert small_talk("왜?", said, NAMES) == ""
    assert small_talk("요약해줘", said, NAMES) == ""
    assert small_talk("고마워", said, NAMES) == "welcome"


def test_no_question_of_the_starter_set_is_small_talk() -> None:
    """The rule takes nothing from what people ask."""
    rows = list(read_gold(SEEDS / "gold.jsonl"))
    assert rows
    assert not [row.id for row in rows if small_talk(row.question, row.history, NAMES)]


@pytest.mark.parametrize(
    ("message", "said"), [("안녕", "에 대해 무엇이 보도됐나?"), ("Hello", "What was reported on “")]
)
def test_a_welcome_tells_what_is_covered_and_what_to_ask(
    assistant: Assistant, message: str, said: str
) -> None:
    """Nothing is found, so nothing is cited; the examples come from headlines that are held."""
    answer = assistant.ask(message)
    assert (answer.status, answer.claims, answer.sources) == ("not_found", (), ())
    assert str(assistant.corpus().articles) in answer.text
    assert "2025-11-04" in answer.text
    assert answer.text.count(said) >= 2
    assert len(answer.text) <= 400


@pytest.mark.parametrize("message", ["오늘 뉴스 요약해줘", "What's new?"])
def test_headlines_are_quoted_with_their_sources(assistant: Assistant, message: str) -> None:
    """The newest come first, each one a place of its article, and no model is asked."""
    *before, last = assistant.stream(message)
    assert not before
    assert isinstance(last, Finished)
    answer = last.answer
    assert answer.status == "answered"
    assert 2 <= len(answer.claims) <= 5
    assert len(answer.text) <= 400
    for claim, source in zip(answer.claims, answer.sources, strict=True):
        article = assistant.article(source.sentence.article_id)
        assert article.text[source.sentence.start : source.sentence.end] == source.sentence.text
        assert claim.text == f"“{source.sentence.text}”"
        assert claim.citations == (source.n,)
    days = [source.metadata.published_at for source in answer.sources]
    assert days == sorted(days, key=str, reverse=True)
    assert answer.as_of == days[0]


def test_examples_are_things_that_are_answered(assistant: Assistant) -> None:
    """Who asks one of the examples gets an answer."""
    text = assistant.ask("안녕").text
    examples = [part.strip() + "?" for part in text.partition("예:")[2].split("?") if part.strip()]
    assert examples
    assert all(assistant.ask(example).status == "answered" for example in examples)


def test_an_empty_home_says_how_to_begin(tmp_path: Path) -> None:
    """Before anything was read a greeting is answered by what to do first."""
    empty = open_assistant(settings_for(tmp_path / "home"))
    for message in ("안녕", "What's new?"):
        answer = empty.ask(message)
        assert answer.status == "not_found"
        assert "rag ingest" in answer.text
