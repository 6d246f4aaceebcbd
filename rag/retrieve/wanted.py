"""The kind of answer a question wants, and whether a sentence offers one.

The sentence that answers often repeats little of the question: "who chaired it?" is answered by
"배경훈 장관이 앉았다".  What it has is something of the wanted kind that the question did not name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from rag.domain import Article
from rag.retrieve.statements import speakers_of, tells_what_is_said
from rag.text.dates import DateMention, find_dates
from rag.text.names import AliasTable, NameMention, unknown_names
from rag.text.quantities import Quantity, find_quantities

Kind = Literal["", "number", "date", "person", "place", "organisation", "reason", "statement"]

_MONEY, _COUNTED = "money", "count"
_COUNTER_KO = re.compile(r"몇\s?([가-힣%]{1,3})")
_COUNTED_EN = re.compile(r"how many (?!times\b)(?:\w+ly )?(\w+)", re.IGNORECASE)
# What a question names as the thing it asks for: "지난해 매출은?", "What top speed does it reach",
# "What was its revenue in May?", "What does it weigh?".
_VERB = "(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)"
_ASKED_FOR = re.compile(
    r"([가-힣%]+)\s?\?$"
    rf"|\b(?:what|which) ((?:\S+ ){{1,3}}?){_VERB}\b"
    rf"|\bwhat {_VERB} ((?:\S+ ){{0,3}}?\S+?)(?= (?:of|for|in|at|on|by|from)\b|\?|,)"
    rf"|\bwhat {_VERB}\b.* (cost|weigh|worth)\b",
    re.IGNORECASE,
)
# 상하이에, 부산 벡스코에서; in Busan.
_AT = re.compile(r"[가-힣]{0,4} ?[가-힣]{0,6}(?:에서|에|로|으로)(?![가-힣])")
_IN = re.compile(r"\b(?:in|at|to|from|near|of) (?:the )?$")
_NAME_KINDS: dict[Kind, frozenset[str]] = {
    "person": frozenset({"person"}),
    "place": frozenset({"place", "country"}),
    "organisation": frozenset({"org", "company", "media"}),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, as "no article speaks of it" says it, and in which units.

    Units are called as by `rag.text.quantities`, with "money" for every currency.
    """

    korean: str
    english: str
    units: frozenset[str]
    clue: re.Pattern[str]

    def is_asked(self, question: str) -> bool:
        """Return whether the measure itself is asked: "매출은?", "What was its revenue?"."""
        asked = _ASKED_FOR.search(question)
        return asked is not None and any(
            found is not None and self.clue.search(found) for found in asked.groups()
        )

    def stands_in(self, article: Article) -> bool:
        """Return whether any sentence of an article gives such a number."""
        quantities = (q for sentence in article.sentences for q in _quantities(sentence.text))
        return any(_family(quantity.unit) in self.units for quantity in quantities)


@dataclass(frozen=True, slots=True)
class _Clues:
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    measures: tuple[Measure, ...]
    reason: re.Pattern[str]
    title: re.Pattern[str]


@cache
def _clues() -> _Clues:
    text = resources.files("rag.retrieve").joinpath("data/wanted.toml").read_text("utf-8")
    table = tomllib.loads(text)
    kinds = tuple((row["name"], _any_of(row["clues"])) for row in table["kind"])
    measures = tuple(
        Measure(row["ko"], row["en"], frozenset(row["units"].split()), _any_of(row["clues"]))
        for row in table["measure"]
    )
    marks = {name: _any_of(marks) for name, marks in table["marks"].items()}
    return _Clues(kinds, measures, **marks)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of answer is wanted.

    A number may be asked for as a `measure`, or as a count of what has the unit `counted`, "" if
    that unit has no name; both are None where the question does not say.
    """

    kind: Kind
    measure: Measure | None = None
    counted: str | None = None


def wanted_of(question: str) -> Wanted:
    """Return the kind of answer that a question wants; "" where it does not say."""
    kind: Kind = next((kind for kind, clue in _clues().kinds if clue.search(question)), "")
    if not kind:
        measure = next((m for m in _clues().measures if m.is_asked(question)), None)
        return Wanted("number", measure) if measure else Wanted("")
    if kind != "number":
        return Wanted(kind)
    counted = _counted(question)
    if counted is not None and _family(counted) == _COUNTED:
        return Wanted(kind, counted=counted)
    return Wanted(kind, next((m for m in _clues().measures if m.clue.search(question)), None))


def _counted(question: str) -> str | None:
    """Return the unit of "몇 개국" or "how many countries": that of the same with a number."""
    for pattern, form in ((_COUNTER_KO, "3{}"), (_COUNTED_EN, "3 {}")):
        if (match := pattern.search(question)) is not None:
            found = find_quantities(form.format(match.group(1)))
            return found[0].unit if found else ""
    return None


@cache
def _family(unit: str) -> str:
    """Return "money", "count" or, of a measure, the unit itself."""
    if len(unit) == 3 and unit.isupper():  # ISO 4217
        return _MONEY
    measured = frozenset[str]().union(*(measure.units for measure in _clues().measures))
    return unit if unit in measured else _COUNTED


class Offers:
    """Tells how well sentences offer what one question wants and has not itself."""

    def __init__(
        self, wanted: Wanted, question: str, aliases: AliasTable, around: Sequence[str] = ()
    ) -> None:
        """Read what the question names already: that is not what it wants.

        Where it asks what "he" said, the first of `around` that names anyone says who he is.
        """
        self._wanted = wanted
        self._aliases = aliases
        self._question = question
        self._numbers = {quantity.low for quantity in find_quantities(question)}
        self._dates = {question[d.start : d.end] for d in find_dates(question, None)}
        self._entities = {mention.entity for mention in aliases.mentions(question)}
        named = (speakers_of(text, aliases) for text in (question, *around))
        self._speakers = next(filter(None, named), ())
        self._offered: dict[str, float] = {}

    @property
    def kind(self) -> Kind:
        """The kind of thing that is wanted."""
        return self._wanted.kind

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
                dates = _dates(sentence)
                return float(any(sentence[d.start : d.end] not in self._dates for d in dates))
            case "person" | "place" | "organisation":
                return self._name(self._wanted.kind, sentence)
            case "reason":
                return float(_clues().reason.search(sentence) is not None)
            case "statement":
                return tells_what_is_said(sentence, self._speakers, self._aliases)
            case _:
                return 0.0

    def _number(self, sentence: str) -> float:
        fits = (self._fits(q.unit) for q in _quantities(sentence) if q.low not in self._numbers)
        return max(fits, default=0.0)

    def _fits(self, unit: str) -> float:
        """Return how well a number with a unit fits the one that is wanted, 0 to 1."""
        wanted = self._wanted
        if wanted.measure is not None:
            return 1.0 if _family(unit) in wanted.measure.units else 0.3
        if wanted.counted is None:
            return 0.7
        if unit == wanted.counted:
            return 1.0
        return 0.8 if _family(unit) == _COUNTED else 0.3

    def _name(self, kind: Kind, sentence: str) -> float:
        known = [
            mention
            for mention in self._aliases.mentions(sentence)
            if mention.entity not in self._entities and mention.kind in _NAME_KINDS[kind]
        ]
        unknown = any(m.text not in self._question for m in _unknown_names(sentence))
        if kind == "place" and known:
            # Where something is or goes: a country that acts is no place.
            return 1.0 if any(_is_where(sentence, mention) for mention in known) else 0.5
        if kind != "person":
            return 1.0 if known else 0.4 * unknown
        titled = unknown and _clues().title.search(sentence) is not None
        return 1.0 if known else 0.8 * titled


def _is_where(sentence: str, place: NameMention) -> bool:
    behind = _AT.match(sentence, place.end)
    return behind is not None or _IN.search(sentence[: place.start]) is not None


# Questions about one story read the same sentences again.
@lru_cache(maxsize=4096)
def _quantities(sentence: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(sentence))


@lru_cache(maxsize=4096)
def _dates(sentence: str) -> tuple[DateMention, ...]:
    return tuple(find_dates(sentence, None))


@lru_cache(maxsize=4096)
def _unknown_names(sentence: str) -> tuple[NameMention, ...]:
    return tuple(unknown_names(sentence))
