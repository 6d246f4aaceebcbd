"""How long lies between two days that a source names: "three days later" of 29 May and 1 June."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

from rag.text.dates import DateMention, find_dates
from rag.text.quantities import Quantity

# Any day will do: days without a year are then all of one.
_ANCHOR = date(2001, 1, 1)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
_BETWEEN = re.compile(
    r"\s?(?:뒤|후|만에|만이|간|동안|전|지나|차)|\s(?:later|after|before|earlier|apart|between|in\s)"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s(?=[A-Z])")


def lies_between(said: Quantity, claim: str, source: str) -> bool:
    """Return whether a claim's span of time lies between two dates of its source."""
    if said.low != said.high or said.unit not in {*_DAYS, *_MONTHS}:
        return False
    if not _BETWEEN.match(claim, said.end):
        return False
    plain = _WEEKDAY.sub("", source)  # it belongs to the true year
    dated = [day for day in find_dates(plain, _ANCHOR, forward=True) if day.resolved]
    return any(_apart(a, b, said) for a, b in combinations(dated, 2))


def _apart(a: DateMention, b: DateMention, said: Quantity) -> bool:
    if not (a.first and a.last and b.first and b.last):
        return False
    if said.unit in _DAYS:
        single = a.first == a.last and b.first == b.last
        return single and abs((a.first - b.first).days) == said.low * _DAYS[said.unit]
    alike = (a.first == a.last) == (b.first == b.last)
    months = abs(12 * (a.first.year - b.first.year) + a.first.month - b.first.month)
    return alike and a.first.day == b.first.day and months == said.low * _MONTHS[said.unit]
