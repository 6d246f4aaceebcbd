"""Generated news with known answers, for measuring how a search fares as its corpus grows.

Every report tells of one event of an invented agency: when and where, what it took, how many, who
led it and which firm joined.  Reports come as series of the same agency and event in other years,
with other numbers, names and places, so that only the right year answers: the distractors are
close.  The first reports of a corpus are the same whatever its size, and all questions are about
those, so that a larger corpus differs only by what may be confused.

A short report is its headline and one of the facts: a corpus of many passages in an hour.
"""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, Final, Literal, TypeAlias

from rag.domain import Language

Pair: TypeAlias = tuple[str, str]
Fact = Literal["amount", "count", "person", "partner"]

FACTS: Final[tuple[Fact, ...]] = ("amount", "count", "person", "partner")
_YEARS: Final = (2021, 2022, 2023, 2024, 2025)
_SIDE: Final[Mapping[Language, int]] = {"ko": 0, "en": 1}
_ENGLISH_SHARE: Final = 0.15  # most of the press we read is Korean
_EXPLAINED_SHARE: Final = 0.3  # reports that write a name in both languages: 가람협회(Garam …)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# The forms of a particle after a consonant and after a vowel, by the first.
_PARTICLES: Final = {"은": "는", "이": "가", "을": "를", "과": "와", "이다": "다", "의": "의"}


class Word(str):
    """A word whose format names a particle: f"{Word('협회'):은}" is "협회는"."""

    __slots__ = ()

    def __format__(self, particle: str) -> str:
        if not particle:
            return str(self)
        last = ord(self[-1])
        closed = 0xAC00 <= last <= 0xD7A3 and (last - 0xAC00) % 28 > 0
        return f"{self}{particle if closed else _PARTICLES[particle]}"


@dataclass(frozen=True, slots=True)
class Report:
    """One news report; `facts` are the exact sentences of `text` that tell each fact."""

    url: str
    title: str
    text: str
    outlet: str
    published_at: str
    language: Language
    facts: Mapping[Fact, str]


@dataclass(frozen=True, slots=True)
class ScaleQuestion:
    """A question, and the only sentence of the corpus that answers it.

    `word` is what someone might type instead: an agency, in few reports, or a place, in many.
    """

    id: str
    question: str
    language: Language
    report_language: Language
    url: str
    sentence: str
    word: str


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened: the values that fill the sentences, (Korean, English) where they differ."""

    number: int
    kind: Mapping[str, Any]
    language: Language
    values: Mapping[str, Pair]


def reports(seed: int, start: int = 0, *, short: bool = False) -> Iterator[Report]:
    """Yield reports from number `start` on, 2.6 million in all, the same for the same seed."""
    written = _short_report if short else _report
    for event in _events(seed, start):
        yield written(event, seed)


def questions(seed: int, count: int, among: int, *, short: bool = False) -> list[ScaleQuestion]:
    """Return `count` questions about the first `among` reports, spread evenly over them.

    They take the facts in turn, and every second four are asked in the other language than their
    report.  With fewer reports than questions there is one question a report.
    """
    asked = min(count, among)
    numbers = (n * among // asked for n in range(asked))
    events = ((n, next(_events(seed, number))) for n, number in enumerate(numbers))
    if short:
        return [_question(e, n, _short_report(e, seed), _only_fact(e)) for n, e in events]
    return [_question(e, n, _report(e, seed), FACTS[n % len(FACTS)]) for n, e in events]


def _question(event: _Event, n: int, report: Report, fact: Fact) -> ScaleQuestion:
    crossed = n // len(FACTS) % 2 == 1
    other: Language = "en" if event.language == "ko" else "ko"
    language = other if crossed else event.language
    asked = _say(event, f"ask_{fact}", language)
    word = event.values["org" if n % 2 else "place"][_SIDE[language]]
    return ScaleQuestion(
        f"q{n}", asked, language, report.language, report.url, report.facts[fact], word
    )


@cache
def _material() -> Mapping[str, Any]:
    text = resources.files("rag.evaluate").joinpath("data/scale_news.toml").read_text("utf-8")
    return tomllib.loads(text)


def _events(seed: int, start: int) -> Iterator[_Event]:
    """Yield the events from number `start` on, one series after another.

    The series are every combination of the words once, in an order that looks random and needs no
    memory: steps of one length around a circle, which have no common divisor with it.
    """
    material = _material()
    wheels = [material[name] for name in ("stems", "fields", "agencies", "fields", "event")]
    total = math.prod(map(len, wheels))
    chance = random.Random(seed)
    stride = next(n for n in iter(lambda: chance.randrange(total), -1) if math.gcd(n, total) == 1)
    first, inside = divmod(start, len(_YEARS))
    for series in range(first, total):
        index, chosen = series * stride % total, list[Any]()
        for wheel in wheels:
            index, position = divmod(index, len(wheel))
            chosen.append(wheel[position])
        events = _series(series, chosen, random.Random(f"{seed} series {series}"))
        yield from islice(events, inside if series == first else 0, None)


def _series(series: int, chosen: Sequence[Any], chance: random.Random) -> Iterator[_Event]:
    """Yield the reports of one agency's event year by year; no two share an answer."""
    stem, own_field, agency, field, kind = chosen
    org = stem[0] + own_field[0] + agency[0], f"{stem[1]} {own_field[1].title()} {agency[1]}"
    years = chance.sample(_YEARS, len(_YEARS))
    amounts = chance.sample(range(11, 2000), len(years))
    counts = chance.sample(range(12, 900), len(years))
    people, partners = _people(chance, len(years)), _partners(chance, len(years))
    for n, year in enumerate(years):
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        values: dict[str, Pair] = {
            "org": org,
            "field": field,
            "place": chance.choice(_material()["places"]),
            "year": _both(year),
            "month": _both(month),
            "month_en": _both(_MONTHS[month - 1]),
            "day": _both(day),
            "amount": (f"{amounts[n]:,}억원", f"{amounts[n] / 10:g} billion won"),
            "count": _both(counts[n]),
            "person": people[n],
            "partner": partners[n],
        }
        language: Language = "en" if chance.random() < _ENGLISH_SHARE else "ko"
        yield _Event(series * len(years) + n, kind, language, values)


def _both(value: object) -> Pair:
    return str(value), str(value)


def _people(chance: random.Random, count: int) -> list[Pair]:
    material, found = _material(), dict[str, Pair]()
    while len(found) < count:
        surname = chance.choice(material["surnames"])
        one, two = chance.sample(material["given"], 2)
        korean = surname[0] + one[0] + two[0]
        found[korean] = korean, f"{surname[1]} {one[1]}-{two[1].lower()}"
    return list(found.values())


def _partners(chance: random.Random, count: int) -> list[Pair]:
    material, found = _material(), dict[str, Pair]()
    while len(found) < count:
        stem, trade = chance.choice(material["stems"]), chance.choice(material["firms"])
        found[stem[0] + trade[0]] = stem[0] + trade[0], f"{stem[1]} {trade[1]}"
    return list(found.values())


def _report(event: _Event, seed: int) -> Report:
    """Write a report of ten sentences: headline, lead, four facts and what any report may say."""
    chance, language = random.Random(f"{seed} report {event.number}"), event.language
    facts = {fact: _say(event, fact, language) for fact in FACTS}
    order = chance.sample(FACTS, len(FACTS))
    said = [_aside(language, chance) for _ in range(4)]
    title = _say(event, "title", language)
    first = [_lead(event, chance), facts[order[0]], said[0], facts[order[1]]]
    second = [said[1], facts[order[2]], said[2], facts[order[3]], said[3]]
    text = "\n\n".join((title, " ".join(first), " ".join(second)))
    year, month, day = (int(event.values[name][0]) for name in ("year", "month", "day"))
    return Report(
        url=f"https://news.invalid/{event.number}",
        title=title,
        text=text,
        outlet=chance.choice(_material()["outlets"]),
        published_at=f"{year}-{month:02}-{day:02}",
        language=language,
        facts=facts,
    )


def _short_report(event: _Event, seed: int) -> Report:
    whole, fact = _report(event, seed), _only_fact(event)
    sentence = whole.facts[fact]
    return replace(whole, text=f"{whole.title}\n\n{sentence}", facts={fact: sentence})


def _only_fact(event: _Event) -> Fact:
    return FACTS[event.number % len(FACTS)]


def _lead(event: _Event, chance: random.Random) -> str:
    lead = _say(event, "lead", event.language)
    if event.language == "ko" and chance.random() < _EXPLAINED_SHARE:
        korean, english = event.values["org"]
        return lead.replace(korean, f"{korean}({english})", 1)
    return lead


def _aside(language: Language, chance: random.Random) -> str:
    lists, side = _material()["aside"], _SIDE[language]
    who, what, how = (chance.choice(lists[name])[side] for name in ("who", "what", "how"))
    return f"{who} {what} {how}" if language == "ko" else f"{who} {how.format(what=what)}"


def _say(event: _Event, sentence: str, language: Language) -> str:
    side = _SIDE[language]
    values = {name: Word(pair[side]) for name, pair in event.values.items()}
    return str(event.kind[sentence][side]).format_map(values)
