"""Figures of a quarter, places of a headline, 곳 for whatever is counted, and 연초 for 올해 초."""

from __future__ import annotations

from datetime import date

import pytest

from rag.verify.check import Checker, Source

_DAY = date(2024, 11, 20)
_LETTERS = "외교부는 45개국에 초청장을 보냈고, 12개 대학이 행사를 돕는다."
_MARGIN = (
    "한빛전자는 2023년 매출 5200억원, 영업이익 610억원을 기록했다. "
    "특히 신제품이 나온 3분기 영업이익률은 21%까지 올랐다."
)
_SUM = "시는 기존 전기버스 2400여 대를 포함해 대략 9000대면 국내 1위라고 설명했다."
_WORTH = (
    "한빛전자의 시가총액은 4조2000억원으로, 대주주 지분의 단순 가치는 1조9000억원이다. "
    "웃돈까지 치면 매각가가 2조5000억원에 이를 수 있다."
)
_TALKS = "연구원장은 한 주 뒤 문을 여는 시험장에서 1주일의 점검을 거친다고 말했다."
_BRIEFING = "오영수 시장이 6일 인천 연수구에서 도시 회의 관련 설명회를 하고 있다."
_AROUND = "제주에서 열리는 세계 도시 회의를 앞두고 시장들이 모였다."
_NEXT = "이번 회의는 부산에서 열렸으며, 다음 개최지는 2026년 하노이로 정해졌다."


@pytest.mark.parametrize(
    ("claim", "source", "true"),
    [
        ("외교부의 초청장을 받은 나라는 45곳이다.", _LETTERS, True),
        ("외교부는 45개 기업에 초청장을 보냈다.", _LETTERS, False),
        ("행사를 돕는 대학은 12곳이다.", _LETTERS, True),
        ("Hanbit's operating margin was 21% for 2023 as a whole.", _MARGIN, False),
        ("Hanbit's operating margin rose to 21% in the third quarter.", _MARGIN, True),
        ("한빛전자의 연간 영업이익률은 21%였다.", _MARGIN, False),
        (
            "시는 이미 있는 2400여 대를 더해 전기버스가 약 9000대면 국내 1위라고 설명했다.",
            _SUM,
            True,
        ),
        ("Hanbit could be sold for as much as 2.5 trillion won.", _WORTH, True),
        ("The director said the test site faces a month of checks.", _TALKS, False),
        ("The director said the test site faces a week of checks.", _TALKS, True),
    ],
)
def test_figures_stay_with_what_they_count(
    checker: Checker, claim: str, source: str, true: bool
) -> None:
    """곳 may count countries or schools; a quarter's margin is no year's, a week no month."""
    judgement = checker.check(claim, Source(source, published_on=_DAY))
    assert (judgement.verdict == "supported") is true, judgement.problems


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        ("오영수 시장은 6일 제주에서 도시 회의 관련 설명회를 했다.", False),
        ("오영수 시장은 6일 인천에서 도시 회의 관련 설명회를 했다.", True),
        ("오영수 시장은 제주에서 열리는 도시 회의 관련 설명회를 했다.", True),
        ("오영수 시장은 6일 도시 회의 관련 설명회를 했다.", True),
    ],
)
def test_a_place_of_the_context_does_not_replace_that_of_the_source(
    checker: Checker, claim: str, true: bool
) -> None:
    """The headline may name the meeting's town, but the briefing was where its sentence says."""
    source = Source(_BRIEFING, context=f"{_AROUND} {_BRIEFING}", published_on=_DAY)
    judgement = checker.check(claim, source)
    assert (judgement.verdict == "supported") is true, judgement.problems


@pytest.mark.parametrize(
    ("claim", "source", "true"),
    [
        ("정부가 연초에 꺼낸 구상이다.", "정부가 올해 초 꺼낸 구상이다.", True),
        ("정부가 연초에 꺼낸 구상이다.", "정부가 지난해 말 꺼낸 구상이다.", False),
        ("올해 회의는 부산에서 열렸다.", _NEXT, True),
        ("지난해 회의는 부산에서 열렸다.", _NEXT, False),
    ],
)
def test_vague_dates_meet_in_other_words(
    checker: Checker, claim: str, source: str, true: bool
) -> None:
    """연초 is 올해 초, and 이번 회의 is that of the year in which the article was printed."""
    judgement = checker.check(claim, Source(source, published_on=_DAY))
    assert (judgement.verdict == "supported") is true, judgement.problems
