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
        ("20여 개 기업이 왔다.", "en", ["over 20 companies"]),
        ("500메가와트를 쓰고 50 기가바이트를 담는다.", "en", ["500MW", "50GB"]),
        ("닷새 동안 두 나라가 20분씩 만났다.", "en", ["5 days", "2 countries"]),
        ("거리는 2만km다.", "en", ["20,000 km"]),
        ("두 개, 두 가지, 5명, 2~3과목", "en", []),
        ("거리는 1억 6천km, 값은 3조 5천 억 원이다.", "en", ["3.5 trillion won"]),
        ("1452년에 지었다.", "en", []),
        ("이달 말부터 11월 6일까지", "en", ["late October 2025 – 6 November 2025"]),
        ("1980년대 초부터", "en", ["early 1980s"]),
        ("in the early 1980s", "ko", ["1980년대 초"]),
        ("1980년대 초, 2009년, 2016.11.3", "ko", []),
        ("2009년과 올해", "en", ["2025"]),
        ("연내 끝낸다.", "en", []),
        ("It drew 23KW at 60km per hour, 75％ of it.", "ko", []),
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


def test_the_corona_of_the_sun_is_no_disease() -> None:
    """코로나 is COVID-19, except beside the sun."""
    aliases = AliasTable.curated()
    told = [annotate(text, None, "en", aliases) for text in ("코로나 이후", "태양의 코로나가")]
    assert [[note.value for note in notes] for notes in told] == [["COVID-19"], []]
