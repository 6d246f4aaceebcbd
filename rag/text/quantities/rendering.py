"""A quantity as a reader sees it: the exact spelling in Korean or English."""

from __future__ import annotations

from decimal import Decimal

from rag.domain import Language
from rag.text.quantities import unit_tables, units
from rag.text.quantities.amounts import Quantity
from rag.text.quantities.spelling import grouped, plain, spell_english, spell_korean

_KO_MODIFIER = {"": "", "min": " 이상", "max": " 이하", "over": " 초과", "under": " 미만"}
_EN_MODIFIER = {
    "": "", "min": "at least ", "max": "up to ", "over": "more than ", "under": "less than ",
}  # fmt: skip
_KO_COUNTER = {
    unit.name: spelling
    for spelling, unit in reversed(units.KOREAN.items())
    if unit.factor == 1 and " " not in spelling
} | {
    "person": "명", "country": "개국", "company": "개사", "unit": "장", "year": "년",
    "rank": "번째", "state": "개주", "school": "개교", "city": "개 도시", "week": "주간",
    "month": "개월", "day": "일간", "year-old": "세", "hour": "시간", "minute": "분",
    "second": "초", "point": "포인트", "volume": "권", "team": "개 팀", "model": "개 모델",
    "group": "개 그룹", "region": "개 지역", "sector": "개 분야", "agency": "개 기관",
    "party": "개 정당", "parameter": "개 파라미터", "degree": "도", "place": "곳",
    "kind": "가지", "pound": "lb", "m": "미터", "share": "주식", "time": "차례",
    "AUD": "호주 달러", "CNY": "위안", "KRW": "원", "USD": "달러", "JPY": "엔", "EUR": "유로",
    "GBP": "파운드",
}  # fmt: skip
_EN_COUNTER = {
    unit.name: spelling
    for spelling, unit in reversed(units.ENGLISH.items())
    if unit.factor == 1 and not spelling.startswith("-") and spelling.isascii()
} | {"KRW": "won", "person": "people", "house": "houses", "company": "companies", "work": "films"}
_EN_ONE = {
    "person": "person", "country": "country", "company": "company", "item": "item", "unit": "unit",
    "year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour",
    "minute": "minute", "second": "second", "vote": "vote", "point": "point",
}  # fmt: skip
_KO_OF_ENGLISH_ONLY = {"CAD": "캐나다 달러", "HKD": "홍콩 달러", "TWD": "대만 달러"}
# Counters that are always the same noun in the other language; 편 is a film, a paper or a poem.
COUNTED_NOUNS = frozenset(("person", "country", "company", "city", "school", "region", "sector"))
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def render(quantity: Quantity, language: Language, *, bare: bool = False) -> str:
    """Return a reader's exact spelling: '$5.5 billion', '3조 5,000억 원', '61.57%', '3rd'.

    `find_quantities` reads it back as the same quantity. `bare` leaves out '약', 'at least' and
    counters that are no noun, for writing a value beside a text that has them: '260,000' for
    '약 26만 장', but '500MW' for '500메가와트' and '3 people' for '세 사람'.
    """
    unit = quantity.unit
    if bare and not _shown_bare(unit):
        unit = ""
    if language == "ko":
        body = _korean(quantity, unit)
        if bare:
            return body
        return ("약 " if quantity.approximate else "") + body + _KO_MODIFIER[quantity.bound]
    body = _english(quantity, unit)
    if bare:
        return body
    bound = _EN_MODIFIER[quantity.bound]
    return bound + ("about " if quantity.approximate else "") + body


def _shown_bare(unit: str) -> bool:
    exact = unit in unit_tables.CURRENCIES or unit in ("%p", "rank", "fraction")
    return exact or units.is_measured(unit) or unit in COUNTED_NOUNS


def _fraction(value: Decimal) -> tuple[int, int] | None:
    """Return the numerator and denominator (at most 20) that a fraction was written with."""
    for below in range(2, 21):
        above = round(value * below)
        if abs(Decimal(above) / below - value) < Decimal("1e-20"):
            return int(above), below
    return None


def _korean(quantity: Quantity, unit: str) -> str:
    if unit == "fraction" and quantity.low == quantity.high:
        parts = _fraction(quantity.low)
        if parts:
            return f"{parts[1]}분의 {parts[0]}"
    spell = spell_korean if unit != "rank" else plain
    low, high = spell(quantity.low), spell(quantity.high)
    if low[-1].isdigit() and not high[-1].isdigit():
        high = grouped(quantity.high)  # "1~5만" would read as 10,000 to 50,000
    number = low if quantity.low == quantity.high else f"{low}~{high}"
    if _prefixed(quantity, unit):
        return _prefixed(quantity, unit)
    if not unit:
        return number
    counter = _KO_COUNTER.get(unit) or _KO_OF_ENGLISH_ONLY.get(unit) or unit
    return number + counter if _glued(unit, number) else f"{number} {counter}"


def _glued(unit: str, number: str) -> bool:
    if unit in unit_tables.CURRENCIES or unit in ("unit", "person"):
        return number[-1].isdigit() and unit != "unit"
    return number[-1].isdigit() or unit in ("%", "%p")


def _prefixed(quantity: Quantity, unit: str) -> str:
    """Return '1.8GW' or '16GB' where a prefix writes the value with three decimals at most."""
    if unit not in ("W", "Wh", "B", "Hz", "bps") or quantity.low != quantity.high:
        return ""
    for prefix, scale in (("P", 15), ("T", 12), ("G", 9), ("M", 6), ("k", 3)):
        value = quantity.low.scaleb(-scale)
        if abs(value) >= 1 and value == round(value, 3) and prefix + unit in units.ENGLISH:
            return f"{grouped(value)}{prefix}{unit}"
    return ""


def _english(quantity: Quantity, unit: str) -> str:
    if _prefixed(quantity, unit):
        return _prefixed(quantity, unit)
    ends = tuple(dict.fromkeys((quantity.low, quantity.high)))
    if unit == "rank":
        return " to ".join(_ordinal(int(v)) for v in ends)
    if unit == "fraction" and quantity.low == quantity.high:
        parts = _fraction(quantity.low)
        if parts:
            return f"{parts[0]}/{parts[1]}"
    spelled = [spell_english(abs(v)) for v in ends]
    if spelled[0][-1].isdigit():
        spelled = [grouped(abs(v)) for v in ends]  # "1 to 5 million" would begin at a million
    money = unit_tables.MONEY_SIGN.get(unit, "")
    number = " to ".join(
        f"{'-' if v < 0 else ''}{money}{s}" for v, s in zip(ends, spelled, strict=True)
    )
    if money:
        return number
    if unit in ("%", "%p"):
        return f"{number}%" if unit == "%" else f"{number} percentage points"
    return number + _english_counter(quantity, unit)


def _english_counter(quantity: Quantity, unit: str) -> str:
    if not unit:
        return ""
    word = _EN_COUNTER.get(unit, unit)
    if quantity.low == quantity.high == 1:
        word = _EN_ONE.get(unit, word)
    return f" {word}"


def _ordinal(number: int) -> str:
    end = "th" if number % 100 in (11, 12, 13) else _ORDINALS.get(number % 10, "th")
    return f"{number}{end}"
