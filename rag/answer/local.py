"""GGUF models in this process, by llama.cpp.

The engine always opens a port, so we speak to it as to any OpenAI-compatible server: on the
loopback address, at a port of the system's choice, behind a key that only this process knows.
Closing the stream stops the generation.

Weights take gigabytes, so one engine is kept: another model's ends it as soon as it answers no
request any more, and a request to the former model starts its engine anew.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from rag.errors import MissingWeights, UnknownModel

# What clients are told: every request goes to the engine, wherever that listens by then.
LOCAL_URL = "http://127.0.0.1"


class Which(NamedTuple):
    """A GGUF file, the tokens of context it is opened with, and the threads that compute."""

    path: Path
    context: int
    threads: int


@dataclass(eq=False, slots=True)
class LocalEngine:
    """A running engine: where it listens, the key it wants, and how many requests it answers.

    llama.cpp ends its server and gives the memory back once nothing refers to `server`.
    """

    url: httpx.URL
    key: str
    server: Any
    http: httpx.BaseTransport
    users: int = 0


class Engines:
    """The engine that was asked last, and former ones while an answer of theirs goes on."""

    def __init__(self, start: Callable[[Which], LocalEngine]) -> None:
        """Start engines with `start`; threads may share this."""
        self._start = start
        self._running: dict[Which, LocalEngine] = {}
        self._last: Which | None = None
        self._lock = threading.Lock()

    def enter(self, which: Which) -> LocalEngine:
        """Return a model's engine for one request, started if it is not running.

        Raises:
            MissingWeights, UnknownModel: as `local_client` does.
        """
        with self._lock:
            if which not in self._running:
                for former in [w for w, engine in self._running.items() if not engine.users]:
                    self._end(former)
                self._running[which] = self._start(which)
            self._last = which
            engine = self._running[which]
            engine.users += 1
            return engine

    def leave(self, which: Which) -> None:
        """End one request, and the engine with it if another model was asked meanwhile."""
        with self._lock:
            self._running[which].users -= 1
            if which != self._last and not self._running[which].users:
                self._end(which)

    def _end(self, which: Which) -> None:
        self._running.pop(which).http.close()


class EngineTransport(httpx.BaseTransport):
    """Carries the requests of a client to one model's engine."""

    def __init__(self, engines: Engines, which: Which) -> None:
        self._engines = engines
        self._which = which

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the engine's response; the engine stays until that has been read or closed."""
        engine = self._engines.enter(self._which)
        try:
            request.url = request.url.copy_with(host=engine.url.host, port=engine.url.port)
            request.headers["Host"] = engine.url.netloc.decode("ascii")
            request.headers["Authorization"] = f"Bearer {engine.key}"
            response = engine.http.handle_request(request)
        except BaseException:
            self._engines.leave(self._which)
            raise
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Answer(response.stream, lambda: self._engines.leave(self._which))
        return response


class _Answer(httpx.SyncByteStream):
    """A response's bytes, and what to do once they are no longer read."""

    def __init__(self, stream: httpx.SyncByteStream, done: Callable[[], None]) -> None:
        self._stream = stream
        self._done: Callable[[], None] | None = done

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        """Close the stream; a second time does nothing."""
        done, self._done = self._done, None
        if done is not None:
            try:
                self._stream.close()
            finally:
                done()


def local_client(path: Path, context: int, threads: int) -> httpx.Client:
    """Return a client of the engine for a GGUF file (1.5 s to start, 2 GB for 1.5 B weights).

    `context` is in tokens; `threads` 0 means every core this process may use.

    Raises:
        MissingWeights: there is no such file, or it is no GGUF file that can be loaded.
        UnknownModel: the extra that carries llama.cpp is not installed.
    """
    which = Which(path.resolve(), context, threads or _cores())
    _engines.enter(which)  # what can't be loaded is told now
    _engines.leave(which)
    return httpx.Client(transport=EngineTransport(_engines, which), base_url=LOCAL_URL)


def _cores() -> int:
    # Only Linux tells which cores a process may use.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _is_gguf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def start_engine(which: Which) -> LocalEngine:
    """Start llama.cpp; raises as `local_client` does."""
    path, context, threads = which
    try:
        import xllamacpp
    except ImportError as error:
        raise UnknownModel(
            "models named llamacpp:… need the extra 'llamacpp'; pip install 'hwabaek[llamacpp]'"
        ) from error
    if not _is_gguf(path):
        raise MissingWeights(
            f"{path} is no GGUF file; give llamacpp: the path of one, or run 'rag models list'"
        )
    secret = secrets.token_urlsafe(24)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = context
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.api_keys = [secret]
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.cors_origins = "http://127.0.0.1"
    parameters.verbosity = -1
    parameters.warmup = False
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:  # it tells no more than that it failed
        raise MissingWeights(
            f"llama.cpp can't load {path}; it may be cut short or of a newer kind: "
            "pull it again, or give the path of another GGUF file"
        ) from error
    return LocalEngine(httpx.URL(server.listening_address), secret, server, httpx.HTTPTransport())


_engines = Engines(start_engine)
