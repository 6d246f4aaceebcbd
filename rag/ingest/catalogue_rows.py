"""How pages and articles are written as rows of the catalogue, and read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from rag.domain import Article, Metadata, Sentence, Span, content_hash
from rag.ingest.catalogue_db import Row


def metadata_text(metadata: Metadata) -> str:
    """Return metadata as JSON."""
    return json.dumps(asdict(metadata), ensure_ascii=False)


def masks_text(article: Article) -> str:
    """Return the masks of an article as JSON."""
    return json.dumps([(mask.start, mask.end) for mask in article.masks])


def sentences_text(article: Article) -> str:
    """Return the places of an article's sentences as JSON."""
    return json.dumps([(s.start, s.end, s.kind) for s in article.sentences])


def edition_of(row: Row) -> str:
    """Return the edition of an article's row: a hash of what is indexed of it beside its text."""
    return content_hash(row["masks"], row["sentences"])


def edition(article: Article) -> str:
    """Return the edition of an article, the same as that of its row."""
    return content_hash(masks_text(article), sentences_text(article))


def _metadata(text: str) -> Metadata:
    fields: dict[str, Any] = json.loads(text)
    return Metadata(**{**fields, "reporters": tuple(fields["reporters"])})


def article_of(row: Row) -> Article:
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
