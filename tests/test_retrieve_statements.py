"""Whether a sentence tells what those who are asked about said."""

from __future__ import annotations

import pytest

from rag.retrieve.statements import speakers_of
from rag.retrieve.wanted import Offers, wanted_of
from rag.text.names import AliasTable

ALIASES = AliasTable.curated()


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("What did Huang say of the ban?", ("Huang",)),
        ("시 주석은 도시를 어떻게 표현했나?", ("시 주석",)),
        ("How did China respond to the plan?", ("China",)),
        ("중국은 제안을 어떻게 평가했나?", ("중국",)),
        ("What did he say of China's chips?", ()),
        ("중국의 칩 보유를 어떻게 평가했나?", ()),
    ],
)
def test_who_is_asked_about_may_speak(question: str, speakers: tuple[str, ...]) -> None:
    """People and companies may, a country only where it acts."""
    assert speakers_of(question, ALIASES) == speakers


@pytest.mark.parametrize(
    ("question", "best", "less", "least"),
    [
        (
            "What did Huang say of the ban?",
            "황 CEO는 금지가 잘못이라고 말했다.",
            "그는 금지가 잘못이라고 말했다.",
            "러트닉 장관은 황 CEO를 만났다고 말했다.",
        ),
        (
            "시 주석은 도시를 어떻게 표현했나?",
            "시진핑 주석은 도시가 새롭다고 말했다.",
            "도시가 새롭다고 그는 덧붙였다.",
            "시장은 도시가 새롭다고 전했다.",
        ),
        (
            "How did Samsung respond?",
            "Samsung Electronics said the report was wrong.",
            "They said the report was wrong.",
            "A rival said that Samsung was late.",
        ),
    ],
)
def test_the_one_who_is_asked_about_speaks_best(
    question: str, best: str, less: str, least: str
) -> None:
    """Then "he", who was named before; another speaker hardly, and who only acts not at all."""
    offers = Offers(wanted_of(question), question, ALIASES)
    assert 1 >= offers.by(best) > offers.by(less) > offers.by(least) > 0
    assert offers.by("황 CEO는 도시를 떠났다.") == 0


def test_the_conversation_names_whom_he_stands_for() -> None:
    """ "What did he say?" is of the one named before."""
    question, said = "What did he say of it?", "황 CEO는 금지가 잘못이라고 말했다."
    assert (
        Offers(wanted_of(question), question, ALIASES, ["", "Who is Jensen Huang?"]).by(said) == 1
    )
    assert Offers(wanted_of(question), question, ALIASES).by(said) == 0
