"""The dates of a claim that its source does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rag.text import dates
from rag.text.dates import DateMention
from rag.verify.problems import Problem
from rag.verify.rules.script import same_language

# Where nobody knows when a text was published, its words and the claim's are read from one
# and the same day, so that "last week" and 지난주 meet; a Wednesday in the midst of a month, of a
# year that no news names, lest "yesterday" were in 2001년.
_SOME_DAY = date(1804, 6, 13)
_WEEKDAYS = {
    english: f"{korean}요일"
    for english, korean in zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "월화수목금토일",
        strict=True,
    )
}
_IN_ENGLISH = {korean: english for english, korean in _WEEKDAYS.items()}
_FEW_DAYS = timedelta(days=3)
_A_MONTH, _A_YEAR = timedelta(days=31), timedelta(days=366)
_DAY_OF_MONTH = re.compile(r"(?<![\d.])\d{1,2}일(?!간|째|\s?동안)|\b\d{1,2}(?:st|nd|rd|th)\b")
# "That day" gives no date of its own.
_STORY_DAY = re.compile(r"이날|당일|(?:that|the same) day", re.IGNORECASE)
_NAMED_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?=[A-Z])|[월화수목금토일]요일인 "
)
_BESIDE_DAY = re.compile(
    r"^(?:last|this|next|on|early|late)\s|\s(?:morning|afternoon|evening|night)$"
)
# The day on which "2 to 18 September" ends must stand in the source too.
_SECOND_DAY = re.compile(
    r"\d{1,2}(?:일|st|nd|rd|th)?(?:\s?[-–~∼]\s?|\s(?:to|through|until|and)\s|부터\s)"
    r"(?P<day>\d{1,2})(?!\d|월)"
)
# 26일 투자은행(IB) 업계에 따르면: the day of the report, not of what it tells.
_DAY_OF_REPORT = re.compile(r"(?<!\d)\d{1,2}일(?=\s[^.,\d]{1,30}에 (?:따르|의하)면)")
_REPORTS = re.compile(
    r"\b(?:said|says|told|according to|report(?:s|ed|edly)?|announc\w+|as of)\b"
    r"|따르면|의하면|밝[혔혀히]|전했|말했|보도|발표|알려졌|기준",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(r"(?:지난\s)?(?P<year>(?:19|20)\d\d)년?")
_DURATION = re.compile(r"(?P<n>\d{1,2})일")
_VAGUE_ALIKE = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for korean, english in (
        ("이달 초|이번 달 초", "earlier this month|early this month"),
        ("이달 말|월말", "(?:the )?end of (?:the|this) month|later this month"),
        ("올해 말|올 연말|연말|연내", "(?:the )?end of (?:the|this) year|year-end|later this year"),
        ("올해 초|올 초|연초", "earlier this year|early this year|(?:the )?start of the year"),
        ("오늘날", "^today$"),
    )
    for one, other in ((korean, english), (english, korean))
)
_BARE_DAY = re.compile(r"(?:지난|오는)?\s?\d{1,2}일")
_DATED_IN_ENGLISH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s\d{1,2}\b"
)


def wrong_dates(claim: str, source: str, own_day: date | None) -> list[Problem]:
    """Return the dates of a claim, read from the day of its source, that the source lacks."""
    return [
        Problem("date", written)
        for mention in dates.find_dates(claim, own_day)
        if not _given(
            mention, written := claim[mention.start : mention.end], claim, source, own_day
        )
    ]


def _given(
    mention: DateMention, written: str, claim: str, source: str, own_day: date | None
) -> bool:
    if not mention.resolved and written in source:
        return True
    second = _SECOND_DAY.search(written)
    if second and not re.search(rf"(?<!\d){second['day']}(?!\d)", source):
        return False
    if _STORY_DAY.fullmatch(written) or _in_other_words(written, source):
        return True
    if own_day is None:
        if _weekday_may_be(written, source) or _day_may_be(mention, written, source):
            return True
        source = _NAMED_DAY.sub(lambda m: " " * len(m.group()), source)
    if own_day and _holds(mention, own_day) and _dated_by_report(mention, claim, source, own_day):
        return True
    source = source if _REPORTS.search(claim) else _without_days_of_report(source)
    return any(
        _bears_out(said, given)
        for anchor, forward in _readings(mention, own_day, source)
        for said in dates.find_dates(claim, anchor, forward=forward)
        if said.start == mention.start
        for given in dates.find_dates(source, anchor, forward=forward)
    )


def _in_other_words(written: str, source: str) -> bool:
    """Return whether a source in the other language puts a date as it is usual there.

    "The Beijing 2008 Olympics" are of 2008년, "held for 15 days" is 15일, "earlier this month" 이달
    초, and "today" may be 오늘날.
    """
    if same_language(written, source):
        return False
    if any(a.search(written) and b.search(source) for a, b in _VAGUE_ALIKE):
        return True
    year = _WHOLE_YEAR.fullmatch(written)
    if year and re.search(rf"(?<![\d.,$-]){year['year']}(?![\d.,]\d|\d)", source):
        return True
    days = _DURATION.fullmatch(written)
    return days is not None and re.search(rf"\b{days['n']}[- ]days?\b", source) is not None


def _dated_by_report(mention: DateMention, claim: str, source: str, own_day: date) -> bool:
    """Return whether the day of publication may date a claim.

    It dates what reports ("said on 31 October"), and the month of what nothing else dates; but not
    the day of it, which may be any before.
    """
    if _REPORTS.search(claim):
        return True
    days = dates.find_dates(_without_days_of_report(source), own_day)
    return mention.first != mention.last and not any(day.resolved for day in days)


def _without_days_of_report(source: str) -> str:
    """Blank the days that date a report and not what is reported: 26일 업계에 따르면."""
    rest = _DAY_OF_REPORT.sub(lambda match: " " * len(match.group()), source)
    return rest if dates.find_dates(rest, None) else source


def _weekday_may_be(written: str, source: str) -> bool:
    """Return whether an undated source has a claim's weekday, or a day that may be that one.

    Of "on the 28th" nobody can say, without its month, whether it was a Monday.
    """
    weekday = _WEEKDAYS.get(_BESIDE_DAY.sub("", written.lower()))
    english = _IN_ENGLISH.get(written)
    if not weekday and not english:
        return False
    if weekday and weekday in source:
        return True
    if english and english in source.lower():
        return True
    if any(day in source or _IN_ENGLISH[day] in source.lower() for day in _IN_ENGLISH):
        return False
    return bool(_DAY_OF_MONTH.search(source) or _DATED_IN_ENGLISH.search(source))


def _day_may_be(mention: DateMention, written: str, source: str) -> bool:
    """Return whether an undated source has a weekday that may be a claim's day without a month."""
    if mention.resolved or not _BARE_DAY.fullmatch(written.strip()):
        return False
    named = any(day in source or english in source.lower() for day, english in _IN_ENGLISH.items())
    return named and not _DAY_OF_MONTH.search(source) and not _DATED_IN_ENGLISH.search(source)


def _readings(
    mention: DateMention, own_day: date | None, source: str
) -> Iterator[tuple[date, bool | None]]:
    """Yield the days from which, and directions in which, both texts may be read."""
    if own_day:
        yield own_day, None
        yield from ((own_day, forward) for forward in (False, True))
        return
    fixed = [given.first for given in dates.find_dates(source, None) if given.first]
    for first in [mention.first, *fixed] if mention.first else fixed:
        # "4일" of an undated source may be the claim's 4 August 2025, 지난해 10월 its October 2007.
        yield from ((first, forward) for forward in (None, False, True))
        yield from ((first + by, None) for by in (_A_MONTH, _A_YEAR) if first < date.max - by)
    if mention.first is None:
        for month in range(1, 13):  # "June 4" and 지난달 4일 meet in July
            yield _SOME_DAY.replace(month=month), False
        yield _SOME_DAY, True


def _holds(mention: DateMention, day: date) -> bool:
    if mention.first is None or mention.last is None:
        return False
    return mention.first <= day <= mention.last


def _bears_out(said: DateMention, given: DateMention) -> bool:
    """Return whether the claim's days are the source's, or a wider stretch that holds them.

    Of "10 and 11 June" a claim may also name one day.
    """
    if given.first is None or given.last is None or not said.resolved:
        return False
    if dates.compare(said, given) != "compatible":
        return dates.compare(said, given) == "same"
    few = given.last - given.first <= _FEW_DAYS and given.first != given.last
    return few or (_holds(said, given.first) and _holds(said, given.last))
