"""The catalogue: pages and articles in SQLite, the truth from which both indexes are derived.

One transaction per page, in WAL mode, so that a reader never waits and a kill loses at most the
page in hand.  An article is `pending` until both indexes hold it, then `indexed`; one that no page
carries any more is `removing` until both indexes have let it go.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from rag.domain import Article, CorpusSummary, Page, content_hash
from rag.errors import StoreError
from rag.ingest.catalogue_articles import article_ids, put, release
from rag.ingest.catalogue_db import Database
from rag.ingest.catalogue_rows import article_of, edition_of, metadata_text
from rag.ingest.catalogue_stories import EARLIEST_FIRST, outlets_of
from rag.ingest.selection import EVERYTHING, Selection
from rag.text.names import AliasPair

Waiting = Literal["pending", "removing"]
State = Literal["indexed"] | Waiting
Change = Literal["added", "updated", "unchanged"]

# SQLite uses an index of some rows only where the condition of the index is written out.
_IN_STATE = "state != 'indexed' AND state = ?"


def require_home(home: Path) -> None:
    """Refuse a folder that is no home: to open one there would make it.

    Raises:
        StoreError: nothing was ever ingested there.
    """
    if not (home / "catalogue.sqlite").exists():
        raise StoreError(f"no home at {home}; run 'rag ingest' first or give --home")


class Catalogue:
    """Pages and articles of one home directory; safe to share between threads."""

    def __init__(self, path: Path, wait_s: float = 30) -> None:
        """Open or create the catalogue at `path`; a writer waits `wait_s` seconds for another.

        Raises:
            StoreError: the file is no catalogue of this version or can't be written.  Every other
                method raises it too when the file can't be read or written any more.
        """
        self.path = path
        self._db = Database(path, wait_s)
        self._summary: tuple[int, CorpusSummary] | None = None

    def meta(self, key: str, default: str = "") -> str:
        """Return a stored setting such as `generation`."""
        found = self._db.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0]["value"]) if found else default

    def set_meta(self, key: str, value: str) -> None:
        """Store a setting."""
        with self._db.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """A number that grows whenever the indexes' content changes."""
        return int(self.meta("generation", "0"))

    def page_id(self, source: str) -> str | None:
        """Return the id under which a source was last read, if it was."""
        found = self._db.rows("SELECT id FROM pages WHERE source = ?", (source,))
        return str(found[0]["id"]) if found else None

    def add(
        self, page: Page, articles: Sequence[Article], bands: Sequence[Sequence[str]]
    ) -> Change:
        """Store a page and its articles in place of what its source held before.

        `bands[i]` are the near-duplicate keys of `articles[i]`, by which it finds the story that
        it is a copy of.  Returns what changed.
        """
        with self._db.transaction() as db:
            before = db.execute("SELECT id FROM pages WHERE source = ?", (page.source,)).fetchone()
            if before is not None and before["id"] == page.id:
                return "unchanged"
            old = article_ids(db, page.source)
            db.execute(
                "INSERT OR REPLACE INTO pages (source, id, text, metadata) VALUES (?, ?, ?, ?)",
                (page.source, page.id, page.text, metadata_text(page.metadata)),
            )
            db.execute("DELETE FROM page_articles WHERE source = ?", (page.source,))
            for ordinal, article in enumerate(articles):
                db.execute(
                    "INSERT INTO page_articles VALUES (?, ?, ?)", (page.source, ordinal, article.id)
                )
            release(db, old)  # first: a page's new text is no copy of its old one
            for article, keys in zip(articles, bands, strict=True):
                put(db, article, keys)
        return "updated" if before else "added"

    def remove(self, source: str) -> int:
        """Forget a source; return the number of articles that no other source carries."""
        with self._db.transaction() as db:
            old = article_ids(db, source)
            db.execute("DELETE FROM pages WHERE source = ?", (source,))
            db.execute("DELETE FROM page_articles WHERE source = ?", (source,))
            return release(db, old)

    def rename(self, old: str, new: str, page_id: str) -> None:
        """Hold the page of source `old` under the name `new`, with `page_id` for its content.

        Where `new` is held too, `old` was a second copy of the same source and is forgotten.
        """
        if self.page_id(new) is not None:
            self.remove(old)
        with self._db.transaction() as db:
            db.execute("UPDATE pages SET source = ?, id = ? WHERE source = ?", (new, page_id, old))
            db.execute("UPDATE page_articles SET source = ? WHERE source = ?", (new, old))
            db.execute("UPDATE articles SET source = ? WHERE source = ?", (new, old))

    def sources(self) -> list[str]:
        """Return every source that is held."""
        return [str(row["source"]) for row in self._db.rows("SELECT source FROM pages ORDER BY 1")]

    def in_state(self, state: Waiting, but: Container[str] = ()) -> Iterator[Article]:
        """Yield the articles that are, say, `pending`, in order, `but` those of some ids."""
        query = f"SELECT * FROM articles WHERE {_IN_STATE} ORDER BY rowid"
        yield from (article_of(r) for r in self._db.each(query, (state,)) if r["id"] not in but)

    def pending_sentences(self) -> int:
        """Return how many sentences wait to be indexed."""
        query = (
            "SELECT coalesce(sum(json_array_length(sentences)), 0) AS n FROM articles"
            f" WHERE {_IN_STATE}"
        )
        return int(self._db.rows(query, ("pending",))[0]["n"])

    def ends(self, state: State) -> list[Article]:
        """Return the article that has longest been held in a state and the one that came last."""
        query = "SELECT * FROM articles WHERE state = ? ORDER BY rowid {} LIMIT 1"
        orders = ("ASC", "DESC")
        return [article_of(r) for o in orders for r in self._db.rows(query.format(o), (state,))]

    def settle(self, indexed: Mapping[str, str], removed: Sequence[str]) -> None:
        """Record that both indexes hold `indexed` and no longer hold `removed`.

        `indexed` names the edition of each article that was written: one that has changed since
        stays pending.
        """
        with self._db.transaction() as db:
            for article_id, edition in indexed.items():
                row = db.execute(
                    "SELECT masks, sentences FROM articles WHERE id = ? AND state = 'pending'",
                    (article_id,),
                ).fetchone()
                if row is not None and edition_of(row) == edition:
                    db.execute("UPDATE articles SET state = 'indexed' WHERE id = ?", (article_id,))
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
        return list(self.editions(*states))

    def editions(self, *states: State) -> dict[str, str]:
        """Return the ids of the articles in any of `states`, in order, with their editions.

        An edition is a hash of what the indexes hold of an article beside its text, which its id
        names: the places of its sentences and of its masks.
        """
        marks = ",".join("?" * len(states))
        query = f"SELECT id, masks, sentences FROM articles WHERE state IN ({marks}) ORDER BY rowid"
        return {str(row["id"]): edition_of(row) for row in self._db.each(query, states)}

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles of `ids` that are held, by id."""
        wanted = list(dict.fromkeys(ids))
        marks = ",".join("?" * len(wanted))
        query = f"SELECT * FROM articles WHERE state != 'removing' AND id IN ({marks})"
        return {row["id"]: article_of(row) for row in self._db.rows(query, wanted)}

    def every_article(self) -> Iterator[Article]:
        """Yield all articles in the order in which they came."""
        query = "SELECT * FROM articles WHERE state != 'removing' ORDER BY rowid"
        yield from map(article_of, self._db.each(query))

    def newest(self, count: int, of: Selection = EVERYTHING) -> list[Article]:
        """Return the last printed articles of a selection, newest first; undated ones come last."""
        which, values = of.condition()
        query = (
            f"SELECT * FROM articles WHERE {which}"
            " ORDER BY julianday(published_at) DESC, id LIMIT ?"
        )
        return [article_of(row) for row in self._db.rows(query, (*values, count))]

    def selected(self, of: Selection) -> int:
        """Return how many articles a selection holds."""
        which, values = of.condition()
        (row,) = self._db.rows(f"SELECT count(*) AS n FROM articles WHERE {which}", values)
        return int(row["n"])

    def outlets_of_stories(self, story_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each story the independent outlets that printed it, the first one first.

        A wire story that another outlet prints under the wire's dateline counts as the wire's.
        """
        wanted = list(dict.fromkeys(story_ids))
        marks = ",".join("?" * len(wanted))
        query = (
            f"SELECT * FROM articles WHERE state != 'removing' AND story_id IN ({marks}) "
            f"{EARLIEST_FIRST}"
        )
        return outlets_of(self._db.rows(query, wanted))

    def alias_pairs(self) -> list[AliasPair]:
        """Return the names that the articles explain, such as 국제통화기금(IMF), each once."""
        query = "SELECT DISTINCT korean, other FROM aliases ORDER BY korean, other"
        return [AliasPair(str(row["korean"]), str(row["other"])) for row in self._db.rows(query)]

    def reporters(self) -> list[str]:
        """Return everyone who signed an article that is held, each once."""
        query = (
            "SELECT DISTINCT value FROM articles, json_each(metadata, '$.reporters') "
            "WHERE state != 'removing' ORDER BY value"
        )
        return [str(row["value"]) for row in self._db.rows(query)]

    def count(self, state: State | None = None) -> int:
        """Return how many articles are held, or are in one state."""
        which = "state = ?" if state == "indexed" else _IN_STATE
        query = f"SELECT count(*) AS n, (SELECT count(*) FROM articles WHERE {which}) AS in_state"
        (row,) = self._db.rows(f"{query} FROM articles", (state or "removing",))
        return int(row["in_state"] if state else row["n"] - row["in_state"])

    def content_hash(self) -> str:
        """Return a hash of the articles held, whatever order they came in."""
        rows = self._db.each("SELECT id FROM articles WHERE state != 'removing' ORDER BY id")
        return content_hash(*(str(row["id"]) for row in rows))

    def summary(self) -> CorpusSummary:
        """Return what the catalogue covers; read once and kept until something is written.

        Its first and last time are those of the first and last day, as printed where they were.
        """
        version, known = self._db.version, self._summary  # first: what comes later is news
        if known is None or known[0] != version:
            known = self._summary = version, self._summarised()
        return known[1]

    def _summarised(self) -> CorpusSummary:
        (row,) = self._db.rows(
            "SELECT count(*) AS n, coalesce(sum(json_array_length(sentences)), 0) AS s,"
            " min(published_at) AS first, max(published_at) AS last"
            " FROM articles WHERE state != 'removing'"
        )
        outlets = self._db.rows(
            "SELECT outlet FROM articles WHERE outlet IS NOT NULL AND state != 'removing'"
            " GROUP BY outlet ORDER BY count(*) DESC, outlet"
        )
        return CorpusSummary(
            articles=row["n"], sentences=row["s"],
            outlets=tuple(str(o["outlet"]) for o in outlets), first=row["first"], last=row["last"],
        )  # fmt: skip
