"""The catalogue's SQLite file: connections, transactions, and its errors as ours.

The only importer of sqlite3.  No error of SQLite's passes out of here; each becomes a `StoreError`
that says what to do.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from rag.errors import StoreError

Row = sqlite3.Row
Connection = sqlite3.Connection
SCHEMA_VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    source TEXT PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL, metadata TEXT NOT NULL,
    read_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, text TEXT NOT NULL, metadata TEXT NOT NULL,
    masks TEXT NOT NULL, sentences TEXT NOT NULL, story_id TEXT NOT NULL, state TEXT NOT NULL,
    outlet TEXT, published_at TEXT);
CREATE TABLE IF NOT EXISTS page_articles (
    source TEXT NOT NULL, ordinal INTEGER NOT NULL, article_id TEXT NOT NULL,
    PRIMARY KEY (source, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS aliases (
    korean TEXT NOT NULL, other TEXT NOT NULL, article_id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS bands (band TEXT NOT NULL, article_id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS articles_by_state ON articles (state) WHERE state != 'indexed';
CREATE INDEX IF NOT EXISTS articles_by_story ON articles (story_id);
CREATE INDEX IF NOT EXISTS pages_of_article ON page_articles (article_id);
CREATE INDEX IF NOT EXISTS articles_of_band ON bands (band);
CREATE INDEX IF NOT EXISTS aliases_of_article ON aliases (article_id);
CREATE INDEX IF NOT EXISTS bands_of_article ON bands (article_id);
"""
_LARGEST_VERSION = 2**31 - 1  # SQLite keeps four bytes, with a sign
_CHUNK = 64  # rows of a long query read at once: articles are long
# By SQLite's primary result code, https://sqlite.org/rescode.html
_WHAT_TO_DO = {
    sqlite3.SQLITE_BUSY: "another program is writing it; wait for that to finish and try again",
    sqlite3.SQLITE_LOCKED: "another program is writing it; wait for that to finish and try again",
    sqlite3.SQLITE_FULL: "free some space on the disk and try again, nothing was changed",
    sqlite3.SQLITE_CORRUPT: "restore the file from a copy, or move it away and ingest again",
    sqlite3.SQLITE_NOTADB: "give --home another folder, or move that file away",
    sqlite3.SQLITE_CANTOPEN: "give --home a folder that can be written",
    sqlite3.SQLITE_READONLY: "give --home a folder that can be written",
    sqlite3.SQLITE_PERM: "give --home a folder that can be written",
    sqlite3.SQLITE_IOERR: "check the disk, then try again",
}
_ELSE = "move the file away and ingest again, or give --home another folder"


class Database:
    """One SQLite file with a connection for each thread."""

    def __init__(self, path: Path, wait_s: float = 30) -> None:
        """Open or create the file at `path`; a writer waits `wait_s` seconds for another.

        Raises:
            StoreError: it can't be written, or is no catalogue of this program's version.
        """
        self.path = path
        self._wait_s = wait_s
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite does not wait when two processes switch a new file to WAL: one would fail.
            with FileLock(path.with_suffix(".lock")), self._mapped("opened"):
                self._prepare()
        except OSError as error:
            raise StoreError(
                f"{path} can't be opened ({error}); give --home a folder that can be written"
            ) from error

    def _prepare(self) -> None:
        db = self._connection()
        known = {str(row["name"]) for row in db.execute("SELECT name FROM sqlite_master")}
        if known and "meta" not in known:
            raise StoreError(
                f"{self.path} is another program's database; "
                "give --home another folder, or move that file away"
            )
        if known:
            (row,) = db.execute("SELECT max(value) AS found FROM meta WHERE key = 'schema'")
            if row["found"] not in (SCHEMA_VERSION, None):
                raise StoreError(
                    f"{self.path} is a catalogue of version {row['found']}, this program reads "
                    f"version {SCHEMA_VERSION}; ingest into another --home, or use the program "
                    "that made it"
                )
        db.executescript(_SCHEMA)
        db.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))

    def _connection(self) -> Connection:
        db: Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=self._wait_s, isolation_level=None)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")  # a power cut loses the last page at most
            db.row_factory = sqlite3.Row
            self._local.db = db
        return db

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """Return every row of a short query."""
        with self._mapped("read"):
            return self._connection().execute(query, values).fetchall()

    def each(self, query: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a long query without holding them all."""
        with self._mapped("read"):
            cursor = self._connection().execute(query, values)
        while True:
            with self._mapped("read"):
                chunk = cursor.fetchmany(_CHUNK)
            if not chunk:
                return
            yield from chunk

    @property
    def version(self) -> int:
        """A number that every transaction makes another, whichever process ran it."""
        return int(self.rows("PRAGMA user_version")[0]["user_version"])

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hold the writer's lock for a block whose changes all become true, or none."""
        with self._mapped("written"):
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute(f"PRAGMA user_version = {self.version % _LARGEST_VERSION + 1}")
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # SQLite itself rolls back when the disk is full
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def _mapped(self, done: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", None)  # extended: the low byte is primary
            advice = _WHAT_TO_DO.get(code & 0xFF, _ELSE) if code is not None else _ELSE
            raise StoreError(f"{self.path} can't be {done} ({error}); {advice}") from error
