"""Both derived indexes of one home, kept in step with the catalogue.

Any process may add to the catalogue; one at a time, under a file lock, drains it into Chroma and
tantivy, since two processes that write one Chroma directory destroy its vectors silently.  A
killed drain is finished by the next one: writing an article twice leaves it there once.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from rag.errors import EmbedderMismatch, StoreBusy, StoreError
from rag.index.batches import (
    Batch,
    Ready,
    ahead,
    made_ready,
    passage_entries,
    sentence_entries,
    write_words,
)
from rag.index.embedders import Embedder
from rag.index.vectors import VectorIndex, read_anew
from rag.index.words import WordIndex
from rag.ingest.catalogue import Catalogue
from rag.ingest.catalogue_rows import edition

_BATCH_ARTICLES = 64
_LOOK_EVERY_S = 0.05
# Terms and passages are cut by code: an index of another version must be made again.
_FORMAT = 2
_FIRST = "index-1"
_MANIFEST = "manifest.json"

Progress = Callable[[int, int], None]
T = TypeVar("T")


class Index:
    """The derived indexes of one home directory, open for reading, and for writing under a lock.

    `sentences` and `terms` are vectors (of sentences and of the corpus's words), `passage_words`
    and `sentence_words` are BM25 indexes.
    """

    def __init__(
        self, home: Path, catalogue: Catalogue, embedder: Embedder, folder: Path | None = None
    ) -> None:
        """Open the indexes of `home`, in `folder` rather than where the catalogue points.

        Who gives `folder` holds the writer's lock.

        Raises:
            EmbedderMismatch: they were made by another embedder or an older program.
            StoreError: one of them can't be opened.
        """
        self._home = home
        self._catalogue = catalogue
        self._embedder = embedder
        self._lock = FileLock(home / "writer.lock")
        if folder is not None or (self.folder / _MANIFEST).exists():
            self._open(folder or self.folder)
            return
        with self._lock:  # two processes that make one index at once spoil it
            self._open(self.folder)

    @property
    def folder(self) -> Path:
        """The folder of the present indexes; a rebuild makes a new one."""
        return self._home / self._catalogue.meta("index", _FIRST)

    def _open(self, folder: Path) -> None:
        generation = self._catalogue.generation  # before reading: what comes later is news
        folder.mkdir(parents=True, exist_ok=True)
        manifest = folder / _MANIFEST
        made_by = {"format": _FORMAT, **asdict(self._embedder.identity)}
        if manifest.exists():
            _check_manifest(manifest, made_by)
        read_anew()
        self.sentences = VectorIndex(folder / "vectors", "sentences")
        self.terms = VectorIndex(folder / "vectors", "terms")
        self.passage_words = WordIndex(folder / "passages")
        self.sentence_words = WordIndex(folder / "sentences")
        if not manifest.exists():
            _write_manifest(manifest, made_by)  # last: where it stands, all four are made
        self._generation = generation
        self._opened = folder

    def refresh(self) -> bool:
        """Reopen if another process or thread has changed the indexes; return whether it had."""
        if self._catalogue.generation == self._generation and self.folder == self._opened:
            return False
        self._open(self.folder)
        return True

    def drain(
        self,
        progress: Progress | None = None,
        wait_s: float = 600,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Bring both indexes up to the catalogue; return how many articles were written.

        `progress` is called with (articles done, articles in all); `stopped` is asked before each
        batch whether to leave the rest.

        Raises:
            StoreBusy: another process has held the writer's lock for `wait_s` seconds.
        """
        try:
            with self._lock.acquire(timeout=wait_s):
                self.refresh()  # under the lock: what we write must build on the latest state
                return self._drain(progress, stopped)
        except Timeout as error:
            raise StoreBusy(
                f"another process has been writing {self._home} for {wait_s:.0f} s; "
                "wait for it to finish, then run 'rag ingest' again"
            ) from error

    def drain_during(self, reading: Callable[[], T], progress: Progress | None = None) -> T:
        """Index what `reading` adds to the catalogue while it goes on; return what it returns.

        The writer's lock is held only while a batch is there to be written, so that a slow feed
        keeps no other process waiting.

        Raises:
            StoreBusy: as `drain`, after the reading.
        """
        over, given_up = threading.Event(), threading.Event()

        def follow() -> None:
            while not over.wait(_LOOK_EVERY_S):
                if self._catalogue.count("pending") >= _BATCH_ARTICLES:
                    self.drain(progress, stopped=given_up.is_set)
            if not given_up.is_set():
                self.drain(progress, stopped=given_up.is_set)

        with _quick_turns(), ThreadPoolExecutor(max_workers=1) as beside:
            following = beside.submit(follow)
            try:
                read = reading()
                over.set()
                following.result()
            except BaseException:
                given_up.set()
                over.set()
                raise
        return read

    def _drain(self, progress: Progress | None, stopped: Callable[[], bool]) -> int:
        done, total = 0, self._catalogue.count("pending")
        on_the_way: set[str] = set()

        def written(batch: Batch) -> None:
            nonlocal done
            self._catalogue.settle({a.id: edition(a) for a in batch.added}, batch.removed)
            self._generation = self._catalogue.generation
            on_the_way.difference_update(batch.ids)
            done += len(batch.added)
            if progress:
                progress(done, max(total, done))

        def waiting() -> Iterator[Batch]:
            while not stopped() and (batch := self._waiting(on_the_way)).ids:
                on_the_way.update(batch.ids)
                yield batch

        while not stopped() and self._waiting(set()).ids:  # what came while the last was written
            self.write(waiting(), written)
        return done

    def _waiting(self, but: Set[str]) -> Batch:
        """Return the next articles that wait, `but` those: they are being written."""
        but = set(but)  # first: one that is settled from here on may still look as if it waited
        limit = _BATCH_ARTICLES + len(but)
        removed = [a.id for a in self._catalogue.in_state("removing", limit) if a.id not in but]
        added = [a for a in self._catalogue.in_state("pending", limit) if a.id not in but]
        return Batch(removed[:_BATCH_ARTICLES], added[:_BATCH_ARTICLES])

    def write(self, batches: Iterator[Batch], written: Callable[[Batch], None]) -> None:
        """Bring batches into both indexes, telling of each; the caller holds the lock.

        The next batch is embedded while one is written.  What an index holds already in the same
        edition stays as it is: a killed drain is finished, not repeated, for tantivy counts a
        deleted text in its scores until segments are merged.
        """
        learnt: set[str] = set()
        prepared = (made_ready(b, self._embedder, self.terms, learnt) for b in batches)
        with closing(ahead(prepared)) as made:
            for ready in made:
                self._put(ready)
                written(ready.batch)

    def _put(self, ready: Ready) -> None:
        batch = ready.batch
        self.sentences.drop_articles(batch.ids, keep=set(ready.keys))
        owners = [a.id for a in batch.added for _ in a.sentences]
        self.sentences.put(ready.keys, ready.vectors, owners)
        self.terms.put(ready.words, ready.word_vectors, [""] * len(ready.words))
        articles = list(zip(batch.added, ready.terms, strict=True))
        write_words(self.sentence_words, batch.removed, articles, sentence_entries)
        write_words(self.passage_words, batch.removed, articles, passage_entries)


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let threads take turns ten times as often.

    NumPy, which embeds, lets go of the interpreter at every operation; by Python's default it gets
    it back from a thread that reads only 5 ms later, and is ten times as slow.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def rebuild(
    home: Path, catalogue: Catalogue, embedder: Embedder, progress: Progress | None = None
) -> int:
    """Make both indexes of `home` anew from the catalogue; return the articles written.

    The new ones are made beside the old ones, which readers keep until all is ready; it works
    where the old ones can't be opened.  Killed half-way, the old ones stay in use, and what waited
    for them still waits: the catalogue is told only after the new ones have taken their place.
    """
    with FileLock(home / "writer.lock"):
        old = home / catalogue.meta("index", _FIRST)
        new = home / f"index-{int(old.name.rpartition('-')[2]) + 1}"
        shutil.rmtree(new, ignore_errors=True)
        index = Index(home, catalogue, embedder, new)
        wanted = catalogue.editions("indexed", "pending")
        removing = catalogue.ids("removing")
        ids = list(wanted)
        done = 0

        def written(batch: Batch) -> None:
            nonlocal done
            done += len(batch.added)
            if progress:
                progress(done, len(wanted))

        index.write(
            (
                Batch([], list(catalogue.articles(ids[at : at + _BATCH_ARTICLES]).values()))
                for at in range(0, len(ids), _BATCH_ARTICLES)
            ),
            written,
        )
        catalogue.set_meta("index", new.name)
        catalogue.settle(wanted, removing)
        shutil.rmtree(old, ignore_errors=True)
        return len(wanted)


def _check_manifest(path: Path, wanted: dict[str, object]) -> None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StoreError(f"{path} can't be read ({error}); run 'rag rebuild'") from error
    if found != wanted:
        raise EmbedderMismatch(
            f"the index in {path.parent} was made by {_describe(found)}, this program would "
            f"read it with {_describe(wanted)}; run 'rag rebuild' or set RAG_EMBEDDER back"
        )


def _write_manifest(path: Path, made_by: dict[str, object]) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(made_by, file)
    Path(file.name).rename(path)  # whole or not at all, even when killed here


def _describe(manifest: dict[str, object]) -> str:
    return "{name} {version} ({dimension} dimensions, format {format})".format_map(
        {"name": "?", "version": "?", "dimension": "?", "format": "?", **manifest}
    )
