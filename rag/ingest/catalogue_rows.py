"""How pages and articles are written as rows of the catalogue, and read back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from rag.domain import Article, Metadata, Sentence, Span

SCHEMA = """
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


def metadata_text(metadata: Metadata) -> str:
    """Return metadata as JSON."""
    return json.dumps(asdict(metadata), ensure_ascii=False)


def masks_text(article: Article) -> str:
    """Return the masks of an article as JSON."""
    return json.dumps([(mask.start, mask.end) for mask in article.masks])


def sentences_text(article: Article) -> str:
    """Return the places of an article's sentences as JSON."""
    return json.dumps([(s.start, s.end, s.kind) for s in article.sentences])


def _metadata(text: str) -> Metadata:
    fields: dict[str, Any] = json.loads(text)
    return Metadata(**{**fields, "reporters": tuple(fields["reporters"])})


def article_of(row: sqlite3.Row) -> Article:
    """Return the article of a row of `articles`."""
    text = str(row["text"])
    sentences = tuple(
        Sentence(row["id"], ordinal, start, end, text[start:end], kind)
        for ordinal, (start, end, kind) in enumerate(json.loads(row["sentences"]))
    )
    return Article(
        id=row["id"], source=row["source"], text=text, metadata=_metadata(row["metadata"]),
        sentences=sentences, masks=tuple(Span(*mask) for mask in json.loads(row["masks"])),
        story_id=row["story_id"],
    )  # fmt: skip
