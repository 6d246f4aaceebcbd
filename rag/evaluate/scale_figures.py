"""What `rag bench scale` measures: the plan, the figures of one pipeline at one size, an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from rag.errors import HwabaekError
from rag.evaluate.scale_news import ScaleQuestion
from rag.evaluate.scale_pipelines import Kind
from rag.evaluate.scale_worker import Asked
from rag.evaluate.statistics import Figure, Measures, Percentiles, Share

PASSAGES_A_REPORT: Final = 2
LARGEST: Final = 5_000_000
K: Final = 4
# What four chunks of the plain pipeline hold, about: a chunk is here a whole report.
CHARACTERS: Final = 2_000
MANY: Final = 40  # hits of ours that fill as many characters
_READ: Final = f"read@{CHARACTERS}"
HELD: Final = ("held@1", f"held@{K}", "exact@1", f"exact@{K}", _READ)


@dataclass(frozen=True, slots=True)
class ScalePlan:
    """What to measure: sizes in passages, questions, which pipelines, whole or short reports."""

    sizes: tuple[int, ...]
    questions: int = 200
    kinds: tuple[Kind, ...] = ("ours", "plain")
    seed: int = 20251031
    short: bool = False

    @property
    def passages_a_report(self) -> int:
        """How many passages the index makes of a report."""
        return 1 if self.short else PASSAGES_A_REPORT

    def __post_init__(self) -> None:
        """Refuse what can't be measured."""
        if not self.sizes or min(self.sizes) < 100 or max(self.sizes) > LARGEST:
            raise HwabaekError(
                f"sizes from 100 to {LARGEST:,} passages were wanted; got "
                f"{', '.join(map(str, self.sizes)) or 'none'}"
            )
        if self.questions < 1:
            raise HwabaekError(f"at least one question was wanted; got {self.questions}")


@dataclass(frozen=True, slots=True)
class Ingest:
    """What taking in cost so far: texts embedded, seconds, peak memory and disk in MB."""

    units: int
    seconds: float
    peak_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One pipeline at one size.

    `held` and `held_by` (by the languages of question and report, such as "en→ko") tell how often
    what answers is found, as `held` says; `latency` is by the clock and `cpu` of the processor,
    both for a whole search, and `word_latency` and `word_cpu` for one of a single word.
    """

    kind: Kind
    passages: int
    sentences: int
    ingest: Ingest
    held: Mapping[str, Figure]
    held_by: Mapping[str, Mapping[str, Figure]]
    latency: Percentiles
    cpu: Percentiles
    word_latency: Percentiles
    word_cpu: Percentiles
    search_peak_mb: float

    @property
    def sentences_per_s(self) -> float:
        """Sentences of the news taken in a second, however the pipeline cut them."""
        return self.sentences / self.ingest.seconds

    def json(self) -> dict[str, object]:
        """Return the figures by name."""
        return {
            "pipeline": self.kind,
            "passages": self.passages,
            "sentences": self.sentences,
            "embedded_texts": self.ingest.units,
            "ingest_s": round(self.ingest.seconds, 1),
            "sentences_per_s": round(self.sentences_per_s, 1),
            "ingest_peak_mb": round(self.ingest.peak_mb),
            "disk_mb": round(self.ingest.disk_mb, 1),
            "search_peak_mb": round(self.search_peak_mb),
            "latency_ms": self.latency.json(),
            "cpu_ms": self.cpu.json(),
            "word_latency_ms": self.word_latency.json(),
            "word_cpu_ms": self.word_cpu.json(),
            **_figures_json(self.held),
            "by": {name: _figures_json(group) for name, group in self.held_by.items()},
        }


@dataclass(frozen=True, slots=True)
class ScaleReport:
    """Every measurement of one run, in the order of sizes."""

    plan: ScalePlan
    asked: int
    measured: tuple[Measured, ...]

    def of(self, kind: Kind) -> list[Measured]:
        """Return one pipeline's measurements, smallest size first."""
        return [m for m in self.measured if m.kind == kind]

    def json(self) -> dict[str, object]:
        """Return what `rag bench scale --json` prints."""
        return {
            "questions": self.asked,
            "seed": self.plan.seed,
            "short": self.plan.short,
            "k": K,
            "measured": [m.json() for m in self.measured],
        }


def held(question: ScaleQuestion, answer: Asked, read: Asked) -> Measures:
    """Return whether the sentence that answers was found, by three measures.

    "exact" looks into the texts of the first 1 and 4 hits, "held" into their context too; a plain
    chunk has none, but is a whole report, eight times as long as a place of ours.  "read" is the
    fair one: both may return as many characters, whole texts of `read` up to `CHARACTERS`.  The
    same sentence in another report does not answer: it tells of another year.
    """
    hits = answer.hits
    exact = [hit.url == question.url and question.sentence in hit.text for hit in hits]
    near = [hit.url == question.url and question.sentence in hit.context for hit in hits]
    found = [e or n for e, n in zip(exact, near, strict=True)]
    ends = accumulate(len(hit.text) for hit in read.hits)
    texts = [hit for hit, end in zip(read.hits, ends, strict=True) if end <= CHARACTERS]
    among = any(hit.url == question.url and question.sentence in hit.text for hit in texts)
    values = (any(found[:1]), any(found[:K]), any(exact[:1]), any(exact[:K]), among)
    return {name: Share(float(value)) for name, value in zip(HELD, values, strict=True)}


def _figures_json(group: Mapping[str, Figure]) -> dict[str, object]:
    return {name: figure.json() for name, figure in group.items()}
