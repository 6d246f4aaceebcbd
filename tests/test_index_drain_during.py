"""Indexing while pages are still being read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.domain import Article, Metadata, Page, Sentence
from rag.index.batches import quick_turns
from rag.ingest.catalogue import Catalogue
from tests.index_homes import Dying, Killed, open_index

_SENTENCES = 20  # of an article
_MORE_THAN_A_BATCH = 70  # articles


def add_articles(catalogue: Catalogue, numbers: range) -> None:
    """Put one page of the same short sentence again and again for each number in the catalogue."""
    for number in numbers:
        told = f"솔내시는 다리 {number}곳을 고친다."
        size = len(told) + 1
        sentences = tuple(
            Sentence(f"a{number}", at, at * size, at * size + len(told), told)
            for at in range(_SENTENCES)
        )
        text = " ".join([told] * _SENTENCES)
        article = Article(f"a{number}", str(number), text, Metadata(), sentences)
        catalogue.add(Page(str(number), text), [article], [()])


def wait_for(met: Callable[[], bool]) -> None:
    """Wait until something comes true; fail after ten seconds."""
    until = time.monotonic() + 10
    while not met():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.01)


def test_what_is_read_is_indexed_before_the_reading_ends(tmp_path: Path) -> None:
    """The first articles are in both indexes while more are read; at the end all are."""
    catalogue, index = Catalogue(tmp_path / "catalogue.sqlite"), open_index(tmp_path)
    told: list[tuple[int, int]] = []

    def read() -> str:
        add_articles(catalogue, range(_MORE_THAN_A_BATCH))
        wait_for(lambda: catalogue.count("indexed") == _MORE_THAN_A_BATCH)
        assert len(index.sentences) == len(index.sentence_words) == _MORE_THAN_A_BATCH * _SENTENCES
        add_articles(catalogue, range(_MORE_THAN_A_BATCH, _MORE_THAN_A_BATCH + 3))
        return "read"

    assert index.drain_during(read, lambda *p: told.append(p)) == "read"
    assert catalogue.count("indexed") == _MORE_THAN_A_BATCH + 3
    assert len(index.sentences) == catalogue.count("indexed") * _SENTENCES
    done, total = told[-1]  # of the last drain, which may have begun before the last were read
    assert done == total >= 1


def test_the_lock_is_free_while_little_waits(tmp_path: Path) -> None:
    """Another process can write while a slow source is read."""
    catalogue, index = Catalogue(tmp_path / "catalogue.sqlite"), open_index(tmp_path)

    def read() -> int:
        add_articles(catalogue, range(3))
        time.sleep(0.2)
        assert catalogue.count("pending") == 3
        return open_index(tmp_path).drain(wait_s=1)

    assert index.drain_during(read) == 3


def test_a_reading_that_fails_ends_the_indexing(tmp_path: Path) -> None:
    """Its error comes out, what it had stored waits, and threads take turns as before."""
    catalogue, index = Catalogue(tmp_path / "catalogue.sqlite"), open_index(tmp_path)
    usual = sys.getswitchinterval()

    def read() -> None:
        add_articles(catalogue, range(2))
        raise Killed

    with pytest.raises(Killed):
        index.drain_during(read)
    assert catalogue.count("pending") == 2
    assert sys.getswitchinterval() == usual


def test_threads_take_turns_as_before_in_whatever_order_ingests_end() -> None:
    """Of two ingests in one process the first to begin may end first."""
    usual, first, second = sys.getswitchinterval(), quick_turns(), quick_turns()
    first.__enter__()
    assert sys.getswitchinterval() < usual
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert sys.getswitchinterval() == usual


def test_an_indexing_that_fails_is_told_after_the_reading(tmp_path: Path) -> None:
    """The reading is finished, then the error comes out; the next drain finishes the rest."""
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    index = open_index(tmp_path, Dying(0))
    with pytest.raises(Killed):
        index.drain_during(lambda: add_articles(catalogue, range(_MORE_THAN_A_BATCH)))
    assert catalogue.count("pending") == _MORE_THAN_A_BATCH
    assert open_index(tmp_path).drain() == _MORE_THAN_A_BATCH
