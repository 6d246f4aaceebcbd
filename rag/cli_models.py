"""`rag models`: which chat models there are, and how to bring and choose one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from rag.cli_shared import AsJson, BaseUrl, Home, print_json, progress, settings_for, stdout

if TYPE_CHECKING:  # the rooms are imported by the commands that need them: --help stays quick
    from rag.answer.discover import ModelChoice

app = typer.Typer(no_args_is_help=True, help="Chat models: list, pull, use.")


@app.command("list")
def models_list(base_url: BaseUrl = None, home: Home = None, as_json: AsJson = False) -> None:
    """Show the chat models that can be chosen, and why one can't be yet."""
    from dataclasses import asdict

    from rag.answer.discover import choices

    found = choices(settings_for(home, base_url))
    if as_json:
        print_json([asdict(choice) for choice in found])
        return
    for choice in found:
        stdout.print(f"{escape(choice.name)}\n    {escape(_told(choice))}", soft_wrap=True)


def _told(choice: ModelChoice) -> str:
    parts = [choice.title]
    if choice.licence and choice.licence not in choice.title:
        parts.append(choice.licence)
    if choice.context:
        parts.append(f"context {choice.context:,} tokens")
    if choice.fits is not None:
        parts.append(f"{'fits' if choice.fits else 'does NOT fit'} this machine's memory")
    return f"{', '.join(parts)}: {'ready' if choice.ready else choice.reason}"


@app.command("pull")
def models_pull(
    name: str,
    local: Annotated[Path | None, typer.Option("--from", help="take this file instead")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Bring a model's weights, checked by their hash; a pull that was cut goes on."""
    from rag.answer.weights import pull, weights_named

    weights = weights_named(name)
    with progress(f"pulling {weights.name}", in_bytes=True) as show:
        path = pull(weights, settings_for(home).models_dir, show, local)
    if as_json:
        print_json({"name": f"llamacpp:{weights.name}", "path": str(path)})
    else:
        stdout.print(f"llamacpp:{weights.name} is ready")


@app.command("use")
def models_use(
    name: str, base_url: BaseUrl = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Make a chat model the default of this home."""
    from rag.assistant import open_assistant

    open_assistant(settings_for(home, base_url)).use(name)
    if as_json:
        print_json({"model": name})
    else:
        stdout.print(f"{name} answers from now on")
