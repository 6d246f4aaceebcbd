"""The chat without a browser: its pieces, and its page run by Streamlit's own test harness."""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, get_args

import pytest
from streamlit.testing.v1 import AppTest

from rag.domain import Citation, CorpusSummary, Event, Language, Sentence
from rag.errors import QuestionError
from rag.ui.article_html import article_html
from rag.ui.conversation import Conversation
from rag.ui.dates import show_date, show_outlets, show_period
from rag.ui.generation import Generation
from rag.ui.links import from_token, still_there, to_address, to_token
from rag.ui.markup import join, tag, text
from rag.ui.reading import neighbours, paragraphs
from rag.ui.source_html import sources_html
from rag.ui.strings import EN, KO, Strings, language_of_locale
from tests.fake_assistant import AD, FAKE_ATTACKER, FakeAssistant

if TYPE_CHECKING:
    from rag.ui.protocol import ChatBackend

KOREAN_GPU = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
ENGLISH_GPU = "How many GPUs will Nvidia supply to Korea?"


class Shown(HTMLParser):
    """What a browser would show of some HTML, and the elements it would make of it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.fixture
def fake() -> FakeAssistant:
    """The assistant that the pages of these tests are drawn over."""
    return FakeAssistant()


def chat(language: Language = "ko", **options: object) -> AppTest:
    """A first visit to the chat over the fake, which gets the options."""

    def page(**options: object) -> None:
        from rag.ui.chat import show
        from tests.fake_assistant import FakeAssistant

        show(lambda: FakeAssistant(**options))

    visit = AppTest.from_function(page, default_timeout=20, kwargs=options)
    visit.query_params["lang"] = language
    return visit.run()


def asked(question: str, language: Language = "ko") -> AppTest:
    """The chat after one question was answered."""
    return chat(language).chat_input[0].set_value(question).run()


def html_of(page: AppTest) -> str:
    """All of the page's own HTML."""
    assert not page.exception
    return "\n".join(element.body for element in page.html)


def shown(page: AppTest) -> str:
    """All words that the page's own HTML shows."""
    return Shown(html_of(page)).text


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Strings)])
def test_both_languages_have_every_text_with_the_same_blanks(field: str) -> None:
    """No text is missing in a language, and what is filled in is the same in both."""

    def blanks(value: object) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(str(value)) if name}

    korean, english = getattr(KO, field), getattr(EN, field)
    assert korean
    assert english
    assert blanks(korean) == blanks(english)


def test_the_interface_has_a_table_for_each_language() -> None:
    """A language added to the domain needs a table here."""
    assert set(get_args(Language)) == {"ko", "en"}
    assert any("가" <= letter <= "힣" for letter in KO.tagline)
    assert not any("가" <= letter <= "힣" for letter in EN.tagline)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko-KR", "ko"), ("ko", "ko"), ("en-GB", "en"), ("ja", "en"), (None, "en")],
)
def test_the_first_language_is_the_browsers(locale: str | None, language: Language) -> None:
    """Korean browsers begin in Korean, all others in English."""
    assert language_of_locale(locale) == language


def test_dates_are_written_as_each_language_writes_them() -> None:
    """The day is the one printed; an unknown date is a dash, never a guess."""
    assert show_date("2025-10-31T23:59:00+09:00", "ko") == "2025년 10월 31일"
    assert show_date("2025-10-31", "en") == "31 Oct 2025"
    assert show_date(None, "ko") == "—"
    corpus = CorpusSummary(1, 1, ("A",), "2025-10-31", "2025-10-31")
    assert show_period(corpus, "en") == "31 Oct 2025"


def test_long_lists_of_outlets_are_shortened() -> None:
    """A few are named and the rest are counted."""
    assert show_outlets(("가", "나", "다", "라"), "ko") == "가, 나, 다 외 1곳"
    assert show_outlets((), "en") == "—"


# --- markup and links ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "![그림](http://example.test/a.png) [링크](javascript:alert(1))",
        "1~2일, 3~4일 $5 billion … $3 :red[x] **굵게** `코드`",
        "&amp; &lt;b&gt; \"'</mark>",
        "줄\r바꿈\n과\t탭",
    ],
)
def test_text_is_shown_exactly_and_makes_no_element(words: str) -> None:
    """Whatever a page or a model wrote is text on the screen and nothing else."""
    parsed = Shown(tag("p", text(words)))
    assert parsed.text == words
    assert parsed.elements == [("p", {})]


def test_empty_pieces_are_left_out_when_joining() -> None:
    """A byline without a reporter has no stray separator."""
    assert join(text("a"), text(""), text("b"), by=" · ") == "a · b"


@pytest.mark.parametrize("token", ["", "a:b", "a:1:x:h", "a:-1:2:h", "a:1:2:h:more", "a:１:٢:"])
def test_only_our_own_tokens_become_citations(token: str) -> None:
    """A browser may send anything; what is not a place in an article is no citation."""
    citation = from_token(token)
    assert citation is None or (citation.start, citation.end) == (1, 2)


def test_a_citation_survives_its_link(fake: FakeAssistant) -> None:
    """The link of a sentence leads to the same sentence, and notices a changed article."""
    sentence = fake.gpu.sentences[1]
    citation = Citation.of(sentence)
    assert from_token(to_token(citation)) == citation
    assert to_address(citation, "en").endswith("&lang=en")
    assert still_there(citation, fake.gpu)
    changed = dataclasses.replace(fake.gpu, text=fake.gpu.text.replace("26만", "27만"))
    assert not still_there(citation, changed)


# --- reading -------------------------------------------------------------------------------------


def test_an_article_reads_as_paragraphs_without_its_chrome(fake: FakeAssistant) -> None:
    """Menus are left out, a byline in the line of a sentence stays, captions are apart."""
    read = paragraphs(fake.gpu)
    assert [paragraph.kind for paragraph in read] == ["title", "body", "caption", "body"]
    words = "".join(piece.text for paragraph in read for piece in paragraph.pieces)
    assert "로그인" not in words
    assert KO.hidden_chrome in article_html(fake.gpu, None, "ko")
    assert KO.hidden_chrome not in article_html(fake.imf, None, "ko")
    assert "댓글" not in words
    assert read[1].pieces[0].kind == "aside"
    assert read[1].pieces[0].text.startswith("(경주=새벽통신)")


def test_every_piece_is_an_exact_slice_in_order(fake: FakeAssistant) -> None:
    """Reading rearranges nothing and adds nothing."""
    for article in (fake.gpu, fake.imf, fake.hostile, fake.long):
        position = 0
        for paragraph in paragraphs(article):
            for piece in paragraph.pieces:
                at = article.text.find(piece.text, position)
                assert at >= position
                position = at + len(piece.text)


@pytest.mark.parametrize("index", range(7))
def test_the_marked_text_is_the_cited_sentence(fake: FakeAssistant, index: int) -> None:
    """One mark, holding exactly the stored sentence, advertising inside it too."""
    sentence = fake.gpu.sentences[index]
    markup = article_html(fake.gpu, Citation.of(sentence), "ko")
    marks = re.findall(r"<mark.*?</mark>", markup)
    assert len(marks) == 1
    assert Shown(marks[0]).text == sentence.text


def test_advertising_inside_a_sentence_is_drawn_as_a_mask(fake: FakeAssistant) -> None:
    """The spliced words keep their letters in an element whose style draws […] in their place."""
    markup = article_html(fake.gpu, None, "ko")
    assert re.search(rf'<span class="hb-mask"[^>]*>{AD}</span>', markup)
    assert AD not in re.sub(r'<span class="hb-mask".*?</span>', "", markup)
    around = neighbours(fake.gpu, _sentence_with(fake, "30만 장"))
    assert [piece.kind for piece in around.before] == ["sentence", "mask", "sentence"]


def test_unknown_facts_of_an_article_are_not_invented(fake: FakeAssistant) -> None:
    """No reporter, no date: the outlet and a dash."""
    parsed = Shown(article_html(fake.imf, None, "en"))
    assert "The Harbour Post · —" in parsed.text
    assert "None" not in parsed.text


def test_a_hostile_article_makes_only_our_elements(fake: FakeAssistant) -> None:
    """Its title, outlet, reporter and sentences are text; its javascript: address is no link."""
    parsed = Shown(article_html(fake.hostile, Citation.of(fake.hostile.sentences[0]), "ko"))
    names = {name for name, _ in parsed.elements}
    assert names <= {"article", "h2", "p", "b", "mark", "span", "footer"}
    assert fake.hostile.text in parsed.text
    assert not any(FAKE_ATTACKER in str(attributes) for _, attributes in parsed.elements)


def test_a_source_without_its_article_still_shows_its_quote(fake: FakeAssistant) -> None:
    """An article removed since then takes its context away, not the quote."""
    answer = fake.ask(KOREAN_GPU)
    parsed = Shown(sources_html(answer.sources, "출처", lambda _: None, "ko"))
    assert answer.sources[0].text in parsed.text
    assert "정부와 네 개 기업이" not in parsed.text


# --- the page ------------------------------------------------------------------------------------


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
    assert tuple(page.pills[0].options) == strings.examples
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


def test_an_example_is_asked_by_a_click() -> None:
    """The pill's question is answered, and the first screen is gone."""
    page = chat("en")
    page.pills[0].set_value(EN.examples[0]).run()
    assert "260,000" in shown(page)
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
    """With the period, the outlets and the nearest article, and no claim at all."""
    page = asked("What of Mars?", language)
    words = shown(page)
    assert strings.not_found in words
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


def test_a_permanent_link_opens_the_article_alone(fake: FakeAssistant) -> None:
    """The page of a link shows the article at its sentence, without the chat."""
    page = chat("en")
    page.query_params["cite"] = to_token(Citation.of(fake.gpu.sentences[1]))
    page.run()
    assert fake.gpu.sentences[1].text in shown(page)
    assert 'data-testid="cited-sentence"' in html_of(page)
    assert not page.chat_input


def test_a_link_to_changed_or_missing_words_says_so(fake: FakeAssistant) -> None:
    """Nothing is marked where the words are no longer those that were cited."""
    sentence = fake.gpu.sentences[1]
    page = chat("en")
    page.query_params["cite"] = to_token(dataclasses.replace(Citation.of(sentence), text_hash="0"))
    page.run()
    assert EN.changed_article in shown(page)
    assert "cited-sentence" not in html_of(page)
    page.query_params["cite"] = "nowhere:0:1:0"
    page.run()
    assert "no longer stored" in shown(page)


# --- the running answer --------------------------------------------------------------------------


def test_a_stopped_answer_keeps_the_verified_quotes(fake: FakeAssistant) -> None:
    """Stopping throws the unchecked draft away, not what was already checked."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    assert conversation.running is not None
    _wait_for_preview(conversation.running)
    conversation.stop()
    (turn,) = conversation.turns
    assert turn.stopped
    assert turn.answer is not None
    assert turn.answer.text == " ".join(source.text for source in turn.answer.sources)


def test_a_new_question_ends_the_one_before(fake: FakeAssistant) -> None:
    """Two answers never run for one reader at once."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    first = conversation.running
    assert first is not None
    _wait_for_preview(first)
    conversation.ask(KOREAN_GPU, fake.stream)
    assert conversation.running is not first
    assert [turn.question for turn in conversation.turns] == ["slow GPU"]


def test_an_answer_that_nobody_follows_ends_as_stopped(fake: FakeAssistant) -> None:
    """A closed tab costs no more than a few words of the model, and is no error."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    generation = conversation.running
    assert generation is not None
    generation.stop()  # what the thread does itself once nobody asks for progress
    progress = generation.progress()
    while not progress.done:
        progress = generation.wait(progress.version, 5)
    assert conversation.finish(progress).stopped


def test_an_error_of_ours_ends_a_generation_with_its_message() -> None:
    """The message travels to the page as text."""

    def refuse() -> Iterator[Event]:
        raise QuestionError("The question is empty; type one.")

    generation = Generation("", refuse).start()
    progress = generation.wait(seen=1, timeout_s=5)
    assert progress.done
    assert progress.error == "The question is empty; type one."


def test_the_fake_satisfies_the_protocol(fake: FakeAssistant) -> None:
    """The chat needs nothing that the protocol does not name."""
    backend: ChatBackend = fake
    assert backend.default_model in {model.name for model in backend.models() if model.ready}


def _wait_for_preview(generation: Generation) -> None:
    progress = generation.progress()
    while progress.preview is None:
        progress = generation.wait(progress.version, 5)


def _sentence_with(fake: FakeAssistant, words: str) -> Sentence:
    return next(sentence for sentence in fake.gpu.sentences if words in sentence.text)
