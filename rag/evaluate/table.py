"""The main figures of a run as one Markdown table: what `rag eval` prints and README shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rag.domain import QUOTE
from rag.evaluate.report import Group, Report

LANGUAGES: Final = {"ko": "Korean", "en": "English"}
ROWS: Final = (
    ("evidence among the first 5 places", "retrieval/recall@5"),
    ("rank of the evidence, nDCG@10", "retrieval/ndcg@10"),
    ("answers right", "answer/accuracy"),
    ("unanswerable questions refused", "abstention/recall"),
    ("answerable questions wrongly refused", "abstention/over_refusal"),
    ("cited places that are the expected evidence", "citation/gold_precision"),
    ("numbers shown that no cited place holds", "numbers/unsourced"),
    ("false claims that the check lets through", "check/false_passed"),
)


def markdown(report: Report) -> Iterator[str]:
    """Yield the lines: all questions, then each language; n/a where nothing was to be measured."""
    groups = {"all": report.overall}
    groups |= {
        name: report.by_lang[key] for key, name in LANGUAGES.items() if key in report.by_lang
    }
    yield _line(_named(report.run.model), *groups)
    yield "|" + "---|" * (len(groups) + 1)
    for label, name in ROWS:
        yield _line(label, *(_cell(group, name) for group in groups.values()))


def _named(model: str | None) -> str:
    return "quotes, no model" if model == QUOTE else model or "default model"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(group: Group, name: str) -> str:
    value = group.figures[name].value
    return "n/a" if value is None else f"{value:.3f}".removeprefix("0")
