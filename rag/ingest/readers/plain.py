"""Plain text, Markdown with front matter and JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rag.domain import Metadata, Page, Rejection
from rag.errors import PageError
from rag.ingest.readers.clean import refuse_oversize
from rag.ingest.readers.decode import decode
from rag.ingest.readers.fields import metadata_of, whole

_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML_FRONT = re.compile(r"\A\+\+\+[ \t]*\n(?P<head>.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"^(?P<key>[\w가-힣-]+)\s*[:=]\s*(?P<value>.*)$")
# Each stops at the next mark of its kind, or a line of a million brackets would take hours.
_LINK = r"\((?:[^()\n]|\([^()\n]*\))*\)"
_MARKUP = (
    (re.compile(r"!\[([^\[\]\n]*)\]" + _LINK), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]" + _LINK), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+", re.M), ""),
    (re.compile(r"(?<=\S)[ \t]{1,4}#{1,6}[ \t]{0,4}$", re.M), ""),
    (re.compile(r"^>\s?", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,500})(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"^(?:-{3,}|\*{3,}|_{3,})$", re.M), ""),
    (re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.S), ""),
)
_MOST_ROWS, _LONGEST_ROW = 50_000, 2_000_000
_TEXT_KEYS = ("text", "body", "content", "article", "본문")


def read_text(source: str, data: bytes, *, charset: str | None = None) -> Iterator[Page]:
    """Yield the page of a text file, its text as it is but for line ends and byte order mark."""
    yield Page(source, decode(data, declared=charset))


def read_markdown(source: str, data: bytes) -> Iterator[Page]:
    """Yield the page of a Markdown file without its markup, with what its front matter declares."""
    text = decode(data)
    refuse_oversize(text)
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
    return value.partition(" #")[0].rstrip()


def read_jsonl(source: str, data: bytes) -> Iterator[Page | Rejection]:
    """Yield a page per line of JSON; a broken line is rejected alone, under "file:line"."""
    lines = decode(data).split("\n")
    if len(lines) > _MOST_ROWS:
        raise PageError(f"{len(lines):,} lines came; at most {_MOST_ROWS:,} are read: split it")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name = f"{source}:{number}"
        try:
            yield _json_page(name, line)
        except PageError as problem:
            yield Rejection(name, str(problem))


def _json_page(source: str, line: str) -> Page:
    wanted = 'one object with "text" (or "body" or "content") a line was wanted'
    if len(line) > _LONGEST_ROW:
        raise PageError(f"a line of {len(line):,} characters came; {wanted}")
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
