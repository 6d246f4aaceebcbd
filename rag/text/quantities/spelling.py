"""Writing numbers: with all their digits, with commas, and as Korean and English news does."""

from __future__ import annotations

from decimal import Decimal

from rag.text.quantities.numerals import BIG, ENGLISH_SCALES


def plain(value: Decimal) -> str:
    """Return all digits of a number, without exponent, commas or trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def grouped(value: Decimal) -> str:
    """Return a number with commas: 260000 is '260,000'."""
    whole, _, rest = plain(abs(value)).partition(".")
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):,}" + (f".{rest}" if rest else "")


def spell_korean(value: Decimal) -> str:
    """Return '3조 5,000억' for 3500000000000; `read_digits` reads it back exactly."""
    left = abs(value)
    pieces = []
    for name, unit in reversed(BIG.items()):
        count = left // unit
        if count:
            pieces.append(f"{grouped(count)}{name}")
            left -= count * unit
    if left or not pieces:
        if pieces and left != left.to_integral_value():
            return grouped(value)
        pieces.append(grouped(left))
    return ("-" if value < 0 else "") + " ".join(pieces)


def spell_english(value: Decimal) -> str:
    """Return '5.5 billion' where three decimals hold the number exactly, else all its digits."""
    for name, unit in reversed(ENGLISH_SCALES.items()):
        if unit >= 10**6 and abs(value) >= unit:
            scaled = value / unit
            if scaled == round(scaled, 3) and scaled * unit == value:
                return f"{grouped(scaled)} {name}"
    return grouped(value)
