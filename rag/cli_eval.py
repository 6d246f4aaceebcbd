"""The commands of `rag eval`: run gold questions, compare two runs, hand a run to other tools."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from rag import __version__
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
from rag.domain import content_hash
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.evaluate.gold import GoldRow
    from rag.evaluate.imports import QuestionSet
    from rag.evaluate.report import Report


class _RunByDefault(TyperGroup):
    """Reads `rag eval GOLD` as `rag eval run GOLD`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before what names no command of the group."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunByDefault,
    no_args_is_help=True,
    help="Measure answers. `rag eval GOLD` is short for `rag eval run GOLD`, which a gold file "
    "that is called like one of the commands needs.",
)
RunFolder = Annotated[Path, typer.Argument(help="the folder of a run")]

# Made and deleted by us: no folder of a user's has that name.
_PASSAGES_HOME = ".passages-home"
# The model is named by the run itself, servers and prompts by a hash; the rest are places and keys.
_NOT_TOLD = {
    *("model", "base_url", "lmstudio_url", "ollama_host", "prompts_dir"),
    *("home", "models_dir", "api_key", "openai_api_key", "traceback"),
}


@app.command("run")
def run_gold(
    gold: Annotated[
        Path, typer.Argument(help="gold .jsonl, a SQuAD or KorQuAD .json, or a BEIR folder")
    ],
    out: Annotated[Path, typer.Option("--out", help="folder for the run")] = Path("out/eval"),
    model: Model = None,
    base_url: BaseUrl = None,
    gate: Annotated[Path | None, typer.Option("--gate", help="thresholds, TOML")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="questions asked at once")] = 1,
    price: Annotated[str, typer.Option(help="US$ a million tokens, read/written: 0.25/2")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask gold questions; writes report.json, report.html and every row, and goes on if cut off.

    A public set brings its own passages: they are indexed in the run's folder, not in --home.
    """
    from rag.evaluate.gate import read_thresholds
    from rag.evaluate.gold import read_gold
    from rag.evaluate.imports import read_set
    from rag.evaluate.table import markdown

    thresholds = read_thresholds(gate) if gate else None
    if public := read_set(gold):
        settings = settings_for(home, base_url)
        settings = settings.model_copy(update={"home": _home_of(public, settings, out)})
    else:
        settings = settings_of_home(home, base_url)
    rows = public.rows if public else read_gold(gold)
    report = _evaluated(rows, settings, model, out, workers, price)
    if as_json:
        print_json(report.json())
    else:
        say("\n".join(markdown(report)))
        remark(f"written: {out / 'report.html'}")
    misses = thresholds.missed_by(report) if thresholds else []
    for miss in misses:
        remark(f"gate: {miss}")
    raise typer.Exit(1 if misses else 0)


@app.command()
def compare(a: RunFolder, b: RunFolder, as_json: AsJson = False, home: Home = None) -> None:
    """Compare two runs over the same questions: each figure, whether it is chance, what changed.

    The interval is a paired bootstrap's, p a paired permutation test's, both by question.
    """
    from rag.evaluate.compare import compare as compared

    found = compared(a, b)
    if as_json:
        print_json(found.json())
    else:
        say("\n".join(found.lines()))


@app.command()
def export(
    folder: RunFolder,
    to: Annotated[Literal["ragas", "langsmith"], typer.Option("--to", help="whose rows")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Print a run's rows as Ragas or LangSmith reads them, one JSON object a line."""
    from rag.evaluate.exports import export_rows
    from rag.evaluate.records import read_records
    from rag.evaluate.report import ROWS_FILE

    for line in export_rows(read_records(folder / ROWS_FILE), to):
        typer.echo(line)


@app.command()
def judge(
    folder: RunFolder,
    model: Annotated[str, typer.Option("--model", help="the judge: llamacpp:…, openai:…")],
    base_url: BaseUrl = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask a chat model for a second opinion; kept in judge.json, never among the figures."""
    from rag.answer.models import as_model_error, open_chat_model
    from rag.answer.prompts import load
    from rag.evaluate.model_judge import second_opinion, write
    from rag.evaluate.records import read_records
    from rag.evaluate.report import ROWS_FILE

    chat, prompt = open_chat_model(model, settings_for(home, base_url)), load("judge", "en")

    def ask(question: str, answers: str) -> str:
        """Return the judge's reply."""
        try:
            asked = prompt.messages(question=question, evidence=answers)
            return "".join(piece.text for piece in chat.stream(asked))
        except Exception as error:  # providers share no base class of errors
            raise as_model_error(model, error) from error

    records = read_records(folder / ROWS_FILE)
    with progress("asking the judge") as show:
        opinion = second_opinion(model, records, ask, show)
    write(opinion, folder)
    if as_json:
        print_json(opinion.json())
    else:
        say("\n".join(opinion.lines()))


def _evaluated(
    rows: Sequence[GoldRow],
    settings: Settings,
    model: str | None,
    out: Path,
    workers: int,
    price: str,
) -> Report:
    from rag.assistant import open_assistant
    from rag.evaluate.cost import Price
    from rag.evaluate.run import evaluate

    assistant = open_assistant(settings)
    with progress("asking questions") as show:
        return evaluate(
            assistant,
            rows,
            model or assistant.default_model,
            out,
            lambda told: show(told.done, told.total),
            settings={**_told_of(settings), "corpus": assistant.corpus_hash()},
            revision=_revision(Path(__file__).parents[1]),
            workers=workers,
            price=Price.parsed(price) if price else None,
        )


def _told_of(settings: Settings) -> dict[str, object]:
    """Return the settings that may change an answer; keys and addresses stay out of a report."""
    from rag.answer.prompts import KINDS, load

    servers = (settings.base_url, settings.lmstudio_url, settings.ollama_host)
    prompts = (
        repr(load(name, language, settings.prompts_dir))
        for name, kind in KINDS.items()
        for language in kind.languages
    )
    return {
        **settings.model_dump(exclude=_NOT_TOLD),
        "servers": content_hash(*servers),
        "prompts": content_hash(*prompts),
    }


def _home_of(public: QuestionSet, settings: Settings, out: Path) -> Path:
    """Return a home that holds the set's passages, made unless an earlier run made it."""
    from rag.evaluate.passage_search import IndexedPassages
    from rag.index.embedders import open_embedder

    home, passages = out / _PASSAGES_HOME, public.bench.passages
    made_of = home / "passages.hash"
    made_by = repr(open_embedder(settings).identity)
    wanted = content_hash(made_by, *(repr(passage) for passage in passages))
    if made_of.exists() and made_of.read_text(encoding="utf-8") == wanted:
        return home
    rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    with progress("indexing passages") as show:
        IndexedPassages(passages, settings.model_copy(update={"home": home}), show)
    made_of.write_text(wanted, encoding="utf-8")
    return home


def _revision(root: Path) -> str:
    """Return the commit checked out at `root`, marked if files were changed, or the version.

    A folder inside somebody else's checkout, such as a virtual environment's, has no commit.
    """
    command = ["git", "-C", str(root), "describe", "--always", "--dirty"]
    if not (root / ".git").exists():
        return __version__
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return __version__
    return found.stdout.strip()
