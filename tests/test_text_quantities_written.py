"""Quantities written again: for readers of either language, and as tokens for an index."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Language
from rag.text.quantities import Quantity, compare, normalize_numbers, render
from tests.quantity_table import ROWS, only


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("26만 장", "260,000 units", "26만 장"),
        ("260,000", "260,000", "26만"),
        ("55억달러", "$5.5 billion", "55억 달러"),
        ("3조5000억원", "3.5 trillion won", "3조 5,000억 원"),
        ("2429억원", "242.9 billion won", "2,429억 원"),
        ("61.57%", "61.57%", "61.57%"),
        ("3위", "3rd", "3번째"),
        ("약 30만 명", "about 300,000 people", "약 30만 명"),
        ("100명 이상", "at least 100 people", "100명 이상"),
        ("17~18개", "17 to 18 items", "17~18개"),
        ("1.8GW", "1.8GW", "1.8GW"),
        ("절반", "1/2", "2분의 1"),
        ("66세", "66 years old", "66세"),
        ("20분간", "20 minutes", "20분"),
    ],
)
def test_a_quantity_is_written_exactly_for_readers(text: str, english: str, korean: str) -> None:
    """Rendering gives the simplest exact spelling in either language."""
    assert render(only(text), "en") == english
    assert render(only(text), "ko") == korean


def test_bare_rendering_leaves_out_counters_and_limits() -> None:
    """A bare value can stand beside a text that already has its counter and '약'."""
    assert render(only("약 26만 장"), "en", bare=True) == "260,000"
    assert render(only("약 55억 달러 이상"), "en", bare=True) == "$5.5 billion"


def test_bare_rendering_keeps_what_a_value_is_without_meaning() -> None:
    """A measure is no number without its unit, and two countries are told as such."""
    assert render(only("500메가와트"), "en", bare=True) == "500MW"
    assert render(only("석 달"), "en", bare=True) == "3 months"
    assert render(only("두 나라"), "en", bare=True) == "2 countries"


UNITS = ["", "person", "item", "unit", "country", "company", "KRW", "USD", "EUR", "JPY", "CNY",
         "GBP", "%", "%p", "year", "month", "week", "day", "hour", "minute", "second", "year-old",
         "km", "m", "t", "W", "B", "vote", "point", "fold", "case", "time", "kind",
         "place"]  # fmt: skip
VALUES = st.one_of(
    st.integers(1, 10**16).map(Decimal),
    st.integers(1, 10**6).map(lambda n: Decimal(n) * 10**6),
    st.decimals(min_value=1, max_value=9999, places=2, allow_nan=False, allow_infinity=False),
)
# A bare number that could be a year is read as one.
POINTS = VALUES.filter(lambda value: not 1800 <= value <= 2100)


def quantity(low: Decimal, high: Decimal, unit: str, approximate: bool, bound: str) -> Quantity:
    """Make a quantity that stands in no text."""
    return Quantity(0, 0, low, high, unit, approximate, bound)  # type: ignore[arg-type]


@given(
    POINTS,
    st.sampled_from(UNITS),
    st.booleans(),
    st.sampled_from(["", "min", "max", "over", "under"]),
    st.sampled_from(["ko", "en"]),
)
def test_what_is_rendered_is_read_back_the_same(
    value: Decimal, unit: str, approximate: bool, bound: str, language: Language
) -> None:
    """Rendering loses nothing: reading it again gives the same quantity."""
    written = quantity(value, value, unit, approximate, bound)
    text = render(written, language)
    assert compare(only(text), written) == "same", text


@given(POINTS, POINTS, st.sampled_from(UNITS), st.sampled_from(["ko", "en"]))
def test_ranges_are_read_back_the_same(
    a: Decimal, b: Decimal, unit: str, language: Language
) -> None:
    """A rendered range is read back with both of its ends."""
    low, high = sorted((a, b))
    if low != high:
        written = quantity(low, high, unit, False, "")
        text = render(written, language)
        assert compare(only(text), written) == "same", text


@given(st.integers(1, 4000), st.sampled_from(["ko", "en"]))
def test_ranks_are_read_back_the_same(number: int, language: Language) -> None:
    """A rendered ordinal is read back as that rank."""
    written = quantity(Decimal(number), Decimal(number), "rank", False, "")
    assert compare(only(render(written, language)), written) == "same"


@pytest.mark.parametrize(
    ("texts", "token"),
    [
        (["26만 장", "260,000", "260 thousand", "26만장을", "260,000 GPUs"], "260000"),
        (["55억달러", "$5.5 billion", "55억 달러어치", "US$5.5bn"], "USD5500000000"),
        (["3조 5,000억원", "3.5 trillion won", "3조5000억 원이"], "KRW3500000000000"),
        (["20분간", "20 minutes", "twenty minutes"], "20minute"),
        (["61.57%", "61.57 percent", "61.57퍼센트다"], "61.57%"),
        (["3위", "third", "세 번째"], "#3"),
        (["절반", "50%", "half of"], "50%"),
        (["17~18개", "17 to 18 items"], "17~18"),
        (["1GW", "1,000MW"], "1000000000W"),
    ],
)
def test_equal_quantities_share_one_token(texts: list[str], token: str) -> None:
    """However it is written, a quantity becomes the same space-bounded token."""
    for text in texts:
        assert token in normalize_numbers(text).split(), text


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_normalising_twice_changes_no_token(text: str) -> None:
    """Whatever holds a digit after normalising is left alone by normalising again."""
    once = normalize_numbers(text)
    tokens = re.compile(r"\S*\d\S*")
    assert tokens.findall(normalize_numbers(once)) == tokens.findall(once)


def test_text_without_quantities_is_left_as_it_was() -> None:
    """Dates and names keep their spelling."""
    text = "2025년 10월 31일 H20 칩과 완 2.1"
    assert normalize_numbers(text) == text
