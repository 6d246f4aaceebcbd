"""Exact values beside the expressions of a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from rag.domain import Language
from rag.text.annotate import annotate
from rag.text.names import AliasTable


@pytest.mark.parametrize(
    ("text", "reader", "values"),
    [
        ("칩 26만 장을 산다.", "en", ["260,000"]),
        # 약 stands before the number and stays readable; 여 stands in it.
        ("칩 약 3만 장을 산다.", "en", ["30,000"]),
        ("칩 3만여 장을 산다.", "en", ["over 30,000"]),
        ("20여 개 기업이 왔다.", "en", ["over 20"]),
        ("31일 만났다.", "en", ["31 October 2025"]),
        ("31일 만났다.", "ko", ["2025년 10월 31일"]),
        ("It bought 260,000 chips.", "ko", ["26만"]),
        ("칩을 산다.", "en", []),
    ],
)
def test_an_expression_has_its_value_for_the_reader(
    text: str, reader: Language, values: list[str]
) -> None:
    """A value is written only where its expression does not say it already."""
    found = annotate(text, date(2025, 10, 31), reader, AliasTable.curated())
    assert [annotation.value for annotation in found] == values
