"""The words around a number that make it approximate or leave one side open."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.text.quantities.amounts import Bound

_KO_APPROXIMATE = re.compile(r"(?<![가-힣])(?:약|대략|거의|어림잡아|줄잡아|얼추)\s?$")
_KO_LEFT: tuple[tuple[str, Bound], ...] = (
    (r"(?<![가-힣])(?:최소한?|적어도)\s?(?:약\s?)?$", "min"),
    (r"(?<![가-힣])(?:최대|많아야)\s?(?:약\s?)?$", "max"),
)
_KO_RIGHT_APPROXIMATE = re.compile(
    r"\s?(?:어치\s?)?(?:여(?![가-힣]{2})|가량|정도|쯤|안팎|내외|남짓|수준|"
    r"(?:[에의을를]\s?)?(?:육박|가까)|"
    r"대(?=$|[^가-힣]|[를의로에가])(?!\s?\d))"
)
_PARTICLE = r"(?:을|를|이|가|선을|선|대를|도)?\s?"
_KO_RIGHT: tuple[tuple[str, Bound], ...] = (
    (r"\s?(?:정도\s?)?이상(?!한|하게)", "min"),
    (r"\s?(?:이하|이내)", "max"),
    (rf"{_PARTICLE}(?:초과|넘(?!어지|보)|돌파|웃[도돌돈]|상회)", "over"),
    (rf"{_PARTICLE}(?:미만|밑[도돌돈]|하회)|에\s?(?:못\s?미[치쳤]|미치지\s?못)", "under"),
)
_EN_APPROXIMATE = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|close to|circa|estimated|near|"
    r"more or less|just (?:over|under)|a little (?:over|under))\s(?:a\s|an\s)?$",
    re.IGNORECASE,
)
_EN_LEFT: tuple[tuple[str, Bound], ...] = (
    ("at least|no fewer than|no less than|not less than|a minimum of", "min"),
    ("up to|at most|no more than|not more than|a maximum of|as (?:many|much|high) as", "max"),
    (
        "more than|over|above|exceed(?:s|ed|ing)?|upwards? of|in excess of|greater than|"
        "surpass(?:es|ed|ing)|topp(?:ed|ing)|tops|passed|beyond|higher than",
        "over",
    ),
    ("less than|fewer than|under|below|lower than", "under"),
)
_EN_RIGHT: tuple[tuple[str, Bound], ...] = (
    (
        r"\sor (?:more|older|higher|above|over)\b|\sand (?:over|above|older|up)\b|\+(?!\d)|-plus\b",
        "min",
    ),
    (r"\sor (?:less|fewer|younger|lower|below|under)\b", "max"),
)
_EN_RIGHT_APPROXIMATE = re.compile(r"\s(?:or so|or thereabouts)\b")
_DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))

_LEFT = tuple((re.compile(words), bound) for words, bound in _KO_LEFT) + tuple(
    (re.compile(rf"\b(?:{words})\s(?:about\s|around\s|the\s|an?\s)?$", re.IGNORECASE), bound)
    for words, bound in _EN_LEFT
)
_RIGHT = tuple((re.compile(words), bound) for words, bound in _KO_RIGHT + _EN_RIGHT)
_REACH = 24


def approximate(text: str, start: int, end: int) -> bool:
    """Say whether the words beside `text[start:end]` make it approximate (약, 가량, about)."""
    left = text[max(0, start - _REACH) : start]
    return bool(
        _KO_APPROXIMATE.search(left)
        or _EN_APPROXIMATE.search(left)
        or _KO_RIGHT_APPROXIMATE.match(text, end)
        or _EN_RIGHT_APPROXIMATE.match(text, end)
    )


def bound(text: str, start: int, end: int, unit: str) -> Bound:
    """Return the side that the words beside `text[start:end]` leave open (이상), or ''."""
    left = text[max(0, start - _REACH) : start]
    for pattern, side in _LEFT:
        found = pattern.search(left)
        if found:
            # "over two days" says how long something took, not that it took longer
            during = unit in _DURATIONS and found[0].lower().startswith("over")
            return "" if during else side
    rough = _KO_RIGHT_APPROXIMATE.match(text, end)
    for place in (end, rough.end() if rough else end):
        for pattern, side in _RIGHT:
            if pattern.match(text, place):
                return side
    return ""


def sign(word: str) -> Decimal:
    """Return -1 for a minus sign or one of its words, else 1."""
    return Decimal(-1 if word.strip() else 1)
