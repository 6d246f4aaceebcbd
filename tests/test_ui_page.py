"""The chat's page without a browser: the first screen, an answer, the sidebar and a link."""

from __future__ import annotations

import dataclasses
import re

import pytest

from rag.domain import Citation, Language
from rag.ui.dates import show_date, show_outlets
from rag.ui.links import to_token
from rag.ui.markup import label
from rag.ui.strings import EN, KO, Strings
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.chat_page import Shown, asked, chat, html_of, shown
from tests.fake_assistant import FakeAssistant


@pytest.mark.parametrize(("language", "strings"), [("ko", KO), ("en", EN)])
def test_the_first_screen_says_what_this_is(language: Language, strings: Strings) -> None:
    """Name, one sentence, what is covered, four examples in the reader's language."""
    page = chat(language)
    words = shown(page)
    assert "화백" in words
    assert "Hwabaek" in words
    assert strings.tagline in words
    assert "The Harbour Post" in words
    assert show_date("2025-10-31", language) in words
    assert len(page.pills[0].options) == 4
    assert page.chat_input[0].placeholder == strings.placeholder


def test_an_empty_corpus_says_how_to_fill_it() -> None:
    """No examples that can't be answered, no coverage of nothing, and no made-up period."""
    page = chat("en", empty=True)
    assert EN.empty_corpus in shown(page)
    assert not page.pills
    page.chat_input[0].set_value("What of Mars?").run()
    assert EN.not_found in shown(page)
    assert "0 articles by" not in shown(page)


def test_a_notice_of_the_backend_is_shown_to_everyone() -> None:
    """A model that could not be had is told before anything is asked."""
    assert "Answering with quotes." in shown(chat("en", notice="Answering with quotes."))


def test_examples_written_for_the_starter_news_are_offered_only_over_it() -> None:
    """Any other home's first screen asks about headlines that it holds."""
    outlets = FakeAssistant().corpus().outlets
    starter = ("한빛통신", "다온데일리", "해돋이경제", "누리국제뉴스")
    assert [*chat("en", outlets=(*outlets, *starter)).pills[0].options] == [
        label(example) for example in EN.starter_examples
    ]
    own = chat("en").pills[0].options
    headlines = FakeAssistant().headlines("en")
    assert own == [label(EN.example.format(headline=headline)) for headline in headlines]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GPU 26만 장", "GPU 26만 장"),
        ("![x](y) *1~2* $3$", r"\!\[x\]\(y\) \*1\~2\* \$3\$"),
        ("see https://a.example", ""),
        ("mail a@b.example", ""),
        (":smile: AI", ""),
    ],
)
def test_a_headline_on_a_button_is_shown_as_it_is(text: str, wanted: str) -> None:
    """What Markdown would change is escaped; what no escape saves is not offered."""
    assert label(text) == wanted


def test_an_example_is_asked_by_a_click() -> None:
    """The pill's question is answered, and the first screen is gone."""
    page = chat("en")
    asked_about = EN.example.format(headline=FakeAssistant().gpu.metadata.title)
    page.pills[0].set_value(asked_about).run()
    assert asked_about in shown(page)
    assert "26만 장을 공급합니다" in shown(page)
    assert not page.pills


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [(KOREAN_GPU, "ko", "26만 장을 공급합니다"), (ENGLISH_GPU, "en", "260,000 of its latest GPUs")],
)
def test_an_answer_has_citations_outlet_and_date(
    question: str, language: Language, said: str
) -> None:
    """Each sentence with its numbers; each source with who printed it and when."""
    page = asked(question, language)
    words = shown(page)
    assert said in words
    assert show_date("2025-10-31", language) in words
    assert "새벽통신" in words
    assert "한가람" in words
    assert "들판일보, 누리경제" in words
    assert html_of(page).count('data-testid="source"') == 2
    assert html_of(page).count('data-testid="citation"') == 5  # three in claims, two on cards
    assert 'data-testid="draft"' not in html_of(page)


def test_a_quotes_text_holds_no_added_value() -> None:
    """The exact value beside a number is drawn by the style sheet; copied text stays exact."""
    markup = html_of(asked(KOREAN_GPU))
    marks = re.findall(r'<mark data-testid="quote">(.*?)</mark>', markup)
    assert 'data-value="260,000"' in marks[0]
    assert Shown(marks[0]).text in FakeAssistant().gpu.text


def test_what_fails_the_check_is_never_shown_as_a_claim() -> None:
    """A partial answer says so; the failed sentence is struck out among those left out."""
    markup = html_of(asked("일부 가격은?"))
    claims = re.findall(r'<span data-testid="claim">(.*?)</span>', markup)
    assert claims == ["공급은 내년부터 차례로 이루어집니다."]
    assert KO.partial in markup
    assert "가격을 말한 기사는 찾지 못했습니다." in markup
    assert "<s>가격은 55억 달러입니다.</s>" in markup
    assert "55억 달러는 출처에 없습니다." in markup


@pytest.mark.parametrize(("language", "strings"), [("ko", KO), ("en", EN)])
def test_not_found_is_said_plainly(language: Language, strings: Strings) -> None:
    """What is lacking, what was searched, the nearest article, and no claim at all."""
    page = asked("What of Mars?", language)
    words = shown(page)
    assert "Not in the articles. The nearest passages do not speak of Mars." in " ".join(
        words.replace("articles.The", "articles. The").split()
    )
    outlets = show_outlets(FakeAssistant().corpus().outlets, language)
    assert strings.not_found_outlets.format(outlets=outlets) in words
    assert strings.nearest in words
    assert "12" in words
    assert show_date("2020-10-08", language) in words
    assert 'data-testid="claim"' not in html_of(page)


def test_an_error_is_one_calm_sentence() -> None:
    """A refusal is told in its own words; nothing of a traceback is shown."""
    page = asked("refuse")
    assert "did not answer; start it." in shown(page)
    assert KO.error_title in shown(page)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_unforeseen_error_leaves_a_working_chat() -> None:
    """The reader is told calmly and can go on; the quotes that were verified stay."""
    page = asked("crash GPU")
    assert KO.unexpected in shown(page)
    assert "secret" not in shown(page)
    page.chat_input[0].set_value(KOREAN_GPU).run()
    assert "26만 장을 공급합니다" in shown(page)


def test_earlier_turns_stay_with_their_sources_and_are_sent_as_history() -> None:
    """The second question comes with the first and its answer; both remain on the page."""
    page = asked(KOREAN_GPU)
    page.chat_input[0].set_value("화성은?").run()
    words = shown(page)
    assert "26만 장을 공급합니다" in words
    assert KO.not_found in words
    conversation = page.session_state["conversation"]
    assert conversation.history()[0] == KOREAN_GPU
    assert "26만 장" in conversation.history()[1]
    assert len(conversation.history()) == 4


def test_a_new_chat_forgets_the_old_one() -> None:
    """The button brings the first screen back."""
    page = asked(KOREAN_GPU)
    page.sidebar.button(key="new-chat").click().run()
    assert KO.tagline in shown(page)
    assert "26만 장을 공급합니다" not in shown(page)


def test_the_language_switch_redraws_everything() -> None:
    """Interface words and dates change; what was said stays as it was said."""
    page = asked(KOREAN_GPU)
    page.session_state["language"] = "en"
    page.run()
    assert "31 Oct 2025" in shown(page)
    assert EN.sources in shown(page)
    assert "26만 장을 공급합니다" in shown(page)


def test_only_ready_models_can_be_picked() -> None:
    """The others are listed with the reason and what to do about it."""
    page = chat("en")
    assert page.sidebar.selectbox(key="model").options == [
        EN.quote_model,
        "Fake model 1.5B",
    ]
    assert page.sidebar.selectbox(key="model").value == "fake:checked"
    assert "Ollama is not running." in shown(page)


def test_a_permanent_link_opens_the_article_alone() -> None:
    """The page of a link shows the article at its sentence, without the chat."""
    sentence = FakeAssistant().gpu.sentences[1]
    page = chat("en")
    page.query_params["cite"] = to_token(Citation.of(sentence))
    page.run()
    assert sentence.text in shown(page)
    assert 'data-testid="cited-sentence"' in html_of(page)
    assert not page.chat_input


def test_a_link_to_changed_or_missing_words_says_so() -> None:
    """Nothing is marked where the words are no longer those that were cited."""
    sentence = FakeAssistant().gpu.sentences[1]
    page = chat("en")
    page.query_params["cite"] = to_token(dataclasses.replace(Citation.of(sentence), text_hash="0"))
    page.run()
    assert EN.changed_article in shown(page)
    assert "cited-sentence" not in html_of(page)
    page.query_params["cite"] = "nowhere:0:1:0"
    page.run()
    assert "no longer stored" in shown(page)


@pytest.mark.parametrize("token", ["a", "a:1:2", "a:b:2:h", f"a:{'9' * 5000}:1:h", "a:1:2:h:i"])
def test_a_link_that_is_none_opens_the_chat(token: str) -> None:
    """Whatever stands in the address, there is a page."""
    page = chat("en")
    page.query_params["cite"] = token
    page.run()
    assert EN.tagline in shown(page)
