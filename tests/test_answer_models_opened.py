"""Chat models opened by name: which name opens what, and which is refused with what to do."""

from __future__ import annotations

import json
import os
from collections import deque
from contextlib import closing
from pathlib import Path

import pytest
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI

from rag.answer.models import EMBEDDED, local_file, open_chat_model
from rag.answer.weights import weights_named
from rag.errors import MissingKey, MissingWeights, UnknownModel
from tests.fakes import answering, serving
from tests.fakes_chat import ChatServer, says
from tests.model_settings import KEY, settings_with

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


def test_an_openai_name_opens_openai(tmp_path: Path) -> None:
    """openai:NAME with a key is ChatOpenAI under that name; the key shows nowhere."""
    model = open_chat_model("openai:gpt-5-mini", settings_with(tmp_path, openai_api_key=KEY))
    assert isinstance(model, ChatOpenAI)
    assert model.model_name == "gpt-5-mini"
    assert KEY not in repr(model)


def test_an_openai_name_without_a_key_is_refused(tmp_path: Path) -> None:
    """The missing key's name is told, and what else can be done."""
    with pytest.raises(MissingKey, match=r"openai:gpt-5-mini needs OPENAI_API_KEY .*--base-url"):
        open_chat_model("openai:gpt-5-mini", settings_with(tmp_path))


def test_a_base_url_needs_no_key(tmp_path: Path) -> None:
    """A compatible server is asked under the given name and within the token limit."""
    posted: list[bytes] = []
    with serving(answering(200, json.dumps(REPLY).encode(), posted)) as address:
        settings = settings_with(tmp_path, base_url=f"{address}/v1", answer_tokens=33)
        answer = open_chat_model("openai:my-model", settings).invoke("될까?")
    assert answer.text == "네."
    (request,) = map(json.loads, posted)
    assert (request["model"], request["max_completion_tokens"]) == ("my-model", 33)


@pytest.mark.parametrize(("own", "shown"), [(None, "none"), ("own-key", "own-key")])
def test_openais_key_is_not_sent_to_another_server(
    tmp_path: Path, own: str | None, shown: str
) -> None:
    """A server at a base URL sees RAG_API_KEY or no key at all."""
    with closing(ChatServer(deque([says("네.")]))) as server:
        settings = settings_with(
            tmp_path, base_url=server.base_url, openai_api_key=KEY, api_key=own
        )
        list(open_chat_model("openai:m", settings).stream("될까?"))
    assert server.keys == [shown]


def test_openais_key_goes_to_openai_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that OpenAI's own library reads do not send it elsewhere."""
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/v1")
    model = open_chat_model("openai:gpt-5-mini", settings_with(tmp_path, openai_api_key=KEY))
    assert isinstance(model, ChatOpenAI)
    assert model.root_client.base_url.host == "api.openai.com"


def test_an_ollama_name_opens_ollama(tmp_path: Path) -> None:
    """ollama:NAME:TAG asks the Ollama of the settings for NAME:TAG, colon and all."""
    line = {"model": "m", "message": {"role": "assistant", "content": "네."}, "done": True}
    with serving(answering(200, json.dumps(line).encode() + b"\n")) as address:
        model = open_chat_model("ollama:qwen2.5:7b", settings_with(tmp_path, ollama_host=address))
        assert isinstance(model, ChatOllama)
        assert model.model == "qwen2.5:7b"
        assert model.invoke("될까?").text == "네."


def test_a_model_of_lm_studio_answers_without_a_key(tmp_path: Path) -> None:
    """lmstudio:NAME asks the server of the settings; a key of OpenAI's is not sent there."""
    with closing(ChatServer(deque([says("네.")]))) as server:
        settings = settings_with(tmp_path, lmstudio_url=server.base_url, openai_api_key=KEY)
        pieces = open_chat_model("lmstudio:phi", settings).stream("될까?")
        assert "".join(piece.text for piece in pieces) == "네."
    assert server.asked[0]["model"] == "phi"
    assert KEY not in server.keys


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt-5-mini", "no model is called 'gpt-5-mini'; write one of quote, llamacpp:NAME"),
        ("", "no model is called ''"),
        ("openai:", "no model is called 'openai:'"),
        (":gpt", "no backend answers to :gpt"),
        ("nonsense:gpt", "no backend answers to nonsense:gpt .*write one of quote"),
        ("nonsense:gpt", "that are installed: .*openai"),
        ("anthropic:claude", "langchain-anthropic"),
        ("azure_openai:gpt", "no backend answers to azure_openai:gpt"),
        ("llamacpp:gpt-9", "'gpt-9' is neither a model that can be pulled .* nor a GGUF file"),
        ("llamacpp:/no/such.gguf", "'/no/such.gguf' is neither"),
    ],
)
def test_an_unknown_name_is_refused(tmp_path: Path, name: str, told: str) -> None:
    """Whatever is wrong with a name, one line says so and gives the forms that work."""
    with pytest.raises(UnknownModel, match=told) as caught:
        open_chat_model(name, settings_with(tmp_path))
    assert "\n" not in str(caught.value)


def test_pinned_weights_that_are_not_pulled_say_how(tmp_path: Path) -> None:
    """The embedded model without its file names the command that brings it, and its size."""
    with pytest.raises(MissingWeights, match=r"'rag models pull qwen2\.5.*' \(about 1\.1 GB\)"):
        open_chat_model(EMBEDDED, settings_with(tmp_path))


def test_a_local_file_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    """A name in the models folder, a path and, if its size is right, a pinned name lead there."""
    settings = settings_with(tmp_path)
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF")
    pinned = tmp_path / weights_named(EMBEDDED).file
    pinned.write_bytes(b"GGUF")
    with pytest.raises(MissingWeights, match="rag models pull"):
        local_file("qwen2.5-coder-1.5b-instruct", settings)
    os.truncate(pinned, weights_named(EMBEDDED).size)
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
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    """A foreign or damaged file is told by name when the model is opened, and can be replaced."""
    (tmp_path / "own.gguf").write_bytes(content)
    for _ in range(2):  # a failure is not remembered
        with pytest.raises(MissingWeights, match=told):
            open_chat_model("llamacpp:own.gguf", settings_with(tmp_path))
