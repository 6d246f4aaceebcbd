"""Keeps libraries off the network and off each other's cores; runs when `rag` is imported.

These names are read by libraries while they are imported, so they must stand before that.  One
that the person has set already is left as it is.
"""

from __future__ import annotations

import os

_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime looks up a telemetry host when it is imported
    "OPENBLAS_NUM_THREADS": "1",  # with more threads the embedder is up to 100 times slower
    "LANGSMITH_TRACING": "false",
}


def quiet_libraries() -> None:
    """Set the names that are not set yet."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
