"""Numbers that a source gives to labels beside them or in order."""

from __future__ import annotations

import pytest

from rag.verify.rules.numbers.respectively import mislabelled_numbers

KOREAN = "한빛전자는 매출액 500억원, 영업이익 80억원으로 전년 대비 각각 12%, 7% 늘었다고 밝혔다."
ENGLISH = "Sales of $50 million and operating profit of $8 million rose 12% and 7%, respectively."


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("매출은 12% 늘었다.", False),
        ("매출은 7% 늘었다.", True),
        ("영업이익은 7% 늘어 80억원이 됐다.", False),
        ("영업이익은 12% 늘었다.", True),
        ("매출은 80억원이다.", True),
        ("매출과 영업이익은 12%와 7% 늘었다.", False),
        ("Sales rose 12% to 50 billion won.", False),
        ("Sales rose 7%.", True),
        ("Operating profit was 50 billion won.", True),
        ("Profits and sales grew.", False),
    ],
)
def test_numbers_behind_gakgak_belong_to_the_labels_in_order(claim: str, wrong: bool) -> None:
    """Sales rose 12 %, and no claim in either language may give them the 7 % of the profit."""
    assert bool(mislabelled_numbers(claim, KOREAN)) == wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Sales rose 12%.", False),
        ("Sales rose 7%.", True),
        ("매출은 12% 늘었다.", False),
        ("매출은 7% 늘었다.", True),
        ("영업이익은 5000만 달러였다.", True),
    ],
)
def test_numbers_before_respectively_belong_to_the_labels_in_order(claim: str, wrong: bool) -> None:
    """The same in English."""
    assert bool(mislabelled_numbers(claim, ENGLISH)) == wrong


@pytest.mark.parametrize(
    "source",
    [
        "한빛전자의 매출은 500억원이고 직원은 80명이다.",
        "매출 500억원, 지난해 매출 80억원을 견줬다.",
        "두 회사는 각각 문을 열었다.",
    ],
)
def test_nothing_is_concluded_where_labels_do_not_tell(source: str) -> None:
    """One number of a kind, one label twice, no list."""
    assert mislabelled_numbers("매출은 80억원이다.", source) == []
