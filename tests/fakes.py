"""Small backends that work, and articles that can be checked by eye."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from rag.domain import Article, Metadata, Sentence, Span, content_hash
from rag.index.embedders import EmbedderIdentity, Vectors

DIMENSION = 16


class BagOfCharacters:
    """An embedder that counts a text's character pairs in 16 hashed boxes, to unit length."""

    def __init__(self, name: str = "bag", dimension: int = DIMENSION) -> None:
        self._identity = EmbedderIdentity(name, "1", dimension)

    @property
    def identity(self) -> EmbedderIdentity:
        return self._identity

    def passages(self, texts: list[str]) -> Vectors:
        rows = np.zeros((len(texts), self._identity.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in zip(text, text[1:] + " ", strict=True):
                row[zlib.crc32("".join(pair).encode()) % self._identity.dimension] += 1
            row /= np.linalg.norm(row) or 1
        return rows

    def query(self, text: str) -> Vectors:
        vector: Vectors = self.passages([text])[0]
        return vector


def an_article(*sentences: str, masks: tuple[Span, ...] = (), **metadata: Any) -> Article:
    """Return an article of the given sentences, one a line."""
    text = "\n".join(sentences)
    article_id = content_hash(text, *metadata.values())
    found, at = [], 0
    for ordinal, sentence in enumerate(sentences):
        end = at + len(sentence)
        found.append(Sentence(article_id, ordinal, at, end, sentence))
        at = end + 1
    return Article(
        article_id, "made.txt", text, Metadata(**metadata), tuple(found), masks, article_id
    )


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve `handler` on a free loopback port while the block runs; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def answering(
    status: int, body: bytes = b"{}", asked: list[bytes] | None = None
) -> type[BaseHTTPRequestHandler]:
    """Return a handler that gives every request one answer; status 0 hangs up without a word.

    What is posted is appended to `asked`.
    """

    class Answering(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            posted = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if asked is not None:
                asked.append(posted)
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Answering
