"""Hold a report against thresholds, so that CI turns red when a change makes answers worse.

A thresholds file has the shape of `report.json`, with bounds for figures:

    [answer]
    accuracy = 0.8                 # at least; at most where less is better
    [abstention]
    over_refusal = 0.1
    [by.lang.en.retrieval]
    "recall@5" = { min = 0.7, min_low = 0.6 }   # the value, and the low end of its interval
    [latency_ms]
    p95 = { max = 3000 }
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.errors import GoldError
from rag.evaluate.metrics import LESS_IS_BETTER
from rag.evaluate.report import Report

_BOUNDS: Final = {"min": "value", "max": "value", "min_low": "low", "max_high": "high"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """The bounds of one figure, which stands at `path` in `report.json`."""

    path: tuple[str, ...]
    bounds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a report is held against, as it stands in a file."""

    file: Path
    each: Sequence[Threshold]

    def missed_by(self, report: Report) -> list[str]:
        """Return one sentence for each threshold that the report misses; empty is a pass.

        A figure that is n/a misses its threshold.  Raises GoldError for a bound on a figure that
        reports don't have.
        """
        return [miss for threshold in self.each for miss in self._missed(threshold, report.json())]

    def _missed(self, threshold: Threshold, measured: object) -> Iterator[str]:
        for at, key in enumerate(threshold.path, start=1):
            if not isinstance(measured, Mapping) or key not in measured:
                name = ".".join(threshold.path[:at])
                raise GoldError(f"{self.file}: wanted a figure of report.json; got {name}.")
            measured = measured[key]
        yield from _held(threshold.bounds, measured, ".".join(threshold.path))


def read_thresholds(file: Path) -> Thresholds:
    """Read a file of thresholds; GoldError if it isn't TOML, sets none, or one is no number."""
    try:
        wanted = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{file}: wanted a TOML file of thresholds; {error}.") from error
    if not wanted:
        raise GoldError(f"{file}: wanted at least one threshold; got none.")
    return Thresholds(file, tuple(_each(wanted, (), file)))


def _each(wanted: Mapping[str, object], path: tuple[str, ...], file: Path) -> Iterator[Threshold]:
    for key, bound in wanted.items():
        here = (*path, key)
        if isinstance(bound, Mapping) and not bound.keys() <= _BOUNDS.keys():
            yield from _each(bound, here, file)
        else:
            yield Threshold(here, _bounds(bound, here, file))


def _bounds(bound: object, path: tuple[str, ...], file: Path) -> dict[str, float]:
    named = bound if isinstance(bound, Mapping) else {_side(path): bound}
    bounds: dict[str, float] = {}
    for side, number in named.items():
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise GoldError(f"{file}: wanted a number for {'.'.join(path)}; got {number!r}.")
        bounds[side] = number
    return bounds


def _side(path: tuple[str, ...]) -> str:
    less = "/".join(path[-2:]) in LESS_IS_BETTER or path[0] in ("latency_ms", "failed", "tokens")
    return "max" if less else "min"


def _held(bounds: Mapping[str, float], figure: object, name: str) -> Iterator[str]:
    for side, limit in bounds.items():
        part = _BOUNDS[side]
        value = figure.get(part) if isinstance(figure, Mapping) else figure
        if not isinstance(value, int | float):
            yield f"{name} is n/a; wanted {side} {limit:g}."
        elif (value < limit) if side.startswith("min") else (value > limit):
            yield f"{name} is {value:g}; wanted {side} {limit:g}."
