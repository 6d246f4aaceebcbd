"""Whatever stands behind a model's name, a question ends in a checked answer, and in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessageChunk

from rag.answer.patience import patient
from rag.assistant import Assistant, open_assistant
from rag.domain import Answer, Token
from rag.errors import ModelUnavailable
from tests.asking import ENGLISH_GPU, KOREAN_GPU, assert_sound
from tests.conftest import settings_for
from tests.fakes_chat import HOSTILE, ChatServer, Reply, says

KEY = "sk-marker-0123456789abcdef"
TIMEOUT_S, SLACK_S = 1.5, 3.0


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    """A server that does as it is told."""
    chat = ChatServer()
    yield chat
    chat.close()


@pytest.fixture(scope="module")
def hosted(seeds_home: Path, server: ChatServer) -> Assistant:
    """An assistant whose model stands behind that server, with a key, and with little patience."""
    settings = settings_for(seeds_home, base_url=server.base_url, timeout_s=TIMEOUT_S, api_key=KEY)
    assistant = open_assistant(settings)
    assistant.warm_up()
    return assistant


def ask(hosted: Assistant, server: ChatServer, reply: Reply, question: str = ENGLISH_GPU) -> Answer:
    """Ask while the server gives one reply, however often it is asked."""
    server.replies.clear()
    server.replies.extend([reply] * 5)
    return hosted.ask(question, model="openai:fake")


@pytest.mark.parametrize("question", [KOREAN_GPU, ENGLISH_GPU], ids=["ko", "en"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_server_ends_in_quotes_with_a_note_in_time(
    hosted: Assistant, server: ChatServer, kind: str, question: str
) -> None:
    """The quotes answer, one short note says why, and nobody waits longer than was agreed."""
    began = time.monotonic()
    answer = ask(hosted, server, HOSTILE[kind], question)
    assert time.monotonic() - began < TIMEOUT_S + SLACK_S
    assert answer.status in ("answered", "partial")
    if kind != "echoes its instructions":  # what it echoes of the evidence is true, if no answer
        assert "26만 장" in answer.text
    assert answer.claims
    assert_sound(hosted, answer)
    assert 0 < len(answer.note) < 250
    assert "\n" not in answer.note
    assert answer.model == "openai:fake"


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 429, 500], ids=lambda status: f"HTTP {status}"
)
def test_a_key_that_a_server_repeats_is_shown_nowhere(
    hosted: Assistant, server: ChatServer, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    """The server gets the key; neither the answer nor a log line repeats it, nor the address."""
    body = b'{"error": {"message": "Incorrect API key provided: %s"}}' % KEY.encode()
    with caplog.at_level("DEBUG"):
        answer = ask(hosted, server, Reply(status=status, body=body))
    assert server.keys[-1] == KEY
    told = f"{answer!r} {caplog.text}"
    assert KEY not in told
    assert "127.0.0.1" not in answer.note


def test_a_good_answer_comes_through(hosted: Assistant, server: ChatServer) -> None:
    """The same server with a right sentence: it is shown as the model wrote it, without a note."""
    answer = ask(hosted, server, says("Nvidia will supply 260,000 GPUs to Korea [1]."))
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert answer.note == ""


def test_a_wait_that_is_short_enough_is_waited(hosted: Assistant, server: ChatServer) -> None:
    """A server that was busy for a moment is asked again, within the same patience."""
    server.replies.clear()
    busy = Reply(status=429, headers=(("Retry-After", "0.2"),))
    server.replies.extend([busy, says("Nvidia will supply 260,000 GPUs to Korea [1].")])
    answer = hosted.ask(ENGLISH_GPU, model="openai:fake")
    assert "260,000 GPUs" in answer.text
    assert answer.note == ""


def test_a_long_draft_is_cut_and_its_beginning_checked(
    hosted: Assistant, server: ChatServer
) -> None:
    """A model that answers and then can not stop has still answered."""
    rambling = ("Nvidia will supply 260,000 GPUs to Korea [1]. ", "And" + " so on" * 100_000)
    answer = ask(hosted, server, Reply(rambling))
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"


def test_a_marker_alone_is_no_answer_of_the_model(hosted: Assistant, server: ChatServer) -> None:
    """ "[1]" ends as the quotes that it stands for, under a note that says that they are quotes."""
    answer = ask(hosted, server, says("[1]"))
    assert answer.text.startswith("“")
    assert "quoted instead" in answer.note


def test_who_stops_reading_hangs_up(hosted: Assistant, server: ChatServer) -> None:
    """A reader who leaves after the first words stops the model's server too."""
    server.replies.clear()
    server.replies.append(Reply(("word ",) * 1000, wait_s=0.02))
    server.left.clear()
    events = hosted.stream(ENGLISH_GPU, model="openai:fake")
    assert any(isinstance(event, Token) for event in events)
    events.close()  # type: ignore[attr-defined]
    assert server.left.wait(5)


def endless(closed: threading.Event) -> Iterator[AIMessageChunk]:
    """A stream without an end that tells when it is closed."""
    try:
        while True:
            time.sleep(0.01)
            yield AIMessageChunk("word ")
    finally:
        closed.set()


def test_a_stream_is_closed_when_its_time_is_over() -> None:
    """The reader is told after the agreed time, and the generation behind it ends too."""
    closed = threading.Event()
    read = patient("m", lambda: endless(closed), seconds=0.2, characters=10**6)
    with pytest.raises(ModelUnavailable, match="m took longer than 0 s"):
        list(read)
    assert closed.wait(2)


def test_a_stream_is_closed_when_its_reader_leaves() -> None:
    """Whoever stops reading stops the generation."""
    closed = threading.Event()
    read = patient("m", lambda: endless(closed), seconds=60, characters=10**6)
    assert next(read).text == "word "
    read.close()  # type: ignore[attr-defined]
    assert closed.wait(2)


def test_a_stream_ends_at_its_length() -> None:
    """What has grown too long ends there, without an error."""
    closed = threading.Event()
    pieces = list(patient("m", lambda: endless(closed), seconds=60, characters=20))
    assert len("".join(piece.text for piece in pieces)) <= 25
    assert closed.wait(2)


def test_an_error_of_a_stream_is_raised_to_its_reader() -> None:
    """What fails in the stream's own thread, at its start or later, fails where it is read."""

    def breaking() -> Iterator[AIMessageChunk]:
        yield AIMessageChunk("a")
        raise ConnectionError("lost")

    def refusing() -> Iterator[AIMessageChunk]:
        raise PermissionError("no")

    read = patient("m", breaking, seconds=5, characters=100)
    assert next(read).text == "a"
    with pytest.raises(ConnectionError, match="lost"):
        next(read)
    with pytest.raises(PermissionError, match="no"):
        next(patient("m", refusing, seconds=5, characters=100))
