"""Compare two runs question by question, and say whether the difference could be chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from rag.errors import GoldError
from rag.evaluate.judge import Reason
from rag.evaluate.metrics import NAMES
from rag.evaluate.records import RowRecord, read_records
from rag.evaluate.report import ROWS_FILE
from rag.evaluate.statistics import SEED, Floats, draws, ratio, table

_BLOCKS: Final = 100
_PER_BLOCK: Final = 100
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """B minus A for one figure over the shared questions.

    `low` and `high` are the paired bootstrap 95 % interval of the difference; `p` is the two-sided
    permutation test's, the chance of so large a difference were the two runs exchangeable.  All
    are None where either run has nothing to measure.
    """

    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None

    def json(self) -> dict[str, float | None]:
        """Return the difference as `rag eval compare --json` prints it."""
        keys = ("a", "b", "difference", "low", "high", "p")
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True, slots=True)
class Change:
    """A question that one run got right and the other wrong; `a` and `b` say how in one word."""

    id: str
    question: str
    a: Reason
    b: Reason


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the `n` questions that both have; `won` are wrong in A and right in B."""

    n: int
    figures: Mapping[str, Difference]
    won: tuple[Change, ...]
    lost: tuple[Change, ...]

    def json(self) -> dict[str, object]:
        """Return the comparison as `rag eval compare --json` prints it."""
        named = {name: difference.json() for name, difference in self.figures.items()}
        won, lost = ([asdict(change) for change in side] for side in (self.won, self.lost))
        return {"n": self.n, "figures": named, "won": won, "lost": lost}

    def lines(self) -> Iterator[str]:
        """Yield the comparison as Markdown: the figures that can be compared, then the changes."""
        yield f"| {self.n} questions | A | B | B - A | 95 % | p |"
        yield "|---|---|---|---|---|---|"
        for name, d in self.figures.items():
            if d.difference is not None:
                change, span = f"{d.difference:+.3f}", f"{d.low:+.3f} to {d.high:+.3f}"
                yield f"| {name} | {d.a:.3f} | {d.b:.3f} | {change} | {span} | {d.p:.3f} |"
        for heading, changes in (("right only in B", self.won), ("right only in A", self.lost)):
            yield f"{heading}: {len(changes) or 'none'}"
            yield from (f"  {c.id} ({c.a} → {c.b}): {c.question}" for c in changes)


def compare(a: Path, b: Path) -> Comparison:
    """Compare the runs in two folders; GoldError where one isn't a run or they share no question.

    Questions are paired by id; one whose wording differs between the runs is another question.
    """
    first, second = _by_question(a), _by_question(b)
    shared = [key for key in first if key in second]
    if not shared:
        raise GoldError(f"{a} and {b}: wanted two runs over the same questions; they share none.")
    pairs = [(first[key], second[key]) for key in shared]
    return Comparison(
        n=len(pairs),
        figures=_differences([x for x, _ in pairs], [y for _, y in pairs]),
        won=_changes(pairs, right_in_b=True),
        lost=_changes(pairs, right_in_b=False),
    )


def _changes(
    pairs: Sequence[tuple[RowRecord, RowRecord]], *, right_in_b: bool
) -> tuple[Change, ...]:
    return tuple(
        Change(a.id, a.question, a.judgement.reason, b.judgement.reason)
        for a, b in pairs
        if a.judgement.right != b.judgement.right and b.judgement.right is right_in_b
    )


def _by_question(run: Path) -> dict[tuple[str, str], RowRecord]:
    records = read_records(run / ROWS_FILE)
    return {(record.id, record.question): record for record in records}


def _differences(a: Sequence[RowRecord], b: Sequence[RowRecord]) -> dict[str, Difference]:
    parts_a, wholes_a = table([record.measures for record in a], NAMES)
    parts_b, wholes_b = table([record.measures for record in b], NAMES)
    value_a = ratio(parts_a.sum(axis=0), wholes_a.sum(axis=0))
    value_b = ratio(parts_b.sum(axis=0), wholes_b.sum(axis=0))
    samples = np.vstack(
        [ratio(d @ parts_b, d @ wholes_b) - ratio(d @ parts_a, d @ wholes_a) for d in draws(len(a))]
    )
    chances = _chances(parts_a, wholes_a, parts_b, wholes_b)
    return {
        name: _difference(float(value_a[i]), float(value_b[i]), samples[:, i], float(chances[i]))
        for i, name in enumerate(NAMES)
    }


def _chances(parts_a: Floats, wholes_a: Floats, parts_b: Floats, wholes_b: Floats) -> Floats:
    """Return each figure's two-sided p by swapping the runs question by question at random."""
    generator = np.random.default_rng(SEED)
    part_a, whole_a = parts_a.sum(axis=0), wholes_a.sum(axis=0)
    part_b, whole_b = parts_b.sum(axis=0), wholes_b.sum(axis=0)
    seen = np.abs(ratio(part_b, whole_b) - ratio(part_a, whole_a))
    as_large = np.zeros_like(seen)
    for _ in range(_BLOCKS):
        swapped = generator.integers(0, 2, size=(_PER_BLOCK, len(parts_a))).astype(np.float64)
        part, whole = swapped @ (parts_b - parts_a), swapped @ (wholes_b - wholes_a)
        chance = ratio(part_b - part, whole_b - whole) - ratio(part_a + part, whole_a + whole)
        as_large += (np.abs(chance) >= seen - _TINY).sum(axis=0)
    # The observed arrangement is one of the possible ones, so p is never 0.
    return np.asarray((as_large + 1) / (_BLOCKS * _PER_BLOCK + 1), dtype=np.float64)


def _difference(a: float, b: float, samples: Floats, p: float) -> Difference:
    rounded = [None if np.isnan(x) else round(x, 4) for x in (a, b)]
    known = samples[~np.isnan(samples)]
    if np.isnan(a) or np.isnan(b) or not len(known):
        return Difference(rounded[0], rounded[1], None, None, None, None)
    low, high = np.percentile(known, [2.5, 97.5])
    low, high = round(float(low), 4), round(float(high), 4)
    return Difference(rounded[0], rounded[1], round(b - a, 4), low, high, round(p, 4))
