"""Amounts that one language writes in figures and the other in words: 두 차례, a decade, XIV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from rag.text import dates
from rag.text.names import listed
from rag.text.quantities import Quantity
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.numbers.counters import NUMERAL, value_of

# 6.15 남북공동선언: events that Korean names by their day.
_NAMED_DAY = re.compile(r"(?P<month>[1-9]|1[0-2])\.(?P<day>[12]?\d|3[01])(?<!\.0)")
_LEAP_YEAR = 2000
_AGE_GROUP = re.compile(r"(?<=[1-9]0)대(?![가-힣]{2})")  # 60대 is no 60 people
_DECADE = re.compile(r"['’]?s\b")  # the 1990s
_TIMES = frozenset(("hour", "day", "week", "month", "year", "minute", "second"))
_TIME_AHEAD = re.compile(r"[\s-](?P<unit>hour|day|week|month|year|minute|second)s?\b")
_HOURS_OF_A_DAY = 24
_FIRST = re.compile(r"처음|최초|첫|\b(?:first|initial)", re.IGNORECASE)
# A number, how Korean counts by it, and English.
_NUMERALS = (
    (1, "한|하나|하루", "one|a|an|single|once"),
    (
        2,
        "두|둘|양(?:국|측|후보|쪽|당|자|팀)?(?![가-힣])|양국|양측|쌍|이틀|남북",
        "two|both|pair|twice|double[ds]?|couple|second",
    ),
    (3, "세 |셋|사흘|삼", "three|third"),
    (4, "네 |넷|나흘|사방", "four|fourth"),
    (5, "다섯|닷새|오 ", "five|fifth"),
    (6, "여섯|엿새|육", "six"),
    (7, "일곱|이레", "seven"),
    (8, "여덟", "eight"),
    (9, "아홉", "nine"),
    (10, "열 ?|열흘", "ten"),
)
_SPOKEN = {
    number: re.compile(rf"(?<![가-힣])(?:{korean})|\b(?:{english})\b", re.IGNORECASE)
    for number, korean, english in _NUMERALS
}
# "By a quarter point" is 0.25%포인트.
_POINTS = tuple(
    (Decimal(share), re.compile(rf"\b{word}[- ](?:of )?(?:an? )?(?:percentage )?point\b"))
    for share, word in (("0.25", "quarter"), ("0.5", "half"), ("0.75", "three[- ]quarters?"))
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_ROMAN = re.compile(r"(?<=[a-z]\s)[IVX]{1,6}\b")
_TWENTIES = {
    f"{ten}0": re.compile(rf"\b{word}\b", re.IGNORECASE)
    for ten, word in enumerate(
        listed("twenties thirties forties fifties sixties seventies eighties nineties"),
        2,
    )
}


def written_in_words(said: Quantity, source: str, offered: Sequence[Quantity]) -> bool:
    """Return whether a source writes a count where no quantity is seen: 6자회담, 양국, 최초."""
    if said.unit == "%p":
        return any(said.low == share and words.search(source) for share, words in _POINTS)
    if said.low != said.high or said.unit == "%" or said.unit.isupper():
        return False
    if _in_loose_figures(said, source, offered) or _in_its_own_way(said, source):
        return True
    if said.unit == "rank" and said.low == 1:  # "a" and "one" count, but they rank nothing
        return _FIRST.search(source) is not None
    return _spelled(said.low, source, said.unit)


def _in_loose_figures(said: Quantity, source: str, offered: Sequence[Quantity]) -> bool:
    """Return whether a figure that is no quantity and no date has a count's value: 6자회담."""
    spans = [(q.start, q.end) for q in offered]
    spans += [(mention.start, mention.end) for mention in dates.find_dates(source, None)]
    loose = (
        match
        for match in NUMERAL.finditer(source)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    )
    return any(
        value_of(match[0]) == said.low and _may_count(match, said.unit, source) for match in loose
    )


def _may_count(figure: re.Match[str], unit: str, source: str) -> bool:
    """Return whether a loose figure may count a unit: (54) no metres, 60대 and 1990s no years."""
    if source[figure.start() - 1 : figure.start()] == "(" and unit not in ("", "year", "year-old"):
        return False
    grouped = _DECADE.match(source, figure.end()) or _AGE_GROUP.match(source, figure.end())
    return not grouped or unit in ("", "unit", "year-old")


def _in_its_own_way(said: Quantity, source: str) -> bool:
    """Return whether a source counts as one does for a unit: a day for 24시간, Leo XIV for 14세."""
    match said.unit:
        case "hour":
            return said.low == _HOURS_OF_A_DAY and _SPOKEN[1].search(source) is not None
        case "year":
            return said.low % 10 == 0 and _decades(said.low / 10, source)
        case "rank":  # "until the 25th"; 1 is no Roman numeral here but the pronoun
            day = re.search(rf"(?<!\d){said.low}일", source) is not None
            return day or (said.low != 1 and _in_roman(said.low, source))
        case "year-old":
            return _in_roman(said.low, source)
    return False


def _decades(count: Decimal, source: str) -> bool:
    """Return whether English counts so many decades: "in a decade" is 10년 만에."""
    return any(
        count == number
        for number, _, english in _NUMERALS
        if re.search(rf"\b(?:{english})\sdecades?\b", source, re.IGNORECASE)
    ) or (count == 1 and re.search(r"\b(?:past|last|per) decade\b", source) is not None)


def _in_roman(value: Decimal, source: str) -> bool:
    return any(_roman(match.group()) == value for match in _ROMAN.finditer(source))


def _roman(numeral: str) -> int:
    """Return the value of a Roman numeral: 14 of Leo XIV."""
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(
        -one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )


def _spelled(value: Decimal, source: str, unit: str = "") -> bool:
    """Return whether a source writes a small number in letters, not of another unit of time.

    "Two weeks ago" is no 2개월, and not every "a" a month.
    """
    words = _SPOKEN.get(int(value)) if value == int(value) else None
    found = list(words.finditer(source)) if words else []
    if unit not in _TIMES or is_korean(source):
        return bool(found)
    units = [ahead["unit"] for m in found if (ahead := _TIME_AHEAD.match(source, m.end()))]
    return unit in units or (bool(found) and not units and value != 1)


def numeral_in_words(numeral: str, source: str) -> bool:
    """Return whether a source has a loose numeral as a word, or as a date: 6.15, 2급."""
    if _spelled(value_of(numeral), source):
        return True
    if numeral in _TWENTIES and _TWENTIES[numeral].search(source):
        return True
    named = _NAMED_DAY.fullmatch(numeral)
    if not named:
        return False
    day = date(_LEAP_YEAR, int(named["month"]), 1) + timedelta(days=int(named["day"]) - 1)
    given = dates.find_dates(source, day, forward=False)
    return any(each.first == each.last == day for each in given)
