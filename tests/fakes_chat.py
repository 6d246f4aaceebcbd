"""Chat models that can be made to do anything: one of LangChain's kind, one behind a server."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field


@dataclass(frozen=True)
class Reply:
    """What a model does when it is asked, in this order; `status` other than 200 is an error."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    wait_s: float = 0  # before each piece
    breaks: bool = False  # after the last piece, before the end


def says(text: str) -> Reply:
    """A reply streamed word by word."""
    words = text.split(" ")
    return Reply(tuple(word if i == 0 else f" {word}" for i, word in enumerate(words)))


class QueuedChat(BaseChatModel):
    """Answers from a queue, keeps what it was asked, and fails as it is told to."""

    replies: deque[Reply] = Field(default_factory=deque)
    asked: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "queued"

    def _take(self, messages: list[BaseMessage]) -> Iterator[str]:
        self.asked.append(messages)
        reply = self.replies.popleft()
        if reply.status != 200:
            raise RuntimeError(f"HTTP {reply.status}")
        for piece in reply.pieces:
            time.sleep(reply.wait_s)
            yield piece
        if reply.breaks:
            raise ConnectionError("the connection was lost")

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(self._take(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for piece in self._take(messages):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))


@dataclass
class ChatServer:
    """A server of this machine that speaks OpenAI's protocol and answers from a queue."""

    replies: deque[Reply] = field(default_factory=deque)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        board = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                board.asked.append(json.loads(self.rfile.read(length)))
                board.answer(self, board.replies.popleft())

            def log_message(self, format: str, *args: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def answer(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        """Write one reply as a stream of events."""
        handler.send_response(reply.status)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        if reply.breaks:
            handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        if reply.status != 200:
            return
        try:
            for piece in reply.pieces:
                time.sleep(reply.wait_s)
                event = piece if piece.startswith("raw:") else _event(piece)
                handler.wfile.write(event.removeprefix("raw:").encode())
                handler.wfile.flush()
            if not reply.breaks:
                handler.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # the reader has had enough


def _event(piece: str) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "fake",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk)}\n\n"
