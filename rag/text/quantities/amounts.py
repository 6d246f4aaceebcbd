"""The value of a quantity: what it is, whether two agree, and how a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rag.domain import Language
from rag.text.quantities import unit_tables, units
from rag.text.quantities.numerals import grouped, plain, spell_english, spell_korean

Bound = Literal["", "min", "max", "over", "under"]
Verdict = Literal["same", "compatible", "different"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, `text[start:end]`, multiplied out: 3조 5,000억원 is 3500000000000.

    `low` and `high` differ only for a range. `unit` is an ISO 4217 code for money, '%', '%p',
    'fraction', a measure ('km'), a canonical counter ('person'), 'rank' for ordinals, or '' for
    none. `bound` says which side the text leaves open: at least (min), up to (max), more than
    (over), less than (under).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    approximate: bool = False
    bound: Bound = ""


# Counters that name nothing in particular, so translations exchange them freely.
_GENERIC = frozenset(("item", "unit", "case", "kind"))
_NOT_COUNTED = frozenset(
    ("person", "%", "%p", "fraction", "fold", "rank", "year-old", "vote", "point", "time")
)
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        ("fold", "time"), ("year", "year-old"), ("GBP", "pound"), ("case", "time"),
        ("company", "place"), ("company", "group"), ("place", "region"), ("place", "city"),
        ("step", "time"), ("person", "household"), ("degree", "°C"), ("degree", "°F"),
        ("team", "item"), ("house", "household"), ("group", "team"), ("agency", "place"),
        ("item", "fold"), ("point", "%p"),
    )
)  # fmt: skip
_ROUNDED = Decimal("0.05")
_LARGE_ROUNDED = Decimal("0.02")
_APPROXIMATE = Decimal("0.1")
_CONVERTED = Decimal("0.04")


def compare(a: Quantity, b: Quantity) -> Verdict:
    """Compare two quantities by value.

    'same': equal values and units (units of one system converted), equally exact and bounded.
    'compatible': nothing contradicts. One lacks the unit; a point lies in the other's range or on
    the open side of its bound; one is the other rounded; or the two lie within half of the last
    digit written (at most 10 %) where either is approximate. 'different': anything else.
    """
    if not _units_agree(a.unit, b.unit):
        return "different"
    alike = units.base(a.unit)[0] == units.base(b.unit)[0]
    x, y = _in_base(a, alike), _in_base(b, alike)
    if x == y and a.unit and b.unit and not _loose(a.unit, b.unit):
        return "same" if (a.approximate, a.bound) == (b.approximate, b.bound) else _bounded(a, b)
    if x == y and a.unit == b.unit:
        return "same" if (a.approximate, a.bound) == (b.approximate, b.bound) else _bounded(a, b)
    if x == y:
        return _bounded(a, b)
    if _within(x, y, a, b) or _near(a, b, x, y):
        return "compatible"
    return "different"


def _bounded(a: Quantity, b: Quantity) -> Verdict:
    """Judge equal values that the texts bound differently: over 10 against under 10 conflict."""
    below, above = {"max", "under"}, {"min", "over"}
    opposed = (a.bound in below and b.bound in above) or (a.bound in above and b.bound in below)
    return "different" if opposed else "compatible"


def _loose(a: str, b: str) -> bool:
    """Say whether two units agree though they are neither equal nor convertible."""
    return a != b and units.base(a)[0] != units.base(b)[0]


def _units_agree(a: str, b: str) -> bool:
    if a == b or not a or not b or frozenset((a, b)) in _PAIRS:
        return True
    if units.base(a)[0] == units.base(b)[0]:
        return True
    counted = [not _is_specific(unit) for unit in (a, b)]
    return (a in _GENERIC or b in _GENERIC) and all(counted)


def _is_specific(unit: str) -> bool:
    """Say whether a unit measures rather than counts things."""
    return (
        unit in _NOT_COUNTED
        or unit in unit_tables.CURRENCIES
        or unit in _TIMES
        or units.base(unit)[0] != unit
        or unit in ("W", "Wh", "B", "bit", "Hz", "bps", "barrel", "V", "cal", "degree")
    )


def _in_base(quantity: Quantity, convert: bool) -> tuple[Decimal, Decimal]:
    factor = units.base(quantity.unit)[1] if convert else Decimal(1)
    return quantity.low * factor, quantity.high * factor


def _within(
    x: tuple[Decimal, Decimal], y: tuple[Decimal, Decimal], a: Quantity, b: Quantity
) -> bool:
    """Say whether a point lies in the other's range or on the open side of its bound."""
    for inner, outer, one, other in ((x, y, a, b), (y, x, b, a)):
        if inner[0] == inner[1] and outer[0] != outer[1] and outer[0] <= inner[0] <= outer[1]:
            return True
        if one.bound or not other.bound:
            continue
        if other.bound in ("min", "over") and inner[0] >= outer[0]:
            return True
        if other.bound in ("max", "under") and inner[1] <= outer[1]:
            return True
    return False


def _near(a: Quantity, b: Quantity, x: tuple[Decimal, Decimal], y: tuple[Decimal, Decimal]) -> bool:
    """Say whether one is the other rounded, approximated or converted."""
    loose = a.approximate or b.approximate
    if units.crosses_systems(a.unit, b.unit):
        return all(_relative(p, q) <= _CONVERTED for p, q in zip(x, y, strict=True))
    if "rank" in (a.unit, b.unit) or _bounded(a, b) == "different":
        return False
    alike = units.base(a.unit)[0] == units.base(b.unit)[0]
    factors = (
        units.base(a.unit)[1] if alike else Decimal(1),
        units.base(b.unit)[1] if alike else Decimal(1),
    )
    return all(_rounds_to(p, q, factors, loose) for p, q in zip(x, y, strict=True))


def _rounds_to(p: Decimal, q: Decimal, factors: tuple[Decimal, Decimal], loose: bool) -> bool:
    if p == q:
        return True
    steps = _last_digit(p / factors[0]) * factors[0], _last_digit(q / factors[1]) * factors[1]
    coarse, fine = (p, q) if steps[0] >= steps[1] else (q, p)
    if abs(coarse - fine) * 2 > max(steps):
        return False
    if loose:
        return _relative(coarse, fine) <= _APPROXIMATE
    if fine != fine.to_integral_value():
        return _relative(coarse, fine) <= _ROUNDED
    return abs(coarse) >= 10**4 and _relative(coarse, fine) <= _LARGE_ROUNDED


def _last_digit(value: Decimal) -> Decimal:
    """Return the place of the last digit that is not zero: 10000 for 260000, 0.1 for 5.5."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


def _relative(p: Decimal, q: Decimal) -> Decimal:
    return abs(p - q) / max(abs(p), abs(q), Decimal(1) / 10**12)


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
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def render(quantity: Quantity, language: Language, *, bare: bool = False) -> str:
    """Return a reader's exact spelling: '$5.5 billion', '3조 5,000억 원', '61.57%', '3rd'.

    `find_quantities` reads it back as the same quantity. `bare` leaves out counters, '약' and
    'at least', for writing a value beside a text that has them: '260,000' for '약 26만 장'.
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
    return unit in unit_tables.CURRENCIES or unit in ("%", "%p", "rank", "fraction")


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
