"""The kind of answer a question wants, and whether a sentence offers one.

The sentence that answers often repeats little of the question: "who chaired it?" is answered by
"배경훈 장관이 앉았다".  What it has is something of the wanted kind that the question did not name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from rag.text.dates import find_dates
from rag.text.names import AliasTable, unknown_names
from rag.text.quantities import find_quantities

Kind = Literal["", "number", "date", "person", "place", "organisation", "reason"]

_COUNTER_KO = re.compile(r"몇\s?([가-힣%]{1,3})")
_COUNTED_EN = re.compile(r"how many (?:\w+ly )?(\w+)", re.IGNORECASE)
_NAME_KINDS: dict[Kind, frozenset[str]] = {
    "person": frozenset({"person"}),
    "place": frozenset({"place", "country"}),
    "organisation": frozenset({"org", "company", "media"}),
}


@dataclass(frozen=True, slots=True)
class _Clues:
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    reason: re.Pattern[str]
    title: re.Pattern[str]
    money: re.Pattern[str]


@cache
def _clues() -> _Clues:
    text = resources.files("rag.retrieve").joinpath("data/wanted.toml").read_text("utf-8")
    table = tomllib.loads(text)
    kinds = tuple((row["name"], _any_of(row["clues"])) for row in table["kind"])
    return _Clues(kinds, **{name: _any_of(marks) for name, marks in table["marks"].items()})


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of answer is wanted; `unit` is what is counted, where the question says."""

    kind: Kind
    unit: str = ""


def wanted_of(question: str) -> Wanted:
    """Return the kind of answer that a question wants; "" where it does not say."""
    kind: Kind = next((kind for kind, clue in _clues().kinds if clue.search(question)), "")
    return Wanted(kind, _unit(question) if kind == "number" else "")


def _unit(question: str) -> str:
    """Return the unit of "몇 개국" or "how many countries": that of the same with a number."""
    for pattern, form in ((_COUNTER_KO, "3{}"), (_COUNTED_EN, "3 {}")):
        if (match := pattern.search(question)) is not None:
            found = find_quantities(form.format(match.group(1)))
            return found[0].unit if found else ""
    return "money" if _clues().money.search(question) else ""


class Offers:
    """Tells how well sentences offer what one question wants and has not itself."""

    def __init__(self, wanted: Wanted, question: str, aliases: AliasTable) -> None:
        """Read what the question names already: that is not what it wants."""
        self._wanted = wanted
        self._aliases = aliases
        self._question = question
        self._numbers = {quantity.low for quantity in find_quantities(question)}
        self._dates = {question[d.start : d.end] for d in find_dates(question, None)}
        self._entities = {mention.entity for mention in aliases.mentions(question)}
        self._offered: dict[str, float] = {}

    def by(self, sentence: str) -> float:
        """Return how well a sentence offers what is wanted, 0 to 1."""
        if sentence not in self._offered:
            self._offered[sentence] = self._offer(sentence)
        return self._offered[sentence]

    def _offer(self, sentence: str) -> float:
        match self._wanted.kind:
            case "number":
                return self._number(sentence)
            case "date":
                dates = find_dates(sentence, None)
                return float(any(sentence[d.start : d.end] not in self._dates for d in dates))
            case "person" | "place" | "organisation":
                return self._name(self._wanted.kind, sentence)
            case "reason":
                return float(_clues().reason.search(sentence) is not None)
            case _:
                return 0.0

    def _number(self, sentence: str) -> float:
        unit, best = self._wanted.unit, 0.0
        for quantity in find_quantities(sentence):
            if quantity.low in self._numbers:
                continue
            money = len(quantity.unit) == 3 and quantity.unit.isupper()
            if unit == quantity.unit or (unit == "money" and money):
                return 1.0
            best = max(best, 0.7 if not unit else 0.4)
        return best

    def _name(self, kind: Kind, sentence: str) -> float:
        for mention in self._aliases.mentions(sentence):
            if mention.entity not in self._entities and mention.kind in _NAME_KINDS[kind]:
                return 1.0
        unknown = [m for m in unknown_names(sentence) if m.text not in self._question]
        if kind == "person":
            return 0.8 if unknown and _clues().title.search(sentence) else 0.0
        return 0.4 if unknown else 0.0
