"""Damaged indexes are made anew from the catalogue by whoever opens, reads or writes them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filelock import FileLock

import rag.index.store
from rag.errors import EmbedderMismatch, IndexDamaged, StoreBusy, StoreError
from rag.index.vectors import VectorIndex
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from tests.fakes import BagOfCharacters
from tests.index_homes import GPU, IMF, WAICO, add, assert_holds, open_index

_PERSISTED = 1_100  # vectors: after a thousand Chroma writes its graph to files
QUESTIONS = ("반도체를 누가 공급하나?", "성장률은 어떻게 되었나?", "협력기구는 언제 출범하나?")


def answers(home: Path) -> list[list[tuple[str, int, float]]]:
    """Return what a person finds: article, place and score."""
    retriever = Retriever(home, Catalogue(home / "catalogue.sqlite"), BagOfCharacters())
    return [
        [(e.sentence.article_id, e.sentence.start, round(e.score, 4)) for e in found]
        for found in (retriever.retrieve(question, 5) for question in QUESTIONS)
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of three articles whose graph of words is large enough to be in files."""
    home = tmp_path_factory.mktemp("damage") / "home"
    add(home, "a", GPU, IMF)
    index = open_index(home)
    index.drain()
    made_up = [f"낱말{n}" for n in range(_PERSISTED)]
    vectors = np.random.default_rng(3).normal(size=(_PERSISTED, 16)).astype(np.float32)
    index.terms.put(made_up, vectors, [""] * _PERSISTED)
    add(home, "b", WAICO)
    index.drain()
    assert [path.name for path in home.glob("*/vectors/*/index_metadata.pickle")]
    return home


def cut(share: float) -> Callable[[Path], None]:
    """Return what leaves the first `share` of a file."""

    def change(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return change


DAMAGE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "graph cut": ("vectors/*/data_level0.bin", cut(0.5)),
    "links emptied": ("vectors/*/link_lists.bin", cut(0)),
    "links cut": ("vectors/*/link_lists.bin", cut(0.9)),
    "header cut": ("vectors/*/header.bin", cut(0.5)),
    "lengths gone": ("vectors/*/length.bin", Path.unlink),
    "names of rows gone": ("vectors/*/index_metadata.pickle", Path.unlink),
    "graph folder gone": ("vectors/*-*", shutil.rmtree),
    "chroma.sqlite3 emptied": ("vectors/chroma.sqlite3", cut(0)),
    "chroma.sqlite3 cut": ("vectors/chroma.sqlite3", cut(0.5)),
    "meta.json no JSON": ("sentences/meta.json", cut(0.5)),
    "segments cut": ("passages/*.store", cut(0.5)),
    "passages gone": ("passages", shutil.rmtree),
    "manifest no JSON": ("manifest.json", cut(0.5)),
    "everything gone": ("", shutil.rmtree),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_damaged_is_found_as_before(
    tmp_path: Path, whole: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A question works at once, is told of the repair once, and so does adding an article."""
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    pattern, change = DAMAGE[damage]
    files = list((home / "index-1").glob(pattern)) if pattern else [home / "index-1"]
    for path in files:
        change(path)
    assert files
    with caplog.at_level(logging.WARNING, "rag.index.store"):
        assert answers(home) == answers(whole)
    assert [record.message for record in caplog.records if "being done now" in record.message]
    assert len(caplog.records) == 1
    assert [path.name for path in home.glob("index-*")] == ["index-2"]
    index = open_index(home)
    assert_holds(index, GPU, IMF, WAICO)
    Catalogue(home / "catalogue.sqlite").remove("a")
    index.drain()
    assert_holds(index, WAICO)


def test_indexes_of_another_embedder_are_not_made_anew(tmp_path: Path, whole: Path) -> None:
    """Damaged or not, they may only be meant for it: the error says so."""
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    for path in (home / "index-1").glob("vectors/*/header.bin"):
        path.write_bytes(b"")
    with pytest.raises(EmbedderMismatch, match="run 'rag rebuild'"):
        open_index(home, BagOfCharacters("sack"))
    assert not (home / "index-2").exists()


def breaking(monkeypatch: pytest.MonkeyPatch, method: str, times: int) -> list[str]:
    """Make a method of the vector index fail so many times; return the list of its failures."""
    usual, failed = getattr(VectorIndex, method), []

    def failing(self: VectorIndex, *arguments: Any, **named: Any) -> object:
        if len(failed) < times:
            failed.append(method)
            raise IndexDamaged("the log can't be applied")
        return usual(self, *arguments, **named)

    monkeypatch.setattr(VectorIndex, method, failing)
    return failed


def test_an_index_that_breaks_while_written_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drain goes on in the new one: what waited and what was to leave is done too."""
    catalogue = add(tmp_path, "a", GPU)
    add(tmp_path, "b", IMF)
    index = open_index(tmp_path)
    index.drain()
    add(tmp_path, "c", WAICO)
    catalogue.remove("b")
    breaking(monkeypatch, "drop_articles", 1)
    assert index.drain() == 2
    assert_holds(index, GPU, WAICO)
    assert catalogue.count("indexed") == catalogue.count() == 2


def test_an_index_that_breaks_while_read_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was being read is read again from the new one, by a question too."""
    add(tmp_path, "a", GPU, IMF)
    index = open_index(tmp_path)
    index.drain()
    vector = BagOfCharacters().query(GPU.sentences[0].text)
    breaking(monkeypatch, "nearest", 1)
    (hit,) = index.reading(lambda: index.sentences.nearest(vector, 1))
    assert hit.key == f"{GPU.id}:0"
    assert index.folder == tmp_path / "index-2"
    before = answers(tmp_path)
    breaking(monkeypatch, "get", 1)
    assert answers(tmp_path) == before


def test_it_is_made_anew_once_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that does not help, the error says what to do and the articles still wait."""
    catalogue = add(tmp_path, "a", GPU)
    index = open_index(tmp_path)
    failed = breaking(monkeypatch, "put", 99)
    with pytest.raises(StoreError, match="can't be applied"):
        index.drain()
    assert len(failed) == 2
    assert catalogue.count("pending") == 1


def test_a_damaged_index_that_another_writes_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What looks damaged may be half written: without the lock nothing is made anew."""
    add(tmp_path, "a", GPU)
    open_index(tmp_path).drain()
    (tmp_path / "index-1/passages/meta.json").write_text("{ cut")
    monkeypatch.setattr(rag.index.store, "_WAIT_TO_OPEN_S", 0)
    with FileLock(tmp_path / "writer.lock"), pytest.raises(StoreBusy, match="try again"):
        open_index(tmp_path)
    assert not (tmp_path / "index-2").exists()
    assert_holds(open_index(tmp_path), GPU)
