"""Who holds which office, and which day dates what: faults that a small model really made."""

from __future__ import annotations

from datetime import date

import pytest

from rag.text.names import AliasTable
from rag.verify.rules.dates.missing_dates import wrong_dates
from rag.verify.rules.people.offices import wrong_offices

AROUND = (
    "도담일 청와대 대변인은 통화 내용을 전했다. 1995년에는 김철담 전 상공부 장관이 나섰다. "
    "젠슨 황 엔비디아 최고경영자(CEO)와 정의선 현대차그룹 회장이 함께했다."
)
SET_UP = "26일 투자은행 업계에 따르면 가온전자는 지난해 말 전담 조직을 꾸렸다."
BUYS = "가온전자가 솔빛의 지분을 사들이기로 했다."
DAY = date(2025, 2, 26)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("김철담 대변인은 통화 내용을 전했다.", ["김철담"]),
        ("김철담 전 장관이 나섰다.", []),
        ("김철담은 1995년에 나섰다.", []),
        ("Nvidia's chief executive Jensen Huang took part.", []),
        ("Jensen Huang, the CEO of Nvidia, took part.", []),
        ("Professor Jensen Huang took part.", ["Jensen Huang"]),
        ("The spokesperson was Jensen Huang.", ["Jensen Huang"]),
        ("The chairman of Hyundai is Chung Euisun.", []),
        ("Chung Euisun was the trade minister.", ["Chung Euisun"]),
        ("Tim Cook, the trade minister, took part.", []),
    ],
)
def test_a_person_holds_the_office_that_the_source_gives(claim: str, wrong: list[str]) -> None:
    """An office beside a name must be one that the source writes beside it, if it writes any."""
    found = wrong_offices(claim, AROUND, AliasTable.curated())
    assert [problem.thing for problem in found] == wrong


@pytest.mark.parametrize(
    ("claim", "source", "right"),
    [
        ("Gaon set up the team on February 26, 2025.", SET_UP, False),
        ("Gaon set up the team at the end of 2024.", SET_UP, True),
        ("According to bankers on February 26, 2025, Gaon has set up a team.", SET_UP, True),
        ("가온전자는 26일 전담 조직을 꾸렸다.", SET_UP, False),
        ("26일 업계에 따르면 가온전자가 조직을 꾸렸다.", SET_UP, True),
        ("Gaon decided to buy the stake in February 2025.", BUYS, True),
        ("Gaon said on February 26, 2025, that it would buy the stake.", BUYS, True),
        ("Gaon decided to buy the stake on February 26, 2025.", BUYS, False),
        ("Gaon decided to buy the stake on February 20, 2025.", BUYS, False),
    ],
)
def test_the_day_of_a_report_does_not_date_what_it_reports(
    claim: str, source: str, right: bool
) -> None:
    """Unless nothing else is dated, or the claim itself reports."""
    assert (wrong_dates(claim, source, DAY) == []) is right
