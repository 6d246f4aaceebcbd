"""The claims that are made false on purpose to see whether the check lets them through."""

from __future__ import annotations

import pytest

from rag.evaluate.probe import corruptions, probe
from rag.evaluate.statistics import Share


@pytest.mark.parametrize(
    ("claim", "false"),
    [
        ("GPU 26만 장을 공급한다.", ["GPU 36만 장을 공급한다."]),
        ("성장률은 9.5%였다.", ["성장률은 1.5%였다."]),
        (
            "수출은 20억 달러, 수입은 50억 달러였다.",
            [
                "수출은 30억 달러, 수입은 50억 달러였다.",
                "수출은 50억 달러, 수입은 20억 달러였다.",
            ],
        ),
        ("매출 20억원으로 5% 늘었다.", ["매출 30억원으로 5% 늘었다."]),
        ("두 나라가 만났다.", []),
        ("Nothing to count.", []),
    ],
)  # fmt: skip
def test_amounts_are_made_wrong(claim: str, false: list[str]) -> None:
    """The first amount is changed, two different ones of a kind are exchanged, words are left."""
    assert list(corruptions(claim)) == false


def test_a_verifier_that_agrees_and_one_that_never_does() -> None:
    """Agreeing always passes every false claim; never agreeing refuses the true one."""
    claim = "수출은 20억 달러, 수입은 30억 달러였다."
    assert probe(claim, lambda _: "supported") == {
        "check/false_passed": Share(2, 2),
        "check/true_refused": Share(0.0),
    }
    assert probe(claim, lambda _: "unsupported") == {
        "check/false_passed": Share(0, 2),
        "check/true_refused": Share(1.0),
    }


def test_a_claim_without_amounts_probes_nothing() -> None:
    """Where nothing can be made false there is no share, rather than a good one."""
    assert probe("그는 만족했다.", lambda _: "supported") == {}
