"""A model's stream, read with a limit on its time and its length.

Time limits of HTTP clients are for one read: a server that sends a sign of life now and then, or
asks to be asked again, keeps a reader for ever. So the stream is read in a thread of its own and
the reader waits for it no longer than agreed, whatever library stands behind the model.
"""

from __future__ import annotations

import contextvars
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, cast

from langchain_core.messages import AIMessageChunk

from rag.errors import ModelUnavailable

Stream = Iterator[AIMessageChunk]
_DONE = object()


def patient(name: str, start: Callable[[], Stream], seconds: float, characters: int) -> Stream:
    """Yield what `start()` yields, for at most so many seconds and characters.

    A text that has grown too long ends there: what stands so far is a draft like any other.

    Raises:
        ModelUnavailable: the stream did not end in time.
        Exception: whatever the stream itself raised.
    """
    items: queue.SimpleQueue[Any] = queue.SimpleQueue()
    left = threading.Event()
    read = contextvars.copy_context().run  # LangChain's tracing follows the context
    threading.Thread(target=read, args=(_read, start, items, left), daemon=True).start()
    ends = time.monotonic() + seconds
    try:
        while (item := _next(items, ends, name, seconds)) is not _DONE:
            if isinstance(item, Exception):
                raise item
            chunk = cast(AIMessageChunk, item)
            if len(chunk.text) > characters:
                yield chunk.model_copy(update={"content": chunk.text[:characters]})
                return
            characters -= len(chunk.text)
            yield chunk
    finally:
        left.set()


def _next(items: queue.SimpleQueue[Any], ends: float, name: str, seconds: float) -> object:
    try:
        return items.get(timeout=max(0.0, ends - time.monotonic()))
    except queue.Empty:
        raise ModelUnavailable(
            f"{name} took longer than {seconds:.0f} s; try again or choose another model"
        ) from None


def _read(
    start: Callable[[], Stream], items: queue.SimpleQueue[Any], left: threading.Event
) -> None:
    """Put what the stream gives into `items`, and close it once the reader has left."""
    try:
        stream = start()
        with closing(cast(Any, stream)):
            for chunk in stream:
                if left.is_set():
                    return
                items.put(chunk)
    except Exception as error:  # noqa: BLE001 - raised where the reader is
        items.put(error)
    else:
        items.put(_DONE)
