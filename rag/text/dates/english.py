"""English date expressions: their patterns and what each means at an anchor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from re import Match

from rag.text.dates import near_days, periods
from rag.text.dates.context import Cue, DateContext, tense
from rag.text.dates.periods import MONTHS, Part, Period

Reader = Callable[[Match[str], DateContext], Period | None]
Rule = tuple[str, tuple[re.Pattern[str], Reader]]

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ABBREVIATED = r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_FULL = "|".join(MONTHS)
_MONTH = rf"(?P<m>\b(?:{_FULL})\b|\b(?:{_ABBREVIATED})(?![A-Za-z]))"
_DASH = r"\s?[-–—~]\s?"
_YEAR = r"(?P<y>(?:18|19|20)\d\d)(?![\d%]|,\d{3}|\.\d)"
# "June 10 and 11" are two days of one event.
_DAYS = (
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    rf"(?:(?:{_DASH}|\s(?:and|to|through|until)\s)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?"
)
_WEEKDAY = r"(?:(?P<stated>(?i:mon|tues|wednes|thurs|fri|satur|sun)day),?\s(?:the\s)?)?"
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_REL = {"last": -1, "this": 0, "next": 1, "past": -1, "previous": -1, "current": 0, "coming": 1}
_PART_WORD: dict[str, Part] = {
    "early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early",
    "middle": "mid", "end": "late",
}  # fmt: skip
_PART = (
    r"(?:(?P<part>\b(?i:early|late|mid)|\bthe (?:beginning|start|middle|end) of)[\s-](?:in\s)?)?"
)

# "may" and "march" are verbs too, so alone they need a word that only a date follows.
_MONTH_ALONE = rf"(?P<m>\b(?:{'|'.join(m for m in MONTHS if m not in ('May', 'March'))})\b|" + (
    "|".join(
        rf"(?<=\b{word}[\s-])(?:May|March)\b"
        for word in (
            "in", "In", "by", "of", "last", "next", "this", "since", "Since", "until", "early",
            "late", "mid",
        )
    )
    + ")"
)  # fmt: skip
# A year alone needs a word before it that only a time follows: "CES 2025" names a fair.
_YEAR_LEAD = "^|" + "|".join(
    rf"(?<=\b{word}[\s-])"
    for word in (
        "in", "In", "since", "Since", "by", "By", "until", "till", "from", "From", "of", "during",
        "before", "after", "through", "year", "fiscal", "between", "the", "to", "and", "pre",
        "post",
    )
)  # fmt: skip


def _get(found: Match[str], group: str) -> str:
    """Return a group's text in lower case, '' where the pattern lacks it or it took no part."""
    return (found.groupdict().get(group) or "").lower()


def _part(found: Match[str]) -> Part | None:
    word = _get(found, "part")
    return next((part for key, part in _PART_WORD.items() if key in word), None)


def _month_number(word: str) -> int:
    return next(i for i, full in enumerate(MONTHS, 1) if full.startswith(word.strip(".")[:3]))


def _dated(found: Match[str], context: DateContext) -> Period | None:
    """Read a month and days, with or without the year."""
    number, first = _month_number(found["m"]), int(found["d"])
    year = int(found["y"]) if found["y"] else None
    if year is None:
        year = context.month_year(number, "none", found.span(), first)
    if year is None:
        return None
    period = periods.days(year, number, first, int(found["d2"] or first))
    stated = _get(found, "stated").capitalize()
    # a weekday that does not fit shows that some other year is meant
    if period and stated and _DAY_NAMES[period.first.weekday()] != stated:
        return None
    return period


def _month(found: Match[str], context: DateContext) -> Period | None:
    number = _month_number(found["m"])
    if _get(found, "y"):
        return periods.month(int(found["y"]), number, _part(found))
    rel = _get(found, "rel")
    if rel == "this":
        year = context.anchor.year if context.anchor else None
    else:
        cues: dict[str, Cue] = {"last": "past", "since": "past", "next": "future"}
        rel = rel or context.text[: found.start()].rstrip()[-5:].lower()
        year = context.month_year(number, cues.get(rel, "none"), found.span())
    return None if year is None else periods.month(year, number, _part(found))


def _month_of(found: Match[str], context: DateContext) -> Period | None:
    """Read "November next year"."""
    if not context.anchor:
        return None
    year = context.anchor.year + _REL[found["rel"].lower()]
    return periods.month(year, _month_number(found["m"]), _part(found))


def _month_range(found: Match[str], context: DateContext) -> Period | None:
    first, last, year = _month_number(found["m0"]), _month_number(found["m"]), int(found["y"])
    return periods.months(year - (first > last), first, last, year)


def _ordinal_day(found: Match[str], context: DateContext) -> Period | None:
    number = int(found["d"])
    return context.bare_days(number, number, "none", found.span()) if number <= 31 else None


def _year(found: Match[str], context: DateContext) -> Period | None:
    return periods.year(int(found["y"]), _part(found))


def _named_year(found: Match[str], context: DateContext) -> int | None:
    """Return the year of 'of 2024' or 'of last year'; the anchor's for 'this'; else None."""
    if found["y"]:
        return int(found["y"])
    if not found["rel"] or not context.anchor:
        return None
    return context.anchor.year + _REL[found["rel"].lower()]


def _quarter(found: Match[str], context: DateContext) -> Period | None:
    year = _named_year(found, context)
    which = int(found["q"]) if found["q"] else _ORDER[found["order"].lower()]
    if year is None and context.anchor and not found["rel"]:
        now = (context.anchor.month + 2) // 3
        year = context.anchor.year if which in (now, now - 1) else None
    return periods.quarter(year, which) if year else None


def _half(found: Match[str], context: DateContext) -> Period | None:
    year = _named_year(found, context)
    which = int(found["h"]) if found["h"] else _ORDER[found["order"].lower()]
    return periods.half(year, which) if year else None


def _decade(found: Match[str], context: DateContext) -> Period | None:
    return periods.decade(int(found["n"]), _part(found))


def _century(found: Match[str], context: DateContext) -> Period | None:
    return periods.century(int(found["n"]))


def _relative(found: Match[str], context: DateContext) -> Period | None:
    """Read last/this/next week, month, quarter, year and 'earlier this year'."""
    anchor = context.anchor
    if not anchor:
        return None
    shift, unit = _REL[found["rel"].lower()], found["unit"].lower()
    edge = _get(found, "edge")
    if unit == "week":
        whole = periods.week(anchor, shift)
    elif unit == "month":
        whole = periods.month(*periods.shift_month(anchor.year, anchor.month, shift))
    elif unit == "quarter":
        month = (anchor.month - 1) // 3 * 3 + 1
        year, month = periods.shift_month(anchor.year, month, 3 * shift)
        whole = periods.quarter(year, (month + 2) // 3)
    else:
        whole = periods.year(anchor.year + shift, _part(found))
    if edge == "earlier":
        return Period(whole.first, min(anchor, whole.last))
    if edge == "later":
        return Period(max(anchor, whole.first), whole.last)
    if unit == "month" and _part(found):
        return periods.month(whole.first.year, whole.first.month, _part(found))
    return whole


def _near_day(found: Match[str], context: DateContext) -> Period | None:
    if not context.anchor:
        return None
    day = context.anchor + near_days.shift_of(found["near"])
    return Period(day, day)


def _weekday(found: Match[str], context: DateContext) -> Period | None:
    """Read a weekday: 'last' and 'next' only where both their readings agree."""
    if not context.anchor:
        return None
    anchor, rel = context.anchor, _get(found, "rel")
    target = _DAY_NAMES.index(found["weekday"])
    before = anchor - timedelta(days=(anchor.weekday() - target - 1) % 7 + 1)
    after = anchor + timedelta(days=(target - anchor.weekday() - 1) % 7 + 1)
    this_week = periods.week(anchor)
    if rel == "last":
        day = before if before < this_week.first else None
    elif rel == "next":
        day = after if after > this_week.last else None
    elif rel == "this":
        day = this_week.first + timedelta(days=target)
    else:
        cue = _weekday_cue(found, context)
        if cue == "past":
            day = anchor if anchor.weekday() == target else before
        else:
            day = after if cue == "future" else None
    return Period(day, day) if day else None


def _weekday_cue(found: Match[str], context: DateContext) -> Cue:
    """Judge by the nearest verb before the weekday, else by the whole sentence."""
    if context.forward is not None:
        return "future" if context.forward else "past"
    before, after = context.sentence(*found.span())
    near = tense(" ".join(before.split()[-3:]))
    return near if near != "none" else tense(before + " " + after)


def _story(found: Match[str], context: DateContext) -> Period | None:
    word = found["story"].lower()
    if word.endswith("year"):
        if context.last_year is None:
            return None
        return periods.year(context.last_year + (0 if "that" in word or "same" in word else 1))
    if context.last_day is None or context.day_unknown:
        return None
    shift = 0 if "same" in word else -1 if "previous" in word or "before" in word else 1
    day = context.last_day + timedelta(days=shift)
    return Period(day, day)


def _rules() -> Iterator[tuple[str, str, Reader]]:
    """Yield each rule's hint, which all it matches hold, its pattern and what reads a match."""
    month, year = "|".join(name[:3] for name in MONTHS), "1[89]|20"
    of = rf"(?:(?:\sof|,)?\s{_YEAR}|\s(?:of\s)?(?P<rel>last|this|next)\syear)?"
    order = r"first|second|third|fourth|[1-4](?:st|nd|rd|th)"
    not_date = r"(?![\d%:]|[.,]\d|\s?(?:percent|people|million|billion)\b)"
    yield month, rf"{_WEEKDAY}{_MONTH}\s{_DAYS}{not_date}(?:,?\s{_YEAR})?", _dated
    yield month, rf"{_WEEKDAY}\b{_DAYS}(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?", _dated
    yield month, rf"{_PART}{_MONTH},?\s(?:of\s)?{_YEAR}", _month
    yield month, rf"(?P<m0>\b(?:{'|'.join(MONTHS)})){_DASH}{_MONTH}\s{_YEAR}", _month_range
    of_year = r"\s(?:of\s)?(?P<rel>last|this|next)\syear"
    yield month, rf"{_PART}(?P<m>\b(?:{'|'.join(MONTHS)})){of_year}", _month_of
    yield month, rf"{_PART}(?:\b(?P<rel>(?i:last|next|this))\s)?{_MONTH_ALONE}(?!\s\d)", _month
    not_day = r"(?!\s(?:anniv|floor|birth|century|day))"
    yield (
        r"\d(?:st|nd|rd|th)",
        rf"(?i:\bon|\buntil|\bby|\bfrom|\bsince)\sthe\s(?P<d>[12]?\d|3[01])(?:st|nd|rd|th)\b{not_day}",
        _ordinal_day,
    )
    yield "q[1-4]|quarter", rf"\b(?i:Q(?P<q>[1-4])|(?P<order>{order})[\s-]quarter)\b{of}", _quarter
    yield (
        "h[12]|half",
        rf"\b(?i:H(?P<h>[12])|(?P<order>first|second|1st|2nd)[\s-]half)\b(?!-){of}",
        _half,
    )
    yield r"\ds", rf"{_PART}(?:the\s)?(?<![\d.,])(?P<n>(?:1[89]|20)\d0)s\b", _decade
    yield "century", r"(?:the\s)?\b(?P<n>1?\d|2[0-2])(?:st|nd|rd|th)[\s-]century\b", _century
    yield (
        "week|month|quarter|year",
        r"\b(?:(?P<edge>(?i:earlier|later))\s)?"
        rf"{_PART}\b(?P<rel>(?i:last|this|next))\s(?P<unit>week|month|quarter|year)\b",
        _relative,
    )
    near = rf"(?<![\w./@-])(?P<near>(?i:{near_days.NEAR}))\b(?![/@]|\.\w)"
    yield near_days.HINT, near, _near_day
    days = "|".join(_DAY_NAMES)
    yield "day", rf"\b(?:(?P<rel>(?i:last|next|this))\s)?(?P<weekday>{days})\b", _weekday
    yield (
        "day|year",
        r"\b(?P<story>(?i:the (?:same|next|following|previous) day|the day before|that year|"
        r"the (?:same|following) year))\b",
        _story,
    )
    yield (
        year,
        rf"(?<![\d.,$€£¥₩-])(?P<a>(?:19|20)\d\d){_DASH}(?P<b>(?:19|20)?\d\d)"
        r"(?![\d,%.-]\d?\d)(?=\W|$)(?!\s?[년월])",
        lambda found, _: periods.years(found["a"], found["b"]),
    )
    not_year = r"(?!\s?[년~∼]|[-–/:]\d|[A-Za-z가-힣])(?!\s(?:[a-z]+s|people)\b)"
    yield year, rf"(?:{_YEAR_LEAD}){_YEAR}{not_year}", _year
    yield year, rf"\b(?P<part>(?i:early|late|mid))[\s-]{_YEAR}(?![A-Za-z\d])", _year


RULES: tuple[Rule, ...] = tuple(
    (hint, (re.compile(pattern), read)) for hint, pattern, read in _rules()
)
