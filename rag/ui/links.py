"""The address of a cited place: opened in the chat by a click, shared or kept as a link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from rag.domain import Article, Citation, Language, content_hash

_TOKEN = re.compile(r"([^:]*):(\d{1,9}):(\d{1,9}):([^:]*)")


def to_token(citation: Citation) -> str:
    """Return a citation as one word for a `data-cite` attribute."""
    return f"{citation.article_id}:{citation.start}:{citation.end}:{citation.text_hash}"


def from_token(token: str) -> Citation | None:
    """Return the citation of a token; `None` where a browser sent something else."""
    parts = _TOKEN.fullmatch(token)
    return Citation(parts[1], int(parts[2]), int(parts[3]), parts[4]) if parts else None


def to_address(citation: Citation, language: Language) -> str:
    """Return the permanent link to a place, relative to where the chat is served."""
    return "?" + urlencode({"cite": to_token(citation), "lang": language})


def from_query(query: Mapping[str, str]) -> Citation | None:
    """Return the place that the page's address asks for, if it asks for one."""
    return from_token(query.get("cite", ""))


def still_there(citation: Citation, article: Article) -> bool:
    """Whether the article still holds, at that place, the words that were cited."""
    return content_hash(article.text[citation.start : citation.end]) == citation.text_hash
