"""Hours of the day: 7 p.m. is not 오전 7시."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.verify.problems import Problem

_HALF_KO = re.compile(
    r"(?P<half>오전|새벽|아침|오후|저녁|밤)\s?(?P<hour>\d{1,2})시(?:\s?(?P<minute>\d{1,2})분|\s?(?P<past>반))?"
)
_HALF_EN = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b", re.IGNORECASE
)
_BEFORE_NOON = frozenset(("오전", "새벽", "아침", "a"))
# "밤 12시" and "밤 1시" belong to either half.
_UNSURE = frozenset(("밤",))


def wrong_hours(claim: str, source: str) -> list[Problem]:
    """Return the hours of a claim that its source has in the other half of the day only."""
    given = [(time, morning) for time, morning, _ in _hours(source)]
    times = {time for time, _ in given}
    return [
        Problem("number", written)
        for time, morning, written in _hours(claim)
        if time in times and (time, morning) not in given
    ]


def _hours(text: str) -> Iterator[tuple[tuple[int, int], bool, str]]:
    """Yield each hour and minute that a text puts into a half of the day, and how it is written."""
    for match in _HALF_KO.finditer(text):
        if match["half"] not in _UNSURE:
            minute = 30 if match["past"] else int(match["minute"] or 0)
            yield (int(match["hour"]), minute), match["half"] in _BEFORE_NOON, match.group()
    for match in _HALF_EN.finditer(text):
        half = match["half"].lower()
        time = int(match["hour"]), int(match["minute"] or 0)
        yield time, half in _BEFORE_NOON, match.group()
