"""`rag models`: which chat models there are, and how to bring and choose one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.cli_shared import (
    AsJson,
    BaseUrl,
    Home,
    print_json,
    progress,
    remark,
    say,
    settings_for,
    settings_of_home,
)
from rag.errors import SettingsError

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
        say(f"{choice.name}\n    {_told(choice)}")


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
        say(f"llamacpp:{weights.name} is ready")


@app.command("use")
def models_use(
    name: str, base_url: BaseUrl = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Make a chat model the default of this home."""
    from rag.assistant import open_assistant

    if base_url is not None:
        raise SettingsError(
            f"a home keeps no server's address; set RAG_BASE_URL={base_url} in the environment, "
            f"then run 'rag models use {name}'"
        )
    settings = settings_of_home(home)
    open_assistant(settings).use(name)
    if as_json:
        print_json({"model": name})
    else:
        say(f"{name} answers from now on")
    if settings.model not in ("", name):
        remark(f"RAG_MODEL={settings.model} is set and goes before it")
