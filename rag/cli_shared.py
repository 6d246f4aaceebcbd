"""What the commands of `rag` share: their options, their two streams and the bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from rag.settings import Settings

stdout = Console(highlight=False)
stderr = Console(stderr=True, highlight=False)

Home = Annotated[Path | None, typer.Option("--home", help="catalogue and indexes [RAG_HOME]")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON on standard output")]
Model = Annotated[str | None, typer.Option("--model", help="quote, llamacpp:…, ollama:…, openai:…")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="an OpenAI-compatible server")]


def settings_for(home: Path | None, base_url: str | None = None) -> Settings:
    """Return the settings of the environment with what the command was given."""
    changes: dict[str, object] = {}
    if home is not None:
        changes["home"] = home
    if base_url is not None:
        changes["base_url"] = base_url
    return Settings().model_copy(update=changes)


def print_json(value: object) -> None:
    """Print a value as JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress(label: str, *, in_bytes: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error; yields a function to call with (done, total)."""
    amount = DownloadColumn() if in_bytes else TextColumn("{task.completed}/{task.total}")
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=stderr, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
