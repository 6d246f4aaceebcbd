"""Embedding beside the rest of an ingest, in a process of its own.

In one process, what embeds and what reads, cuts and writes take turns at the interpreter.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import IO

import numpy as np

import rag
from rag.index.embedders import Embedder, EmbedderIdentity, Usem3Embeddings, Vectors
from rag.index.encoder import SIZE

_MANY = 300  # texts: half a second's work, about what the other process takes to start
_PROGRAM = "import sys; sys.path[:0] = sys.argv[1:]; from rag.index.encoder import serve; serve()"


def beside(embedder: Embedder) -> Embedder:
    """Return an embedder that gives the same vectors and leaves many texts to another process.

    Only the built-in one gains by it: others wait for a server.
    """
    if isinstance(embedder, Usem3Embeddings) and (os.cpu_count() or 1) > 1:
        return _Beside(embedder)
    return embedder


class _Beside:
    """Sends many texts to the other process once it is ready, and embeds here until then.

    Small ingests start none. One that has been killed, or that has ended because nothing came for
    a while, costs nothing but its start.
    """

    def __init__(self, here: Embedder) -> None:
        self._here = here

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, version and dimension."""
        return self._here.identity

    def query(self, text: str) -> Vectors:
        """Embed a question; shape (dimension,)."""
        return self._here.query(text)

    def passages(self, texts: list[str]) -> Vectors:
        """Embed texts to be found; shape (texts, dimension)."""
        vectors = _worker().encoded(texts) if len(texts) >= _MANY else None
        return self._here.passages(texts) if vectors is None else vectors


class _Worker:
    """The other process, started when first needed and anew when it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = threading.Event()

    def encoded(self, texts: list[str]) -> Vectors | None:
        """Return the vectors of texts; None where the process is not ready or has ended."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._end()
                self._start()
            elif self._ready.is_set():
                try:
                    return _asked(self._process, texts)
                except (OSError, EOFError):
                    self._end()
            return None

    def end(self) -> None:
        """End the process, if there is one, and close its pipes."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()  # closes its pipes, whatever is in them
        self._process = None

    def _start(self) -> None:
        self._ready = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(Path(rag.__file__).parents[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C is for this process to answer
        )
        following = threading.Thread(target=_follow, args=(self._process, self._ready), daemon=True)
        following.start()


@cache
def _worker() -> _Worker:
    worker = _Worker()
    atexit.register(worker.end)
    return worker


def _follow(process: subprocess.Popen[bytes], ready: threading.Event) -> None:
    """Tell when a process is ready, then wait for its end, lest it stay as a zombie."""
    try:
        _heard(process)
    except (OSError, EOFError):
        process.kill()
    else:
        ready.set()
        process.wait()


def _asked(process: subprocess.Popen[bytes], texts: list[str]) -> Vectors:
    _pipe(process.stdin).write(json.dumps(texts).encode() + b"\n")
    _pipe(process.stdin).flush()
    return _heard(process).reshape(len(texts), -1)


def _heard(process: subprocess.Popen[bytes]) -> Vectors:
    size = _exactly(process, SIZE.size)
    return np.frombuffer(_exactly(process, *SIZE.unpack(size)), dtype=np.float32)


def _exactly(process: subprocess.Popen[bytes], size: int) -> bytes:
    came = _pipe(process.stdout).read(size)
    if len(came) < size:
        raise EOFError
    return came


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both are asked for at the start
    return pipe
