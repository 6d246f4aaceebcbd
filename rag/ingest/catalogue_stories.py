"""Stories in the catalogue: which articles are copies of one another, and who printed them.

A story's id is the id of its earliest article.  Whoever adds or removes an article decides inside
its own transaction, so that two processes that take in two copies at once end with one story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rag.domain import Article
from rag.ingest.catalogue_db import Connection, Row
from rag.ingest.catalogue_rows import article_of
from rag.ingest.copies import MOST_DAYS_APART, origin, same_story

# `julianday` reads a time's zone.  By id where times are equal or unknown: the order of arrival is
# chance.
EARLIEST_FIRST = "ORDER BY published_at IS NULL, julianday(published_at), id"


def candidates(db: Connection, article: Article, bands: Sequence[str]) -> list[Article]:
    """Return the articles near in time that share a near-duplicate key with `article`."""
    marks = ",".join("?" * len(bands))
    first, last = _days_around(article.metadata.published_on)
    rows = db.execute(
        "SELECT * FROM articles WHERE state != 'removing' AND id != ? AND "
        "(published_at IS NULL OR substr(published_at, 1, 10) BETWEEN ? AND ?) AND "
        f"id IN (SELECT article_id FROM bands WHERE band IN ({marks})) ORDER BY rowid",
        (article.id, first, last, *bands),
    )
    return [article_of(row) for row in rows]


def _days_around(day: date | None) -> tuple[str, str]:
    if day is None:
        return "", "9999"
    apart = timedelta(days=MOST_DAYS_APART)
    return (day - apart).isoformat(), (day + apart).isoformat()


def join_story(db: Connection, article: Article, bands: Sequence[str]) -> None:
    """Make a stored article and every copy of it one story."""
    copies = [other for other in candidates(db, article, bands) if same_story(article, other)]
    if copies:
        _lead(db, {article.story_id or article.id, *(copy.story_id for copy in copies)})


def hand_over(db: Connection, article_id: str) -> None:
    """Let the earliest article that is left lead the story of one that goes."""
    _lead(db, {article_id})


def _lead(db: Connection, stories: Iterable[str]) -> None:
    """Name some stories by their earliest article; several become one."""
    old = sorted(stories)
    marks = ",".join("?" * len(old))
    leader = db.execute(
        f"SELECT id FROM articles WHERE state != 'removing' AND story_id IN ({marks}) "
        f"{EARLIEST_FIRST} LIMIT 1",
        old,
    ).fetchone()
    if leader is not None:
        db.execute(
            f"UPDATE articles SET story_id = ? WHERE story_id IN ({marks})", (leader["id"], *old)
        )


def outlets_of(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return for each story in `rows` of articles its independent outlets, in their order.

    A wire story that another outlet prints under the wire's dateline counts as the wire's.
    """
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        outlet = origin(article_of(row))
        if outlet:
            found.setdefault(str(row["story_id"]), {})[outlet] = None
    return {story: tuple(outlets) for story, outlets in found.items()}
