"""Prompts as files, checked when they are loaded.

A prompt file has a part for the system and a part for the user, divided by a line `---`, with
placeholders in braces.  One that names an unknown placeholder, or lacks a needed one, is refused.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from rag.domain import Language
from rag.errors import PromptError

_BOTH: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What every prompt of one name has: its placeholders, and a file for each language."""

    placeholders: frozenset[str]
    languages: tuple[Language, ...] = _BOTH


KINDS = {
    "answer": _Kind(frozenset({"evidence", "question"})),
    "repair": _Kind(frozenset({"evidence", "question", "sentence", "problems"})),
    "translate": _Kind(frozenset({"question"})),
    "support": _Kind(frozenset({"evidence", "sentence"}), ("en",)),
    "judge": _Kind(frozenset({"evidence", "question"}), ("en",)),
}
# In a checkout the folder stands beside the package, in a wheel inside it.
_FOLDERS = (Path(__file__).parents[2] / "prompts", Path(__file__).parents[1] / "prompts")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A checked prompt."""

    system: str
    user: str

    @property
    def bare(self) -> str:
        """All of it that is always sent, to be counted."""
        return f"{self.system}\n{self.user}"

    def messages(self, **values: str) -> list[BaseMessage]:
        """Return the messages with every placeholder filled."""
        return [SystemMessage(self.system), HumanMessage(self.user.format_map(values))]


def parse(text: str, source: str, needed: frozenset[str]) -> Prompt:
    """Read a prompt with the placeholders `needed` from its text; `source` names it in errors.

    Raises:
        PromptError: a part is missing, or its placeholders are not exactly the needed ones.
    """
    system, divider, user = text.partition("\n---\n")
    if not divider or not system.strip():
        raise PromptError(f"{source} has no system's part followed by a line '---'")
    try:
        fields = [field[1:3] for field in string.Formatter().parse(user) if field[1] is not None]
    except ValueError as error:
        raise PromptError(f"{source} has a stray brace ({error}); write it twice") from error
    found = {f"{name}:{form}" if form else f"{name}" for name, form in fields}
    for problem, names in (("unknown", found - needed), ("missing", needed - found)):
        if names:
            raise PromptError(
                f"{source} has the {problem} placeholder {', '.join(sorted(names))}; "
                f"wanted {', '.join(sorted(needed))}"
            )
    return Prompt(system.strip(), user.strip())


@cache
def load(name: str, language: Language, own: Path | None = None) -> Prompt:
    """Return the prompt `NAME.LANGUAGE.txt` of the folder `own`, if it is there, or of ours.

    Raises:
        PromptError: there is no such file, or it is malformed.
    """
    for folder in (own, *_FOLDERS) if own else _FOLDERS:
        path = folder / f"{name}.{language}.txt"
        if path.exists():
            return parse(_text(path), path.name, KINDS[name].placeholders)
    raise PromptError(f"there is no prompt {name}.{language}.txt in {_FOLDERS[0]}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path} can't be read as UTF-8 text ({error})") from error


def check_all(own: Path | None) -> None:
    """Load every prompt, so that a malformed one is told before a question is asked.

    Raises:
        PromptError: the folder `own` is not there, or a prompt is malformed.
    """
    if own is not None and not own.is_dir():
        raise PromptError(f"there is no folder {own} for prompts of your own")
    for name, kind in KINDS.items():
        for language in kind.languages:
            load(name, language, own)
