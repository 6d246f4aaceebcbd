"""Periods that questions name by an event: "지난 APEC 때", "at the Paris AI summit".

Which recurring events there are, and when they took place, stands in `data/occasions.toml`.  A
place, a number or a year tells one edition from the others; "last" is the latest that has ended.
An event without any of these is a subject and no time ("how many members does APEC have?"), one
that lies ahead bounds nothing, and so does one whose own date is what the question asks for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources

from rag.text.dates import DateMention, overlaps

_REPORTED_FOR = timedelta(days=3)  # after an event, papers still tell of it

_LAST = r"(?:지난번?|직전|가장 최근|최근|앞선|(?:most )?recent|last|latest|previous|past)"
_YEAR = r"(?:19|20)\d\d(?!\d)(?:년도?)?"
_SUMMIT = r"(?:정상 ?회의|정상 ?회담|서밋|summit)"
_MEETING = (
    rf"(?:{_SUMMIT}|경제지도자 ?회의|회의|연차 ?총회|고위급 (?:주간|회기)"
    r"|(?:economic )?leaders['’]? (?:meeting|summit|week)|(?:annual )?meeting|(?:high-level )?week)"
)
_HELD = r"에서 (?:열린|열렸던|개최된|치러진|치른)"
_IN = r"(?:,? (?:held |hosted )?(?:in|at|of)(?: the)?)?"
# Other meetings and matters that bear an event's name: "APEC 재무장관회의", "G7 members".
_OF_ITS_OWN = re.compile(
    r"(?:['’]s?)?[ ·-]?(?:(?:디지털|AI|인공지능)[·\s/-]*)*(?:[가-힣]*(?:장관|각료|회원|사무)|재무"
    r"|통상|에너지|보건|여성|중소기업|기업인|최고경영자|CEO|비즈니스|의장국|국가|경제권|minist|financ|trade"
    r"|energy|business|members?\b|econom(?:y|ies)|secretar|countries|nations|digital)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:다음|차기|오는|다가오는|향후|next|upcoming|coming|forthcoming|future)(?: \w+)?"
    r"(?:['’]s)?\s*$",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(
    r"언제|며칠|날짜|일정|기간은|몇 (?:년|월|일)|무슨 요일|\bwhen\b|\bdates?\b"
    r"|\b(?:what|which) (?:day|month|year|week)",
    re.IGNORECASE,
)
_DURING = re.compile(r"\b(?:at|during|around|on the (?:sidelines|margins) of) $", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|after|following) $", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:before|ahead of|prior to|until|up to|in the run-up to|as of) $", re.IGNORECASE
)
_DURING_KO = re.compile(r"\s?(?:때|당시|기간(?!은)|도중|중에|동안|에서|계기|현장|참석)")
_SINCE_KO = re.compile(r"\s?(?:이후|직후|뒤|후(?![가-힣])|후에|부터)")
_UNTIL_KO = re.compile(r"\s?(?:이전|직전|전(?=[에까의\s,?]|$)|까지|을 앞두|를 앞두)")
# Before "지난 대선" the name of another country may stand; a subject wears a particle.
_ANOTHERS = re.compile(r"[가-힣](?<![은는이가을를에서도와과])\s$")
# What may stand between a date and an event: "last year's", "지난해 열린", "in".
_BETWEEN = re.compile(r"(?:['’]s|의|에)?(?: [가-힣]+에서)?(?: 열린)?[\s,]*(?:in |the |of )*")


@dataclass(frozen=True, slots=True)
class Edition:
    """One time that an event took place; `marks` tell it from the others, where anything does."""

    first: date
    last: date
    marks: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring event; `expression` finds its name together with what tells an edition."""

    expression: re.Pattern[str]
    editions: tuple[Edition, ...]
    every: timedelta
    ahead: timedelta
    alone: bool

    def named_in(self, text: str) -> Iterator[tuple[re.Match[str], tuple[Edition, ...]]]:
        """Yield where a text names the event, with the editions that it may mean."""
        for match in self.expression.finditer(text):
            if not _OF_ITS_OWN.match(text, match.end()):
                yield match, tuple(self._meant(match.group()))

    def _meant(self, words: str) -> Iterator[Edition]:
        """Yield the editions that a mention's mark and year leave: without either, all."""
        marked = [e for e in self.editions if e.marks and e.marks.search(words)]
        years = {int(year[:4]) for year in re.findall(_YEAR, words)}
        for edition in marked or self.editions:
            if not years or edition.first.year in years:
                yield edition

    def days_of(self, edition: Edition) -> tuple[date, date]:
        """Return the first and the last day on which papers tell of an edition as of news."""
        return edition.first - self.ahead, edition.last + _REPORTED_FOR

    def latest(self, today: date) -> Edition | None:
        """Return the last edition that has ended, unless a later one may be missing here."""
        ended = [edition for edition in self.editions if edition.last <= today]
        return ended[-1] if ended and today - ended[-1].last <= self.every else None


@dataclass(frozen=True, slots=True)
class Occasion:
    """An edition of an event that a question names, and the days that are meant by it."""

    series: Series
    edition: Edition
    period: DateMention

    def named_in(self, text: str) -> bool:
        """Return whether a text names this edition by its place, its number or its year."""
        return self.edition in _editions_named(self.series, text)

    def told_in(self, text: str, published: date | None) -> bool:
        """Return whether a text tells of this edition: names it so, or the event in its days."""
        if self.named_in(text):
            return True
        first, last = self.series.days_of(self.edition)
        in_its_days = published is not None and first <= published <= last
        return in_its_days and self.series.expression.search(text) is not None


def occasions_in(
    question: str, dates: Sequence[DateMention], today: date | None
) -> tuple[Occasion, ...]:
    """Return the periods that a question names by events that have begun.

    `dates` are the question's own, read from `today`; without it "last" stays open.
    """
    found: list[Occasion] = []
    for series in all_series():
        for match, meant in series.named_in(question):
            edition = _edition(series, match, meant, dates, today)
            if edition and _is_time(series, question, match):
                found.append(Occasion(series, edition, _period(series, edition, question, match)))
    return tuple(sorted(found, key=lambda occasion: occasion.period.start))


def _edition(
    series: Series,
    match: re.Match[str],
    meant: Sequence[Edition],
    dates: Sequence[DateMention],
    today: date | None,
) -> Edition | None:
    """Return the edition that a mention tells from the others, if one does and it has begun."""
    beside = [mention for mention in dates if _is_beside(mention, match)]
    for mention in beside:
        meant = [edition for edition in meant if overlaps(mention, _days(edition))]
    begun = [edition for edition in meant if edition.first <= (today or date.max)]
    if beside or len(meant) < len(series.editions):
        return begun[-1] if begun and (today or len(begun) == 1) else None
    told = re.search(rf"\b{_LAST}\b", match.group(), re.IGNORECASE)
    return series.latest(today) if told and today else None


def _is_beside(mention: DateMention, match: re.Match[str]) -> bool:
    """Return whether a date stands within, right before or right behind the name of an event."""
    text = match.string
    if mention.end <= match.start():
        return bool(_BETWEEN.fullmatch(text, mention.end, match.start()))
    if mention.start >= match.end():
        return bool(_BETWEEN.fullmatch(text, match.end(), mention.start))
    return True


def _is_time(series: Series, question: str, match: re.Match[str]) -> bool:
    """Return whether the words around an event make it a time, and not what is asked about."""
    before, after = question[: match.start()], question[match.end() :]
    if _AHEAD.search(before) or (series.alone and _ANOTHERS.search(before)):
        return False
    return _relation(before, after) != "" or not _ASKS_WHEN.search(question)


def _relation(before: str, after: str) -> str:
    """Return how the question's time lies to an event: during, since, until, or nothing told."""
    for relation, english, korean in (
        ("until", _UNTIL, _UNTIL_KO),
        ("since", _SINCE, _SINCE_KO),
        ("during", _DURING, _DURING_KO),
    ):
        if english.search(before) or korean.match(after):
            return relation
    return ""


def _period(series: Series, edition: Edition, question: str, match: re.Match[str]) -> DateMention:
    first, last = series.days_of(edition)
    match _relation(question[: match.start()], question[match.end() :]):
        case "since":
            first, last = edition.first, date.max
        case "until":
            first, last = date.min, edition.last
    return DateMention(match.start(), match.end(), first, last)


def _days(edition: Edition) -> DateMention:
    return DateMention(0, 0, edition.first, edition.last)


@lru_cache(maxsize=256)  # several places of an article are held to one question
def _editions_named(series: Series, text: str) -> frozenset[Edition]:
    named = (meant for _, meant in series.named_in(text))
    return frozenset(meant[-1] for meant in named if 0 < len(meant) < len(series.editions))


@cache
def all_series() -> tuple[Series, ...]:
    """Return the events of the table."""
    text = resources.files("rag.retrieve").joinpath("data/occasions.toml").read_text("utf-8")
    return tuple(
        Series(
            _expression(row["names"], [e[2] for e in row["editions"] if e[2:]], row.get("summit")),
            tuple(_as_edition(*edition) for edition in row["editions"]),
            timedelta(row["every"]),
            timedelta(row.get("ahead", 0)),
            row.get("alone", False),
        )
        for row in tomllib.loads(text)["series"]
    )


def _as_edition(first: date, last: date, marks: str = "") -> Edition:
    return Edition(first, last, re.compile(marks, re.IGNORECASE) if marks else None)


def _expression(names: str, marks: Sequence[str], summit: bool | None) -> re.Pattern[str]:
    """Return the pattern of a name with the words that tell an edition before, in or behind it."""
    mark = "|".join((*marks, _YEAR))
    before = rf"(?:(?:제?(?:{mark})|{_LAST}|the)(?:{_HELD}|['’]s|의)?\s*)*"
    behind = rf"(?:{_IN}\s?(?:{mark})(?![A-Za-z]))*"
    kind = rf"(?:\s?{_SUMMIT})" if summit else rf"(?:\s?{_MEETING})?"
    return re.compile(
        rf"(?<![A-Za-z0-9]){before}(?:{names})(?![A-Za-z]){behind}{kind}(?![A-Za-z]){behind}",
        re.IGNORECASE,
    )
