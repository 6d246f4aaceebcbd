"""Vectors in Chroma: stored as given, compared by cosine, never embedded by Chroma itself."""

from __future__ import annotations

from pathlib import Path

import chromadb
import numpy as np
import pytest

from rag.errors import StoreError
from rag.index.vectors import PrecomputedOnly, VectorIndex


def test_vectors_are_stored_as_given_and_compared_by_cosine(tmp_path: Path) -> None:
    """Lengths do not count in a comparison and are not changed in the store."""
    vectors = np.array([[1, 0, 0], [10, 10, 0], [0, 0, -2]], dtype=np.float32)
    index = VectorIndex(tmp_path, "sentences")
    index.put(["x", "xy", "z"], vectors, ["a", "a", "b"])
    for key, row in zip(["x", "xy", "z"], vectors, strict=True):
        np.testing.assert_allclose(index.get([key])[key], row, rtol=1e-6)
    hits = index.nearest(np.array([3, 0, 0], dtype=np.float32), 3)
    assert [hit.key for hit in hits] == ["x", "xy", "z"]
    assert [h.similarity for h in hits] == pytest.approx([1, 2**-0.5, 0], abs=1e-5)
    assert index.nearest(np.array([0, 0, 1], dtype=np.float32), 3)[-1].similarity == (
        pytest.approx(-1, abs=1e-5)
    )


def test_a_vector_under_the_same_key_is_replaced(tmp_path: Path) -> None:
    """Putting a key again keeps the new vector alone, and dropping an article takes all of its."""
    index = VectorIndex(tmp_path, "sentences")
    eye = np.eye(3, dtype=np.float32)
    index.put(["a:0", "a:1", "b:0"], eye, ["a", "a", "b"])
    index.put(["a:0"], eye[2:], ["a"])
    np.testing.assert_array_equal(index.get(["a:0", "gone"])["a:0"], eye[2])
    assert len(index) == 3
    index.drop_articles([])
    index.drop_articles(["a", "unknown"])
    assert index.held(["a:0", "a:1", "b:0"]) == {"b:0"}


def test_more_vectors_than_chroma_takes_at_once(tmp_path: Path) -> None:
    """Ten thousand keys go in, are asked for and come out in one call of ours."""
    keys = [f"a:{n}" for n in range(10_000)]
    vectors = np.random.default_rng(1).normal(size=(len(keys), 4)).astype(np.float32)
    index = VectorIndex(tmp_path, "sentences")
    index.put(keys, vectors, ["a"] * len(keys))
    assert index.held(keys) == set(keys)
    assert len(index.get(keys)) == 10_000
    exact = vectors @ vectors[7] / np.linalg.norm(vectors, axis=1)
    found = {hit.key for hit in index.nearest(vectors[7], 10)}
    assert len(found & {keys[i] for i in np.argsort(-exact)[:10]}) >= 9


def test_more_keys_than_sqlite_takes_at_once(tmp_path: Path) -> None:
    """A page of 40,000 different words can be looked up: SQLite binds 32,766 values a query."""
    index = VectorIndex(tmp_path, "terms")
    index.put(["word-7"], np.ones((1, 3), dtype=np.float32), [""])
    words = [f"word-{n}" for n in range(40_000)]
    assert index.held(words) == {"word-7"}
    assert list(index.get(words)) == ["word-7"]


def test_an_empty_vector_index_answers(tmp_path: Path) -> None:
    """Nothing held, nothing asked: no error."""
    index = VectorIndex(tmp_path, "sentences")
    assert index.nearest(np.ones(3, dtype=np.float32), 5) == []
    assert index.get(["a"]) == {}
    assert index.held([]) == set()
    index.put([], np.zeros((0, 3), dtype=np.float32), [])
    assert len(index) == 0


def test_a_vector_of_another_length_is_an_error_of_ours(tmp_path: Path) -> None:
    """Chroma's own error does not pass out of the index."""
    index = VectorIndex(tmp_path, "sentences")
    index.put(["a"], np.ones((1, 3), dtype=np.float32), ["a"])
    with pytest.raises(StoreError, match="run 'rag rebuild'"):
        index.put(["b"], np.ones((1, 4), dtype=np.float32), ["b"])
    with pytest.raises(StoreError, match="run 'rag rebuild'"):
        index.nearest(np.ones(4, dtype=np.float32), 1)


def test_chroma_never_embeds_by_itself(tmp_path: Path) -> None:
    """Texts given to our collection, even by another client, are refused: no model is fetched."""
    VectorIndex(tmp_path, "sentences")
    collection = chromadb.PersistentClient(
        str(tmp_path), settings=chromadb.config.Settings(anonymized_telemetry=False)
    ).get_collection("sentences")
    with pytest.raises(StoreError, match="asked to embed a text"):
        collection.add(ids=["a"], documents=["기사"])
    with pytest.raises(StoreError, match="asked to embed a text"):
        collection.query(query_texts=["기사"])
    with pytest.raises(StoreError, match=r"rag\.index"):
        PrecomputedOnly()(["기사"])
