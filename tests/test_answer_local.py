"""Engines of GGUF models: one is kept, and none is ended under an answer.

The engines here are real ones but for llama.cpp: each is a transport that answers with its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from rag.answer.local import LOCAL_URL, Engines, EngineTransport, LocalEngine, Which
from rag.errors import MissingWeights

A, B, C, BROKEN = (Which(Path(f"{name}.gguf"), 512, 1) for name in ("a", "b", "c", "broken"))


class Answering(httpx.BaseTransport):
    """An engine's port: two pieces, its model's name and the key that it was shown."""

    def __init__(self, which: Which, running: list[str]) -> None:
        self.name = which.path.stem
        self._running = running
        running.append(self.name)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/drops":
            raise httpx.ReadError("the engine hung up")
        if request.url.path == "/sticks":
            return httpx.Response(200, stream=Sticking())
        said = f"{request.url.port} {request.headers['Authorization']}"
        return httpx.Response(200, stream=Pieces(self.name, said))

    def close(self) -> None:
        self._running.remove(self.name)


class Pieces(httpx.SyncByteStream):
    """A stream of words."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def __iter__(self) -> Iterator[bytes]:
        yield from (word.encode() for word in self._words)


class Sticking(Pieces):
    """A stream that can't be closed in peace."""

    def close(self) -> None:
        raise httpx.ReadError("the engine hung up")


@pytest.fixture
def running() -> list[str]:
    """The models whose engines run, in the order in which they were started."""
    return []


@pytest.fixture
def engines(running: list[str]) -> Engines:
    """Engines that start at once."""

    def start(which: Which) -> LocalEngine:
        if which == BROKEN:
            raise MissingWeights("it can't be loaded")
        url = httpx.URL(f"http://127.0.0.1:{1000 + ord(which.path.stem)}")
        return LocalEngine(url, f"key-{which.path.stem}", None, Answering(which, running))

    return Engines(start)


def client(engines: Engines, which: Which) -> httpx.Client:
    """A client as a chat model has one, made once and kept."""
    return httpx.Client(transport=EngineTransport(engines, which), base_url=LOCAL_URL)


def test_a_request_goes_to_the_engines_port_with_its_key(engines: Engines) -> None:
    """Whoever holds the client need know neither."""
    assert client(engines, A).get("/").text == "a1097 Bearer key-a"


def test_one_engine_is_kept(engines: Engines, running: list[str]) -> None:
    """Another model's ends the former's, and a client made before starts its own anew."""
    a, b = client(engines, A), client(engines, B)
    for asked, name in ((a, "a"), (a, "a"), (b, "b"), (a, "a")):
        assert asked.get("/").text.startswith(name)
        assert running == [name]


def test_an_engine_that_answers_is_not_ended(engines: Engines, running: list[str]) -> None:
    """It goes on beside its successor, and ends with its last answer."""
    with (
        client(engines, A).stream("GET", "/") as first,
        client(engines, A).stream("GET", "/") as second,
    ):
        client(engines, B).get("/")
        assert running == ["a", "b"]
        assert first.read().startswith(b"a")
        client(engines, C).get("/")
        assert running == ["a", "c"]
        assert second.read().startswith(b"a")
        assert running == ["c"]
    assert running == ["c"]


def test_a_stream_that_is_left_ends_its_engine(engines: Engines, running: list[str]) -> None:
    """A reader who stops in the middle holds no weights."""
    with client(engines, A).stream("GET", "/"):
        client(engines, B).get("/")
    assert running == ["b"]


def test_a_request_that_fails_holds_no_engine(engines: Engines, running: list[str]) -> None:
    """The failure reaches the caller, and the next model ends the engine as ever."""
    with pytest.raises(httpx.ReadError):
        client(engines, A).get("/drops")
    client(engines, B).get("/")
    assert running == ["b"]


def test_a_stream_that_fails_to_close_holds_no_engine(engines: Engines, running: list[str]) -> None:
    """Its gigabytes are given back all the same."""
    with pytest.raises(httpx.ReadError):
        client(engines, A).get("/sticks")
    client(engines, B).get("/")
    assert running == ["b"]


def test_a_model_that_can_not_be_loaded_is_told_each_time(engines: Engines) -> None:
    """A failed start is not remembered, and other models answer after it."""
    for _ in range(2):
        with pytest.raises(MissingWeights):
            client(engines, BROKEN).get("/")
    assert client(engines, A).get("/").text.startswith("a")
