"""Embedding in another process: the same vectors, and nothing lost when either is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.index import beside as module
from rag.index.beside import _MANY, _Worker, beside
from rag.index.embedders import Embedder, Usem3Embeddings
from tests.fakes import BagOfCharacters

TEXTS = [f"{n}번째 회의가 솔내에서 열렸다." for n in range(_MANY)]


class Watched(Usem3Embeddings):
    """The built-in embedder, counting what it is asked in this process."""

    def __init__(self) -> None:
        self.here = 0

    def passages(self, texts: list[str]) -> module.Vectors:
        self.here += len(texts)
        return super().passages(texts)


def wait_for(met: Callable[[], bool]) -> None:
    """Wait until something comes true; fail after half a minute."""
    until = time.monotonic() + 30
    while not met():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.02)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> _Worker:
    """The other process of this test alone, on however many cores."""
    made = _Worker()
    monkeypatch.setattr(module, "_worker", lambda: made)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return made


def ready(worker: _Worker, embedder: Embedder) -> subprocess.Popen[bytes]:
    """Embed many texts, so that the other process starts; return it when it can be asked."""
    embedder.passages(TEXTS)
    process = worker._process
    assert process is not None
    wait_for(worker._ready.is_set)
    return process


def test_many_texts_have_the_same_vectors_from_the_other_process(worker: _Worker) -> None:
    """They come from there once it is ready, bit for bit, and from here until then."""
    here = Watched()
    embedder = beside(here)
    process = ready(worker, embedder)
    assert here.here == _MANY
    there = embedder.passages(TEXTS)
    assert here.here == _MANY
    assert np.array_equal(there, here.passages(TEXTS))
    assert embedder.identity == here.identity
    worker._end()
    assert process.returncode is not None


def test_few_texts_start_no_process(worker: _Worker) -> None:
    """A page added in the chat does not wait for one."""
    assert beside(Watched()).passages(TEXTS[:-1]).shape == (_MANY - 1, 512)
    assert worker._process is None


def test_the_other_process_may_be_killed(worker: _Worker) -> None:
    """What it was asked is embedded here, and another one takes its place."""
    here = Watched()
    embedder = beside(here)
    process = ready(worker, embedder)
    process.kill()
    process.wait(30)
    assert embedder.passages(TEXTS).shape == (_MANY, 512)
    assert here.here == 2 * _MANY
    assert ready(worker, embedder).pid != process.pid
    worker._end()


def test_it_may_be_killed_while_it_embeds(worker: _Worker) -> None:
    """An answer that breaks off is not taken for one."""
    here = Watched()
    embedder = beside(here)
    process = ready(worker, embedder)
    process.send_signal(signal.SIGSTOP)
    killer = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -KILL {process.pid}"])
    assert embedder.passages(TEXTS).shape == (_MANY, 512)
    assert here.here == 2 * _MANY
    assert worker._process is None
    killer.wait(30)


def test_it_ends_when_the_first_process_is_killed(tmp_path: Path) -> None:
    """kill -9 leaves nothing behind."""
    program = tmp_path / "first.py"
    program.write_text(
        "import os, sys, time\n"
        "from rag.index import beside as b\n"
        "from rag.index.embedders import Usem3Embeddings\n"
        "os.cpu_count = lambda: 2\n"
        f"b.beside(Usem3Embeddings()).passages(['말'] * {_MANY})\n"
        "print(b._worker()._process.pid, flush=True)\n"
        "time.sleep(60)\n",
        encoding="utf-8",
    )
    first = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    other = int(first.stdout.readline())
    first.kill()
    first.communicate()
    wait_for(lambda: _is_gone(other))


def _is_gone(pid: int) -> bool:
    """Tell whether a process has ended, or waits only for the system to forget it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def test_other_embedders_stay_as_they_are() -> None:
    """What waits for a server, or for nothing, gains nothing by another process."""
    embedder = BagOfCharacters()
    assert beside(embedder) is embedder
