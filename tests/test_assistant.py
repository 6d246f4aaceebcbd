"""The assistant over the starter news: whoever asks, and whatever a model does."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from rag.assistant import Assistant, open_assistant
from rag.domain import Answer, EvidenceFound, Finished, Repairing, Token, content_hash
from rag.errors import MissingKey, MissingWeights, QuestionError, StoreError, UnknownModel
from tests.conftest import SEEDS, ingest, settings_for
from tests.fakes_chat import ChatServer, Reply, says

KOREAN = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
ENGLISH = "How many GPUs will Nvidia supply to Korea?"
TRUE = "Nvidia will supply 260,000 GPUs to Korea [1]."


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """A model's server on this machine."""
    chat = ChatServer()
    yield chat
    chat.close()


def over(server: ChatServer, home: Path, timeout_s: float = 20) -> Assistant:
    """An assistant with a model behind the server, whose answer it awaits for so long."""
    return open_assistant(
        settings_for(home, model="openai:fake", base_url=server.base_url, timeout_s=timeout_s)
    )


@pytest.fixture
def modelled(seeds_home: Path, server: ChatServer) -> Assistant:
    """The assistant with a model behind the server."""
    return over(server, seeds_home)


def assert_sound(assistant: Assistant, answer: Answer) -> None:
    """Every source is an exact place of a stored article, and every number cites one of them."""
    for source in answer.sources:
        article = assistant.article(source.sentence.article_id)
        assert article.text[source.sentence.start : source.sentence.end] == source.sentence.text
        assert source.citation.text_hash == content_hash(source.sentence.text)
    numbers = {source.n for source in answer.sources}
    for claim in answer.claims:
        assert claim.citations
        assert set(claim.citations) <= numbers
        assert claim.verdict == "supported"


@pytest.mark.parametrize(
    ("question", "wanted", "language"), [(KOREAN, "26만", "ko"), (ENGLISH, "260,000", "en")]
)
def test_the_gpu_question_is_answered(
    assistant: Assistant, question: str, wanted: str, language: str
) -> None:
    """The answer quotes a stored article word for word, with its outlet and its day."""
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.language == language
    assert wanted in answer.text
    assert_sound(assistant, answer)
    first = answer.sources[0]
    assert first.metadata.outlet == "한빛통신"
    assert first.metadata.published_at is not None
    assert first.metadata.published_at.startswith("2025-10-31")
    assert answer.as_of is not None
    assert {"retrieve", "total"} <= set(answer.timings_ms)


@pytest.mark.parametrize(
    "question",
    [
        "AMD는 한국에 GPU를 몇 장 공급하나?",
        "How many GPUs will AMD supply to Korea?",
        "How many GPUs will Nvidia supply to Vietnam?",
    ],
)
def test_a_question_about_another_firm_or_country_is_not_found(
    assistant: Assistant, question: str
) -> None:
    """What the articles do not hold is refused plainly, beside the nearest article."""
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert "26만" not in answer.text
    assert "260,000" not in answer.text
    assert not answer.claims
    assert [source.n for source in answer.sources] == [1]
    assert_sound(assistant, answer)


@pytest.mark.parametrize(
    ("question", "history"),
    [
        (
            "그 회의의 의장은 누가 맡았나?",
            ["송도에서 APEC 디지털·AI 장관회의가 언제 열렸나?", "2025년 8월 4일 열렸다."],
        ),
        (
            "Who chaired it?",
            ["When did the APEC digital and AI ministers meet in Songdo?", "On 4 August 2025."],
        ),
    ],
)
def test_a_follow_up_is_understood_from_what_was_said(
    assistant: Assistant, question: str, history: list[str]
) -> None:
    """A question that points back is answered by what the conversation was about."""
    answer = assistant.ask(question, history)
    assert answer.status == "answered"
    assert answer.question == question
    assert "배경훈" in answer.text


def test_the_day_of_asking_can_be_given(seeds_home: Path) -> None:
    """ "Last month" is read from the day that the assistant is told, by default the real one."""
    question = "지난달 트럼프 행정부는 H20 판매 재개를 승인했나?"
    statuses = [
        open_assistant(settings_for(seeds_home), today=lambda day=day: day).ask(question).status
        for day in (date(2025, 8, 20), date(2024, 3, 2))
    ]
    assert statuses == ["answered", "not_found"]


def test_a_stream_shows_evidence_then_words_then_the_checked_answer(
    modelled: Assistant, server: ChatServer
) -> None:
    """The evidence and its quotes come first, the draft in pieces, the checked answer last."""
    server.replies.append(says(TRUE))
    events = list(modelled.stream(ENGLISH))
    assert isinstance(events[0], EvidenceFound)
    assert "260,000" in events[0].preview.text
    assert all(isinstance(event, Token) for event in events[1:-1])
    assert "".join(event.text for event in events[1:-1] if isinstance(event, Token)) == TRUE
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert last.answer.model == "openai:fake"
    assert "first_token" in last.answer.timings_ms
    assert_sound(modelled, last.answer)


def test_no_model_is_asked_what_the_articles_do_not_hold(
    modelled: Assistant, server: ChatServer
) -> None:
    """A refusal costs no call of the model."""
    assert modelled.ask("How many GPUs will AMD supply to Korea?").status == "not_found"
    assert not server.asked


FAILURES = {
    "bad request": Reply(status=400),
    "wrong key": Reply(status=401),
    "no such model": Reply(status=404),
    "says nothing": Reply(),
    "empty words": Reply(("", " ", "\n")),
    "breaks off": Reply(("Nvidia will supply", " 260,000"), breaks=True),
    "no protocol": Reply(("raw:data: {not json}\n\n",)),
    "another protocol": Reply(('raw:data: {"error": {"message": "overloaded"}}\n\n',)),
    "garbage": says("�� lorem ipsum ]]] [1 ((( <|im_end|>"),
    "only markers": says("[1] [2] [99]"),
    "wrong number": says("Nvidia will supply 26,000 GPUs to Korea [1]."),
    "wrong firm": says("AMD will supply 260,000 GPUs to Korea [1]."),
    "another subject": says("Paris is the capital of France [1]."),
    "repeats without end": says("Nvidia will supply 27,000 GPUs [1]. " * 12),
}


@pytest.mark.parametrize("reply", FAILURES.values(), ids=list(FAILURES))
def test_whatever_a_model_does_the_quotes_answer(
    modelled: Assistant, server: ChatServer, reply: Reply
) -> None:
    """A model that fails or errs ends in verified quotes and a note, never in an exception."""
    server.replies.extend([reply] * 3)
    answer = modelled.ask(ENGLISH)
    assert server.asked
    assert answer.status == "answered"
    assert "26만 장" in answer.text
    assert answer.note
    assert "lorem" not in answer.text
    assert_sound(modelled, answer)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(("Nvidia", " will"), wait_s=30),
        Reply(tuple("Nvidia will supply many"), wait_s=0.3),
    ],
    ids=["stalls", "drips"],
)
def test_a_model_that_takes_too_long_is_not_awaited(
    seeds_home: Path, server: ChatServer, reply: Reply
) -> None:
    """After its time, in silence or in drips, the quotes answer with a note."""
    server.replies.extend([reply] * 3)
    answer = over(server, seeds_home, timeout_s=1).ask(ENGLISH)
    assert answer.status == "answered"
    assert "26만 장" in answer.text
    assert answer.note
    assert answer.timings_ms["total"] < 10_000


WRONG = "Nvidia will supply 26,000 GPUs to Korea [1]."


def test_a_sentence_that_fails_is_asked_for_once_more(
    modelled: Assistant, server: ChatServer
) -> None:
    """The model is told what is wrong and the exact value; its second sentence is the answer."""
    server.replies.extend([says(WRONG), says(TRUE)])
    events = list(modelled.stream(ENGLISH))
    [at] = [n for n, event in enumerate(events) if isinstance(event, Repairing)]
    assert "".join(e.text for e in events[at:] if isinstance(e, Token)) == TRUE
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert (last.answer.status, last.answer.note) == ("answered", "")
    asked = server.asked[1]["messages"][-1]["content"]
    assert "26,000 GPUs to Korea." in asked
    assert "does not give the number 26,000" in asked
    assert "(= 260,000" in asked


@pytest.mark.parametrize(
    "second",
    [
        says(WRONG),
        says("NOT IN THE ARTICLES"),
        Reply(),
        Reply(status=500),
        Reply(("Nvidia",), breaks=True),
    ],
)
def test_a_sentence_is_asked_for_no_third_time(
    modelled: Assistant, server: ChatServer, second: Reply
) -> None:
    """Whatever comes the second time, what it does not mend is left out and the quotes answer."""
    server.replies.extend([says(WRONG), *[second] * 3])
    answer = modelled.ask(ENGLISH)
    assert answer.status == "answered"
    assert "26만 장" in answer.text
    assert "26,000 GPUs" not in answer.text
    assert "quoted instead" in answer.note
    assert_sound(modelled, answer)


@pytest.mark.parametrize("first", [TRUE, f"{TRUE} {WRONG}", "NOT IN THE ARTICLES"])
def test_a_draft_that_answers_or_refuses_is_not_asked_for_again(
    modelled: Assistant, server: ChatServer, first: str
) -> None:
    """A second call is made only where it may change the answer."""
    server.replies.append(says(first))
    assert not any(isinstance(event, Repairing) for event in modelled.stream(ENGLISH))
    assert len(server.asked) == 1


def test_the_chain_repairs_too(modelled: Assistant, server: ChatServer) -> None:
    """Whoever builds upon the chain gets the same answer as the chat."""
    server.replies.extend([says(WRONG), says(TRUE)])
    answer = modelled.chain().invoke({"question": ENGLISH})
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"


def test_a_repair_takes_no_longer_than_the_answer_may(seeds_home: Path, server: ChatServer) -> None:
    """Both calls share one limit of time; a second one that stalls leaves the quotes."""
    server.replies.extend([says(WRONG), *[Reply(("Nvidia",), wait_s=30)] * 3])
    answer = over(server, seeds_home, timeout_s=2).ask(ENGLISH)
    assert "26만 장" in answer.text
    assert answer.timings_ms["total"] < 10_000


def test_wrong_markers_are_put_right(modelled: Assistant, server: ChatServer) -> None:
    """A true sentence under a number that was never given is shown with its real source."""
    server.replies.append(says("Nvidia will supply 260,000 GPUs to Korea 【42】."))
    answer = modelled.ask(ENGLISH)
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert "26만 장" in answer.sources[0].sentence.text


def test_a_server_that_is_down_leaves_the_quotes(seeds_home: Path) -> None:
    """A refused connection is told in the note, with what to do."""
    settings = settings_for(seeds_home, base_url="http://127.0.0.1:9/v1", timeout_s=2)
    answer = open_assistant(settings).ask(KOREAN, model="openai:fake")
    assert "26만 장" in answer.text
    assert "openai:fake did not answer" in answer.note
    assert "127.0.0.1" not in answer.note


@pytest.mark.parametrize("question", ["", "   \n\t ", "가" * 20_000, "a" * 2_001])
def test_a_question_that_is_none_is_refused(assistant: Assistant, question: str) -> None:
    """An empty or overlong question is refused before anything is searched, whichever way."""
    for ask in (assistant.ask, assistant.search, lambda q: list(assistant.stream(q))):
        with pytest.raises(QuestionError, match="question"):
            ask(question)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("nonsense", UnknownModel),
        ("nonsense:model", UnknownModel),
        ("llamacpp:", UnknownModel),
        ("llamacpp:/no/such/file.gguf", UnknownModel),
        ("llamacpp:qwen2.5-coder-1.5b-instruct", MissingWeights),
        ("openai:gpt-5-mini", MissingKey),
    ],
)
def test_a_model_that_can_not_be_opened_is_refused(
    assistant: Assistant, name: str, error: type[Exception]
) -> None:
    """A wrong name, a missing key or missing weights raise their own error with what to do."""
    with pytest.raises(error):
        assistant.ask(KOREAN, model=name)
    with pytest.raises(error):
        assistant.use(name)
    assert assistant.default_model == "quote"


def test_the_corpus_and_its_articles(assistant: Assistant) -> None:
    """The summary counts what was ingested, and an unknown article is an error with its id."""
    corpus = assistant.corpus()
    assert corpus.articles >= 14
    assert corpus.sentences > 100
    assert "한빛통신" in corpus.outlets
    assert corpus.first is not None
    assert corpus.first.startswith("2020-10-08")
    with pytest.raises(StoreError, match="nowhere"):
        assistant.article("nowhere")


def test_an_empty_home_answers_that_it_has_nothing(tmp_path: Path) -> None:
    """Before anything was ingested every question is not found, without an error."""
    home = tmp_path / "home"
    empty = open_assistant(settings_for(home))
    assert empty.corpus().articles == 0
    answer = empty.ask(KOREAN)
    assert (answer.status, answer.sources) == ("not_found", ())
    assert "None" not in answer.text
    assert "?~?" not in answer.text


def test_two_readers_may_ask_at_once(assistant: Assistant) -> None:
    """Threads that share an assistant get the answers they would get alone."""
    alone = {question: assistant.ask(question).text for question in (KOREAN, ENGLISH)}
    with ThreadPoolExecutor(4) as pool:
        questions = [KOREAN, ENGLISH] * 4
        together = list(pool.map(assistant.ask, questions))
    assert [answer.text for answer in together] == [alone[question] for question in questions]


NEW = (
    "누리소식\n\n누리호 5차 발사 성공\n\n입력 2025.11.10 09:00\n\n"
    "한국항공우주연구원이 10일 고흥 나로우주센터에서 누리호를 다섯 번째로 쏘아 올렸다. "
    "누리호는 위성 17기를 고도 600km 궤도에 올려놓았다. 발사는 새벽 1시 13분에 이뤄졌다.\n"
)
LAUNCH = "누리호는 위성 몇 기를 궤도에 올려놓았나?"


def test_a_new_article_is_found_without_reopening(tmp_path: Path) -> None:
    """What another index writes into the home answers the next question of an open assistant."""
    home = tmp_path / "home"
    home.mkdir()
    ingest(home, SEEDS / "pages" / "01-gyeongju-nvidia.txt")
    reader = open_assistant(settings_for(home))
    assert "26만" in reader.ask(KOREAN).text
    assert reader.ask(LAUNCH).status == "not_found"
    page = tmp_path / "nuri.txt"
    page.write_text(NEW, encoding="utf-8")
    assert ingest(home, page).added == 1
    answer = reader.ask(LAUNCH)
    assert answer.status == "answered"
    assert "17기" in answer.text
    assert_sound(reader, answer)
    assert "26만" in reader.ask(KOREAN).text
