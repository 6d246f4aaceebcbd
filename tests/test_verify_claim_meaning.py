"""What a claim says in other words than its source is supported; what it adds is not."""

from __future__ import annotations

import pytest

from rag.verify.check import Checker, Source
from rag.verify.rules.language.similarity import EmbeddedSimilarity
from rag.verify.rules.meaning.rewording import reworded

_RATES = "중앙은행은 물가 안정을 위해 기준금리를 동결하기로 결정했다."
_CUPS = "환경부는 내년부터 카페의 일회용 컵 사용을 단계적으로 제한하겠다고 밝혔다."
_ROBOTS = (
    "과학기술정보통신부는 노인 돌봄 로봇의 보급을 늘리기 위해 지원 예산을 확대하고 있다. "
    "복지관 관계자는 “로봇이 어르신의 말벗이 되어 외로움을 덜어 준다”고 말했다."
)
_SURVEY = "60대의 68%가 찬성했고 20대는 41%만 찬성했다."
_BAN = "The ministry will gradually restrict disposable cups in cafes from next year."


@pytest.mark.parametrize(
    ("claim", "source", "true"),
    [
        ("중앙은행은 물가를 잡으려고 기준금리를 그대로 두기로 했다.", _RATES, True),
        ("중앙은행은 환율 급등을 막으려고 외환보유액을 풀기로 결정했다.", _RATES, False),
        ("환경부는 내년부터 카페에서 일회용 컵 쓰는 것을 차츰 제한하기로 했다.", _CUPS, True),
        (
            "환경부는 내년부터 일회용 컵을 쓰는 카페의 명단을 공개하고 과태료를 물린다.",
            _CUPS,
            False,
        ),
        ("과기정통부는 노인 돌봄 로봇에 대한 지원을 늘리고 있다.", _ROBOTS, True),
        ("과기정통부는 노인 돌봄 로봇의 수출 계약을 체결했다.", _ROBOTS, False),
        ("복지관 관계자는 로봇이 어르신의 말벗이 된다고 말했다.", _ROBOTS, True),
        ("응답자 가운데 60대는 68%가 찬성했다.", _SURVEY, True),
        ("The ministry plans to limit disposable cups in cafes from next year.", _BAN, True),
        ("From next year the ministry will publish the names of cafes.", _BAN, False),
    ],
)
def test_a_paraphrase_passes_and_an_added_thing_does_not(
    checker: Checker, claim: str, source: str, true: bool
) -> None:
    """Synonyms count by their nearness; nouns that nothing in the source resembles are missing."""
    judgement = checker.check(claim, Source(source))
    assert (judgement.verdict == "supported") is true, judgement.problems


def test_words_are_missing_by_their_distance(checker: Checker) -> None:
    """A written word is not missing, a synonym partly, an unrelated noun wholly."""
    source = "공장은 인력을 늘렸다."
    written, synonym, unrelated = (
        reworded(claim, source, checker.aliases).missing(source, checker.similarity)
        for claim in ("인력을 늘렸다.", "직원을 늘렸다.", "화산을 늘렸다.")
    )
    assert written == 0
    assert written < synonym < unrelated


def test_a_short_form_is_there_if_its_long_form_is(checker: Checker) -> None:
    """과방위 is made of syllables of 과학기술방송위원회, 국방위 is not."""
    source = "과학기술방송위원회가 열렸다."
    short, other = (
        reworded(claim, source, checker.aliases).missing(source, checker.similarity)
        for claim in ("과방위가 열렸다.", "국방위가 열렸다.")
    )
    assert short == 0
    assert other > 0


def test_the_nearest_of_no_words_is_nothing(checker: Checker) -> None:
    """A source without a content word has a counterpart for none."""
    similarity = checker.similarity
    assert isinstance(similarity, EmbeddedSimilarity)
    assert similarity.nearest(["로봇", "예산"], []) == [0.0, 0.0]
    assert similarity.nearest([], ["로봇"]) == []
    assert similarity.nearest(["로봇"], ["예산", "로봇"])[0] == pytest.approx(1, abs=1e-3)
