"""The commands of `rag bench`: measurements on sets of one's own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from rag.cli_shared import AsJson, Home, print_json, progress, remark, say, settings_for

if TYPE_CHECKING:
    from rag.evaluate.retrieval_bench import Bench, BenchReport
    from rag.evaluate.scale_pipelines import Kind
    from rag.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Measurements on sets of your own.")


@app.command("retrieval")
def bench_retrieval(
    folder: Path,
    baselines: Annotated[
        bool, typer.Option(help="also plain passage vectors and BM25 between spaces")
    ] = True,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Search FOLDER's passages.jsonl for every question of its questions.jsonl."""
    from rag.evaluate.baselines import Compared
    from rag.evaluate.passage_search import IndexedPassages
    from rag.evaluate.retrieval_bench import read_bench, run_bench

    bench = read_bench(folder)
    with TemporaryDirectory() as own_home:  # the person's own news stays out of it
        settings = settings_for(home).model_copy(update={"home": Path(own_home)})
        with progress("indexing passages") as show:
            search = IndexedPassages(bench.passages, settings, show)
        with progress("asking questions") as show:
            report = run_bench(search, bench.questions, show)
        plain = _plain_reports(bench, settings) if baselines else {}
    compared = Compared(report, plain)
    if not as_json:
        remark("\n".join(compared.table()))
    print_json(compared.json())


def _plain_reports(bench: Bench, settings: Settings) -> dict[str, BenchReport]:
    from rag.evaluate.baselines import NAMES, PassageVectors, WhitespaceWords
    from rag.evaluate.retrieval_bench import run_bench
    from rag.index.embedders import open_embedder

    with progress("embedding passages") as show:
        vectors = PassageVectors(bench.passages, open_embedder(settings), show)
    words = WhitespaceWords(bench.passages, settings.home / "whitespace")
    with progress("asking the baselines") as show:
        reports = (run_bench(search, bench.questions, show) for search in (vectors, words))
        return dict(zip(NAMES, reports, strict=True))


@app.command("scale")
def bench_scale(
    out: Annotated[Path, typer.Option("--out", help="folder for the run")] = Path("out/scale"),
    sizes: Annotated[
        str, typer.Option("--sizes", help="passages, up to 1,000,000 (hours)")
    ] = "10000,100000",
    questions: Annotated[int, typer.Option("--questions", min=1, help="how many")] = 200,
    ours_only: Annotated[bool, typer.Option("--ours-only", help="compare with nothing")] = False,
    short: Annotated[
        bool, typer.Option("--short", help="reports of a headline and one sentence")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Compare the whole search with the plain tutorial pipeline as generated news grows."""
    from rag.evaluate.scale import run_scale
    from rag.evaluate.scale_figures import ScalePlan
    from rag.evaluate.scale_report import table, write

    kinds: tuple[Kind, ...] = ("ours",) if ours_only else ("ours", "plain")
    plan = ScalePlan(_sizes(sizes), questions, kinds, short=short)
    out.mkdir(parents=True, exist_ok=True)
    report = run_scale(plan, out, settings_for(home), progress, remark)
    page = write(report, out)
    if as_json:
        print_json(report.json())
    else:
        say("\n".join(table(report)))
        say(f"written: {page}")


def _sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(size) for size in text.replace("_", "").split(","))
    except ValueError:
        raise typer.BadParameter(
            f"wanted numbers of passages such as 10000,100000; got {text!r}"
        ) from None
