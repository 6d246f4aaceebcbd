"""The report of `rag bench scale`: the table and the plots."""

import json
import re
from dataclasses import replace
from pathlib import Path

from rag.evaluate import scale_pipelines
from rag.evaluate.scale_figures import (
    CHARACTERS,
    Ingest,
    Measured,
    ScalePlan,
    ScaleReport,
)
from rag.evaluate.scale_report import render, table, write
from rag.evaluate.statistics import Figure, Percentiles


def _measured(kind: scale_pipelines.Kind, passages: int, p95: float) -> Measured:
    figures = {
        name: Figure(0.5, 0.4, 0.6, 20)
        for name in ("held@1", "held@4", "exact@1", "exact@4", f"read@{CHARACTERS}")
    }
    return Measured(
        kind=kind,
        passages=passages,
        sentences=5 * passages,
        ingest=Ingest(5 * passages, 10.0, 500.0, 20.0),
        held=figures,
        held_by={"en→ko": figures},
        latency=Percentiles(p95 / 2, p95),
        cpu=Percentiles(p95 / 2, p95),
        word_latency=Percentiles(p95 / 4, p95 / 2),
        word_cpu=Percentiles(p95 / 4, p95 / 2),
        search_peak_mb=400.0,
    )


REPORT = ScaleReport(
    ScalePlan((100, 1000)),
    20,
    (
        _measured("ours", 100, 10.0), _measured("plain", 100, 40.0),
        _measured("ours", 1000, 20.0), _measured("plain", 1000, 40.0),
    ),
)  # fmt: skip


def test_the_table_sets_both_side_by_side() -> None:
    """A row holds ours, plain and their ratio for each size."""
    [row] = [line for line in table(REPORT) if line.startswith("search p95")]
    assert row.split("ms")[1].split() == ["10.0", "40.0", "0.25", "20.0", "40.0", "0.50"]


def test_ours_alone_has_no_ratio() -> None:
    """Where nothing is compared, the other column and the ratio say so."""
    alone = replace(REPORT, plan=ScalePlan((100,), kinds=("ours",)), measured=REPORT.measured[:1])
    [row] = [line for line in table(alone) if line.startswith("disk")]
    assert row.split()[-3:] == ["20", "n/a", "n/a"]
    assert "<svg" in render(alone)


def test_the_report_is_written_with_its_plots(tmp_path: Path) -> None:
    """scale.json holds every figure; the page has one plot a figure and loads nothing."""
    page = write(REPORT, tmp_path)
    found = json.loads((tmp_path / "scale.json").read_text(encoding="utf-8"))
    assert found == REPORT.json()
    first = found["measured"][0]
    assert first["sentences_per_s"] == 50.0
    assert first["latency_ms"] == {"p50": 5.0, "p95": 10.0}
    assert first["by"]["en→ko"]["held@4"]["value"] == 0.5
    html = page.read_text(encoding="utf-8")
    assert html.count("<svg") == 6
    assert not re.search(r"(?:src|href)=", html)


def test_larger_lies_higher_and_further_right() -> None:
    """In a plot, the point of the slower and larger corpus stands above and to the right."""
    slow = replace(REPORT, measured=(_measured("ours", 100, 10.0), _measured("ours", 1000, 90.0)))
    svg = next(s for s in render(slow).split("<svg")[1:] if "search p95" in s)
    (x1, y1), (x2, y2) = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    assert float(x2) > float(x1)
    assert float(y2) < float(y1)
