"""RSS and Atom: each entry becomes a page, from its own text or from the page it links to."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import feedparser

from rag.domain import Metadata, Page, Rejection
from rag.errors import PageError
from rag.ingest.clock import normal_time
from rag.ingest.identity import canonical_address
from rag.ingest.lines import is_korean
from rag.ingest.readers.decode import decode, refuse_binary
from rag.ingest.readers.fields import people
from rag.ingest.readers.html import html_page

MOST_ENTRIES = 500
_MOST_TAGS = 100_000
_FULL = 300
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A web page that its server says has not changed since this process read it."""

    source: str


Found = Page | Rejection | Unchanged
Follow = Callable[[str], Iterator[Found]]


def looks_like_feed(data: bytes) -> bool:
    """Tell whether bytes are an RSS or Atom document."""
    return bool(_FEED.search(data, 0, 4096))


def read_feed(source: str, data: bytes, follow: Follow | None = None) -> Iterator[Found]:
    """Yield a page per entry; entries with only a summary are read from their link by `follow`.

    An entry that repeats an earlier one is passed over, and a feed among the links is not
    followed, so that feeds that name each other end.
    """
    refuse_binary(data)
    if not looks_like_feed(data):
        raise PageError("XML that is no RSS or Atom feed came; give a feed or an HTML page")
    if re.search(rb"<!ENTITY", data, re.I):
        raise PageError("a feed that defines entities came; such feeds can unfold without end")
    tags = data.count(b"<")
    if tags > _MOST_TAGS:
        raise PageError(f"a feed of {tags:,} tags came; at most {_MOST_TAGS:,} are read")
    parsed = _parsed(data)
    if not parsed.entries:
        raise PageError("a feed without entries came; give one that lists articles")
    outlet = _text(parsed.feed.get("title"))
    seen: set[str] = set()
    for number, entry in enumerate(parsed.entries[:MOST_ENTRIES], 1):
        link = _link(entry)
        keys = {key for key in (_text(entry.get("id")), link) if key}
        if keys & seen:
            continue
        seen |= keys
        name = link or f"{source}#{number}"
        try:
            # A plain dict, since feedparser's own answers "updated" with "published".
            yield from _entry(name, dict(entry), outlet, follow)
        except PageError as problem:
            yield Rejection(name, str(problem))


def _parsed(data: bytes) -> feedparser.FeedParserDict:
    """Parse a feed whose text we decode ourselves, as we do every other file."""
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", decode(data, markup=True))
    try:
        return feedparser.parse(text.encode(), resolve_relative_uris=False, sanitize_html=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        raise PageError("a broken feed came; give one that a feed reader shows") from None


def _entry(
    name: str, entry: Mapping[str, object], outlet: str | None, follow: Follow | None
) -> Iterator[Found]:
    markup = _markup(entry)
    text = html_page(name, f"<html><body>{markup}</body></html>").text if markup.strip() else ""
    link = _link(entry)
    title = _text(entry.get("title"))
    if (
        len(text) < _FULL
        and follow is not None
        and link
        and link.startswith(("http://", "https://"))
    ):
        yield from follow(link)
        return
    if not text.strip():
        raise PageError("a feed entry without text came; its page must be given by its own address")
    korean = is_korean(text)
    shown = text if title is None or text.startswith(title) else f"{title}\n\n{text}"
    metadata = Metadata(
        title=title,
        outlet=outlet,
        reporters=people(entry.get("author")),
        published_at=_time(entry, "published", korean=korean),
        updated_at=_time(entry, "updated", korean=korean),
        url=link,
    )
    yield Page(name, shown, metadata)


def _markup(entry: Mapping[str, object]) -> str:
    contents = entry.get("content")
    bodies = [str(c.get("value", "")) for c in contents] if isinstance(contents, list) else []
    bodies.append(str(entry.get("summary") or ""))
    return max(bodies, key=len)


def _time(entry: Mapping[str, object], name: str, *, korean: bool) -> str | None:
    """Return an entry's time; feedparser has read its zone, and a time without one is UTC to it."""
    raw = _text(entry.get(name))
    parsed = entry.get(f"{name}_parsed")
    if raw is None:
        return None
    if not isinstance(parsed, tuple) or not re.search(r"Z$|[+-]\d{2}:?\d{2}$|[A-Z]{3,4}$", raw):
        return normal_time(raw, korean=korean)
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError):  # the year 0, for one
        return None
    return normal_time(moment.isoformat(), korean=korean)


def _link(entry: Mapping[str, object]) -> str | None:
    link = _text(entry.get("link"))
    return canonical_address(link) if link else None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
