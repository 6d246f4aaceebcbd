from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Language
from rag.text.quantities import (
    Quantity,
    compare,
    find_quantities,
    normalize_numbers,
    plain,
    render,
    sino_value,
    spell_korean,
)

TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "tables" / "quantities.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]
FOUND = [row for row in TABLE if row[1]]
NOT_QUANTITIES = [text for text, expected in TABLE if not expected]


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


def only(text: str) -> Quantity:
    """Read the one quantity of a text."""
    (quantity,) = find_quantities(text)
    return quantity


def test_the_table_is_large_enough_to_mean_something() -> None:
    """The table holds at least 300 expressions and 60 texts without any quantity."""
    assert len(TABLE) - len(NOT_QUANTITIES) >= 300
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


COMPARISONS = [
    ("26만 장", "260,000 units", "same"),
    ("55억달러", "$5.5 billion", "same"),
    ("3조 5,000억원", "3.5 trillion won", "same"),
    ("35개국", "35 countries", "same"),
    ("20분", "twenty minutes", "same"),
    ("61.57%", "61.57 percent", "same"),
    ("0.25%p", "25 basis points", "same"),
    ("3위", "No. 3", "same"),
    ("세 번째", "third", "same"),
    ("절반", "50%", "same"),
    ("3분의 1", "a third of", "same"),
    ("일주일", "7 days", "same"),
    ("1년", "12 months", "same"),
    ("1km", "1000 m", "same"),
    ("약 100명", "about 100 people", "same"),
    ("100명 이상", "at least 100 people", "same"),
    ("10~20%", "between 10 and 20 percent", "same"),
    ("66세", "66 years old", "same"),
    ("1,000만원", "10 million won", "same"),
    ("-3.2%", "minus 3.2 percent", "same"),
    ("26만", "26만 장", "compatible"),
    ("260,000", "26만 장", "compatible"),
    ("55억", "55억 달러", "compatible"),
    ("30만여 장", "302,000 units", "compatible"),
    ("약 55억 달러", "$5.46 billion", "compatible"),
    ("55억 달러", "$5.46 billion", "compatible"),
    ("34%", "34.2%", "compatible"),
    ("4,000 포인트를 돌파", "4,042 points", "compatible"),
    ("4,000 포인트를 돌파", "4,000 points", "compatible"),
    ("100명 이상", "150 people", "compatible"),
    ("100명 이상", "100 people", "compatible"),
    ("5% 미만", "4.8%", "compatible"),
    ("최대 90%", "85%", "compatible"),
    ("17~18개", "17 items", "compatible"),
    ("17~18개", "18개", "compatible"),
    ("20여 개", "about 20 items", "same"),
    ("약 300명", "310 people", "compatible"),
    ("110 miles", "177 km", "compatible"),
    ("10피트", "3미터", "compatible"),
    ("26만 장", "26만 개", "compatible"),
    ("21개국", "21개", "compatible"),
    ("4,500년", "4,500 years old", "compatible"),
    ("3배", "three times", "compatible"),
    ("more than 2,000 people", "2000명 이상", "compatible"),
    ("약 100명", "100명", "compatible"),
    ("26만 장", "26,000 units", "different"),
    ("55억달러", "$55 billion", "different"),
    ("2429억원", "2,429 billion won", "different"),
    ("2429억원", "$242.9 billion", "different"),
    ("3조원", "3조 달러", "different"),
    ("100엔", "100원", "different"),
    ("5%", "5%p", "different"),
    ("5%", "5명", "different"),
    ("5%", "5.4%", "different"),
    ("20명", "21 people", "different"),
    ("3위", "4th", "different"),
    ("3명", "3 countries", "different"),
    ("20분", "20 hours", "different"),
    ("4,000 포인트를 돌파", "3,900 points", "different"),
    ("100명 이상", "80 people", "different"),
    ("5% 미만", "5.5%", "different"),
    ("17~18개", "19 items", "different"),
    ("17~18개", "17~19개", "different"),
    ("100명 이상", "100명 미만", "different"),
    ("300명", "340명", "different"),
    ("약 300명", "400명", "different"),
    ("3.2%", "-3.2%", "different"),
    ("절반", "40%", "different"),
    ("1년", "1개월", "different"),
    ("66세", "66명", "different"),
    ("308표", "308석", "different"),
    ("100 miles", "100 km", "different"),
]


@pytest.mark.parametrize(("left", "right", "verdict"), COMPARISONS)
def test_two_quantities_are_compared_by_value(left: str, right: str, verdict: str) -> None:
    """Equal values are the same, roundings and open bounds compatible, the rest different."""
    assert compare(only(left), only(right)) == verdict
    assert compare(only(right), only(left)) == verdict


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


@given(st.integers(1, 10**16))
def test_korean_composition_of_any_integer_is_read_exactly(number: int) -> None:
    """만, 억, 조 and 경 compose and read back exactly, spaced or not, with a counter or not."""
    spelled = spell_korean(Decimal(number))
    for text in (
        f"{spelled}원",
        f"{spelled} 명".replace(" ", "", spelled.count(" ")),
        f"{spelled}개",
    ):
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
    for found in find_quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert found.low <= found.high
        end = found.end


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


@pytest.mark.parametrize("text", [text for text, _ in TABLE])
def test_normalising_twice_changes_no_token(text: str) -> None:
    """Whatever holds a digit after normalising is left alone by normalising again."""
    once = normalize_numbers(text)
    tokens = re.compile(r"\S*\d\S*")
    assert tokens.findall(normalize_numbers(once)) == tokens.findall(once)


def test_text_without_quantities_is_left_as_it_was() -> None:
    """Dates and names keep their spelling."""
    text = "2025년 10월 31일 H20 칩과 완 2.1"
    assert normalize_numbers(text) == text
