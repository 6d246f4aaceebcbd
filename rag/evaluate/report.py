"""The report of a run: figures over all questions, by language and by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rag.domain import TokenUse
from rag.evaluate.cost import Price
from rag.evaluate.metrics import GROUPS, NAMES
from rag.evaluate.records import RowRecord
from rag.evaluate.statistics import Figure, Percentiles, figures, percentiles

ROWS_FILE: Final = "rows.jsonl"
TIMINGS: Final = ("retrieve", "first_token", "total")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was: whoever repeats these gets the same figures, latency apart.

    `model` is the name asked for, None being the assistant's default; `settings` are those that
    can change an answer; `gold` is the hash of the questions and their rules.
    """

    model: str | None
    revision: str
    settings: Mapping[str, object]
    gold: str


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some questions, keyed "group/name" as `rag.evaluate.metrics` lists them."""

    n: int
    figures: Mapping[str, Figure]

    def json(self) -> dict[str, object]:
        """Return the figures nested as the contract writes them, with `n`."""
        nested: dict[str, object] = {"n": self.n}
        for group, names in GROUPS.items():
            nested[group] = {name: self.figures[f"{group}/{name}"].json() for name in names}
        return nested


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run: its figures, its latency in milliseconds and every row.

    `cost_usd` is None where no price was named.
    """

    run: Run
    overall: Group
    by_lang: Mapping[str, Group]
    by_type: Mapping[str, Group]
    latency: Mapping[str, Percentiles]
    tokens: TokenUse
    cost_usd: float | None
    failed: int
    records: tuple[RowRecord, ...]

    def json(self) -> dict[str, object]:
        """Return the content of `report.json`: the contract's keys and what explains them."""
        first, whole = self.latency["first_token"].json(), self.latency["total"].json()
        by = {"lang": self.by_lang, "type": self.by_type}
        return {
            **self.overall.json(),
            "by": {
                key: {name: group.json() for name, group in groups.items()}
                for key, groups in by.items()
            },
            "latency_ms": {
                **whole,
                "retrieve": self.latency["retrieve"].json(),
                "first_token": first,
            },
            "tokens": {"prompt": self.tokens.prompt, "completion": self.tokens.completion},
            "cost_usd": self.cost_usd,
            "failed": self.failed,
            "model": self.run.model,
            "revision": self.run.revision,
            "settings": dict(self.run.settings),
            "gold": self.run.gold,
            "rows": ROWS_FILE,
        }


def summarise(run: Run, records: Sequence[RowRecord], price: Price | None = None) -> Report:
    """Return the report over the records, with bootstrap 95 % intervals by question."""
    answered = [record for record in records if not record.error]
    latency = {
        key: percentiles([r.timings_ms[key] for r in answered if key in r.timings_ms])
        for key in TIMINGS
    }
    tokens = TokenUse(
        sum(record.tokens.prompt for record in records),
        sum(record.tokens.completion for record in records),
    )
    return Report(
        run=run,
        overall=_group(records),
        by_lang=_groups(records, lambda record: record.lang),
        by_type=_groups(records, lambda record: record.type),
        latency=latency,
        tokens=tokens,
        cost_usd=round(price.of(tokens), 6) if price else None,
        failed=len(records) - len(answered),
        records=tuple(records),
    )


def _group(records: Sequence[RowRecord]) -> Group:
    return Group(len(records), figures([record.measures for record in records], NAMES))


def _groups(records: Sequence[RowRecord], key: Callable[[RowRecord], str]) -> dict[str, Group]:
    names = sorted({key(record) for record in records})
    return {name: _group([r for r in records if key(r) == name]) for name in names}
