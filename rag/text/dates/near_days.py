"""English words for the days around the one on which something is written."""

from __future__ import annotations

from datetime import timedelta

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHIFT = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
NEAR = "|".join(_SHIFT) + rf"|(?:\d{{1,2}}|{'|'.join(_COUNTED)}) days? ago"
HINT = "day|night|tomorrow|this"


def shift_of(words: str) -> timedelta:
    """Return how far from the day of writing the day lies that words of `NEAR` mean."""
    plain = words.lower()
    if plain in _SHIFT:
        return timedelta(days=_SHIFT[plain])
    number = plain.split()[0]
    return timedelta(days=-(int(number) if number.isdigit() else _COUNTED.index(number) + 1))
