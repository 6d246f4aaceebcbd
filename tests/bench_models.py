"""Ask the same questions of four backends and of a hostile server, and count how each ends.

    python -m tests.bench_models [--questions N] [--slow N] [--patience SECONDS]

quote      the verified sentences, without a model
embedded   the embedded model, by llama.cpp in this process
server     the same weights behind llama.cpp's own server in another process, as openai:NAME
hostile    a server that does in turn each thing of `tests.fakes_chat.HOSTILE`

N gold questions of `seeds/gold.jsonl`, half of them Korean, drawn by lot (seed 6); `--slow` of them
for the two that really generate.  An answer is sound when every claim is supported and cites an
exact place of a stored article.  own: a sentence of the model is shown; quotes: verified quotes
with a note; not found: no article answers.  Anything else, an exception or an answer that took
longer than the patience and 5 s, is counted as failed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from rag.answer.models import EMBEDDED, local_file
from rag.assistant import Assistant, open_assistant
from rag.domain import QUOTE, Answer
from rag.evaluate.gold import GoldRow, read_gold
from rag.evaluate.judge import judge
from rag.settings import Settings
from tests.bench_prompts import LANGUAGES, Asked, drawn, say
from tests.conftest import SEEDS, ingest
from tests.fakes_chat import HOSTILE, ChatServer
from tests.llama_server import SERVED, llama_server

SLACK_S = 5.0  # for the search and the check, on a busy machine
COLUMNS = ("backend", "n", "right", "own", "quotes", "not found", "failed", "slowest s")


def is_sound(assistant: Assistant, answer: Answer) -> bool:
    """Whether every claim is supported and every source an exact place of its article."""
    exact = all(
        assistant.article(s.sentence.article_id).text[s.sentence.start : s.sentence.end]
        == s.sentence.text
        for s in answer.sources
    )
    return exact and all(c.verdict == "supported" and c.citations for c in answer.claims)


def outcome(assistant: Assistant, answer: Answer, model: str) -> str:
    """Return how an answer ended, in one of the table's words."""
    if not is_sound(assistant, answer):
        return "failed"
    if answer.status == "not_found":
        return "not found"
    if Asked(answer, right=False).own:
        return "own"
    return "quotes" if answer.note or model == QUOTE else "failed"


def attacked(server: ChatServer, rows: Sequence[GoldRow]) -> Iterator[GoldRow]:
    """Yield the questions, each after the server has been told what to do to it.

    Where there are fewer of them than things to do, some are asked twice.
    """
    count = max(len(rows), len(HOSTILE))
    for row, reply in islice(zip(cycle(rows), cycle(HOSTILE.values()), strict=False), count):
        server.replies.clear()
        server.replies.extend([reply] * 3)
        yield row


@dataclass(frozen=True, slots=True)
class Backend:
    """A model under a name and settings, what it is asked, and the longest that may take."""

    name: str
    settings: Settings
    model: str
    rows: Iterable[GoldRow]
    limit_s: float

    def run(self) -> int:
        """Ask the questions, print this backend's row of the table, return how many failed."""
        assistant = open_assistant(self.settings)
        assistant.warm_up()
        ends: Counter[str] = Counter()
        right, slowest = 0, 0.0
        for row in self.rows:
            began = time.monotonic()
            try:
                answer = assistant.ask(row.question, row.history, self.model)
            except Exception as error:  # noqa: BLE001 - that none is raised is what is measured
                say(f"{self.name}: {row.id} raised {type(error).__name__}: {error}")
                ends["failed"] += 1
                continue
            took = time.monotonic() - began
            slowest = max(slowest, took)
            late = took > self.limit_s
            ends["failed" if late else outcome(assistant, answer, self.model)] += 1
            right += judge(row, answer).right
        counts = (ends[word] for word in COLUMNS[3:7])
        cells = (self.name, ends.total(), right, *counts, f"{slowest:.1f}")
        say(f"| {' | '.join(map(str, cells))} |")
        return ends["failed"]


def main() -> int:
    """Print the table; return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--slow", type=int, default=20, help="for the backends that generate")
    parser.add_argument("--patience", type=float, default=2.0, help="with the hostile server")
    options = parser.parse_args()
    gold = read_gold(SEEDS / "gold.jsonl")
    by_language = [drawn(gold, language, options.questions // 2) for language in LANGUAGES]
    rows = [row for pair in zip(*by_language, strict=True) for row in pair]
    slow = rows[: options.slow]
    say(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ingest(home, SEEDS / "pages")
        settings = Settings(home=home)
        weights = local_file(EMBEDDED.partition(":")[2], settings)
        address = stack.enter_context(llama_server(weights, settings.context_tokens))
        hostile = stack.enter_context(closing(ChatServer()))
        served = {"base_url": address}
        hurt = {"base_url": hostile.base_url, "timeout_s": options.patience}
        limit_s = settings.timeout_s + SLACK_S
        backends = (
            Backend("quote", settings, QUOTE, rows, SLACK_S),
            Backend("embedded", settings, EMBEDDED, slow, limit_s),
            Backend(
                "server", settings.model_copy(update=served), f"openai:{SERVED}", slow, limit_s
            ),
            Backend(
                "hostile",
                settings.model_copy(update=hurt),
                "openai:fake",
                attacked(hostile, rows),
                options.patience + SLACK_S,
            ),
        )
        return int(sum([backend.run() for backend in backends]) > 0)


if __name__ == "__main__":
    sys.exit(main())
