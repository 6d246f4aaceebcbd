"""Whether the indexes are whole, asked when they are opened.

Chroma's graph files are written in place and read without a look at their size: cut ones give
wrong vectors, an endless search or the end of the process, all of which was seen.  tantivy checks
its own files.  A folder that is gone is made anew by both, empty, without a word.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.domain import Article
from rag.errors import IndexDamaged
from rag.index.parts import sentence_key
from rag.index.vectors import VectorIndex
from rag.index.words import WordIndex
from rag.ingest.catalogue_rows import edition

# hnswlib's header: version, offset, rows there is room for, rows held, bytes of a row, and more.
_HEADER = struct.Struct("<i6QiI3QdQ")


class Indexes(Protocol):
    """What is examined: vectors of sentences and of words, and both word indexes."""

    sentences: VectorIndex
    terms: VectorIndex
    passage_words: WordIndex
    sentence_words: WordIndex


def check_graphs(folder: Path) -> None:
    """Examine the graph files under Chroma's folder, before Chroma reads them.

    Raises:
        IndexDamaged: one of them has not the size that goes with its header.
    """
    for header in folder.glob("*/header.bin"):
        try:
            whole = _is_whole(header.parent)
        except (OSError, ValueError, struct.error) as error:
            raise _damaged(header.parent, str(error)) from error
        if not whole:
            raise _damaged(header.parent, "its files are of different sizes")


def _is_whole(graph: Path) -> bool:
    _, _, room, held, row, *_ = _HEADER.unpack((graph / "header.bin").read_bytes())
    rows = (held, room)  # until the first vectors come, all rows are written, empty
    links = np.fromfile(graph / "link_lists.bin", dtype=np.uint32)
    return (
        (graph / "data_level0.bin").stat().st_size in [row * n for n in rows]
        and (graph / "length.bin").stat().st_size in [4 * n for n in rows]
        and _holds_lists(links, held)
    )


def _holds_lists(links: NDArray[np.uint32], n: int) -> bool:
    """Tell whether there are just `n` lists, each after its size in bytes.

    Most lists are empty, a size of 0 alone: only the others are looked at one by one.
    """
    written = np.flatnonzero(links).tolist()
    at = lists = 0
    while (nearest := bisect_left(written, at)) < len(written):
        size_at = written[nearest]
        lists += size_at - at + 1
        at = size_at + 1 + int(links[size_at]) // 4
    return at <= len(links) and lists + len(links) - at == n


def check_held(indexes: Indexes, sample: Sequence[Article]) -> None:
    """Look for everything of some indexed articles; the first and the last show the most.

    Raises:
        IndexDamaged: something is missing.
    """
    for article in sample:
        keys = [sentence_key(article.id, s.ordinal) for s in article.sentences]
        vectors, terms = indexes.sentences.get(keys), indexes.sentence_words.read(keys)
        words = sorted({word for found in terms.values() for word in found.words})
        held = (
            set(vectors) == set(terms) == set(keys)
            and set(indexes.terms.get(words)) == set(words)
            and indexes.passage_words.held({article.id: edition(article)})
            and indexes.sentences.nearest(vectors[keys[0]], 1)
        )
        if not held:
            raise IndexDamaged(
                f"the indexes lack the article {article.id}, which they held; run 'rag rebuild'"
            )


def _damaged(graph: Path, why: str) -> IndexDamaged:
    return IndexDamaged(f"the vector index in {graph} is damaged ({why}); run 'rag rebuild'")
