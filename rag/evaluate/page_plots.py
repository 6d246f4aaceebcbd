"""The plots of the report's page: inline SVG whose places are percentages, so it fits any width."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log10
from typing import Final

from rag.evaluate.judge import Reason
from rag.evaluate.markup import Html, element, join
from rag.evaluate.records import RowRecord
from rag.evaluate.report import TIMINGS, Group, Report
from rag.evaluate.statistics import Figure, Percentiles

OUTCOMES: Final[Mapping[Reason, str]] = {
    "right": "right",
    "not judged": "not judged",
    "refused": "refused, though answerable",
    "too long": "too long",
    "missing": "without the expected fact",
    "not refused": "answered, though unanswerable",
    "forbidden": "with a forbidden statement",
    "failed": "failed",
}
_BINS: Final = 32
_HEIGHT: Final = 96


def bar(figure: Figure, *, less: bool = False) -> Html:
    """Return a share of 0 to 1 as a bar with its interval; an empty track for "n/a"."""
    shapes = '<rect class="track" width="100%" y="3" height="8" rx="4"/>'
    if figure.value is not None:
        shapes += f'<rect class="value" width="{_x(figure.value)}%" y="3" height="8" rx="4"/>'
    return _svg("bar less" if less else "bar", 14, value(figure), shapes + _whisker(figure, 7))


def forest(label: str, name: str, report: Report, *, less: bool = False) -> Html:
    """Return one figure over all questions, each language and each type, as dots with intervals."""
    rows = [_dot(group, found, name) for group, found in _groups(report)]
    small = element("em", "less is better") if less else ""
    cls = "card forest less" if less else "card forest"
    return element("div", element("h3", label, " ", small), *rows, cls=cls)


def outcomes(report: Report) -> Html:
    """Return what became of the questions, over all and by language, as stacked shares."""
    groups = {"all": report.records} | {
        lang: tuple(r for r in report.records if r.lang == lang) for lang in report.by_lang
    }
    stacks = [_stack(name, records) for name, records in groups.items()]
    counts = Counter(record.judgement.reason for record in report.records)
    legend = (
        element("span", element("i", cls=_css(reason)), f"{label} {counts[reason]}")
        for reason, label in OUTCOMES.items()
        if counts[reason]
    )
    return element("div", *stacks, element("p", *legend, cls="legend"), cls="card")


def latency(report: Report) -> Html:
    """Return how long whole answers took, as a histogram, and the percentiles of each moment."""
    times = [r.timings_ms["total"] for r in report.records if "total" in r.timings_ms]
    labels = ("first evidence", "first token", "whole answer")
    rows = (_moment(label, report.latency[key]) for label, key in zip(labels, TIMINGS, strict=True))
    drawn = [_histogram(times), _ends(times)] if times else []
    return element("div", *drawn, element("dl", *rows, cls="moments"), cls="card")


def value(figure: Figure) -> str:
    """Return the value to three places, or "n/a"."""
    return "n/a" if figure.value is None else f"{figure.value:.3f}"


def interval(figure: Figure) -> str:
    """Return the interval and the number of questions it rests on."""
    if figure.low is None or figure.high is None:
        return "no question"
    return f"{figure.low:.2f}–{figure.high:.2f} · {figure.n}"


def duration(milliseconds: float | None) -> str:
    """Return a time as a person reads it."""
    if milliseconds is None:
        return "n/a"
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def _groups(report: Report) -> Iterator[tuple[str, Group]]:
    yield "all", report.overall
    yield from report.by_lang.items()
    yield from report.by_type.items()


def _dot(label: str, group: Group, name: str) -> Html:
    figure = group.figures[name]
    shapes = '<line class="track" x1="0" x2="100%" y1="9" y2="9"/>' + _whisker(figure, 9)
    if figure.value is not None:
        shapes += f'<circle class="value" cx="{_x(figure.value)}%" cy="9" r="4.5"/>'
    plot = _svg("dots", 18, f"{value(figure)}, {interval(figure)}", shapes)
    shown = element("span", value(figure), cls="number")
    return element("div", element("span", label), plot, shown, cls="figure")


def _whisker(figure: Figure, y: int) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f'<line class="span" x1="{_x(figure.low)}%" x2="{_x(figure.high)}%" y1="{y}" y2="{y}"/>'


def _stack(name: str, records: Sequence[RowRecord]) -> Html:
    counts = Counter(record.judgement.reason for record in records)
    shapes, left = "", 0.0
    for reason, label in OUTCOMES.items():
        width = 100 * counts[reason] / len(records)
        title = html.escape(f"{label}: {counts[reason]}")
        shapes += (
            f'<rect class="{_css(reason)}" x="{left:.2f}%" width="{width:.2f}%" height="22">'
            f"<title>{title}</title></rect>"
        )
        left += width
    told = ", ".join(f"{OUTCOMES[reason]} {count}" for reason, count in counts.items())
    plot = _svg("stack", 22, told, shapes)
    number = element("span", str(len(records)), cls="number")
    return element("div", element("span", name), plot, number, cls="figure")


def _histogram(times: Sequence[float]) -> Html:
    low, high = log10(max(min(times), 0.1)), log10(max(*times, 0.2))
    step = (high - low) / _BINS or 1.0
    bins = Counter(min(int((log10(max(t, 0.1)) - low) / step), _BINS - 1) for t in times)
    tallest = max(bins.values())
    shapes = "".join(
        f'<rect class="value" x="{100 * i / _BINS:.2f}%" width="{90 / _BINS:.2f}%" '
        f'y="{_HEIGHT * (1 - count / tallest):.1f}" height="{_HEIGHT * count / tallest:.1f}"/>'
        for i, count in sorted(bins.items())
    )
    return _svg("histogram", _HEIGHT, f"{len(times)} answer times", shapes)


def _ends(times: Sequence[float]) -> Html:
    ends = (element("span", duration(min(times))), element("span", duration(max(times))))
    middle = element("span", "time to the whole answer, logarithmic", cls="wide")
    return element("div", ends[0], middle, ends[1], cls="ends")


def _moment(label: str, times: Percentiles) -> Html:
    text = f"half within {duration(times.p50)}, 95 % within {duration(times.p95)}"
    return join([element("dt", label), element("dd", "n/a" if times.p50 is None else text)])


def _css(reason: Reason) -> str:
    return f"r-{reason.replace(' ', '-')}"


def _x(share: float) -> float:
    return round(100 * min(max(share, 0.0), 1.0), 2)


def _svg(cls: str, height: int, label: str, shapes: str) -> Html:
    return Html(
        f'<svg class="{cls}" width="100%" height="{height}" role="img" '
        f'aria-label="{html.escape(label)}">{shapes}</svg>'
    )
