"""Quantities found in Korean and English news: their values, units, limits and places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.quantities import Quantity, find_quantities, plain, sino_value, spell_korean
from tests.quantity_table import ROWS, only

FOUND = [(text, expected) for text, expected in ROWS if expected]
NOT_QUANTITIES = [text for text, expected in ROWS if not expected]


def described(quantity: Quantity) -> str:
    """Write a quantity as the table does."""
    value = plain(quantity.low)
    if quantity.low != quantity.high:
        value += f"..{plain(quantity.high)}"
    elif quantity.unit == "fraction" and len(value) > 10:
        thirds = round(quantity.low * 3)
        value = f"{thirds}/3"
    rough = "~" if quantity.approximate else ""
    return " ".join(part for part in (value, quantity.unit, rough, quantity.bound) if part)


def test_the_table_is_large_enough_to_mean_something() -> None:
    """The table holds at least 300 expressions and 60 texts without any quantity."""
    assert len(FOUND) >= 300
    assert len(NOT_QUANTITIES) >= 60


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_quantities_are_read_with_value_unit_and_limits(text: str, expected: str) -> None:
    """Every expression of the table is read with its value, unit, approximation and bound."""
    assert "; ".join(described(q) for q in find_quantities(text)) == expected


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_dates_names_codes_and_vague_amounts_are_not_quantities(text: str) -> None:
    """Digits that count nothing, and words spelled like numerals, are left alone."""
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("칩 26만 장을 산다", "26만 장"),
        ("약 3만여 장이다", "3만여 장"),
        ("a US$5.5 billion loss", "US$5.5 billion"),
        ("값이 -3.2%로", "-3.2%"),
        ("17~18개를", "17~18개"),
        ("코스피 4,000 포인트를", "4,000 포인트"),
        ("코스피 5,000선을", "5,000"),
        ("about 20 domestic companies", "20"),
        ("마이너스 2.5% 성장", "마이너스 2.5%"),
        ("the 24-year-old singer", "24-year-old"),
        ("세 번째 회담", "세 번째"),
        ("예산 3조 5,000억원을", "3조 5,000억원"),
    ],
)
def test_spans_cover_number_sign_and_adjacent_counter(text: str, span: str) -> None:
    """A span holds the number with its sign and adjacent counter, and no particle or 약."""
    quantity = only(text)
    assert text[quantity.start : quantity.end] == span


@given(st.integers(1, 10**16))
def test_korean_composition_of_any_integer_is_read_exactly(number: int) -> None:
    """만, 억, 조 and 경 compose and read back exactly, spaced or not, with a counter or not."""
    spelled = spell_korean(Decimal(number))
    glued = spelled.replace(" ", "")
    for text in (f"{spelled}원", f"{glued} 명", f"{spelled}개"):
        assert only(text).low == number


@given(st.integers(1, 10**16 - 1))
def test_korean_number_words_are_read_exactly(number: int) -> None:
    """A number written wholly in Korean numerals has the value it spells."""
    digits, units = "영일이삼사오육칠팔구", ["", "십", "백", "천"]
    groups, word = ["", "만", "억", "조"], ""
    for index, four in enumerate(str(number).zfill(16)[i : i + 4] for i in range(0, 16, 4)):
        part = "".join(digits[int(d)] + units[3 - i] for i, d in enumerate(four) if d != "0")
        word += part + groups[3 - index] if part else ""
    assert sino_value(word) == number


@given(st.text(alphabet="0123456789,.%~-$€ 만억조천여개명원달러년월일제차위약a bmkt", max_size=40))
def test_any_text_yields_ordered_disjoint_quantities(text: str) -> None:
    """Whatever the text, quantities lie in it in order, do not overlap, and low <= high."""
    end = 0
    text += "\n그는 GPU 26만 장"
    quantities = find_quantities(text)
    assert quantities[-1].low == quantities[-1].high == 260_000
    for found in quantities:
        assert end <= found.start < found.end <= len(text)
        assert found.low <= found.high
        end = found.end
