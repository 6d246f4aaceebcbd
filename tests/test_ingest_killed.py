"""Ingests among processes: at once, and killed at any moment."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from tests.bench_ingest_kills import Kills
from tests.fakes import BagOfCharacters
from tests.processes import Child, add_pages


def write_pages(folder: Path, count: int) -> list[Path]:
    """Write news pages that share few words with one another; two stories are never alike."""
    dice = random.Random(folder.name)
    syllables = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"
    folder.mkdir()
    files = []
    for number in range(count):
        words = ["".join(dice.choices(syllables, k=3)) for _ in range(18)]
        text = f"{words[0]} {words[1]} 회의 열려\n\n" + " ".join(
            f"{' '.join(words[i : i + 6])} 방안을 {number + i}일 발표했다." for i in range(0, 18, 6)
        )
        files.append(folder / f"{number:03d}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def at_the_door(folders: Iterable[Path], home: Path) -> list[Child]:
    """Start a process for each folder of pages; each waits to be told to begin."""
    children = [Child(add_pages, folder, home) for folder in folders]
    assert [child.hear() for child in children] == ["ready"] * len(children)
    return children


def assert_in_step(home: Path) -> Catalogue:
    """Assert that both indexes hold every sentence of the catalogue exactly once."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    index = Index(home, catalogue, BagOfCharacters())
    index.drain()
    sentences = Counter(
        f"{a.id}:{s.ordinal}" for a in catalogue.every_article() for s in a.sentences
    )
    assert sentences
    assert max(sentences.values()) == 1
    assert len(index.sentences) == len(index.sentence_words) == len(sentences)
    assert index.sentences.held(list(sentences)) == set(sentences)
    assert set(index.sentence_words.read(list(sentences))) == set(sentences)
    return catalogue


def test_two_processes_add_at_once(tmp_path: Path) -> None:
    """Two processes that make, fill and drain one new home together lose and double nothing."""
    home = tmp_path / "home"
    folders = [tmp_path / "one", tmp_path / "two"]
    files = [file for folder in folders for file in write_pages(folder, 8)]
    children = at_the_door(folders, home)
    for child in children:
        child.pipe.send("go")
    for child in children:
        child.end()
        assert child.process.exitcode == 0
    catalogue = assert_in_step(home)
    assert catalogue.sources() == sorted(map(str, files))
    assert catalogue.count("indexed") == 16


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """After kill -9 the next process holds every acknowledged page, each sentence once."""
    dice = random.Random(20251031)
    home = tmp_path / "home"
    acknowledged: set[str] = set()
    folders = [tmp_path / f"turn-{turn}" for turn in range(5)]
    written = {str(file) for folder in folders for file in write_pages(folder, 200)}
    for child in at_the_door(folders, home):
        child.pipe.send("go")
        acknowledged.add(str(child.hear()))  # it is at work
        time.sleep(dice.uniform(0.02, 0.6))
        child.process.kill()
        acknowledged |= set(map(str, child.end()))
        assert child.process.exitcode == -signal.SIGKILL
    catalogue = assert_in_step(home)
    held = set(catalogue.sources())
    assert acknowledged
    assert acknowledged <= held <= written
    assert catalogue.count("indexed") == catalogue.count() == len(held)
    rows = sqlite3.connect(catalogue.path)
    (checked,) = rows.execute("PRAGMA integrity_check").fetchone()
    rows.close()
    assert checked == "ok"
    index = home / catalogue.meta("index", "index-1")  # another where the kill broke the first
    assert json.loads((index / "manifest.json").read_text())["name"] == "bag"


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Kills:
    """A few articles in two homes that were never killed."""
    made = Kills(tmp_path_factory.mktemp("kills"), articles=12)
    assert made.clean_faults == []
    return made


@pytest.mark.parametrize("kind", ["ingest", "rebuild", "remove", "two"])
def test_after_kill_9_a_home_is_as_if_never_killed(kills: Kills, kind: str) -> None:
    """The short form of `python -m tests.bench_ingest --kills 50`: the same answers and scores."""
    kills.round(kind)
    assert kills.tallies[kind].faults == []
