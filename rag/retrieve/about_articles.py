"""Questions about the articles themselves: who wrote one, where, when, its link, how many.

Nothing that an article says answers "WTO 기사 누가 썼어?"; what the catalogue knows of it does.
Which article is meant is told by the rest of the question: an outlet, a reporter, a period, or a
topic to search for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from rag.domain import Span
from rag.ingest.selection import Selection
from rag.retrieve.filters import SourceFilter
from rag.retrieve.timeframe import Timeframe, timeframe_of
from rag.text.dates import DateMention

Asked = Literal["reporter", "outlet", "date", "link", "title", "count", "list"]
_ASKED: tuple[Asked, ...] = get_args(Asked)
EVERY: frozenset[Asked] = frozenset(("count", "list"))  # asked of all articles that are meant
TODAY = frozenset(("오늘", "금일", "today"))
_A_MONTH = re.compile(
    r"\d\s?월|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_SPACES = re.compile(r"[\s?!.,:;]+")
# What is left at the ends of a topic and says nothing: "이 …", "who is …", "… (이)야?".
_NO_TOPIC = re.compile(
    r"^(?:(?:이|그|저|해당|관련|위|about|on|of|the|this|that|and|who(?:.s| is| was)|what(?:.s| is))"
    r"(?:\s|$))+"
    r"|(?:^|\s)(?:이?야|은|는|이|가|요|건|관련|please|there)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AboutArticles:
    """What a question asks of articles; `topic` are the words by which they are to be found.

    `pointing`: it asks of an article that was spoken of before.  `unless_quoted`: where what is
    found quotes another outlet, that one may be meant.  `columns`: it asks of opinion only.
    """

    asked: tuple[Asked, ...]
    topic: str
    pointing: bool = False
    unless_quoted: bool = False
    columns: bool = False


def about_articles(
    question: str, aside: Sequence[Span] = (), *, follows: bool = False
) -> AboutArticles | None:
    """Return what a question asks about articles themselves, or None for what they say.

    `aside` are words that are no topic, as `restricting` finds them; `follows`: it stands in a
    conversation.
    """
    forms = _forms()
    found = {field: match for field in _ASKED if (match := _first(forms[field], question))}
    if not found and follows:
        later = {field: _first(forms[f"{field} following"], question) for field in _ASKED}
        found = {field: match for field, match in later.items() if match}
    weak = None if found else _first(forms["unless_quoted"], question)
    if weak is not None:
        found = {"outlet": weak}
    if not found:
        return None
    topic = _rest(question, list(found.values()), aside)
    if weak and not topic and not follows:
        return None
    return AboutArticles(
        asked=tuple(found),
        topic=topic,
        pointing=follows and not topic,
        unless_quoted=weak is not None,
        columns=bool(forms["column"][0].search(question)),
    )


def asks_of_the_program(question: str) -> bool:
    """Return whether a message asks about this program itself: "Are you ChatGPT?"."""
    return _first(_forms()["program"], question) is not None


def selections(
    question: str, sources: SourceFilter, today: date | None, oldest: date | None
) -> Iterator[Selection]:
    """Yield which articles a question may mean by their source and their day, the likeliest first.

    "7월" may be July of any year: the last one first, down to that of the `oldest` article.
    """
    first_asked = timeframe_of(question, today)
    of_any_year = any(_A_MONTH.search(question[m.start : m.end]) for m in first_asked.likely)
    earlier = range(today.year - 1, oldest.year - 1, -1) if today and oldest and of_any_year else ()
    for time in (first_asked, *(timeframe_of(question, date(y, 12, 31)) for y in earlier)):
        period = next(iter(_periods(question, time)), None)
        yield Selection(
            first=period.first if period else None,
            last=(period.last if period else None) or time.until,
            outlets=sources.outlets,
            reporters=sources.reporters,
        )


def restricting(question: str, sources: SourceFilter, today: date | None) -> tuple[Span, ...]:
    """Return the words of a question that only say of whom and of when articles are wanted."""
    time = timeframe_of(question, today)
    periods = (Span(m.start, m.end) for m in _periods(question, time))
    return (*sources.words, *time.words, *periods)


def _periods(question: str, time: Timeframe) -> list[DateMention]:
    """Return the periods named; who asks for today's news is served with the newest there are."""
    periods = (*time.required, *time.likely)
    return [m for m in periods if question[m.start : m.end].lower() not in TODAY]


def column_marks() -> tuple[str, ...]:
    """Return the words by which the headline of a column may be known, in lower case."""
    return tuple(_table()["column"]["titled"])


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return a text with spaces in place of some of it."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _first(patterns: Sequence[re.Pattern[str]], question: str) -> re.Match[str] | None:
    return next((match for p in patterns if (match := p.search(question)) is not None), None)


def _rest(question: str, taken: Sequence[re.Match[str]], aside: Sequence[Span]) -> str:
    """Return a question without what was matched, but with what was captured in it."""
    kept = [True] * len(question)
    for match in taken:
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    for match in taken:
        for group in range(1, len(match.groups()) + 1):
            start, end = match.span(group)
            kept[start:end] = [True] * (end - start)
    rest = "".join(c if keep else " " for c, keep in zip(question, kept, strict=True))
    rest = blanked(rest, aside)
    return _NO_TOPIC.sub("", _SPACES.sub(" ", rest).strip()).strip()


@cache
def _table() -> dict[str, Any]:
    text = resources.files("rag.retrieve").joinpath("data/about_articles.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _forms() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = _table()
    rows = {field: table[field]["patterns"] for field in (*_ASKED, "program")}
    rows |= {f"{field} following": table[field].get("following", []) for field in _ASKED}
    rows["unless_quoted"] = table["outlet"]["unless_quoted"]
    rows["column"] = [table["column"]["asked"]]
    return {name: tuple(map(_compiled, patterns)) for name, patterns in rows.items()}


def _compiled(pattern: str) -> re.Pattern[str]:
    words = _table()["words"]
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda m: words[m[1]], pattern), re.IGNORECASE)
