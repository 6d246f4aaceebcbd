"""The command `rag`.

JSON goes to standard output alone, progress and remarks to standard error.  Exit codes: 0 done,
1 done with rejections, 2 refused.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from rag import cli_bench, cli_eval, cli_gold, cli_ingest, cli_models
from rag.cli_shared import (
    AsJson,
    BaseUrl,
    Home,
    Model,
    print_json,
    progress,
    settings_for,
    stderr,
    stdout,
)
from rag.errors import HwabaekError

if TYPE_CHECKING:  # the rooms are imported by the commands that need them: --help stays quick
    from rag.assistant import Assistant
    from rag.domain import Answer
    from rag.evaluate.cost import Price

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Ask the news; every sentence of the answer is checked against the article it cites.",
)
app.add_typer(cli_models.app, name="models")
app.add_typer(cli_eval.app, name="eval")
app.add_typer(cli_gold.app, name="gold")
app.add_typer(cli_bench.app, name="bench")


def _assistant(home: Path | None, base_url: str | None = None) -> Assistant:
    from rag.assistant import open_assistant

    return open_assistant(settings_for(home, base_url))


app.command()(cli_ingest.ingest)


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
        print_json(search_json(found))
        return
    for piece in found:
        day = (piece.metadata.published_at or "")[:10]
        stdout.print(f"{piece.n}. {piece.score:.2f} {piece.metadata.outlet or '—'} {day}")
        stdout.print(f"   {escape(piece.text)}")


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
    if as_json:
        print_json(answer_json(answer))
    else:
        _print_answer(answer, priced)


def _print_answer(answer: Answer, price: Price | None) -> None:
    """Print the text and its sources, and what it took, with its cost at `price`, beside."""
    stdout.print(escape(answer.text))
    for disagreement in answer.disagreements:
        stdout.print(escape(disagreement.said))
    for piece in answer.sources:
        parts = (piece.metadata.outlet, ", ".join(piece.metadata.reporters))
        known = [part for part in (*parts, (piece.metadata.published_at or "")[:10]) if part]
        stdout.print(
            f"[dim]\\[{piece.n}][/] {escape(' · '.join(known) or piece.metadata.title or '')}"
        )
        stdout.print(f"    {escape(piece.text)}")
    if answer.note:
        stderr.print(escape(answer.note))
    used, seconds = answer.tokens, answer.timings_ms["total"] / 1000
    cost = f", US$ {price.of(used):.5f}" if price else ""
    stderr.print(
        f"[dim]{escape(answer.model)}: {used.prompt} tokens read, "
        f"{used.completion} written{cost}, {seconds:.1f} s[/]"
    )


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

    settings = settings_for(home)
    catalogue = Catalogue(settings.home / "catalogue.sqlite")
    with progress("indexing articles") as show:
        written = rebuild_indexes(settings.home, catalogue, open_embedder(settings), show)
    if as_json:
        print_json({"articles": written})
    else:
        stdout.print(f"{written} articles indexed")


@app.command()
def export(home: Home = None, as_json: AsJson = False) -> None:
    """Print every article with its citable sentences, one JSON object a line."""
    from rag.contract import article_json
    from rag.ingest.catalogue import Catalogue

    for article in Catalogue(settings_for(home).home / "catalogue.sqlite").every_article():
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
            stdout.print(f"{'ok ' if finding.ok else 'NO '} {finding.what}: {escape(finding.told)}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help='lines {"id", "claim", "source"}')],
    model: Annotated[str, typer.Option("--model", help="reads what rules can't decide")] = "quote",
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
    """Run the command; what is refused ends in one sentence and exit code 2."""
    try:
        app()
    except HwabaekError as error:
        stderr.print(f"rag: {escape(str(error))}")
        sys.exit(2)
