"""The dates of a claim that its source does not give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rag.text import dates
from rag.text.dates import DateMention

# Where nobody knows when a text was published, its words and the claim's are read from one
# and the same day, so that "last week" and 지난주 meet; a Wednesday in the midst of a month.
_SOME_DAY = date(2001, 6, 13)
_WEEKDAYS = {
    english: f"{korean}요일"
    for english, korean in zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "월화수목금토일",
        strict=True,
    )
}
_FEW_DAYS = timedelta(days=3)


def wrong_dates(claim: str, source: str, own_day: date | None) -> list[str]:
    """Return the dates of a claim, read from the day of its source, that the source lacks."""
    return [
        f"the source does not give the date {written}"
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
    weekday = _WEEKDAYS.get(written.lower())
    if own_day is None and weekday and weekday in source:
        return True
    if own_day and _holds(mention, own_day):
        return True  # the day of publication is the source's word too: "reported on 31 October"
    return any(
        _bears_out(said, given)
        for anchor, forward in _readings(mention, own_day)
        for said in dates.find_dates(claim, anchor, forward=forward)
        if said.start == mention.start
        for given in dates.find_dates(source, anchor, forward=forward)
    )


def _readings(mention: DateMention, own_day: date | None) -> Iterator[tuple[date, bool | None]]:
    """Yield the days from which, and directions in which, both texts may be read."""
    if own_day:
        yield own_day, None
    elif mention.first is not None:
        yield mention.first, None  # "4일" of an undated source may be the claim's 4 August 2025
    for forward in (False, True):
        yield own_day or mention.first or _SOME_DAY, forward


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
