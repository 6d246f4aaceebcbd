"""A real server of OpenAI's protocol: llama.cpp's own, in another process."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SERVED = "news-model"
SERVE = """
import sys, xllamacpp
p = xllamacpp.CommonParams()
p.model.path, p.hostnames, p.port, p.n_ctx = sys.argv[1], ["127.0.0.1"], 0, int(sys.argv[2])
p.n_parallel, p.model_alias, p.warmup, p.verbosity = 1, {sys.argv[3]}, False, -1
p.cpuparams.n_threads = p.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(p)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def llama_server(weights: Path, context: int) -> Iterator[str]:
    """Serve weights as SERVED by llama.cpp in another process; give its base URL."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(weights), str(context), SERVED],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            yield f"{address}/v1"
        finally:
            server.kill()
