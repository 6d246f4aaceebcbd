"""Articles in the catalogue as pages come, change and go, inside a page's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.domain import Article
from rag.ingest.catalogue_db import Connection, Row
from rag.ingest.catalogue_rows import article_of, masks_text, metadata_text, sentences_text
from rag.ingest.catalogue_stories import hand_over, join_story
from rag.text.names import mine_aliases


def article_ids(db: Connection, source: str) -> list[str]:
    """Return the ids of the articles that a source's page carries."""
    rows = db.execute("SELECT article_id FROM page_articles WHERE source = ?", (source,))
    return [str(row["article_id"]) for row in rows]


def put(db: Connection, article: Article, bands: Sequence[str]) -> None:
    """Store an article as pending, or bring a held one up to date; `bands` find its story."""
    row = db.execute("SELECT * FROM articles WHERE id = ?", (article.id,)).fetchone()
    if row is not None:
        _correct(db, article, bands, row)
        return
    db.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)",
        (
            article.id, article.source, article.text, metadata_text(article.metadata),
            masks_text(article), sentences_text(article), article.story_id or article.id,
            article.metadata.outlet, article.metadata.published_at,
        ),
    )  # fmt: skip
    db.executemany("INSERT INTO bands VALUES (?, ?)", [(band, article.id) for band in bands])
    db.executemany(
        "INSERT INTO aliases VALUES (?, ?, ?)",
        [(pair.korean, pair.other, article.id) for pair in mine_aliases(article.text)],
    )
    join_story(db, article, bands)


def _correct(db: Connection, article: Article, bands: Sequence[str], row: Row) -> None:
    """Bring a held article to its newest form, and back if it was leaving."""
    told = (metadata_text(article.metadata), masks_text(article), sentences_text(article))
    corrected = row["source"] == article.source and told != (
        row["metadata"], row["masks"], row["sentences"]
    )  # fmt: skip
    if corrected or row["state"] == "removing":
        db.execute(
            "UPDATE articles SET state = 'pending', source = ?, metadata = ?, masks = ?, "
            "sentences = ? WHERE id = ?",
            (article.source, *told, article.id),
        )
    if row["state"] == "removing":
        join_story(db, article_of(row), bands)


def release(db: Connection, ids: Iterable[str]) -> int:
    """Let the articles go that no page carries any more; return how many."""
    released = 0
    for article_id in ids:
        gone = db.execute(
            "UPDATE articles SET state = 'removing' WHERE id = ? AND NOT EXISTS "
            "(SELECT 1 FROM page_articles WHERE article_id = articles.id)",
            (article_id,),
        ).rowcount
        if gone:
            hand_over(db, article_id)
        released += gone
    return released
