"""The dates of a claim that its source does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rag.text import dates
from rag.text.dates import DateMention
from rag.verify.problems import Problem
from rag.verify.rules.language.script import same_language

# Where nobody knows when a text was published, its words and the claim's are read from one
# and the same day, so that "last week" and 지난주 meet; a Wednesday in the midst of a month, of a
# year that no news names, lest "yesterday" were in 2001년.
SOME_DAY = date(1804, 6, 13)
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
# A weekday that only names a day of the month: Monday, 14 July; 7월 14일 월요일.
_NAMED_DAY = re.compile(
    r"\b(?P<english>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s"
    r"(?=(?:the )?\d{1,2}(?:st|nd|rd|th)?\b|[A-Z][a-z]{2,8}\.? \d)"
    r"|(?P<leading>[월화수목금토일])요일인?\s(?=(?:내년|올해|지난해)?\s?\d{1,2}월)"
    r"|(?<=\d일)\s?\(?(?P<behind>[월화수목금토일])(?:요일)?\)?(?![가-힣]{2})"
)
# Of an undated source "next May 29" nobody can say more than that it is a 29 May.
_ITS_YEAR = re.compile(r"(?:내년|올해|지난해|작년)\s(?=\d{1,2}월 \d{1,2}일)")
_BESIDE_DAY = re.compile(
    r"^(?:last|this|next|on|early|late)\s|\s(?:morning|afternoon|evening|night)$"
)
# The day on which "2 to 18 September" ends must stand in the source too.
_SECOND_DAY = re.compile(
    r"\d{1,2}(?:일|st|nd|rd|th)?(?:\s?[-–~∼]\s?|\s(?:to|through|until|and)\s|부터\s)"
    r"(?P<day>\d{1,2})(?!\d|월)"
)
# So must the years in which "from 2013 to 2019" begins and ends.
_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)년?(?:\s?[-–~∼]\s?|\s(?:to|through|until|and)\s|부터\s)((?:19|20)\d\d)(?!\d)"
)
# 26일 투자은행(IB) 업계에 따르면: the day of the report, not of what it tells.
_DAY_OF_REPORT = re.compile(
    r"(?<!\d)\d{1,2}일(?=\s[^.,\d]{1,30}에 (?:따르|의하)면|(?:\s?\([^)]*\))?\s보도)"
    r"|(?<=\breported on )"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,8}\.? \d{1,2})\b"
)
# 신문은 그가 | 15일 떠났다고 보도했다: a day within what is reported.
_WITHIN_REPORT = re.compile(r"[은는]\s.*[이가]\s(?:[^\s]+\s){0,2}$")
_REPORTED_BEHIND = re.compile(r"[^.]*다고\s(?:[가-힣]+\s){0,2}(?:보도|전[했한])")
_REPORTS = re.compile(
    r"\b(?:said|says|told|according to|report(?:s|ed|edly)?|announc\w+|as of)\b"
    r"|따르면|의하면|밝[혔혀히]|전했|말했|보도|발표|알려졌|기준",
    re.IGNORECASE,
)
# A fiscal year must be told: 올해 of an undated source may be any.
_FISCAL = re.compile(
    r"(?:\b(?:fiscal|financial)(?: year)?\s|회계연도\s)(?:19|20)\d\d(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d년?\s?회계연도"
)
# What is held at the time of the report: 이번 회의.
_THIS_EVENT = re.compile(r"이번\s(?!달|주|분기|학기|세기)[가-힣]|\bthis year['’]s\b")
_WHOLE_YEAR = re.compile(r"(?:지난\s)?(?P<year>(?:19|20)\d\d)년?")
_DURATION = re.compile(r"(?P<n>\d{1,2})일")
_TO = r"(?:\s?[-–]\s?|\sto\s|\sthrough\s)"
_QUARTERS = (
    (1, "first", f"January{_TO}March"),
    (2, "second", f"April{_TO}June"),
    (3, "third", f"July{_TO}September"),
    (4, "fourth", f"October{_TO}December"),
)
_VAGUE_ALIKE = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for korean, english in (
        ("이달 초|이번 달 초", "earlier this month|early this month"),
        ("이달 말일?|월말", "(?:the )?end of (?:the|this) month|later this month"),
        ("올해 말|올 연말|연말|연내", "(?:the )?end of (?:the|this) year|year-end|later this year"),
        ("올해 초|올 초|연초", "earlier this year|early this year|(?:the )?start of the year"),
        ("오늘날", "^today$"),
        ("상반기|전반기", "first[- ]half"),
        ("하반기|후반기", "second[- ]half"),
        *((f"{number}분기", f"{word}[- ]quarter|{months}") for number, word, months in _QUARTERS),
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
    if not _REPORTS.search(claim) or _is_reported(mention, claim):
        source = _without_days_of_report(source)
    if not mention.resolved and written in source:
        return True
    second = _SECOND_DAY.search(written)
    if second and not re.search(rf"(?<!\d){second['day']}(?!\d)", source):
        return False
    if any(year not in source for years in _YEARS.findall(written) for year in years):
        return False
    if own_day is None and written not in source and _is_fiscal(mention, claim):
        return False
    if _STORY_DAY.fullmatch(written) or _in_other_words(mention, claim, source):
        return True
    if own_day and written in _IN_ENGLISH:
        return _on_weekday(written, source, own_day)
    if own_day is None:
        if _weekday_may_be(written, source) or _day_may_be(mention, written, source):
            return True
        if _other_weekday(written, source):
            return False
        claim, source = _without(_NAMED_DAY, claim), _without(_NAMED_DAY, source)
        if not re.search("[내올]|지난|작", written):
            source = _without(_ITS_YEAR, source)
    if own_day and _holds(mention, own_day) and _dated_by_report(mention, claim, source, own_day):
        return True
    return any(
        _bears_out(said, given)
        for anchor, forward in _readings(mention, own_day, source)
        for said in dates.find_dates(claim, anchor, forward=forward)
        if said.end == mention.end
        for given in dates.find_dates(source, anchor, forward=forward)
    )


def _is_reported(mention: DateMention, claim: str) -> bool:
    """Return whether a date belongs to what is reported, not to the report."""
    inside = _WITHIN_REPORT.search(claim, 0, mention.start)
    return bool(inside) and _REPORTED_BEHIND.match(claim, mention.end) is not None


def _is_fiscal(mention: DateMention, claim: str) -> bool:
    years = _FISCAL.finditer(claim)
    return any(year.start() < mention.end and mention.start < year.end() for year in years)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with what a pattern finds blanked, so that every other place stays."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def _on_weekday(weekday: str, source: str, own_day: date) -> bool:
    """Return whether a source names 화요일 in either language, or gives a day that is one."""
    if weekday in source or _IN_ENGLISH[weekday] in source.lower():
        return True
    number = list(_IN_ENGLISH).index(weekday)
    days = [given for given in dates.find_dates(source, own_day) if given.first == given.last]
    return any(day.first is not None and day.first.weekday() == number for day in days)


def _other_weekday(written: str, source: str) -> bool:
    """Return whether a claim names a day by a weekday, and its source by others only."""
    ours, theirs = _weekdays_beside_days(written), _weekdays_beside_days(source)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _weekdays_beside_days(text: str) -> set[str]:
    return {
        _WEEKDAYS[match["english"].lower()]
        if match["english"]
        else f"{match['leading'] or match['behind']}요일"
        for match in _NAMED_DAY.finditer(text)
    }


def _in_other_words(mention: DateMention, claim: str, source: str) -> bool:
    """Return whether a source puts a date in other words of its own or the other language.

    연초 is 올해 초, "the Beijing 2008 Olympics" are of 2008년, "held for 15 days" is 15일, "earlier
    this month" 이달 초, and "today" may be 오늘날.
    """
    written = claim[mention.start : mention.end]
    if same_language(claim, source):
        unsure = mention.first is None
        return unsure and any(p.fullmatch(written) and p.search(source) for p, _ in _VAGUE_ALIKE)
    for ours, theirs in _VAGUE_ALIKE:
        if (ours.search(written) or ours.match(claim, mention.start)) and theirs.search(source):
            return True
    year = _WHOLE_YEAR.fullmatch(written)
    in_figures = r"(?<![\d.,$])(?:(?<!-)|(?<=\d{4}-))"  # 1995 of "1992-1995", not of "8-1995"
    if year and re.search(rf"{in_figures}{year['year']}(?![\d.,]\d|\d)", source):
        return True
    days = _DURATION.fullmatch(written)
    return days is not None and re.search(rf"\b{days['n']}[- ]days?\b", source) is not None


def _dated_by_report(mention: DateMention, claim: str, source: str, own_day: date) -> bool:
    """Return whether the day of publication may date a claim.

    It dates what reports ("said on 31 October"), and the month of what nothing else dates or what
    is of that time (이번 회의); but not the day of it, which may be any before.
    """
    if _REPORTS.search(claim):
        return True
    if mention.first == mention.last:
        return False
    days = dates.find_dates(_without_days_of_report(source), own_day)
    return not any(day.resolved for day in days) or _THIS_EVENT.search(source) is not None


def _without_days_of_report(source: str) -> str:
    """Blank the days that date a report and not what is reported: 26일 업계에 따르면."""
    rest = _without(_DAY_OF_REPORT, source)
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
            yield SOME_DAY.replace(month=month), False
        yield SOME_DAY, True


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
