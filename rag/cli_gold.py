"""The commands of `rag gold`: questions of one's own, made by reading rather than by typing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.cli_shared import AsJson, Home, print_json, say, settings_of_home
from rag.errors import GoldError

if TYPE_CHECKING:
    from rag.evaluate.candidates import Candidate, CandidateStore

app = typer.Typer(
    no_args_is_help=True,
    help="Gold questions: suggest, accept and reject candidates, import public sets.",
)
Key = Annotated[str, typer.Argument(metavar="ID", help="the first letters of the id are enough")]


@app.command()
def suggest(
    most: Annotated[int, typer.Option("-n", min=1, help="how many new candidates")] = 20,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Make questions with exact evidence from the articles; on a terminal, go through them."""
    from rag.evaluate.candidates import Candidate
    from rag.evaluate.suggest import suggest as suggested
    from rag.ingest.catalogue import Catalogue

    store = _store(home)
    catalogue = Catalogue(settings_of_home(home).home / "catalogue.sqlite")
    known = {candidate.id for candidate in store.all()}
    rows = suggested(catalogue.every_article(), most, known)
    store.add(Candidate(row) for row in rows)
    _show(store, as_json)


@app.command("list")
def list_waiting(home: Home = None, as_json: AsJson = False) -> None:
    """Show the candidates that wait, readers' thumbs-downs among them; on a terminal, decide."""
    _show(_store(home), as_json)


@app.command()
def accept(
    key: Key,
    question: Annotated[str, typer.Option(help="ask it better")] = "",
    answer: Annotated[str, typer.Option(help="the right answer; - if the articles have none")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write a candidate to gold.jsonl of the home, for `rag eval`."""
    store = _store(home)
    row = store.accept(key, question=question, answer=answer)
    if as_json:
        print_json({"id": row.id, "gold": str(store.gold)})
    else:
        say(f"accepted; rag eval {store.gold} asks it")


@app.command()
def reject(key: Key, home: Home = None, as_json: AsJson = False) -> None:
    """Drop a candidate; it is not suggested again."""
    candidate = _store(home).reject(key)
    if as_json:
        print_json({"id": candidate.id})
    else:
        say("rejected")


@app.command("import")
def import_set(
    source: Annotated[Path, typer.Argument(help="a SQuAD or KorQuAD .json, or a BEIR folder")],
    out: Annotated[Path, typer.Option("--out", help="folder to write")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write a public set as passages.jsonl and questions.jsonl for `rag bench`, and gold.jsonl."""
    from rag.evaluate.imports import read_set, write_set

    found = read_set(source)
    if found is None:
        raise GoldError(f"{source}: wanted a .json file in SQuAD's format or a folder in BEIR's.")
    write_set(found, out)
    counts = {"passages": len(found.bench.passages), "questions": len(found.rows)}
    if as_json:
        print_json({**counts, "out": str(out)})
    else:
        say(f"{counts['passages']} passages, {counts['questions']} questions in {out}")


def _store(home: Path | None) -> CandidateStore:
    from rag.evaluate.candidates import CandidateStore

    return CandidateStore(settings_of_home(home).home)


def _show(store: CandidateStore, as_json: bool) -> None:
    waiting = store.waiting()
    if as_json:
        print_json([_json(candidate) for candidate in waiting])
        return
    talking = sys.stdin.isatty() and sys.stdout.isatty()
    for candidate in waiting:
        say("\n".join(_lines(candidate)))
        if talking and not _decide(store, candidate):
            break
    if not waiting:
        say("no candidate waits")


def _decide(store: CandidateStore, candidate: Candidate) -> bool:
    """Ask a person about one candidate; False is enough for today."""
    choice = str(typer.prompt("  [a]ccept, [r]eject, [s]kip or [q]uit", default="s")).lower()[:1]
    if choice == "a":
        question = typer.prompt("  question", default=candidate.row.question)
        answer = typer.prompt("  answer (- if none)", default=candidate.row.answer or None)
        changed = answer if answer != candidate.row.answer else ""
        store.accept(candidate.id, question=question, answer=changed)
    elif choice == "r":
        store.reject(candidate.id)
    return choice != "q"


def _json(candidate: Candidate) -> dict[str, object]:
    row = candidate.row
    return {
        "id": row.id,
        "lang": row.lang,
        "question": row.question,
        "answer": row.answer,
        "evidence": list(row.evidence),
        "shown": candidate.shown,
    }


def _lines(candidate: Candidate) -> list[str]:
    row = candidate.row
    lines = [f"{row.id}  {row.question}"]
    lines += [f"  answer: {row.answer}"] if row.answer else []
    lines += [f"  shown, and disliked: {candidate.shown}"] if candidate.shown else []
    return lines + [f"  evidence: {text}" for text in row.evidence]
