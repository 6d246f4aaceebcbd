"""GGUF models in this process, by llama.cpp.

The engine always opens a port, so we speak to it as to any OpenAI-compatible server: on the
loopback address, at a port of the system's choice, behind a key that only this process knows.
Closing the stream stops the generation.
"""

from __future__ import annotations

import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import MissingWeights, UnknownModel

_lock = threading.Lock()
_engines: dict[tuple[Path, int, int], LocalEngine] = {}


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """A running engine: where it listens and the key it wants."""

    base_url: str
    key: str
    server: Any


def engine_for(path: Path, context: int, threads: int) -> LocalEngine:
    """Return the engine for a GGUF file, started at the first call (1.5 s, 2 GB for 1.5 B weights).

    `context` is in tokens; `threads` 0 means every core this process may use.

    Raises:
        MissingWeights: there is no such file, or it is no GGUF file that can be loaded.
        UnknownModel: the extra that carries llama.cpp is not installed.
    """
    key = (path.resolve(), context, threads or _cores())
    with _lock:
        if key not in _engines:
            _engines[key] = _start(*key)
        return _engines[key]


def _cores() -> int:
    # Only Linux tells which cores a process may use.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _is_gguf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def _start(path: Path, context: int, threads: int) -> LocalEngine:
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
    return LocalEngine(f"{server.listening_address}/v1", secret, server)
