"""Questions translated by a model: what is taken of it, what it may change, and what never."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.answer.chain import Writer
from rag.answer.limits import Limits
from rag.answer.translation import Translator
from rag.assistant import open_assistant
from rag.domain import EvidenceFound, Finished
from rag.index.embedders import Embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from rag.retrieve.sufficiency import sufficient
from rag.retrieve.translation import asked_in, faithful
from rag.text.names import AliasTable
from tests.conftest import ingest, settings_for
from tests.fakes_chat import ChatServer, QueuedChat, Reply, says

QUESTION = "How many GPUs will Nvidia supply to Korea?"
KOREAN = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
ALIASES = AliasTable.curated()


@pytest.mark.parametrize(
    ("translation", "question"),
    [
        (KOREAN, QUESTION),
        (f"  {KOREAN}\n", QUESTION),
        ("두 과학자는 2016년에 무슨 상을 받았나?", "Which prize did two scientists win in 2016?"),
        ("H20 재고 55억달러는 왜 생겼나?", "Why was there H20 stock of $5.5 billion?"),
        ("Who chaired the meeting in Songdo?", "송도 회의의 의장은 누구였나?"),
    ],
)
def test_a_translation_that_says_the_same_is_taken(translation: str, question: str) -> None:
    """It has the question's numbers and names, in the other language, on one line."""
    assert faithful(translation, question, ALIASES) == translation.strip()


@pytest.mark.parametrize(
    ("translation", "question"),
    [
        ("", QUESTION),
        (QUESTION, QUESTION),  # not translated
        ("How many GPUs does Korea get?", QUESTION),
        ("AMD는 한국에 GPU를 몇 장 공급하나?", QUESTION),  # another firm
        ("엔비디아는 서울에 GPU를 몇 장 공급하나?", QUESTION),  # another place
        ("엔비디아는 한국에 GPU를 26만 장 공급하나?", QUESTION),  # an answer
        ("엔비디아는 2025년 한국에 GPU를 몇 장 공급하나?", QUESTION),  # a year more
        ("몇 장인가? " * 30, QUESTION),  # it does not stop
        ("그는 2015년에 무슨 상을 받았나?", "Which prize did he win in 2016?"),
        ("재고 55억달러는 왜 생겼나?", "Why was there H20 stock of $5.5 billion?"),
        ("H20 재고 550억달러는 왜 생겼나?", "Why was there H20 stock of $5.5 billion?"),
    ],
)
def test_a_translation_that_says_another_thing_is_not_taken(
    translation: str, question: str
) -> None:
    """Another number, code or name would lead to another article."""
    assert faithful(translation, question, ALIASES) == ""


@pytest.mark.parametrize(
    ("text", "asked"), [("Who?", "Who?"), ("a\nb\nWho? ", "Who?"), ("a\nb", "b")]
)
def test_only_what_is_asked_now_is_translated(text: str, asked: str) -> None:
    """The conversation stands on lines before it."""
    assert asked_in(text) == asked


def translator(*replies: Reply, seconds: float = 5) -> tuple[Translator, QueuedChat]:
    """A translator whose model gives these replies."""
    model = QueuedChat(replies=deque(replies))
    limits = Limits(len, evidence=900, context=4096, answer=100, seconds=20)
    return Translator(Writer("queued", model, limits), seconds), model


def test_a_question_is_translated_once() -> None:
    """The model reads the question under the prompt of the other language, and is asked once."""
    translate, model = translator(says(KOREAN), says(QUESTION))
    assert [translate(QUESTION), translate(QUESTION), translate(KOREAN)] == [
        KOREAN,
        KOREAN,
        QUESTION,
    ]
    [[into_korean, asked], [into_english, _]] = model.asked
    assert "into Korean" in into_korean.text
    assert QUESTION in asked.text
    assert "into English" in into_english.text


def test_a_model_that_fails_is_asked_again_another_time() -> None:
    """A failure is no translation and no error, and is not remembered."""
    translate, model = translator(Reply(status=500), Reply(("엔비",), breaks=True), says(KOREAN))
    assert [translate(QUESTION) for _ in range(3)] == ["", "", KOREAN]
    assert len(model.asked) == 3


def test_a_slow_model_is_not_waited_for() -> None:
    """A search waits for a translation no longer than agreed."""
    translate, _ = translator(Reply(("엔비", "디아"), wait_s=30), seconds=0.2)
    began = time.monotonic()
    assert translate(QUESTION) == ""
    assert time.monotonic() - began < 5


def test_a_translation_without_end_is_cut_off() -> None:
    """What is much longer than the question is not read to its end."""
    translate, _ = translator(Reply(("말 " * 10,) * 1_000))
    assert len(translate(QUESTION)) <= 3 * len(QUESTION)


ARTICLES = {
    "ko": [
        (
            "도시 살림",
            "시장은 골목의 빈집을 헐어 텃밭으로 가꾼다고 말했다. 예산은 넉넉하다고 한다.",
        ),
        ("항구 소식", "어민들은 그물코를 넓혀 어린 물고기를 놓아준다. 조합은 이를 반긴다."),
        ("마을 도서관", "사서는 헌책을 풀로 붙여 되살린다. 아이들이 거든다고 한다."),
    ],
    "en": [
        ("Town budget", "The mayor said vacant houses would give way to gardens. Money is there."),
        ("Harbour", "Fishermen widened their nets to spare the young fish. The union is pleased."),
    ],
}
BOOKS = "Who gives battered paperbacks a second life?"
BOOKS_KOREAN = "헌책을 되살리는 사람은 누구인가?"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A home of Korean articles and one of English ones."""
    made = {}
    for language, articles in ARTICLES.items():
        home = made[language] = tmp_path_factory.mktemp(language)
        lines = (json.dumps({"title": t, "text": b}, ensure_ascii=False) for t, b in articles)
        (home / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        ingest(home, home / "articles.jsonl")
    return made


def retriever_of(home: Path, embedder: Embedder) -> Retriever:
    """A retriever over a home."""
    return Retriever(home, Catalogue(home / "catalogue.sqlite"), embedder)


@pytest.mark.parametrize(
    ("question", "translation", "held"),
    [
        (BOOKS, BOOKS_KOREAN, "헌책"),
        ("What becomes of derelict dwellings?", "빈집은 무엇으로 가꾸나?", "빈집"),
        ("What do anglers throw back?", "어민들은 무엇을 놓아주나?", "물고기"),
    ],
)
def test_a_translation_helps_to_find(
    homes: dict[str, Path], embedder: Embedder, question: str, translation: str, held: str
) -> None:
    """Words that no list has lead elsewhere; those of the translation to the right sentence."""
    retriever = retriever_of(homes["ko"], embedder)
    assert held not in retriever.retrieve(question, 1)[0].text
    assert held in retriever.retrieve(question, 1, lambda _: translation)[0].text


def test_a_translation_decides_nothing(seeds_home: Path, embedder: Embedder) -> None:
    """What evidence lacks and whether it suffices is read off the reader's own question."""
    retriever = retriever_of(seeds_home, embedder)
    absent = "How many GPUs will AMD supply to Korea?"
    for question in (absent, QUESTION):
        alone = retriever.retrieve(question, 6)
        helped = retriever.retrieve(question, 6, lambda _: "한국에 GPU를 몇 장 공급하나?")
        assert helped[0].score == alone[0].score
        assert sufficient(helped, question) == sufficient(alone, question) == (question != absent)
    assert (
        "AMD" in retriever.retrieve(absent, 1, lambda _: "한국에 GPU를 몇 장 공급하나?")[0].missing
    )


@pytest.mark.parametrize("translation", ["", "AMD는 한국에 GPU를 몇 장 공급하나?"])
def test_without_a_sound_translation_the_search_is_as_ever(
    seeds_home: Path, embedder: Embedder, translation: str
) -> None:
    """None, or one that is not faithful, changes nothing."""
    retriever = retriever_of(seeds_home, embedder)
    helped = retriever.retrieve(QUESTION, 6, lambda _: translation)
    assert helped == retriever.retrieve(QUESTION, 6)


@pytest.mark.parametrize(
    ("language", "question", "asked"),
    [("ko", BOOKS, [BOOKS]), ("ko", BOOKS_KOREAN, []), ("en", "Who spared young fish?", [])],
)
def test_a_translation_is_asked_for_where_the_articles_are_in_the_other_language(
    homes: dict[str, Path], embedder: Embedder, language: str, question: str, asked: list[str]
) -> None:
    """Who asks in the language of the articles waits for no model."""
    translated: list[str] = []

    def translate(text: str) -> str:
        translated.append(text)
        return ""

    retriever_of(homes[language], embedder).retrieve(question, 6, translate)
    assert translated == asked


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """A model's server on this machine."""
    chat = ChatServer()
    yield chat
    chat.close()


def test_the_evidence_is_shown_before_the_translation(seeds_home: Path, server: ChatServer) -> None:
    """What is found at once is shown at once; what the translation found takes its place."""
    settings = settings_for(seeds_home, model="openai:fake", base_url=server.base_url)
    assistant = open_assistant(settings)
    server.translates = Reply((KOREAN,), wait_s=0.5)
    server.replies.append(says("Nvidia will supply 260,000 GPUs to Korea [1]."))
    began = time.monotonic()
    events = assistant.stream(QUESTION)
    first = next(events)
    shown = time.monotonic() - began
    [second, *_, last] = events
    assert isinstance(first, EvidenceFound)
    assert isinstance(second, EvidenceFound)
    assert isinstance(last, Finished)
    assert last.answer.status == "answered"
    assert "260,000" in last.answer.text
    assert shown < time.monotonic() - began - 0.4
    assert len(server.translated) == 1
    assert QUESTION in server.translated[0]


def test_a_server_that_fails_to_translate_still_answers(
    seeds_home: Path, server: ChatServer
) -> None:
    """The answer is the one without a translation, and its reader hears nothing of it."""
    settings = settings_for(seeds_home, model="openai:fake", base_url=server.base_url)
    server.translates = Reply(status=400)
    server.replies.append(says("Nvidia will supply 260,000 GPUs to Korea [1]."))
    answer = open_assistant(settings).ask(QUESTION)
    assert (answer.status, answer.note) == ("answered", "")


def test_a_korean_question_on_korean_articles_is_not_translated(
    seeds_home: Path, server: ChatServer
) -> None:
    """Nor is a question to the quotes, which have no model."""
    settings = settings_for(seeds_home, model="openai:fake", base_url=server.base_url)
    assistant = open_assistant(settings)
    server.replies.append(says("엔비디아는 GPU 26만 장을 공급한다 [1]."))
    assistant.ask(KOREAN)
    assistant.ask(QUESTION, model="quote")
    assert not server.translated
