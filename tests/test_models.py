"""Chat models by name: which names open what, what can be offered, and whose errors come out."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import openai
import pytest
from fakes import answering, serving
from langchain_core.language_models import BaseChatModel
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI

from rag.answer.local import engine_for
from rag.answer.models import EMBEDDED, as_model_error, choices, local_file, open_chat_model
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
    (models_dir / "own.gguf").write_bytes(b"GGUF")
    (models_dir / weights_named(EMBEDDED).file).write_bytes(b"GGUF")
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
        (429, ModelUnavailable, "did not answer (HTTP 429); check that its server runs"),
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
    pieces = list(model.stream("What is the capital of France? Answer with one word."))
    assert len(pieces) > 1
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
    stranger = given(WEIGHTS.parent, base_url=engine.base_url)
    with pytest.raises(openai.AuthenticationError):
        open_chat_model("openai:m", stranger).invoke("?")


SERVE = """
import sys, xllamacpp
p = xllamacpp.CommonParams()
p.model.path, p.hostnames, p.port, p.n_ctx = sys.argv[1], ["127.0.0.1"], 0, 512
p.n_parallel, p.model_alias, p.warmup, p.verbosity = 1, {"news-model"}, False, -1
p.cpuparams.n_threads = p.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(p)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def llama_server() -> Iterator[str]:
    """Serve the embedded weights by llama.cpp in another process; give its base URL."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(WEIGHTS)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            yield f"{address}/v1"
        finally:
            server.kill()


@pytest.mark.model
@needs_weights
def test_one_question_is_answered_by_three_backends_chosen_by_name(seeds_home: Path) -> None:
    """Quotes, the model in this process and llama.cpp's own server differ by name alone."""
    question = "How many GPUs will Nvidia supply to Korea?"
    with llama_server() as address:
        settings = settings_for(
            seeds_home, models_dir=WEIGHTS.parent, base_url=address, timeout_s=120
        )
        assistant = open_assistant(settings)
        for name in ("quote", EMBEDDED, "openai:news-model"):
            answer = assistant.ask(question, model=name)
            assert answer.model == name
            assert "260,000" in answer.text
            assert answer.claims
            assert all(claim.verdict == "supported" for claim in answer.claims)
            assert (answer.tokens.completion > 0) == (name != "quote")
