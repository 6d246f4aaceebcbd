"""Two quantities compared by value, whatever their spelling and script."""

from __future__ import annotations

import pytest

from rag.text.quantities import compare
from tests.quantity_table import only

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
