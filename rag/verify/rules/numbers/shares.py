"""Shares told in different forms: 열 명 중 일곱 and 70%, 66% and "two-thirds"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rag.text.names import listed
from rag.text.quantities import Quantity
from rag.verify.rules.language.figures import figures_in

# Numerals by their value, as they stand alone and before a counter.
_KOREAN = {
    word: Decimal(value)
    for value, words in enumerate(
        ("하나 한", "둘 두", "셋 세", "넷 네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"), 1
    )
    for word in words.split()
} | {"백": Decimal(100)}
_ENGLISH = {
    word: Decimal(value)
    for value, word in enumerate(
        listed("one two three four five six seven eight nine ten eleven twelve"), 1
    )
} | {"hundred": Decimal(100)}
_VALUES = _KOREAN | _ENGLISH
_DIGITS = r"\d[\d,]*"
_N_KO = rf"(?:{_DIGITS}|{'|'.join(sorted(_KOREAN, key=len, reverse=True))})"
_N_EN = rf"(?:{_DIGITS}|{'|'.join(_ENGLISH)})"
_COUNTER = r"(?:\s?(?:명|사람|곳|개|대|건|가구|집|번|편|채))?"
# 10명 중 7명, 셋 중 둘, 열에 아홉; "seven in ten", "three out of every four", "510 of the 1,000"
_RATIO_KO = re.compile(
    rf"(?<![가-힣\d.,])(?P<of>{_N_KO}){_COUNTER}(?:\s?(?:중|가운데)(?:에서)?\s|에\s)"
    rf"(?P<part>{_N_KO})(?![가-힣]*[월일년])"
)
_RATIO_EN = re.compile(
    rf"(?<![\w.,-])(?P<part>{_N_EN})\s(?:out of|in(?!\s\d\d\d\d)|of)\s(?:every |the )?"
    rf"(?P<of>{_N_EN})(?![\w.,]*[\d-])",
    re.IGNORECASE,
)
_TINY = re.compile(r"\b(?:a|one)\s(?P<name>hundredth|thousandth|millionth)\b", re.IGNORECASE)
_TINY_VALUES = {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000}
# How far a share in words may lie from the figure that it tells, in percentage points; one that is
# called near ("nearly", 가까이) lies on its side only.
_LOOSE, _NEARLY_BY, _EXACT = Decimal(3), Decimal(5), Decimal("0.5")
_NEARLY = re.compile(r"가까|육박|못\s?미|\b(?:nearly|almost|just under|close to)\b", re.IGNORECASE)
_OVER = re.compile(r"남짓|을? ?조금 넘|\b(?:just|slightly|a little) over\b", re.IGNORECASE)
_AROUND = 14  # letters beside a share in which it is called near
_COARSE = Decimal(10)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, `text[start:end]`, in percent; `coarse` ones are told in small numbers."""

    start: int
    end: int
    percent: Decimal
    coarse: bool


def ratios_in(text: str) -> Iterator[Share]:
    """Yield the shares that a text tells as two numbers, or as a thousandth."""
    for pattern in (_RATIO_KO, _RATIO_EN):
        for match in pattern.finditer(text):
            of, part = _value(match["of"]), _value(match["part"])
            if 0 < part < of:
                yield Share(match.start(), match.end(), 100 * part / of, of <= _COARSE)
    for match in _TINY.finditer(text):
        value = Decimal(100) / _TINY_VALUES[match["name"].lower()]
        yield Share(match.start(), match.end(), value, coarse=False)


def unborne_fractions(claim: str, source: str) -> list[str]:
    """Return the thousandths of a claim that its source tells in no form."""
    tiny = [share for share in ratios_in(claim) if _TINY.match(claim, share.start)]
    return [
        claim[share.start : share.end] for share in tiny if not _bears_out(share, claim, source)
    ]


def shares_in(text: str) -> list[Share]:
    """Return every share of a text, also percentages, fractions and, of times, the inverse."""
    return [*ratios_in(text), *(share for q in figures_in(text) if (share := _share(q)))]


def told_as_share(said: Quantity, claim: str, source: str) -> bool:
    """Return whether a source has, in another form, the share that a claim's quantity tells."""
    if any(_bears_out(share, claim, source) for share in _ratios_with(said, claim)):
        return True
    own = None if said.bound or said.unit == "fold" else _share(said)
    if own is None:
        return False
    # Two percentages are held against each other to the digit, elsewhere.
    given = shares_in(source) if own.coarse else ratios_in(source)
    return any(_agree(own, claim, other) for other in given)


def _ratios_with(said: Quantity, claim: str) -> Iterator[Share]:
    return (share for share in ratios_in(claim) if share.start <= said.start < share.end)


def _bears_out(share: Share, claim: str, source: str) -> bool:
    return any(_agree(share, claim, other) for other in shares_in(source))


def _agree(said: Share, claim: str, given: Share) -> bool:
    around = claim[max(0, said.start - _AROUND) : said.end + _AROUND]
    if said.coarse and _NEARLY.search(around):
        return 0 <= said.percent - given.percent <= _NEARLY_BY
    if said.coarse and _OVER.search(around):
        return 0 <= given.percent - said.percent <= _NEARLY_BY
    far = abs(said.percent - given.percent)
    return far <= min(_LOOSE if said.coarse else _EXACT, said.percent / _COARSE)


def _share(quantity: Quantity) -> Share | None:
    if quantity.low != quantity.high or quantity.low <= 0:
        return None
    place = (quantity.start, quantity.end)
    match quantity.unit:
        case "%":
            return Share(*place, quantity.low, coarse=False)
        case "fraction":
            return Share(*place, 100 * quantity.low, coarse=True)
        case "fold" if quantity.low >= _COARSE:
            return Share(*place, 100 / quantity.low, coarse=False)
    return None


def _value(numeral: str) -> Decimal:
    word = _VALUES.get(numeral.lower())
    return Decimal(numeral.replace(",", "")) if word is None else word
