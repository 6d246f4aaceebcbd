"""Closed calendar intervals, and the one name each has in Korean and in English."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rag.domain import Language

Part = Literal["early", "mid", "late"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}
_KO_PART = {"early": "초", "mid": "중순", "late": "말"}
# "early 2025" is read as January and February, "late" as November and December, "mid" as
# May to August: narrower than common use allows no false agreement, and none equals a quarter.
_YEAR_PARTS: dict[Part, tuple[int, int]] = {"early": (1, 2), "mid": (5, 8), "late": (11, 12)}
_DECADE_NAMES: tuple[tuple[Part, str, str], ...] = (
    ("early", "초", "early "), ("mid", "중반", "mid-"), ("late", "후반", "late "),
)  # fmt: skip
_FIRST_DECADE, _FIRST_YEAR = 1800, 1900  # none before them is read where it stands so
_DECADE_PARTS: dict[Part, tuple[int, int]] = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether the period is one day."""
        return self.first == self.last


def day(year: int, month: int, number: int) -> Period | None:
    """Return one day, or None when the calendar has no such day."""
    try:
        only = date(year, month, number)
    except ValueError:
        return None
    return Period(only, only)


def days(year: int, month: int, first: int, last: int) -> Period | None:
    """Return days `first` to `last` of a month; a smaller `last` lies in the next month."""
    start, end = day(year, month, first), day(year, month, last)
    if last < first:
        following = shift_month(year, month, 1)
        end = day(*following, last)
    return Period(start.first, end.last) if start and end else None


def month(year: int, number: int, part: Part | None = None) -> Period:
    """Return a month, or its days 1-10 (early), 11-20 (mid), 21-end (late)."""
    end = monthrange(year, number)[1]
    first, last = {None: (1, end), "early": (1, 10), "mid": (11, 20), "late": (21, end)}[part]
    return Period(date(year, number, first), date(year, number, last))


def months(year: int, first: int, last: int, last_year: int | None = None) -> Period:
    """Return the first day of one month to the last day of another."""
    return Period(month(year, first).first, month(last_year or year, last).last)


def year(number: int, part: Part | None = None) -> Period:
    """Return a year, or January-February (early), May-August (mid), November-December (late)."""
    return months(number, *(_YEAR_PARTS[part] if part else (1, 12)))


def years(first: str, last: str) -> Period | None:
    """Return the years of '2023-2025' or '2023-25'; None where the last is no later."""
    begin = int(first)
    end = int(last) if len(last) == 4 else begin // 100 * 100 + int(last)
    return Period(year(begin).first, year(end).last) if end > begin else None


def quarter(number: int, which: int) -> Period:
    """Return quarter 1 to 4 of a calendar year."""
    return months(number, 3 * which - 2, 3 * which)


def half(number: int, which: int) -> Period:
    """Return half 1 or 2 of a calendar year."""
    return months(number, 6 * which - 5, 6 * which)


def decade(number: int, part: Part | None = None) -> Period:
    """Return the ten years from `number`; early is years 0-3, mid 4-6, late 7-9."""
    low, high = _DECADE_PARTS[part] if part else (0, 9)
    return Period(date(number + low, 1, 1), date(number + high, 12, 31))


def century(number: int) -> Period:
    """Return a century: the 21st is 2001 to 2100."""
    return Period(date(100 * number - 99, 1, 1), date(100 * number, 12, 31))


def week(anchor: date, offset: int = 0) -> Period:
    """Return the Monday-to-Sunday week that lies `offset` weeks from the anchor's."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
    return Period(monday, monday + timedelta(days=6))


def shift_month(year_number: int, month_number: int, by: int) -> tuple[int, int]:
    """Return (year, month) `by` months away."""
    index = year_number * 12 + month_number - 1 + by
    return index // 12, index % 12 + 1


def name(period: Period, language: Language) -> str:
    """Return the period's name with its year, which `find_dates` reads back to the same days."""
    if period.is_day:
        return _day_name(period.first, language)
    ways = (_named_span, _century_span, _year_span, _month_span)
    named = (way(period, language) for way in ways)
    return next(filter(None, named), "") or _days(period, language)


def span(first: Period, last: Period, language: Language) -> str:
    """Return the name of the time from one period to another, each as exact as it is.

    Late October to 6 November is no range from 21 October.
    """
    if all(end.is_day or end == month(end.first.year, end.first.month) for end in (first, last)):
        return name(Period(first.first, last.last), language)
    joint = "~" if language == "ko" else " – "
    return f"{name(first, language)}{joint}{name(last, language)}"


def _day_name(one: date, language: Language) -> str:
    if language == "ko":
        return f"{one.year}년 {one.month}월 {one.day}일"
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"


def _named_span(period: Period, language: Language) -> str | None:
    """Name years, their parts, quarters, halves, decades, centuries and parts of a month."""
    y, ko = period.first.year, language == "ko"
    names: list[tuple[Period, str, str]] = [(year(y), f"{y}년", f"{y}")]
    names += [(quarter(y, n), f"{y}년 {n}분기", f"Q{n} {y}") for n in (1, 2, 3, 4)]
    names += [
        (half(y, 1), f"{y}년 상반기", f"the first half of {y}"),
        (half(y, 2), f"{y}년 하반기", f"the second half of {y}"),
        (year(y, "early"), f"{y}년 초", f"early {y}"),
        (year(y, "mid"), f"{y}년 중반", f"mid-{y}"),
        (year(y, "late"), f"{y}년 말", f"late {y}"),
    ]
    if y % 10 == 0 and y <= 9980:
        names.append((decade(y), f"{y}년대", f"the {y}s"))
    tens = y // 10 * 10
    names += [
        (decade(tens, part), f"{tens}년대 {korean}", f"{english}{tens}s")
        for part, korean, english in _DECADE_NAMES
        if tens >= _FIRST_DECADE
    ]
    if y % 100 == 1 and y <= 9801:
        n = y // 100 + 1
        names.append((century(n), f"{n}세기", f"the {_ordinal(n)} century"))
    m = period.first.month
    for part in ("early", "mid", "late"):
        english = f"{part}-{MONTHS[m - 1]} {y}" if part == "mid" else f"{part} {MONTHS[m - 1]} {y}"
        names.append((month(y, m, part), f"{y}년 {m}월 {_KO_PART[part]}", english))
    return next((k if ko else e for known, k, e in names if known == period), None)


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number in (11, 12, 13) else _ORDINAL_ENDS.get(number % 10, 'th')}"


def _century_span(period: Period, language: Language) -> str | None:
    a, b = period.first.year // 100 + 1, period.last.year // 100
    if a >= b or period != Period(century(a).first, century(b).last):
        return None
    if language == "ko":
        return f"{a}~{b}세기"
    return f"the {_ordinal(a)} century – the {_ordinal(b)} century"


def _year_span(period: Period, language: Language) -> str | None:
    a, b = period.first.year, period.last.year
    if a < _FIRST_YEAR or period != Period(year(a).first, year(b).last):
        return None
    return f"{a}~{b}년" if language == "ko" else f"{a}–{b}"


def _month_span(period: Period, language: Language) -> str | None:
    a, b = period.first, period.last
    if a.day != 1 or b != month(b.year, b.month).last:
        return None
    if language == "ko":
        if (a.year, a.month) == (b.year, b.month):
            return f"{a.year}년 {a.month}월"
        return f"{a.year}년 {a.month}월~{b.year}년 {b.month}월"
    left, right = MONTHS[a.month - 1], f"{MONTHS[b.month - 1]} {b.year}"
    if a.year != b.year:
        return f"{left} {a.year} – {right}"
    return right if a.month == b.month else f"{left} – {right}"


def _days(period: Period, language: Language) -> str:
    a, b = period.first, period.last
    if (a.year, a.month) == (b.year, b.month):
        if language == "ko":
            return f"{a.year}년 {a.month}월 {a.day}~{b.day}일"
        return f"{a.day}–{b.day} {MONTHS[a.month - 1]} {a.year}"
    joint = "~" if language == "ko" else " – "
    return f"{_day_name(a, language)}{joint}{_day_name(b, language)}"
