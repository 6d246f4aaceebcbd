"""What surrounds a date expression: the anchor, the tense of its clause, the dates before it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.text.dates import periods
from rag.text.dates.periods import Period

Cue = Literal["past", "future", "none"]

_SENTENCE_END = re.compile(r"[.!?。](?=[\s\"'”’)]|$)|\n")
_FUTURE = re.compile(
    r"예정|계획|방침|전망|앞두|앞둔|오는 |열린다|개최한다|시작한다|시작된다|나선다|마감된다|"
    r"[가-힣] 것(?:으로|이|임|이라)|겠다|\b(?:will|shall|would|going to|set to|scheduled|due|"
    r"plans?|"
    r"expects?|expected|upcoming)\b|'ll\b"
)
_PAST_EN = re.compile(
    r"\b(?:said|told|was|were|had|did|met|began|rose|fell|held|made|took|came|went|won|lost|"
    r"left|gave|got|saw|sent|hit|led|became|found|ran|[a-z]{3,}ed)\b"
)
_HALF_A_YEAR, _A_MONTH = 183, 31  # days
_HANGUL_BASE, _FINAL_CONSONANTS, _FINAL_SS = 0xAC00, 28, 20
_PAST_ENDING = re.compile(r"(?![있겠])([가-힣])(?:다|던|으며|으나|지만|는데|고)(?![가-힣]*겠)")


def tense(text: str) -> Cue:
    """Say whether a clause reports something done, something to come, or cannot tell."""
    future = bool(_FUTURE.search(text))
    past = bool(_PAST_EN.search(text)) or any(
        (ord(found[1]) - _HANGUL_BASE) % _FINAL_CONSONANTS == _FINAL_SS
        for found in _PAST_ENDING.finditer(text)
    )
    if past == future:
        return "none"
    return "past" if past else "future"


@dataclass(slots=True)
class DateContext:
    """The state of one left-to-right reading of a text."""

    text: str
    anchor: date | None
    forward: bool | None
    # None: no day was named yet. `day_unknown`: one was named that could not be resolved.
    last_day: date | None = None
    day_unknown: bool = False
    # where a background day ("지난달 19일", not the story's own "19일") was last named, else -1
    background_end: int = -1
    last_year: int | None = None
    previous: Period | None = None
    previous_end: int = -1

    def sentence(self, start: int, end: int) -> tuple[str, str]:
        """Return the sentence's text before `start` and after `end`."""
        begin = 0
        for found in _SENTENCE_END.finditer(self.text, 0, start):
            begin = found.end()
        stop = _SENTENCE_END.search(self.text, end)
        return self.text[begin:start], self.text[end : stop.start() if stop else len(self.text)]

    def cue(self, start: int, end: int) -> Cue:
        """Say whether an expression without a mark of its own lies in the past or the future."""
        if self.forward is not None:
            return "future" if self.forward else "past"
        return tense(self.sentence(start, end)[1])

    def story_day(self, start: int) -> date | None:
        """Return the day that '이날' at `start` means: the last one named, else the anchor.

        A background day named in an earlier paragraph leaves it open.
        """
        stale = self.background_end >= 0 and "\n" in self.text[self.background_end : start]
        if self.day_unknown or (stale and self.last_day != self.anchor):
            return None
        return self.last_day or self.anchor

    def bare_days(self, first: int, last: int, cue: Cue, span: tuple[int, int]) -> Period | None:
        """Resolve '31일' or '10~11일' by the newspaper's convention; None when it can't tell."""
        joined = self._joined_days(first, last, span[0])
        if joined or not self.anchor:
            return joined
        here = (self.anchor.year, self.anchor.month)
        if cue == "none":
            if self.forward is None and first <= self.anchor.day:
                return periods.days(*here, first, last)
            implied = self.cue(*span)
            if first == self.anchor.day or implied == "none":
                return periods.days(*here, first, last) if first == self.anchor.day else None
            cue = implied
        elif first == self.anchor.day:
            return None  # "지난 10일" written on a 10th: this month's or the last one's
        earlier = first < self.anchor.day
        shift = {("past", False): -1, ("future", True): 1}.get((cue, earlier), 0)
        return periods.days(*periods.shift_month(*here, shift), first, last)

    def _joined_days(self, first: int, last: int, start: int) -> Period | None:
        """Give '5일' in '10월 3일과 5일' or '31일부터 1일까지' the month of the day before it."""
        if not self.previous or self.previous_end < 0:
            return None
        between = self.text[self.previous_end : start]
        known = self.previous.last
        if not re.fullmatch(r"\s?(?:부터|에서|과|와|,|·|및|~|∼|-)\s?", between):
            return None
        if first > known.day:
            return periods.days(known.year, known.month, first, last)
        if re.search(r"부터|에서|~|∼|-", between):
            return periods.days(*periods.shift_month(known.year, known.month, 1), first, last)
        return None

    def month_year(self, number: int, cue: Cue, span: tuple[int, int], day: int = 0) -> int | None:
        """Return the year of a month (or of its day) that names none; None when it can't tell."""
        inherited = self._joined_year(span[0], number) if cue == "none" else None
        if inherited or not self.anchor:
            return inherited
        now = self.anchor
        same = now.month == number
        if cue != "none":
            before = (number, day) < (now.month, now.day) if day else number < now.month
            if same and (not day or day == now.day):
                return None
            return now.year - (cue == "past" and not before) + (cue == "future" and before)
        away = _days_away(now, now.year, number, day)
        if abs(away) <= _HALF_A_YEAR:
            return now.year
        implied = self.cue(*span)
        # A month long past is this year's ("1월 열렸다" in November); one far ahead is not, and
        # papers then name the year, so its absence settles nothing.
        if (away < 0 and implied == "past") or (away > 0 and implied == "future"):
            return now.year
        # Across the turn of the year they do not: "12월 30일 열렸다" of 2 January.
        beyond = now.year + (1 if away < 0 else -1)
        across = abs(_days_away(now, beyond, number, day))
        if across <= (_HALF_A_YEAR if implied != "none" else _A_MONTH):
            return beyond
        return None

    def _joined_year(self, start: int, number: int) -> int | None:
        """Return the year that a month directly joined to a dated one shares with it."""
        if not self.previous or self.previous_end < 0:
            return None
        between, known = self.text[self.previous_end : start], self.previous.last
        if not re.fullmatch(r"\s?(?:부터|과|와|,|·|및|~|∼|-|–|to|and|until)\s?", between):
            return None
        if number >= known.month:
            return known.year
        return known.year + 1 if re.search(r"부터|~|∼|-|–|to|until", between) else None


def _days_away(now: date, year: int, month: int, day: int) -> int:
    """Return how many days lie from `now` to a day of a month, or to its middle."""
    last = monthrange(year, month)[1]
    return (date(year, month, min(day or 15, last)) - now).days
