"""Both derived indexes of one home, kept in step with the catalogue.

Any process may add to the catalogue; one at a time, under a file lock, drains it into Chroma and
tantivy, since two processes that write one Chroma directory destroy its vectors silently.  A
killed drain is finished by the next one: writing an article twice leaves it there once.  Indexes
that were damaged are made anew from the catalogue, by whoever finds it.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from rag.errors import IndexDamaged, StoreBusy, StoreError
from rag.index.batches import BATCH_SENTENCES, Batch, grouped, quick_turns, write
from rag.index.beside import beside
from rag.index.embedders import Embedder
from rag.index.health import check_graphs, check_held
from rag.index.manifest import check_made_by, is_made, write_made_by
from rag.index.vectors import VectorIndex, read_anew
from rag.index.words import WordIndex
from rag.ingest.catalogue import Catalogue
from rag.ingest.catalogue_rows import edition

_REMOVED_AT_ONCE = 500  # articles
_READ_AT_ONCE = 64  # articles
_LOOK_EVERY_S = 0.05
_WAIT_TO_OPEN_S = 60.0
_FIRST = "index-1"
_NONE = -1  # no generation
_VECTORS = "vectors"
_LOG = logging.getLogger(__name__)

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

        Callers that pass `folder` must hold the writer's lock.

        Raises:
            EmbedderMismatch: they were made by another embedder or an older program.
            StoreBusy: they are not whole, and another process is writing them.
            StoreError: they can't be opened, nor made anew.
        """
        self._home = home
        self._catalogue = catalogue
        self._embedder = beside(embedder)
        self._lock = FileLock(home / "writer.lock")
        if folder is None:
            self._open_whole()
        else:
            self._open(folder)

    @property
    def folder(self) -> Path:
        """The folder of the present indexes; a rebuild makes a new one."""
        return self._home / self._catalogue.meta("index", _FIRST)

    def _open_whole(self) -> None:
        """Open the present indexes; make them, or make them anew, where they are not whole.

        What looks damaged may be half written just now: only under the lock is it known.
        """
        ends = time.monotonic() + _WAIT_TO_OPEN_S
        while True:
            try:
                if is_made(self.folder):
                    return self._open_checked()
            except IndexDamaged:
                pass  # it is looked at again under the lock
            try:
                with _held(self._lock, self._home, 1):
                    return self._open_locked()
            except StoreBusy:
                if time.monotonic() > ends:
                    raise

    def _open_locked(self) -> None:
        try:
            self._open_checked()
        except IndexDamaged as damage:
            self._heal(damage)

    def _open_checked(self) -> None:
        sample = self._catalogue.ends("indexed")  # first: what is indexed later may be missed
        self._open(self.folder)
        check_held(self, sample)

    def _heal(self, damage: IndexDamaged, progress: Progress | None = None) -> int:
        """Make the indexes anew once, under the lock; return how many articles were written."""
        _LOG.warning("%s (this is being done now)", damage)
        written = _make_anew(self._home, self._catalogue, self._embedder, progress)
        self._open_checked()
        return written

    def _open(self, folder: Path) -> None:
        # read first, so that a later change triggers a refresh
        generation = self._catalogue.generation
        folder.mkdir(parents=True, exist_ok=True)
        check_made_by(folder, self._embedder.identity)
        check_graphs(folder / _VECTORS)
        read_anew()
        self.sentences = VectorIndex(folder / _VECTORS, "sentences")
        self.terms = VectorIndex(folder / _VECTORS, "terms")
        self.passage_words = WordIndex(folder / "passages")
        self.sentence_words = WordIndex(folder / "sentences")
        if not is_made(folder):
            write_made_by(folder, self._embedder.identity)  # last: all four are made
        self._generation = generation
        self._opened = folder

    def refresh(self) -> bool:
        """Reopen if another process or thread has changed the indexes; return whether it had.

        Raises:
            StoreError: as at the opening.
        """
        if self._catalogue.generation == self._generation and self.folder == self._opened:
            return False
        self._open_whole()
        return True

    def reading(self, work: Callable[[], T]) -> T:
        """Return what `work` reads from the indexes; where they break under it, heal and repeat.

        Raises:
            StoreBusy: another process is writing them.
            StoreError: those made anew can't be read either.
        """
        try:
            return work()
        except IndexDamaged as damage:
            with _held(self._lock, self._home, _WAIT_TO_OPEN_S):
                if self.folder == self._opened:
                    self._heal(damage)
                else:
                    self._open_locked()  # another has healed them meanwhile
            self._generation = _NONE  # makes the next refresh() report a change
            return work()

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
            StoreError: the indexes can't be written, nor made anew.
        """
        with _held(self._lock, self._home, wait_s):
            self.refresh()  # under the lock: what we write must build on the latest state
            try:
                return self._drain(progress, stopped)
            except IndexDamaged as damage:
                return self._heal(damage, progress) + self._drain(progress, stopped)

    def drain_during(self, reading: Callable[[], T], progress: Progress | None = None) -> T:
        """Index what `reading` adds to the catalogue while it goes on; return what it returns.

        The writer's lock is held only while a batch is there to be written, so that a slow feed
        keeps no other process waiting.

        Raises:
            StoreBusy: as `drain`, after the reading.
        """
        over, given_up = threading.Event(), threading.Event()

        def follow() -> None:
            """Index what waits, batch by batch, until the reading is over."""
            while not over.wait(_LOOK_EVERY_S):
                if self._catalogue.pending_sentences() >= BATCH_SENTENCES:
                    self.drain(progress, stopped=given_up.is_set)
            if not given_up.is_set():
                self.drain(progress, stopped=given_up.is_set)

        with quick_turns(), ThreadPoolExecutor(max_workers=1) as pool:
            following = pool.submit(follow)
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
            """Settle a batch in the catalogue and tell how far it is."""
            nonlocal done
            self._catalogue.settle({a.id: edition(a) for a in batch.added}, batch.removed)
            self._generation = self._catalogue.generation
            on_the_way.difference_update(batch.ids)
            done += len(batch.added)
            if progress:
                progress(done, max(total, done))

        def waiting() -> Iterator[Batch]:
            """Yield what waits, batch by batch, none twice."""
            while not stopped() and (batch := self._waiting(on_the_way)).ids:
                on_the_way.update(batch.ids)
                yield batch

        while not stopped() and self._any_wait():  # what came while the last was written
            # Others must read anew even if this process is killed before it has settled anything.
            self._catalogue.settle({}, [])
            self._generation = self._catalogue.generation
            write(self, self._embedder, waiting(), written)
        return done

    def _any_wait(self) -> bool:
        return bool(self._catalogue.count("pending") or self._catalogue.count("removing"))

    def _waiting(self, but: Set[str]) -> Batch:
        """Return the next articles that wait, `but` those: they are being written."""
        but = set(but)  # first: one that is settled from here on may still look as if it waited
        removing = islice(self._catalogue.in_state("removing", but), _REMOVED_AT_ONCE)
        removed = [article.id for article in removing]
        return Batch(removed, next(grouped(self._catalogue.in_state("pending", but)), []))


@contextmanager
def _held(lock: FileLock, home: Path, wait_s: float) -> Iterator[None]:
    """Hold the writer's lock of a home, for which other processes are awaited so long."""
    try:
        held = lock.acquire(timeout=wait_s)
    except Timeout:
        raise StoreBusy(
            f"another process is writing {home}; wait for it to finish, then try again"
        ) from None
    except OSError as error:
        raise StoreError(
            f"{home} can't be written ({error}); give --home a folder that can be"
        ) from error
    with held:
        yield


def rebuild(
    home: Path,
    catalogue: Catalogue,
    embedder: Embedder,
    progress: Progress | None = None,
    wait_s: float = _WAIT_TO_OPEN_S,
) -> int:
    """Make both indexes of `home` anew from the catalogue; return the articles written.

    The new ones are made beside the old ones, which readers keep until all is ready; it works
    where the old ones can't be opened.  Killed half-way, the old ones stay in use, and what waited
    for them still waits: the catalogue is told only after the new ones have taken their place.

    Raises:
        StoreBusy: another process has held the writer's lock for `wait_s` seconds.
        StoreError: the indexes can't be written.
    """
    with _held(FileLock(home / "writer.lock"), home, wait_s):
        return _make_anew(home, catalogue, embedder, progress)


def _make_anew(
    home: Path, catalogue: Catalogue, embedder: Embedder, progress: Progress | None
) -> int:
    old = home / catalogue.meta("index", _FIRST)
    new = home / f"index-{int(old.name.rpartition('-')[2]) + 1}"
    shutil.rmtree(new, ignore_errors=True)
    index = Index(home, catalogue, embedder, new)
    wanted = catalogue.editions("indexed", "pending")
    removing = catalogue.ids("removing")
    ids = list(wanted)
    done = 0

    def written(batch: Batch) -> None:
        """Count a batch and tell how far it is."""
        nonlocal done
        done += len(batch.added)
        if progress:
            progress(done, len(wanted))

    read = (
        article
        for at in range(0, len(ids), _READ_AT_ONCE)
        for article in catalogue.articles(ids[at : at + _READ_AT_ONCE]).values()
    )
    write(index, beside(embedder), (Batch([], group) for group in grouped(read)), written)
    catalogue.set_meta("index", new.name)
    catalogue.settle(wanted, removing)
    shutil.rmtree(old, ignore_errors=True)
    return len(wanted)
