"""Ranks (3위, 제2차, third, No. 3) and fractions (절반, 3분의 1, a third)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_RANK_OF = {word: i for i, word in enumerate(_WORDS, 1)}
_NATIVE = {
    "첫": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10,
}  # fmt: skip
_LATE = "|".join(_WORDS[2:])
_RANKED = (
    r"place|largest|biggest|highest|most|lowest|busiest|richest|time|term|round|straight|"
    r"consecutive"
)
_RANK = re.compile(
    r"(?P<a>\d{1,4})(?:st|nd|rd|th)\b|(?:\b(?:No|no)\.\s?|#)(?P<b>\d{1,4})(?![\d,.]*\d)|"
    r"(?<![가-힣])제\s?(?P<c>\d{1,4})\s?(?:차|회|위|호|기|번째|탄|대)(?![가-힣]{2})|"
    r"(?<![가-힣])(?P<ko>첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?번째|"
    r"(?P<d>\d{1,3})차(?=$|[^가-힣]|[는은에의로와까부])(?!로|로의)|"
    rf"\b(?P<en>(?i:{_LATE}))\b(?!s)|\b(?P<first>(?i:first|second))(?=[\s-](?:{_RANKED})\b)|"
    r"(?:(?<=\branked )|(?<=\branks )|(?<=\bfinished )|(?<=\bcame ))(?P<ranked>first|second)\b"
)
_TOPS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
_PARTS = {**{w: i for w, i in _RANK_OF.items() if i > 2}, "half": 2, "halve": 2, "quarter": 4}
_FRACTION = re.compile(
    r"(?P<top>\d{1,2})\s?/\s?(?P<bottom>\d{1,2})(?![\d/])|"
    r"(?P<ko_bottom>\d{1,4})분의\s?(?P<ko_top>\d{1,3})|(?P<ko_half>(?<![가-힣])절반)|"
    rf"\b(?P<words>(?i:a|one|two|three|four|nine))[\s-](?P<part>{'|'.join(_PARTS)})s?\b|"
    r"\b(?P<half>[Hh]alf)(?=\s(?:of|the|its|their|his|her|all)\b)"
)
# "a third of", but not "a third time"
_FRACTION_NEXT = re.compile(
    r"$|[^\w\s-]|\s(?:of|in|to|from|since|say|said|were|was|have|has|are|is|and|or|more|less|"
    r"higher|lower|this|last|compared|by|as|at|on|for|the|than)\b"
)
# Part of a number is a number: "a quarter of a million".
_OF_A_NUMBER = re.compile(r"\s(?:of\s)?an?\s(?:hundred|thousand|million|billion|trillion|dozen)\b")
# "a quarter of a percentage point"
_OF_A_POINT = re.compile(r"\s(?:of\s)?a\s(?:full\s)?percentage[\s-]point")


@dataclass(frozen=True, slots=True)
class Special:
    """A rank or fraction that ends at `end`."""

    value: Decimal
    end: int
    unit: str


def read_rank(text: str, pos: int) -> Special | None:
    """Read an ordinal at `pos`."""
    found = _RANK.match(text, pos)
    if not found:
        return None
    word, value = str(found.lastgroup), found[str(found.lastgroup)]
    number = _NATIVE[value] if word == "ko" else _RANK_OF.get(value.lower(), 0) or int(value)
    return Special(Decimal(number), found.end(), "rank")


def read_fraction(text: str, pos: int) -> Special | None:
    """Read a fraction at `pos`, also of a percentage point; its value is seldom above 1."""
    found = _FRACTION.match(text, pos)
    if not found or _OF_A_NUMBER.match(text, found.end()):
        return None
    if found["ko_half"] or found["half"]:
        top, bottom = 1, 2
    elif found["words"]:
        top, bottom = _TOPS[found["words"].lower()], _PARTS[found["part"]]
        if (
            top == 1
            and found["words"].lower() == "a"
            and not _FRACTION_NEXT.match(text, found.end())
        ):
            return None
    else:
        top = int(found["top"] or found["ko_top"])
        bottom = int(found["bottom"] or found["ko_bottom"])
    if not bottom:
        return None
    point = _OF_A_POINT.match(text, found.end())
    end, unit = (point.end(), "%p") if point else (found.end(), "fraction")
    return Special(Decimal(top) / bottom, end, unit)
