"""Vectors in Chroma; the only importer of chromadb."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.api.types import Documents, EmbeddingFunction, Embeddings
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from chromadb.utils.embedding_functions import register_embedding_function

from rag.errors import IndexDamaged, StoreError
from rag.index.embedders import Vectors

_opening = threading.Lock()  # Chroma's table of clients has no lock of its own
# Below Chroma's limits of 5,461 rows written and 32,766 keys asked for in one call.
_BATCH = 4000
# With Chroma's 100, one or two of the 60 nearest are missed, others after each way of writing.
_EF_SEARCH = 300
_SAME = 1e-6  # what other sentences embedded in the same call may change of a vector


@register_embedding_function
class PrecomputedOnly(EmbeddingFunction[Documents]):
    """Stands in for Chroma's default embedder, which would silently download a model."""

    def __init__(self) -> None:
        """Need nothing."""

    def __call__(self, input: Documents) -> Embeddings:
        """Refuse: vectors are always given by us."""
        raise StoreError("Chroma was asked to embed a text; vectors are computed by rag.index")

    @staticmethod
    def name() -> str:
        """Return the name under which Chroma stores this function."""
        return "precomputed_only"

    def get_config(self) -> dict[str, Any]:
        """Return nothing: there is nothing to configure."""
        return {}

    @staticmethod
    def build_from_config(config: dict[str, Any]) -> PrecomputedOnly:
        """Return an instance when Chroma reopens a collection."""
        return PrecomputedOnly()


def read_anew() -> None:
    """Let what is opened from now on read the files: Chroma keeps one client for each path.

    That client never sees what another process wrote, nor that its folder was made anew.
    """
    with _opening:
        SharedSystemClient.clear_system_cache()


@dataclass(frozen=True, slots=True)
class VectorHit:
    """What was found by its vector; `similarity` is a cosine, -1 to 1."""

    key: str
    similarity: float


class VectorIndex:
    """One Chroma collection of vectors under keys of ours, compared by cosine."""

    def __init__(self, path: Path, collection: str) -> None:
        """Open or create a collection in the folder `path`.

        Raises:
            IndexDamaged: Chroma can't open it.
        """
        self._path = path
        try:
            with _opening:
                client = chromadb.PersistentClient(
                    path=str(path), settings=ChromaSettings(anonymized_telemetry=False)
                )
                self._collection = client.get_or_create_collection(
                    collection,
                    embedding_function=cast("EmbeddingFunction[Any]", PrecomputedOnly()),
                    configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
                )
        except (ChromaError, ValueError, OSError) as error:
            raise IndexDamaged(
                f"the vector index in {path} can't be opened ({error}); run 'rag rebuild'"
            ) from error

    def put(self, keys: Sequence[str], vectors: Vectors, articles: Sequence[str]) -> None:
        """Store vectors, shape (keys, dimension), in place of any under the same keys.

        `articles[i]` is the article that `keys[i]` goes with when it is dropped.  A vector that is
        held already stays untouched.
        """
        for part in _parts(keys):
            self._put(keys[part], vectors[part], articles[part])

    def _put(self, keys: Sequence[str], vectors: Vectors, articles: Sequence[str]) -> None:
        held = self.get(keys)
        new = [
            at
            for at, (key, vector) in enumerate(zip(keys, vectors, strict=True))
            if key not in held or not np.allclose(held[key], vector, atol=_SAME)
        ]
        with self._mapped():
            # Chroma takes four times as long to move a vector as to delete and add it.
            if changed := [keys[at] for at in new if keys[at] in held]:
                self._collection.delete(ids=changed)
            if new:
                self._collection.upsert(
                    ids=[keys[at] for at in new],
                    embeddings=vectors[new],
                    metadatas=[{"article": articles[at]} for at in new],
                )

    def drop_articles(self, article_ids: Sequence[str], keep: Collection[str] = ()) -> None:
        """Delete every vector of some articles but those under the keys to `keep`."""
        if not article_ids:
            return
        theirs: Any = {"article": {"$in": list(article_ids)}}  # Chroma's type is narrower
        with self._mapped():
            held = self._collection.get(where=theirs, include=[])["ids"]
            gone = [key for key in held if key not in keep]
            for part in _parts(gone):
                self._collection.delete(ids=gone[part])

    def nearest(self, vector: Vectors, k: int) -> list[VectorHit]:
        """Return the `k` keys nearest to a vector of shape (dimension,), best first."""
        if k < 1:
            return []
        with self._mapped():
            found = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [
            VectorHit(key, 1.0 - distance)
            for key, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def get(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of some keys; a key that is not held is left out."""
        wanted, vectors = list(dict.fromkeys(keys)), dict[str, Vectors]()
        with self._mapped():
            for part in _parts(wanted):
                found = self._collection.get(ids=wanted[part], include=["embeddings"])
                rows = np.asarray(found["embeddings"], np.float32)
                vectors.update(zip(found["ids"], rows, strict=True))
        return vectors

    def keys(self) -> list[str]:
        """Return every key, in no order."""
        with self._mapped():
            return list(self._collection.get(include=[])["ids"])

    def held(self, keys: Sequence[str]) -> set[str]:
        """Return which of some keys are held."""
        wanted, held = list(keys), set[str]()
        with self._mapped():
            for part in _parts(wanted):
                held.update(self._collection.get(ids=wanted[part], include=[])["ids"])
        return held

    def __len__(self) -> int:
        with self._mapped():
            return self._collection.count()

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except ChromaError as error:
            raise IndexDamaged(
                f"the vector index in {self._path} failed ({error}); run 'rag rebuild'"
            ) from error


def _parts(keys: Sequence[str]) -> Iterator[slice]:
    """Return slices of as many keys as Chroma takes in one call."""
    return (slice(i, i + _BATCH) for i in range(0, len(keys), _BATCH))
