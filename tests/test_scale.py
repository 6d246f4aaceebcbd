"""The generated news, what counts as an answer, and both pipelines side by side."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.cli_bench import app
from rag.domain import Metadata, Page
from rag.errors import HwabaekError
from rag.evaluate import scale_pipelines
from rag.evaluate.scale import run_scale
from rag.evaluate.scale_figures import (
    CHARACTERS,
    PASSAGES_A_REPORT,
    Ingest,
    Measured,
    ScalePlan,
    ScaleReport,
    held,
)
from rag.evaluate.scale_news import FACTS, Report, ScaleQuestion, Word, questions, reports
from rag.evaluate.scale_pipelines import Hit, open_pipeline, require_plain
from rag.evaluate.scale_report import render, table, write
from rag.evaluate.scale_worker import Asked
from rag.evaluate.statistics import Figure, Percentiles
from rag.index.parts import passages_of
from rag.ingest.articles import split_page
from rag.settings import Settings

SEED = 11
SOME = list(islice(reports(SEED), 400))


def _plain_is_here() -> bool:
    try:
        require_plain()
    except HwabaekError:
        return False
    return True


@pytest.mark.parametrize(
    ("word", "particle", "written"),
    [
        ("협회", "은", "협회는"),
        ("재단", "은", "재단은"),
        ("1,192억원", "이", "1,192억원이"),
        ("전자", "이다", "전자다"),
        ("소담", "이다", "소담이다"),
        ("연구소", "의", "연구소의"),
        ("Nuri", "", "Nuri"),
    ],
)
def test_a_word_takes_the_particle_that_fits(word: str, particle: str, written: str) -> None:
    """The particle follows the last letter: after a vowel 는, 가, 다; after a consonant 은, 이."""
    assert f"{Word(word):{particle}}" == written


def test_news_is_the_same_for_a_seed_and_begins_anywhere() -> None:
    """A seed gives one endless news; another one gives other news."""
    assert list(islice(reports(SEED), 20)) == SOME[:20]
    assert list(islice(reports(SEED, 13), 7)) == SOME[13:20]
    assert next(reports(SEED + 1)) != SOME[0]


def test_every_fact_stands_in_its_report_once() -> None:
    """The sentence of a fact is an exact part of the text, with no placeholder left."""
    for report in SOME:
        assert set(report.facts) == set(FACTS)
        assert all(report.text.count(sentence) == 1 for sentence in report.facts.values())
        assert not re.search(r"[{}]", report.title + report.text)


def test_an_agencys_years_have_other_facts() -> None:
    """The five reports of a series differ in year and in every fact: close, but no answer."""
    for first in range(0, len(SOME), 5):
        series = [r for r in SOME[first : first + 5] if r.language == "ko"]
        assert len({r.published_at[:4] for r in series}) == len(series)
        for fact in FACTS:
            assert len({r.facts[fact] for r in series}) == len(series)


def test_a_report_is_two_passages_of_the_index() -> None:
    """Sizes are given in passages; the real reader and the real index cut a report into two."""
    for report in SOME[:60]:
        metadata = Metadata(title=report.title, language=report.language)
        articles = split_page(Page(report.url, report.text, metadata))
        assert sum(len(passages_of(article)) for article in articles) == PASSAGES_A_REPORT
        sentences = [s.text for article in articles for s in article.sentences]
        assert set(report.facts.values()) <= set(sentences)


def test_questions_name_what_only_one_report_answers() -> None:
    """Each names the year of its report, none repeats, and languages cross both ways."""
    asked = questions(SEED, 100, 400)
    by_url = {report.url: report for report in SOME}
    assert len({question.question for question in asked}) == len(asked) == 100
    for question in asked:
        report = by_url[question.url]
        assert report.published_at[:4] in question.question
        assert question.sentence in report.text
        assert question.report_language == report.language
        if question.language == report.language:
            assert question.word in report.text
    pairs = {(question.language, question.report_language) for question in asked}
    assert {("ko", "ko"), ("en", "ko")} <= pairs
    assert len(questions(SEED, 100, 30)) == 30


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
    long = replace(SOME[0], text="\n\n".join(report.text for report in SOME[:10]))
    pipeline = open_pipeline("plain", tmp_path, Settings(home=tmp_path))
    assert pipeline.add(SOME[1:10]) == 9
    assert pipeline.add([long]) > 1
    [hit, *others] = pipeline.find(SOME[5].title, 4)
    assert len(others) == 3
    assert SOME[5].title in hit.text
    assert all(len(found.text) <= 1000 for found in (hit, *others))
    assert {found.url for found in (hit, *others)} <= {report.url for report in SOME[:10]}


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


def test_reports_are_in_both_languages() -> None:
    """Most are Korean, some English, each in the letters of its language."""
    korean = [report for report in SOME if report.language == "ko"]
    assert 0.7 < len(korean) / len(SOME) < 0.95
    assert all(re.search("[가-힣]", report.title) for report in korean)
    english: list[Report] = [report for report in SOME if report.language == "en"]
    assert not any(re.search("[가-힣]", report.text) for report in english)
