"""Measure ingestion: its speed beside bare embedding, its durability under kill -9, its memory.

    python -m tests.bench_ingest                              # time, as a ratio
    python -m tests.bench_ingest --kills 50 [--articles 300]  # kill -9 at 50 random moments
    python -m tests.bench_ingest --memory                     # peak memory by size

The news is generated from our own words, `tests/bench_ingest_news.py`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench_ingest_kills import Kills, report
from tests.bench_ingest_memory import measure_memory
from tests.bench_ingest_speed import measure_speed


def say(line: str) -> None:
    """Print a line at once: these runs are long."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run what the arguments ask for; return 1 where a kill broke something."""
    parser = argparse.ArgumentParser(description="Measure ingestion.")
    parser.add_argument("--kills", type=int, default=0, help="so many rounds of kill -9")
    parser.add_argument("--memory", action="store_true", help="peak memory by number of articles")
    parser.add_argument("--articles", type=int, default=300, help="articles to ingest")
    parser.add_argument("--rounds", type=int, default=3, help="repetitions of the time measured")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.kills:
            return bool(report(Kills(Path(folder), wanted.articles), wanted.kills, say))
        if wanted.memory:
            measure_memory(Path(folder), say)
        else:
            measure_speed(Path(folder), wanted.articles, wanted.rounds, say)
    return 0


if __name__ == "__main__":
    sys.exit(main())
