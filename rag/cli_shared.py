"""What the commands of `rag` share: their options, their two streams and the bar."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from rag.settings import Settings

# What is printed comes from pages, models and file names: no part of it is markup.
_stdout = Console(highlight=False, markup=False, emoji=False)
stderr = Console(stderr=True, highlight=False, markup=False, emoji=False)

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and the end of a line

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
    return Settings(**changes)


def settings_of_home(home: Path | None, base_url: str | None = None) -> Settings:
    """Return the settings for a command that reads a home and must not make one.

    Raises:
        StoreError: nothing was ever ingested there.
    """
    from rag.ingest.catalogue import require_home

    settings = settings_for(home, base_url)
    require_home(settings.home)
    return settings


def say(text: str) -> None:
    """Print lines on standard output as they are: no markup is read and none is broken.

    Control characters, with which a page could drive the terminal, are left out.
    """
    _stdout.print(_CONTROLS.sub("", text), soft_wrap=True)


def remark(text: str, *, style: str | None = None) -> None:
    """Print lines on standard error as `say` does, in a style where a terminal shows it."""
    stderr.print(_CONTROLS.sub("", text), soft_wrap=True, style=style)


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
