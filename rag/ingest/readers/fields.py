"""Metadata under the names that front matter, JSON and feeds give it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.domain import Language, Metadata
from rag.ingest.clock import normal_time
from rag.ingest.lines import is_korean

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "subject", "제목"),
    "outlet": ("outlet", "source", "publisher", "press", "site_name", "media", "언론사", "매체"),
    "reporters": ("reporters", "reporter", "authors", "author", "byline", "기자"),
    "published_at": (
        *("published_at", "published", "publication_date", "date_published", "datepublished"),
        *("pub_date", "pubdate", "publish_date", "date", "작성일", "날짜"),
    ),
    "updated_at": ("updated_at", "updated", "modified", "date_modified", "datemodified"),
    "place": ("place", "dateline", "location"),
    "url": ("url", "link", "canonical"),
    "language": ("language", "lang"),
}
_ROLE = re.compile(
    r"\s{0,3}(?:선임|수습|인턴|전문|객원)?\s{0,3}(?:기자|특파원|논설위원)$|^By\s+", re.I
)


def metadata_of(fields: Mapping[str, object], text: str) -> Metadata:
    """Return the metadata that named fields declare; what can't be read stays unknown."""
    lower = {key.lower().replace("-", "_"): value for key, value in fields.items()}
    found = {name: _first(lower, names) for name, names in _NAMES.items()}
    language = _language(found["language"])
    korean = language == "ko" or (language is None and is_korean(text))
    return Metadata(
        title=_string(found["title"]),
        outlet=_string(found["outlet"]),
        reporters=people(found["reporters"]),
        published_at=_time(found["published_at"], korean=korean),
        updated_at=_time(found["updated_at"], korean=korean),
        place=_string(found["place"]),
        url=_url(found["url"]),
        language=language,
    )


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((fields[name] for name in names if fields.get(name)), None)


def _string(value: object) -> str | None:
    return whole(value).strip() or None if isinstance(value, str) else None


def whole(text: str) -> str:
    """Return a text without the lone surrogates that JSON lets through and UTF-8 can't hold."""
    return text.encode("utf-8", "replace").decode()


def _url(value: object) -> str | None:
    url = _string(value)
    return url if url and re.match(r"https?://\S+$", url) else None


def _time(value: object, *, korean: bool) -> str | None:
    return normal_time(str(value), korean=korean) if value is not None else None


def _language(value: object) -> Language | None:
    code = str(value or "").lower()[:2]
    if code == "ko":
        return "ko"
    return "en" if code == "en" else None


def people(value: object) -> tuple[str, ...]:
    """Return reporters' names from a string or a list, without the word for their job."""
    if isinstance(value, str):
        parts = re.split(r"[,;·/]|\sand\s|\s&\s", value[:1000])
    elif isinstance(value, list | tuple):
        parts = [
            str(part.get("name", "")) if isinstance(part, dict) else str(part) for part in value
        ]
    else:
        return ()
    names = (_ROLE.sub("", whole(part).strip()).strip() for part in parts)
    return tuple(dict.fromkeys(n for n in names if 1 < len(n) <= 60 and not re.search(r"[@/]", n)))
