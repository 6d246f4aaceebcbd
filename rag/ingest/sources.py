"""Whatever holds news to pages: a file, a folder, a web address, a feed.

A source that can't be read ends as a `Rejection` whose reason says what came, what was wanted and
what to do; nothing else is raised, and the rest of a folder or a feed goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from rag.domain import Page, Rejection
from rag.errors import PageError, PageUnreached
from rag.ingest.identity import canonical, is_address
from rag.ingest.readers.clean import clean_page
from rag.ingest.readers.decode import MOST_BYTES
from rag.ingest.readers.feed import Follow, Found, Unchanged, looks_like_feed, read_feed
from rag.ingest.readers.html import read_html
from rag.ingest.readers.pdf import read_pdf
from rag.ingest.readers.plain import read_jsonl, read_markdown, read_text
from rag.ingest.readers.web import Fetched, Fetcher, NotModified

Reader = Callable[[str, bytes], Iterator[Found]]
_SUFFIXES = frozenset(
    {".txt", ".html", ".htm", ".md", ".markdown", ".pdf", ".jsonl", ".xml", ".rss", ".atom"}
)
_FEEDS = frozenset({".xml", ".rss", ".atom"})
_MOST_SILENCES = 3  # of a host, at up to a minute each


@dataclass(frozen=True, slots=True)
class Sources:
    """Reads sources under their canonical names; `fetcher` is how web addresses are reached.

    `feeds` keeps the feeds that were read, for the next reading of one that has not changed.
    """

    fetcher: Fetcher = field(default_factory=Fetcher)
    feeds: dict[str, Fetched] = field(default_factory=dict)

    def read(self, source: str) -> Iterator[Found]:
        """Yield the pages of a file, a folder, an address or a feed, and what was rejected."""
        name = canonical(source)
        try:
            found = self._read_address(name) if is_address(name) else self._read_path(Path(name))
            yield from map(_cleaned, found)
        except PageError as problem:
            yield Rejection(name, str(problem))

    def count(self, source: str) -> int | None:
        """Return how many pages a source will give; None where only reading it tells."""
        if is_address(source):
            return None
        path = Path(canonical(source))
        try:
            files = news_files(path) if path.is_dir() else [path]
            counts = [_pages_of(file) for file in files]
        except (OSError, ValueError):
            return None
        return None if None in counts else sum(count or 0 for count in counts)

    def _read_path(self, path: Path) -> Iterator[Found]:
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except (OSError, ValueError):
            raise PageError(
                "that is no path; give a file, a folder or an http(s) address"
            ) from None
        if is_folder:
            for file in news_files(path):
                yield from self.read(str(file))
        elif is_file:
            yield from self._read_file(path)
        else:
            raise PageError("nothing is there; give a file, a folder or an http(s) address")

    def _read_file(self, path: Path) -> Iterator[Found]:
        suffix = path.suffix.lower()
        if suffix not in _SUFFIXES:
            wanted = " ".join(sorted(_SUFFIXES))
            raise PageError(f'a file ending in "{suffix}" came; wanted one of {wanted}')
        try:
            size = path.stat().st_size
            if size > MOST_BYTES:
                raise PageError(
                    f"{size:,} bytes came; at most {MOST_BYTES:,} are read: "
                    "split the file into articles"
                )
            data = path.read_bytes()
        except OSError as problem:
            raise PageError(
                f"the file can't be read ({problem.strerror}); check its rights"
            ) from None
        if not data.strip():
            raise PageError("an empty file came; a page with an article's text was wanted")
        yield from self._reader_of(suffix, data)(str(path), data)

    def _reader_of(self, suffix: str, data: bytes) -> Reader:
        match suffix:
            case ".pdf":
                return read_pdf
            case ".jsonl":
                return read_jsonl
            case ".md" | ".markdown":
                return read_markdown
            case ".html" | ".htm":
                return read_html
            case _ if suffix in _FEEDS:
                return self._feed
            case _:
                return read_html if _is_markup(data) else read_text

    def _read_address(self, url: str) -> Iterator[Found]:
        fetched = self.fetcher.fetch(url)
        if isinstance(fetched, NotModified):
            if url not in self.feeds:
                yield Unchanged(url)
                return
            fetched = self.feeds[url]
        if looks_like_feed(fetched.data):
            self.feeds[url] = fetched
            yield from self._feed(url, fetched.data)
        else:
            yield from self._web_page(url, fetched)

    def _feed(self, source: str, data: bytes) -> Iterator[Found]:
        if not looks_like_feed(data) and _is_markup(data):
            return read_html(source, data)
        return read_feed(source, data, _Links(self._follow).follow)

    def _follow(self, url: str) -> Iterator[Found]:
        """Read the page that a feed's entry links to; never a further feed."""
        fetched = self.fetcher.fetch(url)
        if isinstance(fetched, NotModified):
            yield Unchanged(url)
            return
        if looks_like_feed(fetched.data):
            raise PageError("a feed entry that links to a feed came; an article's page was wanted")
        yield from self._web_page(url, fetched)

    def _web_page(self, url: str, fetched: Fetched) -> Iterator[Found]:
        try:
            for page in _pages(url, fetched):
                if page.metadata.url is None:
                    page = replace(page, metadata=replace(page.metadata, url=fetched.url))
                yield page
        except PageError:
            self.fetcher.forget(fetched.url)  # so that it is read, and refused, again
            raise


@dataclass(frozen=True, slots=True)
class _Links:
    """Reads what one feed links to by `read`; a host that does not answer is soon given up."""

    read: Follow
    silent: Counter[str] = field(default_factory=Counter)

    def follow(self, url: str) -> Iterator[Found]:
        """Yield the page of a link; raises `PageError` where it can't be read or is not tried."""
        host = urlsplit(url).hostname or ""
        if self.silent[host] >= _MOST_SILENCES:
            raise PageError(
                f"{host} did not answer {_MOST_SILENCES} times; read the feed again when it does"
            )
        try:
            yield from self.read(url)
        except PageUnreached:
            self.silent[host] += 1
            raise
        self.silent[host] = 0


def _pages(url: str, fetched: Fetched) -> Iterator[Page]:
    data = fetched.data
    if fetched.content_type == "application/pdf" or data.startswith(b"%PDF-"):
        return read_pdf(url, data)
    if "html" in fetched.content_type or _is_markup(data):
        return read_html(url, data, charset=fetched.charset)
    return read_text(url, data, charset=fetched.charset)


def _cleaned(found: Found) -> Found:
    try:
        return clean_page(found) if isinstance(found, Page) else found
    except PageError as problem:
        return Rejection(found.source, str(problem))


def _pages_of(file: Path) -> int | None:
    suffix = file.suffix.lower()
    if suffix == ".jsonl":
        with file.open("rb") as lines:
            return sum(not line.isspace() for line in lines)
    return None if suffix in _FEEDS else 1


def news_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may hold news, sorted, at any depth.

    Hidden files, notes to the reader (README.*) and gold questions (gold*.jsonl) are no news.
    Links are not followed out of the folder.
    """
    found = []
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts) or path.suffix.lower() not in _SUFFIXES:
            continue
        stem = path.stem.lower()
        if stem == "readme" or (stem.startswith("gold") and path.suffix.lower() == ".jsonl"):
            continue
        if path.is_file() and not path.is_symlink():
            found.append(path)
    return sorted(found)


def _is_markup(data: bytes) -> bool:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in head[:600]
    )
