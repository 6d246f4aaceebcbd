"""The value of a quantity: what it is, and whether two agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rag.text.quantities import unit_tables, units

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
    if x == y:
        exactly = alike and (a.approximate, a.bound) == (b.approximate, b.bound)
        return "same" if exactly else _bounded(a, b)
    if _within(x, y, a, b) or _near(a, b, x, y):
        return "compatible"
    return "different"


def _bounded(a: Quantity, b: Quantity) -> Verdict:
    """Judge equal values that the texts bound differently: over 10 against under 10 conflict."""
    below, above = {"max", "under"}, {"min", "over"}
    opposed = (a.bound in below and b.bound in above) or (a.bound in above and b.bound in below)
    return "different" if opposed else "compatible"


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
