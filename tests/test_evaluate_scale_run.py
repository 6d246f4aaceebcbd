"""`rag bench scale`: what counts as an answer, and both pipelines as the news grows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.cli_bench import app
from rag.errors import HwabaekError
from rag.evaluate import scale_pipelines
from rag.evaluate.scale import run_scale
from rag.evaluate.scale_figures import CHARACTERS, ScalePlan, held
from rag.evaluate.scale_news import ScaleQuestion, reports
from rag.evaluate.scale_pipelines import Hit, open_pipeline, require_plain
from rag.evaluate.scale_worker import Asked
from rag.settings import Settings

SOME = list(islice(reports(11), 10))


def _plain_is_here() -> bool:
    try:
        require_plain()
    except HwabaekError:
        return False
    return True


QUESTION = ScaleQuestion(
    "q0", "몇 곳인가?", "ko", "ko", "https://news.invalid/1", "12곳이다.", "소담"
)
OTHER = Hit("https://news.invalid/2", "12곳이다.")
RIGHT = Hit(QUESTION.url, "모두 12곳이다.")
LONG = Hit("https://news.invalid/2", "길다" * (CHARACTERS // 2))
NEAR = Hit(QUESTION.url, "협회가 밝혔다.", context="머리말 12곳이다.")


@pytest.mark.parametrize(
    ("hits", "wanted"),
    [
        ((), (0, 0, 0, 0, 0)),
        ((RIGHT,), (1, 1, 1, 1, 1)),
        ((NEAR,), (1, 1, 0, 0, 0)),
        ((OTHER, RIGHT), (0, 1, 0, 1, 1)),
        ((OTHER, OTHER, OTHER, NEAR), (0, 1, 0, 0, 0)),
        ((OTHER, OTHER, OTHER, OTHER, RIGHT), (0, 0, 0, 0, 1)),
        ((LONG, RIGHT), (0, 1, 0, 1, 0)),
    ],
)
def test_what_counts_as_an_answer(hits: tuple[Hit, ...], wanted: tuple[int, ...]) -> None:
    """The sentence counts in its own report only: cited or beside, or among so many letters."""
    answer = Asked(hits, 1.0, 1.0)
    assert [share.part for share in held(QUESTION, answer, answer).values()] == list(wanted)


@contextmanager
def _bar(_label: str) -> Iterator[Callable[[int, int], None]]:
    yield lambda _done, _total: None


def test_one_run_grows_one_corpus(tmp_path: Path) -> None:
    """Ours is measured at both sizes in processes of its own, and leaves no store behind."""
    said: list[str] = []
    plan = ScalePlan((400, 100), questions=8, kinds=("ours",))
    report = run_scale(plan, tmp_path, Settings(home=tmp_path / "unused"), _bar, said.append)
    small, large = report.measured
    assert (small.passages, large.passages) == (100, 400)
    assert 490 <= small.ingest.units <= 500  # ten sentences a report, if none are run together
    assert 1960 <= large.ingest.units <= 2000
    assert large.ingest.seconds > small.ingest.seconds > 0
    assert large.ingest.disk_mb > small.ingest.disk_mb > 0
    assert small.search_peak_mb > 50
    assert small.latency.p50
    assert small.word_latency.p50
    assert small.word_cpu.p50
    assert (small.latency.p95 or 0) >= small.latency.p50
    assert small.held["held@4"].n == 8
    assert (small.held["held@4"].value or 0) >= 0.5
    assert "minutes" in said[0]
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not _plain_is_here(), reason="the extra 'bench' is not installed")
def test_the_plain_pipeline_cuts_and_finds(tmp_path: Path) -> None:
    """Chunks have at most 1,000 characters, and the nearest come with their report's address."""
    long = replace(SOME[0], text="\n\n".join(report.text for report in SOME))
    pipeline = open_pipeline("plain", tmp_path, Settings(home=tmp_path))
    assert pipeline.add(SOME[1:]) == 9
    assert pipeline.add([long]) > 1
    [hit, *others] = pipeline.find(SOME[5].title, 4)
    assert len(others) == 3
    assert SOME[5].title in hit.text
    assert all(len(found.text) <= 1000 for found in (hit, *others))
    assert {found.url for found in (hit, *others)} <= {report.url for report in SOME}


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the plain pipeline's packages the run refuses before it begins, and says how."""
    monkeypatch.setitem(scale_pipelines.PLAIN_NEEDS, "no_such_module", "no-such-package")
    plan = ScalePlan((100,))
    with pytest.raises(HwabaekError, match=r"no-such-package.*--ours-only"):
        run_scale(plan, tmp_path, Settings(home=tmp_path), _bar, print)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sizes", "count", "said"),
    [((), 5, "none"), ((50,), 5, "50"), ((10, 10**9), 5, "1000000000"), ((100,), 0, "question")],
)
def test_a_plan_that_can_not_be_measured_is_refused(
    sizes: tuple[int, ...], count: int, said: str
) -> None:
    """Sizes and questions have bounds, and the refusal says what came."""
    with pytest.raises(HwabaekError, match=said):
        ScalePlan(sizes, count)


def test_sizes_that_are_no_numbers_are_refused() -> None:
    """The command says what it wanted and what came, with exit code 2."""
    ran = CliRunner().invoke(app, ["scale", "--sizes", "many"])
    assert ran.exit_code == 2
    assert "many" in ran.output
