"""Finding the date expressions of a text; what each means, compared and written for readers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rag.domain import Language
from rag.text.dates import english, korean, periods
from rag.text.dates.context import DateContext
from rag.text.dates.periods import Period
from rag.text.hints import Hinted

_RULES = Hinted((*korean.RULES, *english.RULES))
_NAMES_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d{2}년|올|년|지난해|year")
_STORY_WORD = re.compile(
    r"이날|당일|같은|전날|전일|다음\s?날|이튿날|the (?:same|previous|next|foll)"
)
_BACKGROUND = re.compile(r"월|달|지난|오는|년")
_UNTIL = re.compile(r"\s?(?:부터|~|∼|〜|～|–|-|to|until|through|and)\s*")
_RANGE_START = re.compile(r"(?:from|between)\s+$", re.IGNORECASE)
_DAY_WORD = re.compile(
    r"\d{1,2}일|(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\d(?:st|nd|rd|th)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression `text[start:end]` and the days `first` to `last`, both included, it means.

    `ends` are the periods from which and until which it runs, if it names two.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    ends: tuple[Period, Period] | None = field(default=None, compare=False)

    @property
    def resolved(self) -> bool:
        """Whether the expression could be placed in the calendar for certain."""
        return self.first is not None and self.last is not None


def find_dates(text: str, anchor: date | None, *, forward: bool | None = None) -> list[DateMention]:
    """Return the date expressions of a text from left to right; none overlap.

    `anchor` is the day the text was published; without it only absolute dates resolve.
    `forward` tells of days and months that carry no mark whether they lie ahead (True) or
    behind (False); by default the verbs of the clause decide, or nothing does.
    """
    found = sorted(
        (
            ((m.start(), -m.end(), order), m, read)
            for order, (pattern, read) in _RULES.for_text(text)
            for m in pattern.finditer(text)
        ),
        key=lambda item: item[0],
    )
    context = DateContext(text, anchor, forward)
    mentions: list[DateMention] = []
    end = 0
    for _, match, read in found:
        if match.start() < end:
            continue
        period = read(match, context)
        end = match.end()
        _remember(context, match.group(), period, end)
        mentions.append(_mention(match.start(), end, period))
    return _joined(text, mentions)


def overlaps(a: DateMention, b: DateMention) -> bool:
    """Say whether two resolved mentions share a day; False when either is unresolved."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return a.first <= b.last and b.first <= a.last


def compare(a: DateMention, b: DateMention) -> Literal["same", "compatible", "different"]:
    """Compare two mentions by the days they mean.

    'same': the same days. 'compatible': one lies within the other (October 2025 and 31 October
    2025), or either is unresolved, so that nothing contradicts. 'different': anything else, also
    ranges that merely overlap.
    """
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "compatible"
    if (a.first, a.last) == (b.first, b.last):
        return "same"
    a_in_b = b.first <= a.first and a.last <= b.last
    b_in_a = a.first <= b.first and b.last <= a.last
    return "compatible" if a_in_b or b_in_a else "different"


def render(mention: DateMention, language: Language) -> str:
    """Return the date for a reader, as exact as it is, with its year; '' for an unresolved mention.

    `find_dates` reads the result back, without an anchor, to the same days.
    """
    if mention.first is None or mention.last is None:
        return ""
    if mention.ends:
        return periods.span(*mention.ends, language)
    return periods.name(Period(mention.first, mention.last), language)


def _mention(start: int, end: int, period: Period | None) -> DateMention:
    if period is None:
        return DateMention(start, end, None, None)
    return DateMention(start, end, period.first, period.last)


def _remember(context: DateContext, words: str, period: Period | None, end: int) -> None:
    """Keep what later words such as 이날 and 그해 refer to."""
    context.previous, context.previous_end = period, end
    if period is None:
        if _DAY_WORD.search(words):
            context.day_unknown = True
        return
    if period.is_day and not _STORY_WORD.match(words):
        context.last_day, context.day_unknown = period.first, False
        context.background_end = end if _BACKGROUND.search(words) else -1
    if period.first.year == period.last.year and _NAMES_YEAR.search(words):
        context.last_year = period.first.year


def _joined(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Join 'X부터 Y까지', 'X~Y' and 'from X to Y' into one mention from X's start to Y's end."""
    joined: list[DateMention] = []
    for mention in mentions:
        left = joined[-1] if joined else None
        if left and mention.first and mention.last and left.first and left.first <= mention.last:
            between = text[left.end : mention.start]
            opened = _RANGE_START.search(text[: left.start])
            plain = not between.strip().isalpha() or between.strip() == "부터"
            if _UNTIL.fullmatch(between) and (plain or opened):
                joined[-1] = _span(left, mention)
                continue
        joined.append(mention)
    return joined


def _span(left: DateMention, right: DateMention) -> DateMention:
    ends = (_ends(left)[0], _ends(right)[1])
    return DateMention(left.start, right.end, ends[0].first, ends[1].last, ends)


def _ends(mention: DateMention) -> tuple[Period, Period]:
    """Return what a resolved mention runs from and until, which is one period unless it is a range.

    Raises:
        ValueError: the mention is not resolved.
    """
    if mention.ends:
        return mention.ends
    if mention.first is None or mention.last is None:
        raise ValueError(f"a date must be resolved to be the end of a range, got {mention}")
    return (Period(mention.first, mention.last),) * 2
