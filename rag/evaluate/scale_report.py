"""The report of `rag bench scale`: a table for the terminal, and one HTML file with its plots."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from rag.evaluate.markup import Html, element, join
from rag.evaluate.scale_figures import CHARACTERS, Measured, ScaleReport
from rag.evaluate.scale_pipelines import Kind

_Value: TypeAlias = Callable[[Measured], float | None]

_ROWS: Final[tuple[tuple[str, str, _Value], ...]] = (
    ("answer in first", ".3f", lambda m: m.held["held@1"].value),
    ("answer in first 4", ".3f", lambda m: m.held["held@4"].value),
    ("cited in first", ".3f", lambda m: m.held["exact@1"].value),
    ("cited in first 4", ".3f", lambda m: m.held["exact@4"].value),
    ("in as many letters", ".3f", lambda m: m.held[f"read@{CHARACTERS}"].value),
    ("ingest, s", ",.0f", lambda m: m.ingest.seconds),
    ("sentences/s", ",.0f", lambda m: m.sentences_per_s),
    ("search p50, ms", ",.1f", lambda m: m.latency.p50),
    ("search p95, ms", ",.1f", lambda m: m.latency.p95),
    ("one word p50, ms", ",.1f", lambda m: m.word_latency.p50),
    ("one word p95, ms", ",.1f", lambda m: m.word_latency.p95),
    ("search CPU p50, ms", ",.1f", lambda m: m.cpu.p50),
    ("search CPU p95, ms", ",.1f", lambda m: m.cpu.p95),
    ("one word CPU p50, ms", ",.1f", lambda m: m.word_cpu.p50),
    ("one word CPU p95, ms", ",.1f", lambda m: m.word_cpu.p95),
    ("ingest peak, MB", ",.0f", lambda m: m.ingest.peak_mb),
    ("search peak, MB", ",.0f", lambda m: m.search_peak_mb),
    ("disk, MB", ",.0f", lambda m: m.ingest.disk_mb),
)
_PLOTTED: Final = (
    "answer in first 4",
    "search p95, ms",
    "one word p95, ms",
    "ingest, s",
    "search peak, MB",
    "disk, MB",
)
_COLOURS: Final[dict[Kind, str]] = {"ours": "#0b6e4f", "plain": "#b5541c"}
_NAMES: Final[dict[Kind, str]] = {"ours": "ours", "plain": "plain (Chroma, 1000/200, k=4)"}
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 330, 220, 56, 28, 34, 34
_STYLE: Final = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:right}"
    "td:first-child{text-align:left}tr+tr{border-top:1px solid #ddd}svg{margin:.5rem 1rem 0 0}"
)


def table(report: ScaleReport) -> Iterator[str]:
    """Yield the lines of a table: a row a figure, a column a size and pipeline, and the ratio."""
    sizes = _sizes(report)
    heads = [f"{size:,}" for size, _ in sizes]
    yield f"{'passages':22}" + "".join(f"{head:>30}" for head in heads)
    yield f"{'':22}" + f"{'ours':>10}{'plain':>10}{'ratio':>10}" * len(sizes)
    for name, form, value in _ROWS:
        cells = [_cells(form, value, pair) for _, pair in sizes]
        yield f"{name:22}" + "".join(f"{cell:>10}" for row in cells for cell in row)


def write(report: ScaleReport, out: Path) -> Path:
    """Write scale.json and scale.html into `out`; return the path of the page."""
    text = json.dumps(report.json(), ensure_ascii=False, indent=2)
    (out / "scale.json").write_text(text + "\n", encoding="utf-8")
    page = out / "scale.html"
    page.write_text(render(report), encoding="utf-8")
    return page


def render(report: ScaleReport) -> str:
    """Return the whole page: what was asked, the table and a plot of each figure's growth."""
    values = {name: value for name, _, value in _ROWS}
    body = (
        element("h1", "How it grows"),
        element(
            "p",
            f"{report.asked} questions about generated news"
            f"{' of a headline and a sentence' if report.plan.short else ''}, the same at every "
            "size, all about "
            "the smallest. The answer is the one sentence that tells it. Ours returns four places "
            "of one or two sentences, each with its headline and neighbours; the answer is in the "
            "first four when one of them holds it, and cited when the place itself does. The plain "
            "pipeline returns four chunks, here whole reports, which is several times as much to "
            f"read; given as many letters, {CHARACTERS:,}, both may return what fits. Both use the "
            "same embedder, took turns, and ran in processes of their own.",
        ),
        _html_table(report),
        element(
            "p",
            *(_legend(kind) for kind in report.plan.kinds),
            "over the number of passages; both axes logarithmic but for shares",
        ),
        element("div", *(_plot(name, values[name], report) for name in _PLOTTED)),
    )
    head = Html(
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src '
        f"'none'; style-src 'unsafe-inline'\"><title>rag bench scale</title><style>{_STYLE}</style>"
    )
    page = element("html", element("head", head), element("body", *body), lang="en")
    return f"<!doctype html>\n{page.source}\n"


def _sizes(report: ScaleReport) -> list[tuple[int, dict[Kind, Measured]]]:
    found: dict[int, dict[Kind, Measured]] = {}
    for measured in report.measured:
        found.setdefault(measured.passages, {})[measured.kind] = measured
    return sorted(found.items())


def _cells(form: str, value: _Value, pair: dict[Kind, Measured]) -> list[str]:
    """Return the figure of ours and of plain, and ours as a multiple of plain."""
    ours, plain = (value(pair[kind]) if kind in pair else None for kind in _COLOURS)
    shown = ["n/a" if figure is None else format(figure, form) for figure in (ours, plain)]
    return [*shown, f"{ours / plain:.2f}" if ours is not None and plain else "n/a"]


def _html_table(report: ScaleReport) -> Html:
    sizes = _sizes(report)
    columns = [f"{size:,} {kind}" for size, _ in sizes for kind in ("ours", "plain", "ratio")]
    head = element("tr", *(element("th", name) for name in ("passages", *columns)))
    rows = [
        element(
            "tr",
            element("td", name),
            *(element("td", cell) for _, pair in sizes for cell in _cells(form, value, pair)),
        )
        for name, form, value in _ROWS
    ]
    return element("table", head, *rows)


def _legend(kind: Kind) -> Html:
    return Html(f'<span style="color:{_COLOURS[kind]}">■ {_NAMES[kind]}</span> ')


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic axis from `low` to `high`, drawn from pixel `start` to `end`; or a share's."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = True

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        if not self.logarithmic:
            part = (value - self.low) / (self.high - self.low)
        else:
            part = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + part * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        """Return the powers of ten within the axis, or the quarters of a share."""
        if not self.logarithmic:
            return [0.0, 0.25, 0.5, 0.75, 1.0]
        first, last = round(math.log10(self.low)), round(math.log10(self.high))
        return [10.0**power for power in range(first, last + 1)]


def _plot(name: str, value: _Value, report: ScaleReport) -> Html:
    """Return one figure over the number of passages, both axes logarithmic but for shares."""
    lines = {
        kind: [(m.passages, figure) for m in report.of(kind) if (figure := value(m)) is not None]
        for kind in report.plan.kinds
    }
    points = [point for line in lines.values() for point in line]
    bottom = _HEIGHT - _BOTTOM
    x = _axis([size for size, _ in points], _LEFT, _WIDTH - _RIGHT)
    y = (
        _Axis(0, 1, bottom, _TOP, logarithmic=False)
        if name.startswith("answer")
        else _axis([figure for _, figure in points], bottom, _TOP)
    )
    shapes = [_text(_LEFT, 16, name, "start", bold=True), *_grid(x, y)]
    for kind, line in lines.items():
        path = " ".join(f"{x.at(px)},{y.at(py)}" for px, py in line)
        shapes.append(f'<polyline points="{path}" fill="none" stroke="{_COLOURS[kind]}"/>')
        shapes += [
            f'<circle cx="{x.at(px)}" cy="{y.at(py)}" r="3" fill="{_COLOURS[kind]}"/>'
            for px, py in line
        ]
    return Html(
        f'<svg width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-label="{name} by number of '
        f'passages">{"".join(shapes)}</svg>'
    )


def _axis(values: Sequence[float], start: float, end: float) -> _Axis:
    """Return an axis of whole powers of ten around the values."""
    low = 10.0 ** math.floor(math.log10(max(min(values), 0.1)))
    high = 10.0 ** math.ceil(math.log10(max(*values, low * 1.01)))
    return _Axis(low, max(high, low * 10), start, end)


def _grid(x: _Axis, y: _Axis) -> Iterator[str]:
    for tick in y.ticks():
        at = y.at(tick)
        yield f'<line x1="{x.start}" x2="{x.end}" y1="{at}" y2="{at}" stroke="#ddd"/>'
        yield _text(x.start - 6, at + 4, f"{tick:,g}", "end")
    for tick in x.ticks():
        yield _text(x.at(tick), y.start + 18, f"{tick:,.0f}", "middle")


def _text(x: float, y: float, words: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    label = join([words]).source
    return f'<text x="{x}" y="{y}" font-size="11" text-anchor="{anchor}"{weight}>{label}</text>'
