"""The catalogue: pages and articles in SQLite, the truth from which both indexes are derived.

One transaction per page, in WAL mode, so that a reader never waits and a kill loses at most the
page in hand.  An article is `pending` until both indexes hold it, then `indexed`; one that no page
carries any more is `removing` until both indexes have let it go.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock

from rag.domain import (
    Article,
    CorpusSummary,
    Page,
    content_hash,
)
from rag.errors import StoreError
from rag.ingest.catalogue_rows import (
    SCHEMA,
    article_of,
    masks_text,
    metadata_text,
    sentences_text,
)
from rag.text.names import AliasPair, mine_aliases

SCHEMA_VERSION = "1"
State = Literal["pending", "indexed", "removing"]
Change = Literal["added", "updated", "unchanged"]


class Catalogue:
    """Pages and articles of one home directory; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open or create the catalogue at `path`.

        Raises:
            StoreError: the file is no catalogue of this version or can't be written.
        """
        self.path = path
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite does not wait when two processes switch a new file to WAL: one would fail.
            with FileLock(path.with_suffix(".lock")):
                db = self._connection()
                db.executescript(SCHEMA)
                db.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreError(
                f"{path} can't be opened as a catalogue ({error}); "
                "give --home a folder that can be written, or move that file away"
            ) from error
        if (found := self.meta("schema")) != SCHEMA_VERSION:
            raise StoreError(
                f"{path} is a catalogue of version {found}, this program reads version "
                f"{SCHEMA_VERSION}; ingest into another --home"
            )

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")  # a power cut loses the last page at most
            db.row_factory = sqlite3.Row
            self._local.db = db
        return db

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        db = self._connection()
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.commit()
        except sqlite3.Error as error:
            db.rollback()
            raise StoreError(
                f"{self.path} can't be written ({error}); nothing was changed: check the disk and "
                "that no other program holds the file, then try again"
            ) from error
        except BaseException:
            db.rollback()
            raise

    def meta(self, key: str, default: str = "") -> str:
        """Return a stored setting such as `generation`."""
        row = self._connection().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row["value"]) if row else default

    def set_meta(self, key: str, value: str) -> None:
        """Store a setting."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """A number that grows whenever the indexes' content changes."""
        return int(self.meta("generation", "0"))

    def page_id(self, source: str) -> str | None:
        """Return the id under which a source was last read, if it was."""
        query = "SELECT id FROM pages WHERE source = ?"
        row = self._connection().execute(query, (source,)).fetchone()
        return str(row["id"]) if row else None

    def add(
        self, page: Page, articles: Sequence[Article], bands: Sequence[Sequence[str]]
    ) -> Change:
        """Store a page and its articles in place of what its source held before.

        `bands[i]` are the near-duplicate keys of `articles[i]`.  Returns what changed.
        """
        before = self.page_id(page.source)
        if before == page.id:
            return "unchanged"
        with self._transaction() as db:
            old = self._article_ids(db, page.source)
            db.execute(
                "INSERT OR REPLACE INTO pages (source, id, text, metadata) VALUES (?, ?, ?, ?)",
                (page.source, page.id, page.text, metadata_text(page.metadata)),
            )
            db.execute("DELETE FROM page_articles WHERE source = ?", (page.source,))
            for ordinal, (article, keys) in enumerate(zip(articles, bands, strict=True)):
                self._put(db, article, keys)
                db.execute(
                    "INSERT INTO page_articles VALUES (?, ?, ?)", (page.source, ordinal, article.id)
                )
            self._release(db, old)
        return "added" if before is None else "updated"

    def remove(self, source: str) -> int:
        """Forget a source; return the number of articles that no other source carries."""
        with self._transaction() as db:
            old = self._article_ids(db, source)
            db.execute("DELETE FROM pages WHERE source = ?", (source,))
            db.execute("DELETE FROM page_articles WHERE source = ?", (source,))
            return self._release(db, old)

    def sources(self) -> list[str]:
        """Return every source that is held."""
        rows = self._connection().execute("SELECT source FROM pages ORDER BY source")
        return [str(row["source"]) for row in rows]

    def _put(self, db: sqlite3.Connection, article: Article, bands: Sequence[str]) -> None:
        metadata, masks, sentences = (
            metadata_text(article.metadata),
            masks_text(article),
            sentences_text(article),
        )
        row = db.execute("SELECT * FROM articles WHERE id = ?", (article.id,)).fetchone()
        if row is not None:
            corrected = row["source"] == article.source and (
                (row["metadata"], row["masks"], row["sentences"]) != (metadata, masks, sentences)
            )
            if corrected or row["state"] == "removing":
                db.execute(
                    "UPDATE articles SET state = 'pending', source = ?, metadata = ?, masks = ?, "
                    "sentences = ? WHERE id = ?",
                    (article.source, metadata, masks, sentences, article.id),
                )
            return
        db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)",
            (
                article.id, article.source, article.text, metadata, masks, sentences,
                article.story_id or article.id, article.metadata.outlet,
                article.metadata.published_at,
            ),
        )  # fmt: skip
        db.executemany("INSERT INTO bands VALUES (?, ?)", [(band, article.id) for band in bands])
        db.executemany(
            "INSERT INTO aliases VALUES (?, ?, ?)",
            [(pair.korean, pair.other, article.id) for pair in mine_aliases(article.text)],
        )

    @staticmethod
    def _article_ids(db: sqlite3.Connection, source: str) -> list[str]:
        rows = db.execute("SELECT article_id FROM page_articles WHERE source = ?", (source,))
        return [str(row["article_id"]) for row in rows]

    @staticmethod
    def _release(db: sqlite3.Connection, ids: Iterable[str]) -> int:
        released = 0
        for article_id in ids:
            released += db.execute(
                "UPDATE articles SET state = 'removing' WHERE id = ? AND NOT EXISTS "
                "(SELECT 1 FROM page_articles WHERE article_id = articles.id)",
                (article_id,),
            ).rowcount
        return released

    def in_state(self, state: State, limit: int) -> list[Article]:
        """Return up to `limit` articles that are, say, `pending`."""
        query = "SELECT * FROM articles WHERE state = ? ORDER BY rowid LIMIT ?"
        return [article_of(row) for row in self._connection().execute(query, (state, limit))]

    def settle(self, indexed: Sequence[str], removed: Sequence[str]) -> None:
        """Record that both indexes hold `indexed` and no longer hold `removed`."""
        with self._transaction() as db:
            db.executemany(
                "UPDATE articles SET state = 'indexed' WHERE id = ? AND state = 'pending'",
                [(article_id,) for article_id in indexed],
            )
            for article_id in removed:
                # One that came back while it was being taken out is pending again: keep it.
                gone = db.execute(
                    "DELETE FROM articles WHERE id = ? AND state = 'removing'", (article_id,)
                ).rowcount
                if gone:
                    db.execute("DELETE FROM bands WHERE article_id = ?", (article_id,))
                    db.execute("DELETE FROM aliases WHERE article_id = ?", (article_id,))
            db.execute(
                "INSERT OR REPLACE INTO meta VALUES ('generation', ?)", (str(self.generation + 1),)
            )

    def ids(self, *states: State) -> list[str]:
        """Return the ids of the articles in any of `states`, in the order in which they came."""
        marks = ",".join("?" * len(states))
        query = f"SELECT id FROM articles WHERE state IN ({marks}) ORDER BY rowid"
        return [str(row["id"]) for row in self._connection().execute(query, states)]

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles of `ids` that are held, by id."""
        wanted = list(dict.fromkeys(ids))
        marks = ",".join("?" * len(wanted))
        query = f"SELECT * FROM articles WHERE state != 'removing' AND id IN ({marks})"
        rows = self._connection().execute(query, wanted)
        return {article.id: article for article in map(article_of, rows)}

    def every_article(self) -> Iterator[Article]:
        """Yield all articles in the order in which they came."""
        query = "SELECT * FROM articles WHERE state != 'removing' ORDER BY rowid"
        yield from map(article_of, self._connection().execute(query))

    def sharing_bands(self, bands: Sequence[str]) -> list[Article]:
        """Return the articles that share a near-duplicate key: candidates for the same story."""
        marks = ",".join("?" * len(bands))
        query = (
            "SELECT * FROM articles WHERE state != 'removing' AND id IN "
            f"(SELECT article_id FROM bands WHERE band IN ({marks})) ORDER BY rowid"
        )
        return [article_of(row) for row in self._connection().execute(query, list(bands))]

    def outlets_of_stories(self, story_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each story the outlets that printed a copy of it."""
        wanted = list(dict.fromkeys(story_ids))
        marks = ",".join("?" * len(wanted))
        query = (
            "SELECT story_id, outlet FROM articles WHERE state != 'removing' AND outlet IS NOT "
            f"NULL AND story_id IN ({marks}) ORDER BY published_at IS NULL, published_at"
        )
        found: dict[str, dict[str, None]] = {}
        for row in self._connection().execute(query, wanted):
            found.setdefault(str(row["story_id"]), {})[str(row["outlet"])] = None
        return {story: tuple(outlets) for story, outlets in found.items()}

    def alias_pairs(self) -> list[AliasPair]:
        """Return the names that the articles explain, such as 국제통화기금(IMF), each once."""
        rows = self._connection().execute(
            "SELECT DISTINCT korean, other FROM aliases ORDER BY korean, other"
        )
        return [AliasPair(str(row["korean"]), str(row["other"])) for row in rows]

    def count(self, state: State | None = None) -> int:
        """Return how many articles are held, or are in one state."""
        query = "SELECT count(*) AS n FROM articles WHERE state " + (
            "= ?" if state else "!= 'removing' AND ? IS NULL"
        )
        return int(self._connection().execute(query, (state,)).fetchone()["n"])

    def content_hash(self) -> str:
        """Return a hash of the articles held, whatever order they came in."""
        rows = self._connection().execute(
            "SELECT id FROM articles WHERE state != 'removing' ORDER BY id"
        )
        return content_hash(*(str(row["id"]) for row in rows))

    def summary(self) -> CorpusSummary:
        """Return what the catalogue covers."""
        row = (
            self._connection()
            .execute(
                "SELECT count(*) AS n, coalesce(sum(json_array_length(sentences)), 0) AS s,"
                " min(published_at) AS first, max(published_at) AS last"
                " FROM articles WHERE state != 'removing'"
            )
            .fetchone()
        )
        outlets = self._connection().execute(
            "SELECT outlet FROM articles WHERE outlet IS NOT NULL AND state != 'removing'"
            " GROUP BY outlet ORDER BY count(*) DESC, outlet"
        )
        return CorpusSummary(
            articles=row["n"], sentences=row["s"],
            outlets=tuple(str(o["outlet"]) for o in outlets), first=row["first"], last=row["last"],
        )  # fmt: skip
