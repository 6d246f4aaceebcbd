"""Claims that reword, deny, compare or run ahead of invented sentences, one table a phenomenon."""

from __future__ import annotations

import pytest

from rag.text.names import AliasTable
from rag.verify.rules.degree.stages import ahead_of_source
from rag.verify.rules.direction.reversed_comparisons import comparisons_in, turned_comparisons
from rag.verify.rules.numbers.first_or_only import wrong_first


@pytest.mark.parametrize(
    ("text", "standard", "measure", "leads"),
    [
        ("Wan is faster than Sora.", "Sora", "time", False),
        ("Wan was overtaken by Sora.", "Sora", "rank", True),
        ("Wan trails Sora in tests.", "Sora", "rank", True),
        ("완은 소라보다 싸다.", "소라", "price", True),
        ("알리바바는 오픈AI의 소라를 제쳤다.", "오픈AI의 소라", "rank", False),
        ("완은 소라에 뒤졌다.", "소라", "rank", True),
        ("완은 소라에 버금가는 성능을 냈다.", "소라", "level", False),
    ],
)
def test_a_comparison_is_read(text: str, standard: str, measure: str, leads: bool) -> None:
    """The side that the comparison word touches is the standard, and leads if it has more."""
    (found,) = comparisons_in(text)
    assert (found.standard, found.measure, found.leads) == (standard, measure, leads)


@pytest.mark.parametrize(
    "text",
    [
        "It sold more than 30 cars.",
        "The city is no bigger than Seoul.",
        "Prices fell more than wages.",
        "정부는 무엇을 보다 쉽게 할지 논의했다.",
        "완은 소라보다 빠르지 않다.",
    ],
)
def test_what_ranks_no_two_things_is_no_comparison(text: str) -> None:
    """Amounts, denials and falls, of which languages differ on who has more, are left alone."""
    assert not comparisons_in(text)


def test_a_claim_must_turn_both_sides_to_be_turned_round() -> None:
    """A comparison with a third one is another comparison, not the reverse."""
    source, aliases = "완은 소라를 앞섰다.", AliasTable.curated()
    assert turned_comparisons("소라는 완을 앞섰다.", source, aliases)
    assert not turned_comparisons("완은 제미나이를 앞섰다.", source, aliases)
    assert not turned_comparisons("소라는 완에 뒤졌다.", source, aliases)


@pytest.mark.parametrize(
    ("claim", "source", "ahead"),
    [
        ("They signed the treaty.", "두 나라는 조약을 맺었다.", False),
        ("They signed the treaty.", "두 나라는 국경 문제를 두고 만났다.", True),
        ("They met before the bill was approved.", "두 사람은 지난주 만났다.", False),
        ("공사는 완료됐다.", "시는 공사를 완료하기 위해 예산을 늘렸다.", True),
        ("공사는 완료됐다.", "시는 공사를 모두 마쳤다.", False),
    ],
)
def test_a_stage_is_borne_out_by_any_word_for_it(claim: str, source: str, ahead: bool) -> None:
    """Words that only tell what is to come bear out nothing."""
    assert bool(ahead_of_source(claim, source)) is ahead


def test_a_first_is_looked_for_in_its_own_clause_only() -> None:
    """Without a clause of its own there is nothing to mistake the first for."""
    claim = "이 회사가 공장을 지은 것은 이번이 처음이다."
    assert not wrong_first(claim, "이 회사가 공장을 지은 것은 이번이 처음이다.")
    assert not wrong_first(claim, "The company has built a factory for the first time.")
