"""Indexes made anew by `rag rebuild`: for another embedder, and killed half-way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from rag.errors import EmbedderMismatch, StoreBusy
from rag.index.embedders import Embedder
from rag.index.store import rebuild
from rag.ingest.catalogue import Catalogue
from tests.fakes import BagOfCharacters
from tests.index_homes import GPU, IMF, WAICO, Dying, Killed, add, assert_holds, open_index


@pytest.mark.parametrize("other", [BagOfCharacters("sack"), BagOfCharacters(dimension=8)])
def test_another_embedder_is_refused_until_a_rebuild(tmp_path: Path, other: Embedder) -> None:
    """Opening with another embedder names both and 'rag rebuild', which then makes it work."""
    catalogue = add(tmp_path, "a", GPU, IMF)
    open_index(tmp_path).drain()
    with pytest.raises(EmbedderMismatch, match=r"made by bag 1 \(16 .*run 'rag rebuild'"):
        open_index(tmp_path, other)
    assert rebuild(tmp_path, catalogue, other) == 2
    index = open_index(tmp_path, other)
    assert_holds(index, GPU, IMF)
    stored = index.sentences.get([f"{IMF.id}:0"])[f"{IMF.id}:0"]
    assert stored.shape == (other.identity.dimension,)
    with pytest.raises(EmbedderMismatch, match="rag rebuild"):
        open_index(tmp_path)


def test_a_rebuild_takes_the_place_of_the_old_indexes(tmp_path: Path) -> None:
    """The new indexes stand in a new folder, the old folder is gone, open readers move over."""
    catalogue = add(tmp_path, "a", GPU)
    reader = open_index(tmp_path)
    reader.drain()
    add(tmp_path, "b", IMF)
    told: list[tuple[int, int]] = []
    assert rebuild(tmp_path, catalogue, BagOfCharacters(), lambda *p: told.append(p)) == 2
    assert told[-1] == (2, 2)
    assert sorted(path.name for path in tmp_path.glob("index-*")) == ["index-2"]
    assert catalogue.count("indexed") == 2
    assert reader.refresh()
    assert_holds(reader, GPU, IMF)
    assert reader.drain() == 0


@pytest.mark.parametrize("calls", [0, 1])
def test_a_rebuild_killed_half_way_loses_nothing(tmp_path: Path, calls: int) -> None:
    """The old indexes stay in use, and what waited for them or was to leave them still does."""
    catalogue = add(tmp_path, "a", GPU)
    add(tmp_path, "b", IMF)
    open_index(tmp_path).drain()
    add(tmp_path, "c", WAICO)  # waits
    catalogue.remove("b")  # is to leave
    with pytest.raises(Killed):
        rebuild(tmp_path, catalogue, Dying(calls))
    index = open_index(tmp_path)
    assert index.folder == tmp_path / "index-1"
    assert_holds(index, GPU, IMF)
    assert index.drain() == 1
    assert_holds(index, GPU, WAICO)
    assert rebuild(tmp_path, catalogue, BagOfCharacters()) == 2
    assert_holds(open_index(tmp_path), GPU, WAICO)


def test_a_rebuild_waits_for_another_writer_so_long_and_no_longer(tmp_path: Path) -> None:
    """While another process holds the lock it ends in StoreBusy, and nothing has changed."""
    catalogue = add(tmp_path, "a", GPU)
    open_index(tmp_path).drain()
    with (
        FileLock(tmp_path / "writer.lock"),
        pytest.raises(StoreBusy, match=r"another process is writing .* try again"),
    ):
        rebuild(tmp_path, catalogue, BagOfCharacters(), wait_s=0.2)
    assert [path.name for path in tmp_path.glob("index-*")] == ["index-1"]
    assert_holds(open_index(tmp_path), GPU)


class KilledAtTheSwap(Catalogue):
    """A catalogue whose process dies when a rebuild has swapped but not yet reported."""

    def settle(self, indexed: Mapping[str, str], removed: Sequence[str]) -> None:
        raise Killed


def test_a_rebuild_killed_after_the_swap_loses_nothing(tmp_path: Path) -> None:
    """The new indexes are in use, and what they already hold is written over, not doubled."""
    catalogue = add(tmp_path, "a", GPU)
    open_index(tmp_path).drain()
    add(tmp_path, "b", IMF)
    with pytest.raises(Killed):
        rebuild(tmp_path, KilledAtTheSwap(catalogue.path), BagOfCharacters())
    index = open_index(tmp_path)
    assert index.folder == tmp_path / "index-2"
    assert index.drain() == 1
    assert_holds(index, GPU, IMF)
