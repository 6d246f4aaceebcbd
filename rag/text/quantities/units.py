"""Units and counters of Korean and English news, mapped to one canonical name each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.text.quantities.unit_tables import (
    COUNTERS_EN,
    COUNTERS_KO,
    CURRENCIES,
    MEASURES,
    MONEY_EN,
    MONEY_KO,
    RATE,
    TIME,
    Unit,
)

KOREAN = {
    **COUNTERS_KO, **TIME, **MEASURES, **RATE, **MONEY_KO,
}  # fmt: skip
ENGLISH = {**COUNTERS_EN, **TIME, **MEASURES, **RATE, **MONEY_EN}
_HANGUL = re.compile(r"[가-힣]")
_KO_KEYS = {k: u for k, u in KOREAN.items() if _HANGUL.search(k)}
# reversed: the first unit of a spelling counts
_KO_SQUEEZED = {k.replace(" ", ""): u for k, u in reversed(_KO_KEYS.items())}
_EN_KEYS = {k: u for k, u in ENGLISH.items() if not _HANGUL.search(k)}


def _longest_first(keys: dict[str, Unit]) -> str:
    spaced = (re.escape(k).replace(r"\ ", r"\s?" if _HANGUL.search(k) else r"[\s-]") for k in keys)
    return "|".join(sorted(spaced, key=len, reverse=True))


_KO_UNIT = re.compile(rf"\s?(?P<unit>{_longest_first(_KO_KEYS)})")
_EN_WORD = {k: u for k, u in _EN_KEYS.items() if len(k) > 3 or k in ("men", "day", "won", "yen")}
_EN_GLUED = {k: u for k, u in _EN_KEYS.items() if k not in _EN_WORD}
_EN_UNIT = re.compile(
    rf"[\s-]?(?P<unit>(?:{_longest_first(_EN_WORD)})(?![A-Za-z])|(?:{_longest_first(_EN_GLUED)})"
    rf"(?![A-Za-z0-9]))",
)
_CODE_UNIT = re.compile(rf"\s?(?P<unit>{'|'.join(sorted(c for c in CURRENCIES if len(c) == 3))})\b")

# What may follow a Korean unit without making another word of it (명 + 을, not 명 + 령).
_PARTICLES = (
    r"(?=$|[^가-힣]|이(?![가-힣]{2,}사)|가|은|는|을|를|의|에|와|과|도|만|로|으로|부터|까지|보다|"
    r"마다|씩|당|"
    r"여|정도|미만|초과|안팎|내외|째|간|대|선|등|중|쯤|꼴|나|든|라|인(?!승|조|자|칭)|일|였|밖|뿐|"
    r"처럼|같|규모|"
    r"수준|상당|남짓|넘|돌파|분|전|후|뒤|내|사이|동안|짜리|어치|들|모두|전원|한테|께|치|급|상승|"
    r"하락|"
    r"증가|감소|이상|이하|가량|하고|하|며|고|된|됐|돼|기준|달성|기록|투자|약|받|씨|되|올|내린|"
    r"오른|떨|뛰|급|줄|늘|다(?![가-힣])|입니|임(?![가-힣])|예요|죠)"
)  # fmt: skip
_TAIL = re.compile(_PARTICLES)
# Compounds whose second syllable is spelled like a particle: glued to the number, and spaced.
_COMPOUND = re.compile(r"차전|회전|원전|개인(?!\s|데)|개의치|인승|분의\s?\d")
_SPACED_WORD = re.compile(
    r"회의|개인|대도시|대만|대선|대가|주가|주의|주도|주로|차이|차가|인도|인가|종이|종로|편의|발의|"
    r"도로|도의|도가|"
    r"기도|기로|기만|등|분과|초과|초대|실로|통로|해도|불과|세로|권과|점(?![가-힣]|[을이])"
)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit read at some place of a text, and where its spelling ends."""

    unit: Unit
    end: int
    spelled: str


def read_unit(text: str, pos: int) -> UnitMatch | None:
    """Read the unit or counter that starts at `pos`, one space or hyphen before it at most."""
    matches = (_read_english(text, pos), _read_korean(text, pos))
    return max((m for m in matches if m), key=lambda m: m.end, default=None)


def _read_english(text: str, pos: int) -> UnitMatch | None:
    found = _EN_UNIT.match(text, pos) or _CODE_UNIT.match(text, pos)
    if not found:
        return None
    spelled = found["unit"]
    spaced, hyphened = re.sub(r"[\s-]", " ", spelled), re.sub(r"[\s-]", "-", spelled)
    unit = _EN_KEYS.get(spelled) or _EN_KEYS.get(spaced) or _EN_KEYS.get(hyphened)
    return UnitMatch(unit or Unit(spelled), found.end(), spelled)


def _read_korean(text: str, pos: int) -> UnitMatch | None:
    found = _KO_UNIT.match(text, pos)
    if not found:
        return None
    start, end = found.span("unit")
    if not _TAIL.match(text, end) or _COMPOUND.match(text, start):
        return None
    if start > pos and _SPACED_WORD.match(text, start):
        return None
    squeezed = re.sub(r"\s", "", found["unit"])
    return UnitMatch(_KO_SQUEEZED[squeezed], end, squeezed)


# Factors to one base per dimension, to compare kilometres with miles and weeks with days.
_BASES: dict[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(factor))
    for base, members in {
        "length": "nm 0.000000001 mm 0.001 cm 0.01 m 1 km 1000 mile 1609.344 foot 0.3048 "
        "inch 0.0254 yard 0.9144",
        "mass": "mg 0.001 g 1 kg 1000 t 1000000 pound 453.59237 ounce 28.349523",
        "area": "m2 1 km2 1000000 ha 10000 acre 4046.8564 pyeong 3.305785 foot2 0.09290304 "
        "mile2 2589988.11",
        "volume": "L 1 gallon 3.785412 m3 1000",
        "duration": "second 1 minute 60 hour 3600 day 86400 week 604800",
        "calendar": "month 1 year 12",
        "speed": "km/h 1 mph 1.609344",
        "share-of": "% 1 fraction 100",
    }.items()
    for unit, factor in zip(members.split()[::2], members.split()[1::2], strict=True)
}
_IMPERIAL = frozenset(
    [
        "mile",
        "foot",
        "inch",
        "yard",
        "pound",
        "ounce",
        "acre",
        "pyeong",
        "foot2",
        "mile2",
        "gallon",
        "mph",
    ]
)


def base(unit: str) -> tuple[str, Decimal]:
    """Return the dimension of a unit and its factor; a unit without one is its own dimension."""
    return _BASES.get(unit, (unit, Decimal(1)))


def crosses_systems(a: str, b: str) -> bool:
    """Say whether one unit is metric and the other not, so that a conversion was rounded."""
    return (a in _IMPERIAL) != (b in _IMPERIAL)


_SCALAR = frozenset(
    [
        "W",
        "Wh",
        "B",
        "bit",
        "Hz",
        "bps",
        "FLOPS",
        "TOPS",
        "barrel",
        "V",
        "cal",
        "degree",
        "°C",
        "°F",
        "%",
        "%p",
        "year-old",
    ]
)


def is_measured(unit: str) -> bool:
    """Say whether a unit is part of the value (20 minutes, 5 km), unlike a counter (5 items)."""
    return unit in _BASES or unit in _SCALAR


COUNT_NOUNS = frozenset(unit.name for unit in COUNTERS_EN.values()) - {"fold", "point", "time"}
SINGULAR = frozenset(
    spelled
    for spelled, unit in COUNTERS_EN.items()
    if unit.name in COUNT_NOUNS and f"{spelled}s" in COUNTERS_EN
) | frozenset(
    [
        "person",
        "man",
        "woman",
        "child",
        "country",
        "company",
        "nation",
        "economy",
        "vote",
        "page",
        "seat",
        "item",
    ]
)
