"""What can be offered to answer: quotes, files, servers' models, each ready or with its reason."""

from __future__ import annotations

import json
import os
import struct
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from rag.answer.discover import choices
from rag.answer.gguf import read_gguf
from rag.answer.models import EMBEDDED, local_context, open_chat_model
from rag.answer.weights import weights_named
from tests.fakes import answering, serving
from tests.model_settings import KEY, settings_with

TOLD: dict[str, str | int] = {
    "general.architecture": "made",
    "general.name": "Our own",
    "general.license": "mit",
    "made.context_length": 2048,
    "made.block_count": 3,
    "made.embedding_length": 64,
    "made.attention.head_count": 4,
    "made.attention.head_count_kv": 2,
}


def gguf(entries: dict[str, str | int]) -> bytes:
    """Return a GGUF file with a head and no tensors."""

    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value.encode())) + value.encode()

    body = b"".join(
        text(key)
        + (struct.pack("<II", 4, v) if isinstance(v, int) else struct.pack("<I", 8) + text(v))
        for key, v in entries.items()
    )
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(entries)) + body


def test_what_is_here_is_offered_and_what_is_not_says_why(tmp_path: Path) -> None:
    """Quotes are always ready; missing weights and keys are offered with their reason."""
    found = {choice.name: choice for choice in choices(settings_with(tmp_path))}
    assert list(found) == ["quote", EMBEDDED, "openai:gpt-5-mini"]
    assert found["quote"].ready
    assert not found[EMBEDDED].ready
    assert "rag models pull qwen2.5-coder-1.5b-instruct" in found[EMBEDDED].reason
    assert not found["openai:gpt-5-mini"].ready
    assert "OPENAI_API_KEY" in found["openai:gpt-5-mini"].reason


def test_pinned_weights_of_another_size_are_not_ready(tmp_path: Path) -> None:
    """What was cut short or overwritten is to be pulled again."""
    (tmp_path / weights_named(EMBEDDED).file).write_bytes(gguf(TOLD))
    found = {choice.name: choice for choice in choices(settings_with(tmp_path))}
    assert not found[EMBEDDED].ready
    assert "rag models pull" in found[EMBEDDED].reason


def test_files_keys_and_ollamas_models_are_offered(tmp_path: Path) -> None:
    """GGUF files, Ollama's models and a hosted model with its key are ready, the key unseen."""
    (tmp_path / "own.gguf").write_bytes(gguf(TOLD))
    pinned = tmp_path / weights_named(EMBEDDED).file
    pinned.write_bytes(gguf(TOLD))
    os.truncate(pinned, weights_named(EMBEDDED).size)  # the rest takes no room on the disk
    (tmp_path / "notes.txt").write_text("no model")
    tags = {"models": [{"name": "qwen2.5:7b", "size": 5}, {"name": "exaone3.5:latest"}]}
    with serving(answering(200, json.dumps(tags).encode())) as address:
        found = choices(settings_with(tmp_path, ollama_host=address, openai_api_key=KEY))
    assert [choice.name for choice in found] == [
        "quote", EMBEDDED, "llamacpp:own.gguf", "ollama:qwen2.5:7b", "ollama:exaone3.5:latest",
        "openai:gpt-5-mini",
    ]  # fmt: skip
    assert all(choice.ready and not choice.reason for choice in found)
    assert KEY not in repr(found)
    for choice in found[3:5]:
        assert open_chat_model(choice.name, settings_with(tmp_path, ollama_host=address))


def test_a_files_own_head_is_offered(tmp_path: Path) -> None:
    """A found file tells its name, licence, size, context and whether this memory holds it."""
    (tmp_path / "own.gguf").write_bytes(gguf(TOLD))
    vast = {**TOLD, "made.block_count": 100_000, "made.attention.head_count_kv": 100_000}
    (tmp_path / "vast.gguf").write_bytes(gguf(vast))
    found = {
        choice.name: choice for choice in choices(settings_with(tmp_path, context_tokens=4096))
    }
    own, large = found["llamacpp:own.gguf"], found["llamacpp:vast.gguf"]
    assert (own.licence, own.context, own.size) == ("mit", 2048, len(gguf(TOLD)))
    assert "Our own" in own.title
    assert own.fits
    assert large.fits is False
    assert found[EMBEDDED].fits is not None


def test_the_head_of_a_file_gives_its_memory(tmp_path: Path) -> None:
    """A cache of two bytes for each key and value of each layer stands beside the weights."""
    path = tmp_path / "own.gguf"
    path.write_bytes(gguf(TOLD))
    told = read_gguf(path)
    assert told is not None
    assert told.cache_bytes == 2 * 2 * 3 * 2 * (64 // 4)  # both, bytes, layers, heads, width
    assert told.memory(2048) - told.memory(0) == 2048 * told.cache_bytes
    assert local_context(path, settings_with(tmp_path, context_tokens=4096)) == 2048
    assert local_context(path, settings_with(tmp_path, context_tokens=1024)) == 1024


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GGUF", b"GGUF" + b"\xff" * 40, gguf({})[:-1], gguf(TOLD)[:80],
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**63) + b"\xff" * 100,
        gguf({"general.name": "x"}).replace(struct.pack("<I", 8), struct.pack("<I", 77)),
    ],
)  # fmt: skip
def test_a_damaged_file_is_offered_as_such(tmp_path: Path, content: bytes) -> None:
    """A file whose head can not be read stops nothing and says what to do."""
    (tmp_path / "own.gguf").write_bytes(content)
    found = {choice.name: choice for choice in choices(settings_with(tmp_path))}
    assert not found["llamacpp:own.gguf"].ready
    assert "copy it again" in found["llamacpp:own.gguf"].reason


def test_a_server_of_ones_own_is_shown_its_own_key_only(tmp_path: Path) -> None:
    """A list of models is asked for with RAG_API_KEY, never with OpenAI's."""
    shown: list[str | None] = []

    class Listing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.append(self.headers.get("Authorization"))
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with serving(Listing) as address:
        for own in (None, "own-key"):
            choices(settings_with(tmp_path, base_url=address, openai_api_key=KEY, api_key=own))
    assert shown == [None, "Bearer own-key"]


def test_models_of_lm_studio_and_of_a_base_url_are_offered(tmp_path: Path) -> None:
    """Servers of OpenAI's protocol are asked what they have; each answers under its own name."""
    rows = {"data": [{"id": "exaone-3.5", "max_model_len": 8192}, {"id": "phi", "object": "model"}]}
    with serving(answering(200, json.dumps(rows).encode())) as address:
        settings = settings_with(tmp_path, lmstudio_url=f"{address}/v1", base_url=f"{address}/v1/")
        found = {choice.name: choice for choice in choices(settings)}
        assert open_chat_model("lmstudio:phi", settings)
    assert found["lmstudio:exaone-3.5"].context == 8192
    assert found["openai:exaone-3.5"].context == 8192
    assert found["lmstudio:phi"].ready
    assert found["lmstudio:phi"].context == 0


def test_servers_that_do_not_answer_cost_half_a_second(tmp_path: Path) -> None:
    """Silent servers are asked at the same time and not awaited; the rest is offered."""

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(3)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with serving(Silent) as address:
        url = f"{address}/v1"
        settings = settings_with(tmp_path, ollama_host=address, lmstudio_url=url, base_url=url)
        began = time.monotonic()
        names = [choice.name for choice in choices(settings)]
        assert time.monotonic() - began < 1.2
    assert names == ["quote", EMBEDDED]


def test_an_ollama_host_without_a_scheme_is_understood(tmp_path: Path) -> None:
    """OLLAMA_HOST may be HOST:PORT, as Ollama itself documents it."""
    with serving(answering(200, b'{"models": [{"name": "m"}]}')) as address:
        host = address.removeprefix("http://")
        names = [choice.name for choice in choices(settings_with(tmp_path, ollama_host=host))]
    assert "ollama:m" in names


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"models": null}'),
        (200, b'{"models": [1]}'),
        (200, b'{"models": [{}]}'),
        (0, b""),
    ],
)
def test_an_ollama_that_talks_nonsense_is_no_ollama(
    tmp_path: Path, status: int, body: bytes
) -> None:
    """Whatever stands at Ollama's port, the other models are still offered."""
    with serving(answering(status, body)) as address:
        names = [choice.name for choice in choices(settings_with(tmp_path, ollama_host=address))]
    assert names == ["quote", EMBEDDED, "openai:gpt-5-mini"]


@pytest.mark.parametrize("host", ["", "http://", "not a host", "http://[::1", "http://a b"])
def test_a_malformed_ollama_host_is_no_ollama(tmp_path: Path, host: str) -> None:
    """A host that is no address offers nothing and stops nothing."""
    assert len(choices(settings_with(tmp_path, ollama_host=host))) == 3
