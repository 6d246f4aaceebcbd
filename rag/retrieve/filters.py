"""Whose articles a question asks for: outlets and reporters, told from the same as subjects.

"한강일보는 … 보도했나?", "according to Pacific Ledger" and "김철수 기자가 쓴" restrict the evidence
to that outlet or reporter; "한강일보의 매출은?" is about the outlet and restricts nothing.  An
outlet that the catalogue does not hold may still be quoted by one that it does ("로이터에
따르면"): only articles that name it may answer then.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from rag.domain import Article, Language, Span
from rag.text.names import AliasTable, fold, same_name

_MOST_LISTED = 8
_NO_NAME = "(?!)"
_THE = re.compile(r"^the ", re.IGNORECASE)
_KOREAN = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Whose articles may answer a question; with no names, everyone's.

    `unheld` are the outlets and reporters asked for of whom nothing is held; `offered` says which
    outlets there are.  `words` are the parts of the question that name the sources that are held.
    """

    outlets: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()
    unheld: tuple[str, ...] = ()
    offered: str = ""
    words: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.outlets or self.reporters or self.unheld)

    def admits(self, article: Article) -> bool:
        """Return whether an article comes from an outlet and a reporter asked for."""
        by = article.metadata
        return (not self.outlets or by.outlet in self.outlets) and (
            not self.reporters or not self.reporters.isdisjoint(by.reporters)
        )

    def lacking(self, article: Article, aliases: AliasTable) -> tuple[str, ...]:
        """Return the sources that are not held and that the article does not quote either."""
        text = article.text.casefold()
        forms = {name: (name, *aliases.forms(name)) for name in self.unheld}
        absent = (n for n, of in forms.items() if not any(f.casefold() in text for f in of))
        return tuple(f"{name} ({self.offered})" if self.offered else name for name in absent)


EVERYONE = SourceFilter()


class Sources:
    """The outlets and reporters whose articles are held."""

    def __init__(
        self, outlets: Sequence[str], reporters: Iterable[str], aliases: AliasTable
    ) -> None:
        """Know `outlets`, those with most articles first, and `reporters`."""
        self._listed = tuple(outlets)
        self._aliases = aliases
        self._reporters = {fold(name): name for name in reporters}
        forms = {form: o for o in reversed(self._listed) for form in _forms(o, aliases)}
        self._outlets = {fold(form): outlet for form, outlet in forms.items()}
        longest_first = sorted(forms, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first)) or _NO_NAME
        self._held = _compiled(_table()["outlet"]["phrases"], f"(?i:{names})")

    def asked_in(self, question: str, language: Language) -> SourceFilter:
        """Return whose articles a question asks for."""
        outlets = _found(self._held, question)
        others = _found(_unheld_outlets(), question, outlets)
        writers = _found(_reporters("phrases"), question, [*outlets, *others])
        maybe = _found(_reporters("held_only"), question, [*outlets, *others, *writers])
        held = {w: name for w in (*writers, *maybe) if (name := self._reporter(w.name))}
        unheld = [*others, *(w for w in writers if w not in held and self._unknown(w.name))]
        return SourceFilter(
            outlets=frozenset(self._outlets[fold(found.name)] for found in outlets),
            reporters=frozenset(held.values()),
            unheld=tuple(dict.fromkeys(found.name for found in unheld)),
            offered=self._offered(language) if unheld else "",
            words=tuple(found.words for found in (*outlets, *held)),
        )

    def _reporter(self, name: str) -> str:
        """Return a held reporter by a name in either script, or nothing."""
        if (same := self._reporters.get(fold(name))) is not None:
            return same
        korean = bool(_KOREAN.search(name))
        others = [o for o in self._reporters.values() if bool(_KOREAN.search(o)) != korean]
        return next((other for other in others if same_name(name, other, self._aliases)), "")

    def _unknown(self, name: str) -> bool:
        """Return whether a name can be a reporter's: a full one that is no organisation's."""
        entity = self._aliases.entity(name)
        return len(name) > 2 and (entity is None or self._aliases.kind(entity) == "person")

    def _offered(self, language: Language) -> str:
        if not self._listed:
            return ""
        names, more = ", ".join(self._listed[:_MOST_LISTED]), len(self._listed) - _MOST_LISTED
        if language == "ko":
            return f"수록 매체: {names}" + (f" 외 {more}곳" if more > 0 else "")
        return f"outlets held: {names}" + (f" and {more} more" if more > 0 else "")


class _Named(NamedTuple):
    name: str
    words: Span


def _forms(outlet: str, aliases: AliasTable) -> set[str]:
    written = {outlet, *aliases.forms(outlet)}
    return written | {_THE.sub("", form) for form in written}


@cache
def _table() -> dict[str, Any]:
    text = resources.files("rag.retrieve").joinpath("data/sources.toml").read_text("utf-8")
    return tomllib.loads(text)


def _compiled(phrases: Iterable[str], name: str) -> tuple[re.Pattern[str], ...]:
    """Return the phrases as patterns in which the name keeps its capitals and nothing else does."""
    words: Mapping[str, str] = {
        **_table()["words"],
        "name": rf"(?<![가-힣A-Za-z0-9])(?P<name>(?-i:{name}))",
    }
    return tuple(
        re.compile(re.sub(r"\{([a-z]+)\}", lambda m: words[m[1]], phrase), re.IGNORECASE)
        for phrase in phrases
    )


@cache
def _unheld_outlets() -> tuple[re.Pattern[str], ...]:
    table = _table()["outlet"]
    return _compiled(table["phrases"], "|".join(table["unheld"]))


@cache
def _reporters(phrases: str) -> tuple[re.Pattern[str], ...]:
    table = _table()["reporter"]
    return _compiled(table[phrases], table["name"])


def _found(
    patterns: Iterable[re.Pattern[str]], question: str, taken: Sequence[_Named] = ()
) -> list[_Named]:
    """Return what is named in a question, each place once, none where another was `taken`."""
    found: list[_Named] = []
    for pattern in patterns:
        for match in pattern.finditer(question):
            words = Span(*match.span())
            if not any(
                o.words.start < words.end and words.start < o.words.end for o in (*taken, *found)
            ):
                found.append(_Named(match["name"], words))
    return found
