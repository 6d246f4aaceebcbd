"""What tests run in processes of their own: imported once in a server, then forked from it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from rag.cli import main
from rag.domain import Article, Page
from rag.index.encoder import encode
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.ingest.copies import story_keys
from rag.ingest.intake import take_in
from rag.text.morphemes import kiwi
from tests.fakes import BagOfCharacters

# Before forking: every child has them warm.
kiwi().tokenize("예열")
encode(["예열"])
Work = Callable[..., None]


class Child:
    """A process that works and speaks over a pipe; `heard` is what it has said so far."""

    def __init__(self, work: Work, *arguments: object) -> None:
        context = multiprocessing.get_context("forkserver")
        with pytest.MonkeyPatch.context() as environment:
            # The server reads only this path, and only when it is started by the first child.
            environment.setenv("PYTHONPATH", os.pathsep.join(sys.path))
            context.set_forkserver_preload([__name__])
            ensure_running()
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=work, args=(theirs, *arguments))
        self.process.start()
        theirs.close()

    def hear(self, wait_s: float = 60) -> object:
        """Return what the child says next."""
        assert self.pipe.poll(wait_s), f"the child has said nothing for {wait_s:.0f} s"
        return self.pipe.recv()

    def end(self, wait_s: float = 60) -> list[object]:
        """Wait until the child is gone and return what it said that was not heard yet."""
        said: list[object] = []
        try:
            while True:
                said.append(self.hear(wait_s))
        except EOFError:
            self.process.join(60)
            self.pipe.close()
        return said


def add_pages(pipe: Connection, pages: Path, home: Path) -> None:
    """When told to, ingest a folder file by file, acknowledge each, index every fourth time."""
    pipe.send("ready")
    pipe.recv()
    catalogue = Catalogue(home / "catalogue.sqlite")
    index = Index(home, catalogue, BagOfCharacters())
    for number, file in enumerate(sorted(pages.iterdir())):
        assert take_in(catalogue, [str(file)]).added == 1
        pipe.send(str(file))
        if number % 4 == 3:
            index.drain()
    index.drain()


def add_page(pipe: Connection, path: Path, article: Article) -> None:
    """When told to, add an article from a page of its own; say what changed."""
    catalogue = Catalogue(path)
    keys = story_keys(article)
    pipe.send("ready")
    pipe.recv()
    pipe.send(catalogue.add(Page(article.source, article.id), [article], [keys]))


def rag(pipe: Connection, *arguments: str) -> None:
    """Run the command `rag`; say how it ended and what it told on standard error."""
    with tempfile.TemporaryFile() as told:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(told.fileno(), 2)
        sys.argv = ["rag", *arguments]
        try:
            main()
        except SystemExit as end:
            told.seek(0)
            pipe.send((end.code, told.read().decode()))


def read_then_write(pipe: Connection, home: Path, sought: str, article: Article) -> None:
    """Open the indexes, and when told to, look for a sentence, add an article and index it."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    index = Index(home, catalogue, BagOfCharacters())
    pipe.send(len(index.sentences))
    pipe.recv()
    index.refresh()
    (nearest,) = index.sentences.nearest(BagOfCharacters().query(sought), 1)
    pipe.send((nearest.key, round(nearest.similarity, 3)))
    catalogue.add(Page("child", "child"), [article], [()])
    pipe.send("waiting")
    index.drain()
    pipe.send("drained")
