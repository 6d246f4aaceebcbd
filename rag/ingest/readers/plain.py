"""Plain text, Markdown with front matter, JSON Lines and PDF."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from rag.domain import Metadata, Page, Rejection
from rag.errors import PageError
from rag.ingest.readers.decode import MOST_BYTES, decode
from rag.ingest.readers.fields import metadata_of, whole

# Its remarks on broken PDFs would drown our own log; what matters ends as a rejection.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML_FRONT = re.compile(r"\A\+\+\+[ \t]*\n(?P<head>.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"^(?P<key>[\w가-힣-]+)\s*[:=]\s*(?P<value>.*)$")
_MARKUP = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.M), r"\1"),
    (re.compile(r"^>\s?", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"^(?:-{3,}|\*{3,}|_{3,})$", re.M), ""),
    (re.compile(r"<!--.*?-->", re.S), ""),
)
_TEXT_KEYS = ("text", "body", "content", "article", "본문")
# What pypdf lets through on hostile input besides its own errors.
_BROKEN = (
    *(PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError),
    *(NotImplementedError, ArithmeticError, AssertionError),
)
_MOST_PAGES = 400
_MOST_PDF_TEXT = 5_000_000


def read_text(source: str, data: bytes) -> Iterator[Page]:
    """Yield the page of a text file, its text as it is but for line ends and byte order mark."""
    yield Page(source, decode(data))


def read_markdown(source: str, data: bytes) -> Iterator[Page]:
    """Yield the page of a Markdown file without its markup, with what its front matter declares."""
    text = decode(data)
    front = _FRONT.match(text) or _TOML_FRONT.match(text)
    body = text[front.end() :] if front else text
    for pattern, replacement in _MARKUP:
        body = pattern.sub(replacement, body)
    metadata = metadata_of(_front_matter(front["head"]), body) if front else Metadata()
    if not body.strip():
        raise PageError("front matter without a text came; put the article below it")
    yield Page(source, body, metadata)


def _front_matter(head: str) -> dict[str, object]:
    """Read the flat part of YAML or TOML that front matter uses: strings and lists of strings."""
    fields: dict[str, object] = {}
    key = ""
    for line in head.splitlines():
        item = re.match(r"^\s*-\s+(.*)$", line)
        match = _KEY.match(line)
        if item and key:
            known = fields.get(key)
            fields[key] = [*(known if isinstance(known, list) else []), _unquoted(item[1])]
        elif match:
            key, value = match["key"], match["value"].strip()
            fields[key] = _value(value)
    return fields


def _value(value: str) -> object:
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",") if part.strip()]
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"\s+#.*$", "", value)


def read_jsonl(source: str, data: bytes) -> Iterator[Page | Rejection]:
    """Yield a page per line of JSON; a broken line is rejected alone, under "file:line"."""
    for number, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        name = f"{source}:{number}"
        try:
            yield _json_page(name, line)
        except PageError as problem:
            yield Rejection(name, str(problem))


def _json_page(source: str, line: str) -> Page:
    wanted = 'one object with "text" (or "body" or "content") a line was wanted'
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise PageError(f"a line that is not JSON came; {wanted}") from None
    if not isinstance(fields, dict):
        raise PageError(f"JSON of type {type(fields).__name__} came; {wanted}")
    text = next((fields[key] for key in _TEXT_KEYS if isinstance(fields.get(key), str)), "")
    if not text.strip():
        raise PageError(f"an object without a text came; {wanted}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Page(source, whole(text), metadata_of(fields, text))


def read_pdf(source: str, data: bytes) -> Iterator[Page]:
    """Yield the page of a PDF: the text of its pages, lines of one paragraph joined.

    Scripts, forms and attachments are never run or read. The document's own dates say when the
    file was made, not when the news was published, so only its title is taken.
    """
    if len(data) > MOST_BYTES:
        raise PageError(f"a PDF of {len(data):,} bytes came; at most {MOST_BYTES:,} are read")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageError("a PDF locked with a password came; save it without one")
        text = "\n\n".join(_pdf_texts(reader))
        title = str(reader.metadata.title or "").strip() if reader.metadata else ""
    except PageError:
        raise
    except _BROKEN as problem:
        raise PageError(f"a broken PDF came ({type(problem).__name__}); export it again") from None
    if not text.strip():
        raise PageError("a PDF without text came (a scan?); run text recognition on it first")
    declared = title if len(title) >= 8 and title in text.replace("\n", " ") else None
    yield Page(source, text, Metadata(title=declared))


def _pdf_texts(reader: PdfReader) -> Iterator[str]:
    if len(reader.pages) > _MOST_PAGES:
        raise PageError(
            f"a PDF of {len(reader.pages):,} pages came; at most {_MOST_PAGES} are read"
        )
    total = 0
    for page in reader.pages:
        text = _joined_lines(page.extract_text().replace("\x00", ""))
        total += len(text)
        if total > _MOST_PDF_TEXT:
            raise PageError(f"a PDF that unfolds to over {_MOST_PDF_TEXT:,} characters came")
        yield text


def _joined_lines(text: str) -> str:
    """Join the lines that a PDF breaks at its margin: those long and without an end mark."""
    lines = [line.strip() for line in text.splitlines()]
    widest = max(map(len, lines), default=0)
    joined: list[str] = []
    open_line = False
    for line in lines:
        if open_line and line and joined:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        open_line = len(line) >= 0.7 * widest > 15 and line[-1] not in '.!?"”’)]…'
    return "\n".join(joined)
