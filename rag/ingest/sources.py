"""Whatever holds news to pages: a file, a folder, a web address, a feed.

A source that can't be read ends as a `Rejection` whose reason says what came, what was wanted and
what to do; nothing else is raised, and the rest of a folder or a feed goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from rag.domain import Page, Rejection
from rag.errors import PageError
from rag.ingest.readers.decode import MOST_BYTES, refuse_binary
from rag.ingest.readers.feed import looks_like_feed, read_feed
from rag.ingest.readers.html import read_html
from rag.ingest.readers.plain import read_jsonl, read_markdown, read_pdf, read_text
from rag.ingest.readers.web import Fetched, Fetcher

Reader = Callable[[str, bytes], Iterator[Page | Rejection]]
_SUFFIXES = frozenset(
    {".txt", ".html", ".htm", ".md", ".markdown", ".pdf", ".jsonl", ".xml", ".rss", ".atom"}
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Reads sources; `fetcher` is how web addresses are reached."""

    fetcher: Fetcher = field(default_factory=Fetcher)

    def read(self, source: str) -> Iterator[Page | Rejection]:
        """Yield the pages of a file, a folder, an address or a feed, and what was rejected."""
        try:
            if "://" in source:
                yield from self._read_address(source)
            else:
                yield from self._read_path(Path(source))
        except PageError as problem:
            yield Rejection(source, str(problem))

    def _read_path(self, path: Path) -> Iterator[Page | Rejection]:
        if path.is_dir():
            for file in news_files(path):
                yield from self.read(str(file))
        elif path.is_file():
            yield from self._read_file(path)
        else:
            raise PageError("nothing is there; give a file, a folder or an http(s) address")

    def _read_file(self, path: Path) -> Iterator[Page | Rejection]:
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
            case ".xml" | ".rss" | ".atom":
                return self._feed
            case _:
                return read_html if _is_markup(data) else read_text

    def _read_address(self, url: str) -> Iterator[Page | Rejection]:
        scheme = urlsplit(url).scheme if "://" in url else ""
        if scheme not in ("http", "https"):
            raise PageError(f'a "{scheme}" address came; only http and https are read')
        fetched = self.fetcher.fetch(url)
        if looks_like_feed(fetched.data):
            yield from self._feed(url, fetched.data)
        else:
            yield from self._web_page(url, fetched)

    def _feed(self, source: str, data: bytes) -> Iterator[Page | Rejection]:
        if not looks_like_feed(data) and _is_markup(data):
            return read_html(source, data)
        return read_feed(source, data, self._follow)

    def _follow(self, url: str) -> Iterator[Page | Rejection]:
        """Read the page that a feed's entry links to; never a further feed."""
        fetched = self.fetcher.fetch(url)
        if looks_like_feed(fetched.data):
            raise PageError("a feed entry that links to a feed came; an article's page was wanted")
        yield from self._web_page(url, fetched)

    def _web_page(self, url: str, fetched: Fetched) -> Iterator[Page | Rejection]:
        data = fetched.data
        if fetched.content_type == "application/pdf" or data.startswith(b"%PDF-"):
            pages: Iterator[Page | Rejection] = read_pdf(url, data)
        elif "html" in fetched.content_type or _is_markup(data):
            pages = read_html(url, data, charset=fetched.charset)
        else:
            refuse_binary(data)
            pages = read_text(url, data)
        for page in pages:
            if isinstance(page, Page) and page.metadata.url is None:
                page = replace(page, metadata=replace(page.metadata, url=fetched.url))
            yield page


def read_source(source: str) -> Iterator[Page | Rejection]:
    """Yield the pages of one source, or rejections; reaches only the public network."""
    return Sources().read(source)


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
