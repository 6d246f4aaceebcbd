"""The command `rag`.

JSON goes to standard output alone, progress and remarks to standard error.  Exit codes: 0 done,
1 done with rejections, 2 refused.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from rag.errors import HwabaekError
from rag.settings import Settings

if TYPE_CHECKING:  # the rooms are imported by the commands that need them: --help stays quick
    from rag.assistant import Assistant

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Ask the news; every sentence of the answer is checked against the article it cites.",
)
models_app = typer.Typer(no_args_is_help=True, help="Chat models: list, pull, use.")
bench_app = typer.Typer(no_args_is_help=True, help="Measurements on sets of your own.")
app.add_typer(models_app, name="models")
app.add_typer(bench_app, name="bench")

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)

Home = Annotated[Path | None, typer.Option("--home", help="catalogue and indexes [RAG_HOME]")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON on standard output")]
Model = Annotated[str | None, typer.Option("--model", help="quote, llamacpp:…, ollama:…, openai:…")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="an OpenAI-compatible server")]


def _settings(home: Path | None, base_url: str | None = None) -> Settings:
    changes: dict[str, object] = {}
    if home is not None:
        changes["home"] = home
    if base_url is not None:
        changes["base_url"] = base_url
    return Settings().model_copy(update=changes)


def _assistant(home: Path | None, base_url: str | None = None) -> Assistant:
    from rag.assistant import open_assistant

    return open_assistant(_settings(home, base_url))


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def _progress(label: str, *, in_bytes: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error; yields a function to call with (done, total)."""
    amount = DownloadColumn() if in_bytes else TextColumn("{task.completed}/{task.total}")
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=_err, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@app.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="files, folders, web addresses, feeds")],
    remove: Annotated[bool, typer.Option("--remove", help="forget these sources")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Read pages into the catalogue and bring the indexes up to it."""
    from rag.contract import ingest_json
    from rag.index.embedders import open_embedder
    from rag.index.store import Index
    from rag.ingest.catalogue import Catalogue
    from rag.ingest.intake import forget, take_in

    settings = _settings(home)
    catalogue = Catalogue(settings.home / "catalogue.sqlite")
    index = Index(settings.home, catalogue, open_embedder(settings))
    with _progress("reading pages") as show:
        report = (
            forget(catalogue, sources)
            if remove
            else take_in(catalogue, sources, lambda done: show(done, 0))
        )
    with _progress("indexing articles") as show:
        index.drain(show)
    if as_json:
        _print_json(ingest_json(report))
    else:
        _out.print(
            f"{report.added} pages added, {report.updated} updated, {report.unchanged} unchanged, "
            f"{report.removed} removed; {report.articles} articles are held"
        )
    for rejection in report.rejected:
        _err.print(f"rejected {escape(rejection.source)}: {escape(rejection.reason)}")
    raise typer.Exit(1 if report.rejected else 0)


@app.command()
def search(
    question: str,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="how many sentences")] = 5,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Find the sentences that may answer a question, best first."""
    from rag.contract import search_json

    found = _assistant(home).search(question, k)
    if as_json:
        _print_json(search_json(found))
        return
    for piece in found:
        day = (piece.metadata.published_at or "")[:10]
        _out.print(f"{piece.n}. {piece.score:.2f} {piece.metadata.outlet or '—'} {day}")
        _out.print(f"   {escape(piece.text)}")


@app.command()
def ask(
    question: str,
    history: Annotated[str, typer.Option(help="earlier turns, a JSON list of strings")] = "[]",
    model: Model = None,
    base_url: BaseUrl = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with checked citations."""
    from rag.contract import answer_json

    answer = _assistant(home, base_url).ask(question, _history(history), model)
    if as_json:
        _print_json(answer_json(answer))
        return
    _out.print(escape(answer.text))
    for piece in answer.sources:
        parts = (piece.metadata.outlet, ", ".join(piece.metadata.reporters))
        known = [part for part in (*parts, (piece.metadata.published_at or "")[:10]) if part]
        _out.print(f"[dim]\\[{piece.n}][/] {escape(' · '.join(known))}")
        _out.print(f"    {escape(piece.sentence.text)}")
    if answer.note:
        _err.print(escape(answer.note))


def _history(text: str) -> Sequence[str]:
    try:
        turns = json.loads(text)
    except ValueError:
        turns = None
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise typer.BadParameter(
            'wanted a JSON list of strings, oldest first, for example ["질문", "답"]'
        )
    return turns


@app.command()
def rebuild(home: Home = None, as_json: AsJson = False) -> None:
    """Make both indexes anew from the catalogue, for example for another embedder."""
    from rag.index.embedders import open_embedder
    from rag.index.store import rebuild as rebuild_indexes
    from rag.ingest.catalogue import Catalogue

    settings = _settings(home)
    catalogue = Catalogue(settings.home / "catalogue.sqlite")
    with _progress("indexing articles") as show:
        written = rebuild_indexes(settings.home, catalogue, open_embedder(settings), show)
    if as_json:
        _print_json({"articles": written})
    else:
        _out.print(f"{written} articles indexed")


@app.command()
def export(home: Home = None, as_json: AsJson = False) -> None:
    """Print every article with its citable sentences, one JSON object a line."""
    from rag.contract import article_json
    from rag.ingest.catalogue import Catalogue

    for article in Catalogue(_settings(home).home / "catalogue.sqlite").every_article():
        sys.stdout.write(json.dumps(article_json(article), ensure_ascii=False) + "\n")


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Say what works here and what to do about what does not; exit 1 if something does not."""
    from rag.doctor import examine

    findings = examine(_settings(home))
    if as_json:
        _print_json([finding.json() for finding in findings])
    else:
        for finding in findings:
            _out.print(f"{'ok ' if finding.ok else 'NO '} {finding.what}: {escape(finding.told)}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help='lines {"id", "claim", "source"}')],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Check claims against their sources; prints one JSON verdict a line."""
    from rag.cli_measure import check_claims, print_lines

    print_lines(check_claims(file, _settings(home)))


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="gold questions, JSON Lines")],
    out: Annotated[Path, typer.Option("--out", help="folder for the run")] = Path("out/eval"),
    model: Model = None,
    base_url: BaseUrl = None,
    gate: Annotated[Path | None, typer.Option("--gate", help="thresholds, TOML")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask gold questions and write report.json, report.html and every row; --gate can fail it."""
    from rag.cli_measure import evaluate_gold, summary
    from rag.evaluate.gate import gate as misses_of

    settings = _settings(home, base_url)
    assistant = _assistant(home, base_url)
    with _progress("asking questions") as show:
        report = evaluate_gold(assistant, gold, model, out, settings, show)
    if as_json:
        _print_json(report.json())
    else:
        _out.print("\n".join(summary(report)))
        _out.print(f"written: {out / 'report.html'}")
    misses = misses_of(report, gate) if gate else []
    for miss in misses:
        _err.print(f"gate: {escape(miss)}")
    raise typer.Exit(1 if misses else 0)


@bench_app.command("retrieval")
def bench_retrieval(folder: Path, home: Home = None, as_json: AsJson = False) -> None:
    """Search FOLDER's passages.jsonl for every question of its questions.jsonl."""
    from rag.cli_measure import bench_retrieval as run

    report = run(folder, _settings(home), _progress)
    _print_json(report.json())


@models_app.command("list")
def models_list(home: Home = None, as_json: AsJson = False) -> None:
    """Show the chat models that can be chosen, and why one can't be yet."""
    from dataclasses import asdict

    from rag.answer.models import choices

    found = choices(_settings(home))
    if as_json:
        _print_json([asdict(choice) for choice in found])
        return
    for choice in found:
        state = "ready" if choice.ready else choice.reason
        _out.print(f"{choice.name}\n    {escape(choice.title)}: {escape(state)}")


@models_app.command("pull")
def models_pull(
    name: str,
    local: Annotated[Path | None, typer.Option("--from", help="take this file instead")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Bring a model's weights, checked by their hash; a pull that was cut goes on."""
    from rag.answer.weights import pull, weights_named

    weights = weights_named(name)
    with _progress(f"pulling {weights.name}", in_bytes=True) as show:
        path = pull(weights, _settings(home).models_dir, show, local)
    if as_json:
        _print_json({"name": f"llamacpp:{weights.name}", "path": str(path)})
    else:
        _out.print(f"llamacpp:{weights.name} is ready")


@models_app.command("use")
def models_use(
    name: str, base_url: BaseUrl = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Make a chat model the default of this home."""
    _assistant(home, base_url).use(name)
    if as_json:
        _print_json({"model": name})
    else:
        _out.print(f"{name} answers from now on")


def main() -> None:
    """Run the command; what is refused ends in one sentence and exit code 2."""
    try:
        app()
    except HwabaekError as error:
        _err.print(f"rag: {escape(str(error))}")
        sys.exit(2)
