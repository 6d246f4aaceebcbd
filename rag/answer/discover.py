"""The models that can be offered on this machine, found without loading or asking any of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from rag.answer.gguf import read_gguf
from rag.answer.models import EMBEDDED, local_context
from rag.answer.weights import is_here, known_weights, weights_named
from rag.domain import QUOTE
from rag.settings import Settings

_WAIT_S = 0.5
_MOST_LISTED = 100
# Where servers of OpenAI's protocol tell a model's context: vLLM, LM Studio, others.
_CONTEXT_KEYS = ("max_model_len", "loaded_context_length", "max_context_length", "context_length")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that can be offered; `reason` says why it is not ready and what to do.

    `size` is in bytes, `context` in tokens; zero, empty or None is unknown.  `fits` says whether
    the model and the context that it would be given fit into this machine's memory.
    """

    name: str
    title: str
    ready: bool
    reason: str = ""
    size: int = 0
    licence: str = ""
    context: int = 0
    fits: bool | None = None


def choices(settings: Settings) -> list[ModelChoice]:
    """Return quotes, pinned and found GGUF files, models of running servers, and OpenAI.

    Servers are asked at the same time, each for half a second at most.
    """
    with ThreadPoolExecutor() as pool:
        servers = [pool.submit(ask, settings) for ask in (_ollama, _lmstudio, _base_url)]
        here = [
            ModelChoice(QUOTE, "quotes only, no model", ready=True),
            *_pinned(settings),
            *_found_files(settings),
        ]
        return [*here, *(c for server in servers for c in server.result()), *_hosted(settings)]


def embedded_is_here(settings: Settings) -> bool:
    """Return whether the embedded model's weights are on this machine."""
    return is_here(weights_named(EMBEDDED), settings.models_dir)


def _pinned(settings: Settings) -> Iterator[ModelChoice]:
    for weights in known_weights().values():
        ready = is_here(weights, settings.models_dir)
        yield ModelChoice(
            f"llamacpp:{weights.name}",
            f"{weights.name}, {weights.size / 1e9:.1f} GB, {weights.licence}, in this process",
            ready,
            "" if ready else f"not here yet; run 'rag models pull {weights.name}'",
            weights.size,
            weights.licence,
            weights.context,
            _fits(settings.models_dir / weights.file, settings) if ready else _enough(weights.size),
        )


def _found_files(settings: Settings) -> Iterator[ModelChoice]:
    pinned = {weights.file for weights in known_weights().values()}
    for path in sorted(settings.models_dir.glob("*.gguf")):
        if path.name in pinned:
            continue
        name = f"llamacpp:{path.name}"
        told = read_gguf(path)
        if told is None:
            reason = "it is cut short or no GGUF file; copy it again"
            yield ModelChoice(name, path.stem, ready=False, reason=reason)
            continue
        title = f"{told.name or path.stem}, {told.size / 1e9:.1f} GB, in this process"
        fits = _fits(path, settings)
        yield ModelChoice(name, title, True, "", told.size, told.licence, told.context, fits)


def _fits(path: Path, settings: Settings) -> bool | None:
    told = read_gguf(path)
    return _enough(told.memory(local_context(path, settings))) if told else None


def _enough(size: int) -> bool | None:
    memory = _memory()
    return size <= memory if memory else None


def _memory() -> int:
    """Return this machine's memory in bytes, or what a container may use of it; 0 is unknown."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return 0
    try:
        return min(whole, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    except (OSError, ValueError):  # no container, or "max"
        return whole


def _ollama(settings: Settings) -> list[ModelChoice]:
    def choice(row: Row) -> ModelChoice:
        """Return the choice that one listed model makes."""
        name, size = row["name"], row.get("size")
        size = size if isinstance(size, int) else 0
        return ModelChoice(f"ollama:{name}", f"{name}, Ollama", True, size=size)

    return _listed(f"{settings.ollama_host.rstrip('/')}/api/tags", "models", choice)


def _lmstudio(settings: Settings) -> list[ModelChoice]:
    return _served(settings.lmstudio_url, "lmstudio", "LM Studio", "")


def _base_url(settings: Settings) -> list[ModelChoice]:
    if not settings.base_url:
        return []
    key = settings.api_key.get_secret_value() if settings.api_key else ""
    return _served(settings.base_url, "openai", "at the base URL", key)


def _served(base_url: str, kind: str, where: str, key: str) -> list[ModelChoice]:
    def choice(row: Row) -> ModelChoice:
        """Return a served model as a choice, with its context if the server reports it."""
        told = (row.get(name) for name in _CONTEXT_KEYS)
        context = next((number for number in told if isinstance(number, int)), 0)
        return ModelChoice(f"{kind}:{row['id']}", f"{row['id']}, {where}", True, context=context)

    return _listed(f"{base_url.rstrip('/')}/models", "data", choice, key)


def _listed(
    address: str, field: str, choice: Callable[[Row], ModelChoice], key: str = ""
) -> list[ModelChoice]:
    """Return the models that a server lists, or none if there is no such server."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        response = httpx.get(address, timeout=_WAIT_S, headers=headers)
        rows: Iterable[Row] = response.raise_for_status().json()[field]
        return [choice(row) for row in list(rows)[:_MOST_LISTED]]
    except (httpx.HTTPError, httpx.InvalidURL, AttributeError, KeyError, TypeError, ValueError):
        return []


def _hosted(settings: Settings) -> Iterator[ModelChoice]:
    if settings.base_url:
        return  # then openai:NAME is a model of that server
    name = "openai:gpt-5-mini"
    if settings.openai_api_key is not None:
        yield ModelChoice(name, "OpenAI, hosted", ready=True)
    else:
        reason = "needs OPENAI_API_KEY in the environment"
        yield ModelChoice(name, "OpenAI, hosted", ready=False, reason=reason)
