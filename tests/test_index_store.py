"""Both indexes: kept in step with the catalogue and seen by every reader."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from rag.domain import Article, Page, Span
from rag.errors import StoreBusy
from rag.index.embedders import Vectors
from rag.index.store import Index
from rag.index.words import WordEntry, WordIndex
from rag.ingest.catalogue import Catalogue
from tests.fakes import BagOfCharacters
from tests.index_homes import (
    GPU,
    IMF,
    WAICO,
    Killed,
    add,
    assert_holds,
    keys_of,
    open_index,
    words,
)
from tests.processes import Child, read_then_write


def test_draining_indexes_what_waits(tmp_path: Path) -> None:
    """After a drain both indexes find the new articles and nothing waits; progress ends at all."""
    catalogue = add(tmp_path, "a", GPU, IMF)
    index = open_index(tmp_path)
    told: list[tuple[int, int]] = []
    assert index.drain(lambda done, total: told.append((done, total))) == 2
    assert_holds(index, GPU, IMF)
    assert catalogue.count("indexed") == 2
    assert told == [(2, 2)]
    found = index.sentence_words.search("morphemes", words("반도체"), 3)
    assert [hit.key for hit in found] == [f"{GPU.id}:0"]
    query = BagOfCharacters().query("가격은 밝히지 않았다.")
    (nearest,) = index.sentences.nearest(query, 1)
    assert nearest.key == f"{GPU.id}:1"
    assert nearest.similarity == pytest.approx(1, abs=1e-5)
    assert index.terms.held(["반도체", "가격", "공급하"]) == {"반도체", "가격"}


def test_draining_twice_changes_nothing(tmp_path: Path) -> None:
    """A second drain writes nothing and leaves the generation."""
    catalogue = add(tmp_path, "a", GPU)
    index = open_index(tmp_path)
    assert index.drain() == 1
    generation = catalogue.generation
    assert index.drain() == 0
    assert catalogue.generation == generation
    assert_holds(index, GPU)


def test_a_removed_article_leaves_both_indexes(tmp_path: Path) -> None:
    """What its last source let go is found no more, the rest stays."""
    catalogue = add(tmp_path, "a", GPU)
    add(tmp_path, "b", IMF)
    index = open_index(tmp_path)
    index.drain()
    catalogue.remove("a")
    assert index.drain() == 0
    assert_holds(index, IMF)
    assert index.sentence_words.search("morphemes", words("반도체"), 3) == []
    assert catalogue.ids("removing", "pending") == []


def test_a_drain_killed_between_the_indexes_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors written but no words: the next drain leaves every sentence there once."""

    def die(*_: object) -> None:
        raise Killed

    add(tmp_path, "a", GPU, IMF)
    with monkeypatch.context() as dying:
        dying.setattr(WordIndex, "replace", die)
        with pytest.raises(Killed):
            open_index(tmp_path).drain()
    index = open_index(tmp_path)
    assert len(index.sentences) == 3
    assert len(index.sentence_words) == 0
    assert index.drain() == 2
    assert_holds(index, GPU, IMF)


def test_another_index_object_sees_changes_after_refresh(tmp_path: Path) -> None:
    """A reader opened before a drain finds what it wrote once refreshed, and only then says so."""
    add(tmp_path, "a", GPU)
    writer, reader = open_index(tmp_path), open_index(tmp_path)
    assert not reader.refresh()
    writer.drain()
    assert reader.refresh()
    assert not reader.refresh()
    assert_holds(reader, GPU)
    add(tmp_path, "b", IMF)
    reader.drain()  # roles change: who read now writes
    assert writer.refresh()
    assert_holds(writer, GPU, IMF)
    assert {
        h.key for h in writer.sentences.nearest(BagOfCharacters().query("성장률"), 9)
    } == keys_of(GPU, IMF)


def test_another_process_sees_changes_and_waits_for_its_turn_to_write(tmp_path: Path) -> None:
    """A reader in another process finds new vectors; its own drain waits for the lock."""
    add(tmp_path, "a", IMF)
    index = open_index(tmp_path)
    index.drain()
    child = Child(read_then_write, tmp_path, GPU.sentences[0].text, WAICO)
    assert child.hear() == 1
    add(tmp_path, "b", GPU)
    index.drain()
    with FileLock(tmp_path / "writer.lock"):
        child.pipe.send("go")
        assert child.hear() == (f"{GPU.id}:0", 1.0)
        assert child.hear() == "waiting"
        time.sleep(0.3)
        assert index._catalogue.ids("pending") == [WAICO.id]
    assert child.end() == ["drained"]
    assert child.process.exitcode == 0
    assert index.refresh()
    assert_holds(index, IMF, GPU, WAICO)


def test_a_writer_that_waits_too_long_says_who_is_busy(tmp_path: Path) -> None:
    """While another process holds the lock a drain with a limit ends in StoreBusy, unchanged."""
    catalogue = add(tmp_path, "a", GPU)
    index = open_index(tmp_path)
    holding = "import sys, filelock; l = filelock.FileLock(sys.argv[1]); l.acquire(); print('held', flush=True); sys.stdin.read()"  # noqa: E501
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path / "writer.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match=r"another process is writing .* try again"):
            index.drain(wait_s=0.2)
        other.kill()
    assert catalogue.count("pending") == 1
    assert index.drain() == 1  # a killed holder leaves no lock behind


def test_a_second_thread_waits_for_the_first(tmp_path: Path) -> None:
    """Two threads that drain through one object write every article once."""
    add(tmp_path, "a", GPU, IMF)
    index = open_index(tmp_path)
    done: list[int] = []
    threads = [threading.Thread(target=lambda: done.append(index.drain())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [0, 2]
    assert_holds(index, GPU, IMF)


class KilledBeforeItTells(Catalogue):
    """A catalogue whose process dies when the indexes are written but not yet reported."""

    def settle(self, indexed: Mapping[str, str], removed: Sequence[str]) -> None:
        raise Killed


def test_what_a_killed_drain_had_written_is_not_written_again(tmp_path: Path) -> None:
    """Words stay as they are: tantivy counts a deleted text in its scores until it is merged."""
    catalogue = add(tmp_path, "a", GPU, IMF)
    dying = KilledBeforeItTells(catalogue.path)
    with pytest.raises(Killed):
        Index(tmp_path, dying, BagOfCharacters()).drain()
    index = open_index(tmp_path)
    assert index.drain() == 2
    assert_holds(index, GPU, IMF)
    assert index.sentence_words.frequency("morphemes", "반도체") == 1
    assert index.passage_words.frequency("morphemes", "반도체") == 1


class Interrupted(BagOfCharacters):
    """An embedder during whose first call another process corrects an article."""

    def __init__(self, catalogue: Catalogue, corrected: Article) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._corrected: Article | None = corrected

    def passages(self, texts: list[str]) -> Vectors:
        if self._corrected is not None:
            article, self._corrected = self._corrected, None
            assert self._catalogue.add(Page("a", "corrected"), [article], [()]) == "updated"
        return super().passages(texts)


@pytest.mark.parametrize("change", ["a mask", "a sentence less"])
def test_an_article_corrected_while_it_is_indexed_ends_in_its_newest_form(
    tmp_path: Path, change: str
) -> None:
    """What was written is older than the catalogue by then, so it is written once more."""
    catalogue = add(tmp_path, "a", GPU)
    if change == "a mask":
        at = GPU.text.index("반도체를")
        newest = replace(GPU, masks=(Span(at, at + len("반도체를")),))
    else:
        newest = replace(GPU, sentences=GPU.sentences[1:])
        newest = replace(newest, sentences=(replace(newest.sentences[0], ordinal=0),))
    index = open_index(tmp_path, Interrupted(catalogue, newest))
    assert index.drain() == 2
    assert_holds(index, newest)
    assert index.sentence_words.search("morphemes", words("반도체"), 3) == []
    assert catalogue.count("indexed") == 1
    assert catalogue.articles([GPU.id]) == {GPU.id: newest}


def test_a_commit_killed_just_before_its_end_is_done_again(tmp_path: Path) -> None:
    """The files that it left bear the names that the next commit would give to its own."""
    index = WordIndex(tmp_path)
    index.replace([], [WordEntry(f"{a}:0", a, ["반도체"], []) for a in ("a", "b")])
    before = (tmp_path / "meta.json").read_bytes()
    index.replace(["a"], [])
    assert list(tmp_path.glob("*.del"))
    (tmp_path / "meta.json").write_bytes(before)
    again = WordIndex(tmp_path)
    assert len(again) == 2
    again.replace(["a"], [])
    assert [hit.key for hit in again.search("morphemes", words("반도체"), 3)] == ["b:0"]
