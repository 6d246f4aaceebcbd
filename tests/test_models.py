"""Chat models by name: which names open what, what can be offered, and whose errors come out."""

from __future__ import annotations

import contextlib
import json
import struct
import time
from collections import deque
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import openai
import pytest
from fakes import answering, serving
from langchain_core.language_models import BaseChatModel
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI

from rag.answer.discover import choices
from rag.answer.gguf import read_gguf
from rag.answer.limits import limits_of
from rag.answer.local import engine_for
from rag.answer.models import EMBEDDED, as_model_error, local_context, local_file, open_chat_model
from rag.answer.tokens import count_tokens, make_encodings_available
from rag.answer.weights import weights_named
from rag.assistant import open_assistant
from rag.errors import (
    MissingKey,
    MissingWeights,
    ModelError,
    ModelUnavailable,
    UnknownModel,
    WeightsMismatch,
)
from rag.settings import Settings
from tests.conftest import settings_for
from tests.fakes_chat import ChatServer, Reply, says
from tests.llama_server import SERVED, llama_server

KEY = "sk-test-0123456789"
NOBODY = "http://127.0.0.1:9"
WEIGHTS = Settings().models_dir / weights_named(EMBEDDED).file
needs_weights = pytest.mark.skipif(
    not WEIGHTS.exists(), reason=f"{WEIGHTS} is not here; run 'rag models pull'"
)
REPLY = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "네."}}
    ],
    "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9},
}


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


@contextlib.contextmanager
def chat_server(*replies: Reply) -> Iterator[ChatServer]:
    """Serve a model with its replies while the block runs."""
    server = ChatServer(deque(replies))
    yield server
    server.close()


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    """A folder for weights, empty."""
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def given(models_dir: Path, **changes: object) -> Settings:
    """Return settings that nothing of this machine's environment reaches."""
    fixed: dict[str, object] = {
        "models_dir": models_dir,
        "base_url": "",
        "OPENAI_API_KEY": None,
        "OLLAMA_HOST": NOBODY,
        "lmstudio_url": f"{NOBODY}/v1",
        "timeout_s": 5,
        "threads": 1,  # with two, a busy machine answers ten times slower
    }
    return Settings.model_validate({**fixed, **changes})


def test_an_openai_name_opens_openai(models_dir: Path) -> None:
    """openai:NAME with a key is ChatOpenAI under that name; the key shows nowhere."""
    model = open_chat_model("openai:gpt-5-mini", given(models_dir, OPENAI_API_KEY=KEY))
    assert isinstance(model, ChatOpenAI)
    assert model.model_name == "gpt-5-mini"
    assert KEY not in repr(model)


def test_an_openai_name_without_a_key_is_refused(models_dir: Path) -> None:
    """The missing key's name is told, and what else can be done."""
    with pytest.raises(MissingKey, match=r"openai:gpt-5-mini needs OPENAI_API_KEY .*--base-url"):
        open_chat_model("openai:gpt-5-mini", given(models_dir))


def test_a_base_url_needs_no_key(models_dir: Path) -> None:
    """A compatible server is asked under the given name and within the token limit."""
    posted: list[bytes] = []
    with serving(answering(200, json.dumps(REPLY).encode(), posted)) as address:
        settings = given(models_dir, base_url=f"{address}/v1", answer_tokens=33)
        answer = open_chat_model("openai:my-model", settings).invoke("될까?")
    assert answer.text == "네."
    (request,) = map(json.loads, posted)
    assert (request["model"], request["max_completion_tokens"]) == ("my-model", 33)


def test_an_ollama_name_opens_ollama(models_dir: Path) -> None:
    """ollama:NAME:TAG asks the Ollama of the settings for NAME:TAG, colon and all."""
    line = {"model": "m", "message": {"role": "assistant", "content": "네."}, "done": True}
    with serving(answering(200, json.dumps(line).encode() + b"\n")) as address:
        model = open_chat_model("ollama:qwen2.5:7b", given(models_dir, OLLAMA_HOST=address))
        assert isinstance(model, ChatOllama)
        assert model.model == "qwen2.5:7b"
        assert model.invoke("될까?").text == "네."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt-5-mini", "no model is called 'gpt-5-mini'; write one of quote, llamacpp:NAME"),
        ("", "no model is called ''"),
        ("openai:", "no model is called 'openai:'"),
        (":gpt", "no backend answers to :gpt"),
        ("nonsense:gpt", "no backend answers to nonsense:gpt .*write one of quote"),
        ("anthropic:claude", "langchain-anthropic"),
        ("azure_openai:gpt", "no backend answers to azure_openai:gpt"),
        ("llamacpp:gpt-9", "'gpt-9' is neither a model that can be pulled .* nor a GGUF file"),
        ("llamacpp:/no/such.gguf", "'/no/such.gguf' is neither"),
    ],
)
def test_an_unknown_name_is_refused(models_dir: Path, name: str, told: str) -> None:
    """Whatever is wrong with a name, one line says so and gives the forms that work."""
    with pytest.raises(UnknownModel, match=told) as caught:
        open_chat_model(name, given(models_dir))
    assert "\n" not in str(caught.value)


def test_pinned_weights_that_are_not_pulled_say_how(models_dir: Path) -> None:
    """The embedded model without its file names the command that brings it, and its size."""
    with pytest.raises(MissingWeights, match=r"'rag models pull qwen2\.5.*' \(about 1\.1 GB\)"):
        open_chat_model(EMBEDDED, given(models_dir))


def test_a_local_file_is_found_by_name_and_by_path(models_dir: Path) -> None:
    """A name in the models folder, a path and a pinned name all lead to the file."""
    settings = given(models_dir)
    own = models_dir / "own.gguf"
    own.write_bytes(b"GGUF")
    pinned = models_dir / weights_named(EMBEDDED).file
    pinned.write_bytes(b"GGUF")
    assert local_file("own.gguf", settings) == own
    assert local_file(str(own), settings) == own
    assert local_file("qwen2.5-coder-1.5b-instruct", settings) == pinned


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no GGUF file; give llamacpp: the path of one"),
        (b"PK\x03\x04 a zip archive", "is no GGUF file"),
        (b"GGUF", "llama.cpp can't load .* pull it again"),
        (b"GGUF" + bytes(2000), "llama.cpp can't load"),
    ],
)
def test_a_file_that_is_no_model_is_refused(models_dir: Path, content: bytes, told: str) -> None:
    """A foreign or damaged file is told by name when the model is opened, and can be replaced."""
    (models_dir / "own.gguf").write_bytes(content)
    for _ in range(2):  # a failure is not remembered
        with pytest.raises(MissingWeights, match=told):
            open_chat_model("llamacpp:own.gguf", given(models_dir))


def test_what_is_here_is_offered_and_what_is_not_says_why(models_dir: Path) -> None:
    """Quotes are always ready; missing weights and keys are offered with their reason."""
    found = {choice.name: choice for choice in choices(given(models_dir))}
    assert list(found) == ["quote", EMBEDDED, "openai:gpt-5-mini"]
    assert found["quote"].ready
    assert not found[EMBEDDED].ready
    assert "rag models pull qwen2.5-coder-1.5b-instruct" in found[EMBEDDED].reason
    assert not found["openai:gpt-5-mini"].ready
    assert "OPENAI_API_KEY" in found["openai:gpt-5-mini"].reason


def test_files_keys_and_ollamas_models_are_offered(models_dir: Path) -> None:
    """GGUF files, Ollama's models and a hosted model with its key are ready, the key unseen."""
    (models_dir / "own.gguf").write_bytes(gguf(TOLD))
    (models_dir / weights_named(EMBEDDED).file).write_bytes(gguf(TOLD))
    (models_dir / "notes.txt").write_text("no model")
    tags = {"models": [{"name": "qwen2.5:7b", "size": 5}, {"name": "exaone3.5:latest"}]}
    with serving(answering(200, json.dumps(tags).encode())) as address:
        found = choices(given(models_dir, OLLAMA_HOST=address, OPENAI_API_KEY=KEY))
    assert [choice.name for choice in found] == [
        "quote", EMBEDDED, "llamacpp:own.gguf", "ollama:qwen2.5:7b", "ollama:exaone3.5:latest",
        "openai:gpt-5-mini",
    ]  # fmt: skip
    assert all(choice.ready and not choice.reason for choice in found)
    assert KEY not in repr(found)
    for choice in found[3:5]:
        assert open_chat_model(choice.name, given(models_dir, OLLAMA_HOST=address))


def test_a_files_own_head_is_offered(models_dir: Path) -> None:
    """A found file tells its name, licence, size, context and whether this memory holds it."""
    (models_dir / "own.gguf").write_bytes(gguf(TOLD))
    vast = {**TOLD, "made.block_count": 100_000, "made.attention.head_count_kv": 100_000}
    (models_dir / "vast.gguf").write_bytes(gguf(vast))
    found = {choice.name: choice for choice in choices(given(models_dir, context_tokens=4096))}
    own, large = found["llamacpp:own.gguf"], found["llamacpp:vast.gguf"]
    assert (own.licence, own.context, own.size) == ("mit", 2048, len(gguf(TOLD)))
    assert "Our own" in own.title
    assert own.fits
    assert large.fits is False
    assert found[EMBEDDED].fits is not None


def test_the_head_of_a_file_gives_its_memory(models_dir: Path) -> None:
    """A cache of two bytes for each key and value of each layer stands beside the weights."""
    path = models_dir / "own.gguf"
    path.write_bytes(gguf(TOLD))
    told = read_gguf(path)
    assert told is not None
    assert told.cache_bytes == 2 * 2 * 3 * 2 * (64 // 4)  # both, bytes, layers, heads, width
    assert told.memory(2048) - told.memory(0) == 2048 * told.cache_bytes
    assert local_context(path, given(models_dir, context_tokens=4096)) == 2048
    assert local_context(path, given(models_dir, context_tokens=1024)) == 1024


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GGUF", b"GGUF" + b"\xff" * 40, gguf({})[:-1], gguf(TOLD)[:80],
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**63) + b"\xff" * 100,
        gguf({"general.name": "x"}).replace(struct.pack("<I", 8), struct.pack("<I", 77)),
    ],
)  # fmt: skip
def test_a_damaged_file_is_offered_as_such(models_dir: Path, content: bytes) -> None:
    """A file whose head can not be read stops nothing and says what to do."""
    (models_dir / "own.gguf").write_bytes(content)
    found = {choice.name: choice for choice in choices(given(models_dir))}
    assert not found["llamacpp:own.gguf"].ready
    assert "copy or pull it again" in found["llamacpp:own.gguf"].reason


def test_models_of_lm_studio_and_of_a_base_url_are_offered(models_dir: Path) -> None:
    """Servers of OpenAI's protocol are asked what they have; each answers under its own name."""
    rows = {"data": [{"id": "exaone-3.5", "max_model_len": 8192}, {"id": "phi", "object": "model"}]}
    with serving(answering(200, json.dumps(rows).encode())) as address:
        settings = given(models_dir, lmstudio_url=f"{address}/v1", base_url=f"{address}/v1/")
        found = {choice.name: choice for choice in choices(settings)}
        assert open_chat_model("lmstudio:phi", settings)
    assert found["lmstudio:exaone-3.5"].context == 8192
    assert found["openai:exaone-3.5"].context == 8192
    assert found["lmstudio:phi"].ready
    assert found["lmstudio:phi"].context == 0


def test_a_model_of_lm_studio_answers_without_a_key(models_dir: Path) -> None:
    """lmstudio:NAME asks the server of the settings; a key of OpenAI's is not sent there."""
    with chat_server(says("네.")) as server:
        settings = given(models_dir, lmstudio_url=server.base_url, OPENAI_API_KEY=KEY)
        assert asked(open_chat_model("lmstudio:phi", settings)) == "네."
    assert server.asked[0]["model"] == "phi"
    assert KEY not in server.keys


def test_servers_that_do_not_answer_cost_half_a_second(models_dir: Path) -> None:
    """Silent servers are asked at the same time and not awaited; the rest is offered."""

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(3)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with serving(Silent) as address:
        url = f"{address}/v1"
        settings = given(models_dir, OLLAMA_HOST=address, lmstudio_url=url, base_url=url)
        began = time.monotonic()
        names = [choice.name for choice in choices(settings)]
        assert time.monotonic() - began < 1.2
    assert names == ["quote", EMBEDDED, "openai:gpt-5-mini"]


def test_an_ollama_host_without_a_scheme_is_understood(models_dir: Path) -> None:
    """OLLAMA_HOST may be HOST:PORT, as Ollama itself documents it."""
    with serving(answering(200, b'{"models": [{"name": "m"}]}')) as address:
        host = address.removeprefix("http://")
        names = [choice.name for choice in choices(given(models_dir, OLLAMA_HOST=host))]
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
    models_dir: Path, status: int, body: bytes
) -> None:
    """Whatever stands at Ollama's port, the other models are still offered."""
    with serving(answering(status, body)) as address:
        names = [choice.name for choice in choices(given(models_dir, OLLAMA_HOST=address))]
    assert names == ["quote", EMBEDDED, "openai:gpt-5-mini"]


@pytest.mark.parametrize("host", ["", "http://", "not a host", "http://[::1", "http://a b"])
def test_a_malformed_ollama_host_is_no_ollama(models_dir: Path, host: str) -> None:
    """A host that is no address offers nothing and stops nothing."""
    assert len(choices(given(models_dir, OLLAMA_HOST=host))) == 3


def raised_by(address: str, timeout: float = 5) -> Exception:
    """Return what OpenAI's own client raises when it asks the server at `address`."""
    with (
        openai.OpenAI(base_url=address, api_key=KEY, max_retries=0, timeout=timeout) as client,
        pytest.raises(openai.OpenAIError) as caught,
    ):
        client.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}])
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (401, MissingKey, "openai:m refused the key; check the key in the environment"),
        (403, MissingKey, "refused the key"),
        (404, UnknownModel, "the server does not know openai:m; check the name and the base URL"),
        (400, ModelUnavailable, "did not answer (HTTP 400)"),
        (429, ModelUnavailable, "takes no more questions now (HTTP 429); try again in a minute"),
        (500, ModelUnavailable, "did not answer (HTTP 500)"),
        (503, ModelUnavailable, "did not answer (HTTP 503)"),
        (0, ModelUnavailable, "did not answer (APIConnectionError)"),
    ],
)
def test_a_providers_errors_become_ours(status: int, kind: type[ModelError], told: str) -> None:
    """Each answer of a server has its place in the tree; neither key nor address is repeated."""
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}}).encode()
    with serving(answering(status, body)) as address:
        error = as_model_error("openai:m", raised_by(address))
    assert type(error) is kind
    assert told in str(error)
    assert KEY not in str(error)
    assert "127.0.0.1" not in str(error)


def test_a_silent_server_is_unavailable() -> None:
    """A server that does not answer in time, or is not there, is told as such."""

    class Silent(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(0.5)

    with serving(Silent) as address:
        error = as_model_error("openai:m", raised_by(address, timeout=0.1))
    assert type(error) is ModelUnavailable
    assert "APITimeoutError" in str(error)
    assert type(as_model_error("openai:m", raised_by(NOBODY))) is ModelUnavailable


def test_our_own_errors_pass_unchanged() -> None:
    """An error of our tree is returned as it is."""
    error = WeightsMismatch("the hash is another")
    assert as_model_error("llamacpp:m", error) is error


def asked(model: BaseChatModel) -> str:
    """Return a model's answer to a question of one line, from its stream."""
    pieces = model.stream("What is the capital of France? Answer with one word.")
    return "".join(piece.text for piece in pieces)


@pytest.mark.model
@needs_weights
def test_the_embedded_model_answers_in_this_process() -> None:
    """By its name alone the embedded model opens once, behind a key, and answers."""
    settings = given(WEIGHTS.parent, context_tokens=512, answer_tokens=16, timeout_s=120)
    model = open_chat_model(EMBEDDED, settings)
    assert "Paris" in asked(model)
    engine = engine_for(WEIGHTS, 512, 1)
    assert engine.base_url.startswith("http://127.0.0.1:")
    again = open_chat_model(f"llamacpp:{WEIGHTS}", settings)
    assert isinstance(again, ChatOpenAI)
    assert again.openai_api_base == engine.base_url
    make_encodings_available(WEIGHTS.parent / "encodings")
    limits = limits_of(EMBEDDED, settings)
    assert limits.context == 512
    assert not limits.repairs
    text = "인공지능 정상회의가 경주에서 열렸다. 26만 장"
    posted = httpx.post(
        f"{engine.base_url.removesuffix('/v1')}/tokenize",
        json={"content": text},
        headers={"Authorization": f"Bearer {engine.key}"},
    )
    assert limits.count(text) == len(posted.json()["tokens"]) != count_tokens(text, EMBEDDED)
    stranger = given(WEIGHTS.parent, base_url=engine.base_url)
    with pytest.raises(openai.AuthenticationError):
        open_chat_model("openai:m", stranger).invoke("?")


@pytest.mark.model
@needs_weights
def test_one_question_is_answered_by_three_backends_chosen_by_name(seeds_home: Path) -> None:
    """Quotes, the model in this process and llama.cpp's own server differ by name alone."""
    question = "How many GPUs will Nvidia supply to Korea?"
    with llama_server(WEIGHTS, 1024) as address:
        settings = settings_for(
            seeds_home, models_dir=WEIGHTS.parent, base_url=address, timeout_s=120
        )
        assistant = open_assistant(settings)
        for name in ("quote", EMBEDDED, f"openai:{SERVED}"):
            answer = assistant.ask(question, model=name)
            assert answer.model == name
            assert "260,000" in answer.text
            assert answer.claims
            assert all(claim.verdict == "supported" for claim in answer.claims)
            assert (answer.tokens.completion > 0) == (name != "quote")
