"""The report as one HTML file: no network, no library, everything escaped."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import Final

from rag.evaluate.markup import Html, element, join, option
from rag.evaluate.metrics import GROUPS, LESS_IS_BETTER
from rag.evaluate.page_plots import bar, duration, forest, interval, latency, outcomes, value
from rag.evaluate.page_rows import LABELS, question, worst_first
from rag.evaluate.report import Group, Report
from rag.evaluate.statistics import Figure

MOST_ROWS: Final = 1000
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PLOTTED: Final = (
    ("answers right", "answer/accuracy"),
    ("evidence among the first 5", "retrieval/recall@5"),
    ("rank of the evidence, nDCG@10", "retrieval/ndcg@10"),
    ("cited places on the gold evidence", "citation/gold_precision"),
    ("refused though answerable", "abstention/over_refusal"),
    ("numbers without a source", "numbers/unsourced"),
)
_GLOSSARY: Final = (
    ("right", "holds what the gold asks for, nothing it forbids, in at most 400 characters"),
    ("recall@k", "share of the gold evidence among the first k retrieved sentences"),
    ("citation precision", "cited sources of shown sentences that support them, by our verifier"),
    ("gold precision", "cited sources that overlap the gold evidence; no verifier is asked"),
    ("over-refusal", "answerable questions that were refused"),
    ("numbers wrong", "shown sentences with an amount that our verifier faults"),
    ("numbers unsourced", "shown amounts that no cited source holds; no verifier is asked"),
    ("false claims passed", "gold evidence with its numbers made wrong, yet accepted by our check"),
    ("interval", "bootstrap over questions; one point means that all agreed, not that it is sure"),
    ("n/a", "no question to measure it on"),
)


def render(report: Report) -> str:
    """Return the whole page as text."""
    template = (files("rag.evaluate") / "report.html").read_text(encoding="utf-8")
    shown = worst_first(report.records)[:MOST_ROWS]
    parts = {
        "script_hash": Html(_script_hash(template)),
        "title": join([report.run.model or "default model"]),
        "subtitle": join([_subtitle(report)]),
        "tiles": _tiles(report),
        "cards": join(_card(name, report.overall) for name in GROUPS),
        "outcomes": outcomes(report),
        "plots": join(
            forest(label, name, report, less=name in LESS_IS_BETTER) for label, name in _PLOTTED
        ),
        "latency": latency(report),
        "lang_options": join(option(name) for name in report.by_lang),
        "type_options": join(option(name) for name in report.by_type),
        "left_out": _left_out(len(report.records) - len(shown)),
        "rows": join(question(record) for record in shown),
        "glossary": join(_entry(term, meaning) for term, meaning in _GLOSSARY),
        "settings": join([json.dumps(dict(report.run.settings), ensure_ascii=False, default=str)]),
    }
    # One pass: a "{{rows}}" inside an answer stays what it is.
    return _PLACEHOLDER.sub(lambda match: parts[match.group(1)].source, template)


def _entry(term: str, meaning: str) -> Html:
    return join([element("dt", term), element("dd", meaning)])


def _script_hash(template: str) -> str:
    """Return the only script that the page's own policy lets run."""
    script = _SCRIPT.search(template)
    digest = hashlib.sha256(script.group(1).encode() if script else b"").digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _subtitle(report: Report) -> str:
    parts = [report.run.model or "default model", f"{report.overall.n} questions"]
    parts += [f"revision {report.run.revision[:12]}"] if report.run.revision else []
    parts += [f"{report.failed} failed"] if report.failed else []
    read, written = report.tokens.prompt, report.tokens.completion
    parts += [f"{read:,} tokens read, {written:,} written"] if read or written else []
    parts += [] if report.cost_usd is None else [f"US${report.cost_usd:,.2f}"]
    return " · ".join(parts)


def _tiles(report: Report) -> Html:
    named = (
        ("right answers", "answer/accuracy"),
        ("evidence among the first 5", "retrieval/recall@5"),
        ("citations on the gold evidence", "citation/gold_precision"),
        ("refused though answerable", "abstention/over_refusal"),
    )
    figures = report.overall.figures
    tiles = [_tile(label, _percent(figures[name]), _sure(figures[name])) for label, name in named]
    total = report.latency["total"]
    tiles.append(
        _tile("median time to the whole answer", duration(total.p50), f"p95 {duration(total.p95)}")
    )
    return join(tiles)


def _tile(label: str, big: str, small: str) -> Html:
    return element(
        "div", element("b", big), label, Html("<br>"), element("span", small), cls="tile"
    )


def _card(group: str, figures: Group) -> Html:
    rows = [_figure(f"{group}/{name}", figures) for name in GROUPS[group]]
    return element("div", element("h3", group.capitalize()), *rows, cls="card")


def _figure(name: str, group: Group) -> Html:
    figure = group.figures[name]
    numbers = element("div", value(figure), element("em", interval(figure)))
    label = element("div", LABELS.get(name, name.partition("/")[2]))
    return element("div", label, bar(figure, less=name in LESS_IS_BETTER), numbers, cls="figure")


def _left_out(count: int) -> Html:
    text = f"{count} more questions are in rows.jsonl; this page shows the worst {MOST_ROWS}."
    return element("p", text, cls="muted") if count > 0 else Html("")


def _percent(figure: Figure) -> str:
    return "n/a" if figure.value is None else f"{100 * figure.value:.1f} %"


def _sure(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return interval(figure)
    return f"95 %: {100 * figure.low:.0f} to {100 * figure.high:.0f}, of {figure.n}"
