"""What a question asks about, and how else that may be written."""

from __future__ import annotations

import pytest

from rag.retrieve.concepts import concepts_of
from rag.retrieve.question import language_of
from rag.text.names import AliasTable


def concepts(question: str) -> dict[str, tuple[str, ...]]:
    """Return the other forms of each concept of a question."""
    found = concepts_of(question, language_of(question), AliasTable.curated(), lambda _: ())
    return {concept.text: concept.forms[1:] for concept in found}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("선전 인구", {"선전", "인구"}),
        ("엔비디아는 지난해 무엇을 팔았나?", {"엔비디아", "팔"}),
        ("완 2.1은 누가 만들었나?", {"완 2.1", "만들"}),
        ("2+2는?", set()),
    ],
)
def test_a_question_is_cut_into_what_it_asks_about(question: str, words: set[str]) -> None:
    """Particles behind a name, half words and digits alone are nothing that is asked about."""
    assert concepts(question).keys() == words


def test_a_word_that_is_also_a_name_is_looked_for_as_both() -> None:
    """선전 is publicity and Shenzhen."""
    assert "Shenzhen" in concepts("선전 인구")["선전"]


@pytest.mark.parametrize(
    ("question", "capital", "speaks"),
    [
        ("Did Seoul send letters?", "Seoul", True),
        ("How many letters came from Seoul?", "Seoul", True),
        ("Who is the mayor of Seoul?", "Seoul", False),
        ("What is the weather in Seoul?", "Seoul", False),
        ("서울은 친서를 보냈나?", "서울", True),
        ("서울의 날씨는?", "서울", False),
        ("서울 인구는?", "서울", False),
    ],
)
def test_a_capital_speaks_for_its_country_where_it_acts(
    question: str, capital: str, speaks: bool
) -> None:
    """Its mayor and its weather are its own."""
    assert ("한국" in concepts(question)[capital]) is speaks
