"""The command `rag`.

JSON goes to standard output alone, progress and remarks to standard error, both in UTF-8.  Exit
codes: 0 done, 1 done with rejections, 2 refused, 3 a bug of this program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag import __version__, cli_bench, cli_eval, cli_gold, cli_ingest, cli_models
from rag.cli_shared import (
    AsJson,
    BaseUrl,
    Home,
    Model,
    print_json,
    progress,
    remark,
    say,
    settings_for,
    settings_of_home,
)
from rag.domain import QUOTE
from rag.errors import HwabaekError, SettingsError
from rag.settings import Settings

if TYPE_CHECKING:  # the rooms are imported by the commands that need them: --help stays quick
    from rag.assistant import Assistant
    from rag.domain import Answer, Evidence

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Ask the news; every sentence of the answer is checked against the article it cites.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(cli_models.app, name="models")
app.add_typer(cli_eval.app, name="eval")
app.add_typer(cli_gold.app, name="gold")
app.add_typer(cli_bench.app, name="bench")


def _print_version(asked: bool) -> None:
    if asked:
        say(f"rag {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="show the version"),
    ] = False,
) -> None: ...


def _assistant(home: Path | None, base_url: str | None = None) -> Assistant:
    from rag.assistant import open_assistant

    return open_assistant(settings_of_home(home, base_url))


app.command()(cli_ingest.ingest)


@app.command()
def search(
    question: str,
    k: Annotated[int, typer.Option("-k", min=1, help="at most so many, about 20")] = 5,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Find the sentences that may answer a question, best first."""
    from rag.contract import search_json

    found = _assistant(home).search(question, k)
    if as_json:
        print_json(search_json(found))
        return
    for piece in found:
        day = (piece.metadata.published_at or "")[:10]
        say(f"{piece.n}. {piece.score:.2f} {piece.metadata.outlet or '—'} {day}\n   {piece.text}")


@app.command()
def ask(
    question: str,
    history: Annotated[str, typer.Option(help="earlier turns, a JSON list of strings")] = "[]",
    model: Model = None,
    base_url: BaseUrl = None,
    price: Annotated[str, typer.Option(help="US$ a million tokens, read/written: 0.25/2")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with checked citations."""
    from rag.contract import answer_json
    from rag.evaluate.cost import Price

    priced = Price.parsed(price) if price else None
    answer = _assistant(home, base_url).ask(question, _history(history), model)
    cost = priced.of(answer.tokens) if priced else None
    if as_json:
        print_json(answer_json(answer) | ({} if cost is None else {"cost_usd": round(cost, 6)}))
    else:
        _print_answer(answer, cost)


def _print_answer(answer: Answer, cost: float | None) -> None:
    """Print the text and its sources, and what it took, with its cost in US dollars, beside."""
    say(answer.text)
    for disagreement in answer.disagreements:
        say(disagreement.said)
    label = "nearest: " if answer.status == "not_found" else ""
    for piece in answer.sources:
        say(f"{label}[{piece.n}] {_named(piece)}")
        if piece.text not in answer.text:  # a quote stands in the text already
            say(f"    {piece.text}")
    if answer.note:
        remark(answer.note)
    used, took = answer.tokens, f"{answer.timings_ms['total'] / 1000:.1f} s"
    if used.prompt or used.completion:
        paid = "" if cost is None else f", US$ {cost:.5f}"
        took = f"{used.prompt} tokens read, {used.completion} written{paid}, {took}"
    remark(f"{answer.model}: {took}", style="dim")


def _named(piece: Evidence) -> str:
    """Return the title, the outlet, the reporters and the day of a source, as far as known."""
    about = piece.metadata
    parts = (about.title, about.outlet, ", ".join(about.reporters), (about.published_at or "")[:10])
    return " · ".join(part for part in parts if part)


def _history(text: str) -> Sequence[str]:
    try:
        turns = json.loads(text)
    except (ValueError, RecursionError):
        turns = None
    if not isinstance(turns, list) or not all(isinstance(t, str) and _is_text(t) for t in turns):
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

    settings = settings_of_home(home)
    catalogue = Catalogue(settings.home / "catalogue.sqlite")
    with progress("indexing articles") as show:
        written = rebuild_indexes(settings.home, catalogue, open_embedder(settings), show)
    if as_json:
        print_json({"articles": written})
    else:
        say(f"{written} articles indexed")


@app.command()
def export(home: Home = None, as_json: AsJson = False) -> None:
    """Print every article with its citable sentences, one JSON object a line."""
    from rag.contract import article_json
    from rag.ingest.catalogue import Catalogue

    for article in Catalogue(settings_of_home(home).home / "catalogue.sqlite").every_article():
        sys.stdout.write(json.dumps(article_json(article), ensure_ascii=False) + "\n")


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Say what works here and what to do about what does not; exit 1 if something does not."""
    from rag.doctor import examine

    findings = examine(settings_for(home))
    if as_json:
        print_json([finding.json() for finding in findings])
    else:
        for finding in findings:
            say(f"{'ok ' if finding.ok else 'NO '} {finding.what}: {finding.told}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help='lines {"id", "claim", "source"}')],
    model: Annotated[str, typer.Option("--model", help="reads what rules can't decide")] = QUOTE,
    home: Home = None,
    as_json: AsJson = False,
    base_url: BaseUrl = None,
) -> None:
    """Check claims against their sources; prints one JSON verdict a line.

    By rules alone a claim takes about 10 ms; with a model that reads, a second or more.
    """
    from rag.cli_check import check_claims, print_lines

    print_lines(check_claims(file, settings_for(home, base_url), model))


def main() -> None:
    """Run the command; what is refused ends in one sentence and exit code 2, a bug in code 3."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=stream.errors)
    try:
        _check_arguments(sys.argv[1:])
        app()
    except (HwabaekError, OSError) as error:  # also a full disk, a file that may not be written
        remark(f"rag: {error}")
        sys.exit(2)
    except Exception as error:
        if Settings().traceback:
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        remark(f"rag: this is a bug: {told}; RAG_TRACEBACK=1 shows where, please report it")
        sys.exit(3)


def _check_arguments(arguments: Sequence[str]) -> None:
    for argument in arguments:
        if not _is_text(argument):
            raise SettingsError(f"{argument!a} is not UTF-8 text; write it in UTF-8")


def _is_text(argument: str) -> bool:
    """Return whether a string is text: bytes that are no UTF-8 become half characters."""
    return not any("\ud800" <= char <= "\udfff" for char in argument)
