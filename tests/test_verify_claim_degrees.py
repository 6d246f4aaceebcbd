"""Claims that go further than their source: who has more, all for most, shown for hoped, heads."""

from __future__ import annotations

import pytest

from rag.verify.check import Checker, Source

MORE = (
    "설문에서 응답자의 48%는 재택근무를, 31%는 사무실 출근을 선호한다고 답했다.",
    "지난해 부산항은 컨테이너 2400만 개를, 광양항은 200만 개를 처리했다.",
    "In the poll, 52 percent backed Mayor Ortega and 39 percent supported challenger Lena Moss.",
    "Solar plants produced 18 terawatt-hours in the quarter, while wind farms generated 25.",
)
WISER = "문 연구원은 “전기차보다 하이브리드차가 당분간 더 합리적인 선택”이라고 말했다."
SAFER = "윤 소장은 “지금은 갯벌 복원이 더 경제적이지만 방조제도 무의미하지는 않다”고 말했다."
TREND = "수출은 7% 늘어난 580억달러, 수입은 2% 줄어든 530억달러로 집계됐다."
GRAIN = "밀 가격은 5% 상승했고 옥수수 가격은 9% 하락했다."
MOST = "Most of the passengers were taken to hospital."
MANY = "지금까지 우울증 치료는 뇌의 신경세포에 집중한 경우가 많았다."
LATER = "양측은 세부 조건을 최종 확정하기 위해 다음 주 다시 만나기로 했다."
HOPED = (
    "실험 결과 이 약이 염증을 줄이는 것으로 확인됐다. 앞으로 다른 질환에도 쓰일 것으로 기대된다."
)
DEPUTY = "존 밀러(John Miller) 구글클라우드 부사장은 “데이터센터를 늘리겠다”고 말했다."
LEFT = "결선 진출자는 브라질의 외교장관을 지낸 마르코 실바다."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("사무실 출근보다 재택근무를 원하는 응답자가 더 많았다.", MORE[0]),
        ("Busan handled far more containers than Gwangyang last year.", MORE[1]),
        ("Ortega had more support than Moss in the poll.", MORE[2]),
        ("Wind farms generated more power than solar plants in the quarter.", MORE[3]),
        ("문 연구원은 당분간 하이브리드차가 전기차보다 합리적인 선택이라고 말했다.", WISER),
        ("수입은 2% 감소해 530억달러를 기록했다.", TREND),
        ("Exports rose 7 percent to $58 billion.", TREND),
        ("밀값은 5% 올랐고 옥수수는 9% 내렸다.", GRAIN),
        ("Corn prices fell 9 percent while wheat gained 5 percent.", GRAIN),
        ("A majority of the passengers were hospitalised.", MOST),
        ("지금까지는 신경세포에 집중한 우울증 치료가 많았다.", MANY),
        ("The two sides will meet again next week to settle the details.", LATER),
        ("실험에서 이 약이 염증을 줄인다는 사실이 확인됐다.", HOPED),
        ("John Miller, a vice president at Google Cloud, said more data centres would be built.",
         DEPUTY),
        ("결선에 오른 사람은 마르코 실바 전 브라질 외교장관이다.", LEFT),
    ],
)  # fmt: skip
def test_the_same_degree_in_other_words_is_supported(
    checker: Checker, claim: str, source: str
) -> None:
    """A ranking that follows from two figures, a part told as a part, a deputy as one."""
    judgement = checker.check(claim, Source(source))
    assert judgement.verdict == "supported", judgement.problems


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("재택근무보다 사무실 출근을 선호한 응답자가 더 많았다.", MORE[0]),
        ("Gwangyang handled more containers than Busan last year.", MORE[1]),
        ("여론조사에서 모스가 오르테가보다 높은 지지를 받았다.", MORE[2]),
        ("Solar plants generated more power than wind farms.", MORE[3]),
        ("문 연구원은 당분간 전기차가 하이브리드차보다 더 합리적인 선택이라고 말했다.", WISER),
        ("윤 소장은 갯벌 복원보다 방조제가 더 경제적이라고 말했다.", SAFER),
        ("수출은 580억달러로 7% 감소했다.", TREND),
        ("Imports rose 7 percent.", TREND),
        ("옥수수 가격은 5% 상승했다.", GRAIN),
        ("Corn prices rose 5 percent.", GRAIN),
        ("All of the passengers were taken to hospital.", MOST),
        ("승객 전원이 병원으로 옮겨졌다.", MOST),
        ("지금까지 우울증 치료는 모두 신경세포에 집중했다.", MANY),
        ("양측은 세부 조건에 최종 합의했다.", LATER),
        ("The two sides reached a final agreement on the terms.", LATER),
        ("이 약이 다른 질환에도 효과가 있다는 사실이 입증됐다.", HOPED),
        ("The drug has been shown to work for other diseases too.", HOPED),
        ("John Miller, the CEO of Google, said more data centres would be built.", DEPUTY),
        ("결선에 오른 사람은 현직 브라질 외교장관인 마르코 실바다.", LEFT),
    ],
)
def test_a_higher_degree_than_the_sources_is_not(checker: Checker, claim: str, source: str) -> None:
    """The lesser figure put first, all for most, shown for hoped, the head for the deputy."""
    assert checker.check(claim, Source(source)).verdict != "supported"
