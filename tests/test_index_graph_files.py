"""Whether Chroma's graph files are whole, told by their sizes alone."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexDamaged
from rag.index.health import check_graphs

_HEADER = struct.Struct("<i6QiI3QdQ")
_ROW = 20  # bytes


def graph(folder: Path, lists: list[list[int]], rows: int) -> Path:
    """Write a graph of `rows` rows with the links of each row's upper levels; return its home."""
    graph = folder / "vectors" / "graph"
    graph.mkdir(parents=True)
    values = [0, 0, rows, rows, _ROW, *[0] * (len(_HEADER.unpack(bytes(_HEADER.size))) - 5)]
    (graph / "header.bin").write_bytes(_HEADER.pack(*values))
    (graph / "data_level0.bin").write_bytes(bytes(_ROW * rows))
    (graph / "length.bin").write_bytes(bytes(4 * rows))
    links = [number for links in lists for number in (4 * len(links), *links)]
    np.array(links, dtype=np.uint32).tofile(graph / "link_lists.bin")
    return folder / "vectors"


@pytest.mark.parametrize(
    "lists",
    [
        [],
        [[]],
        [[], [], []],
        [[7, 0, 0], [], []],
        [[], [0, 0], []],
        [[], [], [5, 0, 9, 0]],
        [[1], [2], [3]],
        [[0], [], [0, 0, 0], []],
    ],
)
def test_a_graph_with_a_list_for_each_row_is_whole(tmp_path: Path, lists: list[list[int]]) -> None:
    """Lists may be empty, and their links may be to row 0."""
    whole = graph(tmp_path, lists, rows=len(lists))
    before = {file: file.read_bytes() for file in whole.rglob("*") if file.is_file()}
    check_graphs(whole)  # would raise
    assert before == {file: file.read_bytes() for file in whole.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("lists", "rows"),
    [
        ([], 1),
        ([[]], 0),
        ([[], []], 3),
        ([[7, 0, 0], []], 3),
        ([[], [0, 0], []], 2),
        ([[1], [2], [3]], 4),
    ],
)
def test_a_list_more_or_less_is_damage(tmp_path: Path, lists: list[list[int]], rows: int) -> None:
    """There is one list for each row, be it empty."""
    with pytest.raises(IndexDamaged, match="different sizes"):
        check_graphs(graph(tmp_path, lists, rows))


@pytest.mark.parametrize("lost", [4, 8, 12])
def test_a_list_that_is_cut_short_is_damage(tmp_path: Path, lost: int) -> None:
    """The last list says that it goes on behind the end of the file."""
    vectors = graph(tmp_path, [[], [5, 0, 9]], rows=2)
    path = vectors / "graph" / "link_lists.bin"
    path.write_bytes(path.read_bytes()[:-lost])
    with pytest.raises(IndexDamaged, match="different sizes"):
        check_graphs(vectors)
