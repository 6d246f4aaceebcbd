"""Figures with their uncertainty: every figure is a sum over a sum, resampled by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 1000
SEED: Final = 20251031
_DIGITS: Final = 4
_BLOCK: Final = 100

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """What one question adds to a figure: `part` to its numerator, `whole` to its denominator.

    A mean is the case `whole == 1`; a question that a figure doesn't concern has no share in it.
    """

    part: float
    whole: float = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its bootstrap 95 % interval over `n` questions; None is "n/a"."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    def json(self) -> dict[str, float | int | None]:
        """Return the figure as the contract writes it."""
        return {"value": self.value, "low": self.low, "high": self.high, "n": self.n}


@dataclass(frozen=True, slots=True)
class Percentiles:
    """The median and the 95th percentile, in milliseconds; None where nothing was timed."""

    p50: float | None
    p95: float | None

    def json(self) -> dict[str, float | None]:
        """Return the two under the contract's keys."""
        return {"p50": self.p50, "p95": self.p95}


Measures: TypeAlias = Mapping[str, Share]


def figures(rows: Sequence[Measures], names: Sequence[str]) -> dict[str, Figure]:
    """Return one figure for each name over the rows, all resampled together.

    A question, not a sentence, is what is drawn again, since the sentences of one answer stand or
    fall together.  The seed is fixed: the same rows give the same intervals.
    """
    parts, wholes = table(rows, names)
    counts = (wholes > 0).sum(axis=0)
    lows, highs = _intervals(parts, wholes)
    sums = zip(names, parts.sum(axis=0), wholes.sum(axis=0), lows, highs, counts, strict=True)
    return {name: _figure(a, b, low, high, int(n)) for name, a, b, low, high, n in sums}


def table(rows: Sequence[Measures], names: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the parts and the wholes, each rows x names; a missing share is 0 of 0."""
    nothing = Share(0.0, 0.0)
    shares = [[row.get(name, nothing) for name in names] for row in rows]
    shape = (len(rows), len(names))
    parts = np.array([[s.part for s in row] for row in shares], dtype=np.float64).reshape(shape)
    wholes = np.array([[s.whole for s in row] for row in shares], dtype=np.float64).reshape(shape)
    return parts, wholes


def percentiles(milliseconds: Sequence[float]) -> Percentiles:
    """Return p50 and p95, interpolated between neighbours, to a tenth of a millisecond."""
    if not milliseconds:
        return Percentiles(None, None)
    p50, p95 = np.percentile(np.array(milliseconds, dtype=np.float64), [50, 95])
    return Percentiles(round(float(p50), 1), round(float(p95), 1))


def ratio(parts: Floats, wholes: Floats) -> Floats:
    """Divide element by element; 0 of 0 is nan, which no caller may show as a number."""
    empty = np.full(np.broadcast_shapes(parts.shape, wholes.shape), np.nan)
    np.divide(parts, wholes, out=empty, where=wholes > 0)
    return empty


def draws(rows: int, resamples: int = RESAMPLES, seed: int = SEED) -> list[Floats]:
    """Return blocks (100 x rows) of how often a bootstrap sample draws each row."""
    generator = np.random.default_rng(seed)
    even = np.full(rows, 1.0 / rows)
    blocks = -(-resamples // _BLOCK)
    return [
        generator.multinomial(rows, even, size=_BLOCK).astype(np.float64) for _ in range(blocks)
    ]


def _intervals(parts: Floats, wholes: Floats) -> tuple[Floats, Floats]:
    nothing = np.full(parts.shape[1], np.nan)
    if not len(parts):
        return nothing, nothing
    samples = np.vstack([ratio(draw @ parts, draw @ wholes) for draw in draws(len(parts))])
    measured = ~np.isnan(samples).all(axis=0)
    bounds = np.full((2, parts.shape[1]), np.nan)
    if measured.any():
        bounds[:, measured] = np.nanpercentile(samples[:, measured], [2.5, 97.5], axis=0)
    return bounds[0], bounds[1]


def _figure(part: float, whole: float, low: float, high: float, n: int) -> Figure:
    if not whole:
        return Figure(None, None, None, 0)
    value, bottom, top = (round(float(x), _DIGITS) for x in (part / whole, low, high))
    return Figure(value, bottom, top, n)
