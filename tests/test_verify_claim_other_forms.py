"""Shares, spans of time, denials and open questions told in another form than the source's."""

from __future__ import annotations

import pytest

from rag.verify.check import Checker, Source
from rag.verify.rules.denial.denied_korean import denied_korean
from rag.verify.rules.numbers.shares import shares_in

_LIBRARY = "시민 10명 중 6명은 새 도서관이 필요하다고 답했다."
_FARES = "응답자의 66%가 요금 인상에 반대했다."
_JOBS = "One in five workers has changed jobs this year, the ministry said."
_SEATS = "Some 90 percent of the seats were sold on the first day."
_LENS = "The new lens is 1,000 times more sensitive than its predecessor."
_FERRY = "The ferry sank on Friday, May 29, and divers reached it on Monday, June 1."
_PROBE = "수색대는 통신이 끊겨 탐사선의 착륙 여부를 확인할 수 없다고 전했다."
_LEAK = "The inspector said it was not known if the tank had leaked into the river."
_CRUISE = "The captain left the ship early, with two ports still to visit."
_BORDER = "두 나라는 국경 분쟁을 외교로 풀기로 했으나 병력 철수에는 합의하지 못했다."
_EXPORT = "협회는 국산 장비가 해외 시장에서 막힘없이 팔리려면 인증 제도를 손봐야 한다고 주장했다."


@pytest.mark.parametrize(
    ("claim", "source", "true"),
    [
        ("시민의 약 60%가 새 도서관이 필요하다고 답했다.", _LIBRARY, True),
        ("About 60 percent of citizens said a new library was needed.", _LIBRARY, True),
        ("시민의 약 70%가 새 도서관이 필요하다고 답했다.", _LIBRARY, False),
        ("응답자 세 명 중 두 명꼴로 요금 인상에 반대했다.", _FARES, True),
        ("Roughly two-thirds of respondents opposed the fare increase.", _FARES, True),
        ("응답자 네 명 중 세 명꼴로 요금 인상에 반대했다.", _FARES, False),
        ("고용부는 근로자의 20%가 올해 직장을 옮겼다고 밝혔다.", _JOBS, True),
        ("고용부는 근로자의 15%가 올해 직장을 옮겼다고 밝혔다.", _JOBS, False),
        ("Nine out of ten seats were sold on the first day.", _SEATS, True),
        ("Seven out of ten seats were sold on the first day.", _SEATS, False),
        ("The old lens had only a thousandth of the new one's sensitivity.", _LENS, True),
        ("The old lens had only a hundredth of the new one's sensitivity.", _LENS, False),
        ("Divers reached the ferry three days after it sank.", _FERRY, True),
        ("Divers reached the ferry five days after it sank.", _FERRY, False),
        ("Searchers could not say whether the probe had landed.", _PROBE, True),
        ("Searchers said the probe had landed and that contact was lost.", _PROBE, False),
        ("It was unclear whether the tank had leaked, the inspector said.", _LEAK, True),
        ("The inspector said the tank had leaked into the river.", _LEAK, False),
        ("The captain did not stay on the ship for the last two ports.", _CRUISE, True),
        ("The captain did not leave the ship early.", _CRUISE, False),
        ("두 나라는 병력을 물리는 데는 합의하지 못했다.", _BORDER, True),
        ("두 나라는 국경 분쟁을 외교로 풀지 않기로 했다.", _BORDER, False),
        ("협회는 인증 제도를 손보지 않아도 된다고 주장했다.", _EXPORT, False),
    ],
)
def test_another_form_holds_and_another_thing_does_not(
    checker: Checker, claim: str, source: str, true: bool
) -> None:
    """What agrees in another form is supported; another share, span or denial never is."""
    judgement = checker.check(claim, Source(source))
    assert (judgement.verdict == "supported") is true, judgement.problems


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("임기를 다 채우지 않고 물러났다.", ["채우"]),
        ("끝내 합의에 이르지 못했다.", ["합의"]),
        ("이 일은 다룬 적이 없었다.", ["다루"]),
        ("결과를 공개할 수 없다.", ["공개"]),
        ("표가 안 팔렸다.", ["팔리"]),
        ("제약 없이 판다.", ["제약"]),
        ("40%가 채 되지 않는다.", []),
        ("안전과 안보를 논의했다.", []),
    ],
)
def test_what_is_denied_is_the_predicate(text: str, denied: list[str]) -> None:
    """A verb that only carries its noun denies the noun; a bare figure is no predicate."""
    assert list(denied_korean(text)) == denied


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("넷 중 셋꼴로 맞혔다.", [75]),
        ("열에 아홉은 찬성했다.", [90]),
        ("three out of every four hospitals", [75]),
        ("510 of the 1,000 voters", [51]),
        ("올해 10월 중 3일 동안", []),
        ("two in 2018 and one in 2019", []),
    ],
)
def test_a_share_is_read_from_two_numbers(text: str, percent: list[int]) -> None:
    """The smaller number is the part; years and days of a month are no wholes."""
    assert [round(share.percent) for share in shares_in(text)] == percent
