"""Claims that mix up what a dated or a long source keeps apart; the short ones are a table."""

from __future__ import annotations

from datetime import date

import pytest

from rag.domain import Verdict
from rag.verify.check import Checker, Source
from rag.verify.rules.language.bigrams import share_written

YES: Verdict = "supported"
NO: Verdict = "contradicted"
WEDNESDAY = date(2025, 7, 16)
LETTER = "Growers wrote to the Busan port office on Tuesday to ask for more cold stores."
OPENED = "부산항만공사는 7월 11일 새 냉동 창고를 열었다."


@pytest.mark.parametrize(
    ("claim", "source", "verdict"),
    [
        ("농가들은 화요일에 부산항 사무소에 냉동 창고를 늘려 달라고 편지를 썼다.", LETTER, YES),
        ("농가들은 목요일에 부산항 사무소에 냉동 창고를 늘려 달라고 편지를 썼다.", LETTER, NO),
        ("부산항만공사는 금요일에 새 냉동 창고를 열었다.", OPENED, YES),
        ("부산항만공사는 화요일에 새 냉동 창고를 열었다.", OPENED, NO),
    ],
)
def test_a_weekday_is_that_of_the_sources_day(
    checker: Checker, claim: str, source: str, verdict: Verdict
) -> None:
    """A bare 금요일 is borne out by "Friday" and by a date that was one, and by no other day."""
    judgement = checker.check(claim, Source(source, published_on=WEDNESDAY))
    assert judgement.verdict == verdict, judgement.problems


LONG = " ".join(
    (
        "한빛시는 올해 버스 정류장 420곳에 그늘막을 세웠다.",
        "주민들은 여름 더위가 예년보다 일찍 왔다며 반겼다.",
        "시청 앞 광장에는 물안개를 뿌리는 기둥도 들어섰다.",
        "기둥은 어린이들이 가장 좋아하는 곳이 됐다.",
        "시는 내년에 이웃 도시와 함께 공원 의자 950곳을 나무 재질로 바꾸는 일도 시작한다.",
        "예산은 의회가 지난달 원안대로 통과시킨 추경에서 나온다.",
        "상인들은 그늘막이 간판을 가린다고 걱정하기도 했다.",
        "시장은 불편한 점이 있으면 언제든 알려 달라고 말했다.",
        "그늘막은 바람이 세게 불면 저절로 접히도록 만들어졌다.",
        "고장이 나면 담당 부서가 하루 안에 고치기로 했다.",
        "전문가들은 나무를 더 심는 편이 낫다고 조언했다.",
    )
)


@pytest.mark.parametrize(("count", "verdict"), [("420", YES), ("950", NO)])
def test_a_sentence_keeps_its_figure_in_a_long_source(
    checker: Checker, count: str, verdict: Verdict
) -> None:
    """A sentence told word for word is not borne out by the figure of one far from it."""
    claim = f"한빛시는 올해 버스 정류장 {count}곳에 그늘막을 세웠다."
    assert len(LONG) > 300
    assert checker.check(claim, Source(LONG)).verdict == verdict


def test_figures_do_not_count_in_what_is_written() -> None:
    """Two sentences that differ in their figures alone are written alike."""
    assert share_written("기지국 900개를 세웠다", "기지국 1,200개를 세웠다") == 1
    assert share_written("기지국", "학교") == 0
    assert share_written("", "학교") == 0
