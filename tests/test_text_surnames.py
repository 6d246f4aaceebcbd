"""People whom English news calls by a surname alone."""

from __future__ import annotations

import pytest

from rag.retrieve.concepts import concepts_of
from rag.text.names import AliasTable, addressed, bearers

ALIASES = AliasTable.curated()


@pytest.mark.parametrize(
    ("surname", "name"),
    [("Bae", "배경훈"), ("Huang", "젠슨 황"), ("Lee", "이재명"), ("Altman", "샘 올트먼")],
)
def test_the_table_knows_who_bears_a_surname(surname: str, name: str) -> None:
    """A Korean's stands first in Latin letters, others' last."""
    assert name in bearers(surname, ALIASES)


@pytest.mark.parametrize("word", ["Jensen", "Seoul", "Jae-myung", ""])
def test_what_is_no_surname_is_borne_by_nobody(word: str) -> None:
    """Given names and places are none."""
    assert not bearers(word, ALIASES)


@pytest.mark.parametrize(
    ("surname", "form"),
    [
        ("Bae", "배 장관"),
        ("Huang", "황 CEO"),
        ("Lee", "이 대통령"),
        ("Chun", "전 총장"),
        ("Chun", "천 총장"),
    ],
)
def test_a_korean_surname_is_known_with_its_titles(surname: str, form: str) -> None:
    """Korean news says 배 장관 after it has named him once."""
    assert form in addressed(surname)


def test_other_words_are_no_korean_surname() -> None:
    """Nothing is guessed by sound: Xi is no 시, Musk nobody's."""
    assert addressed("Xi") == addressed("Musk") == ()


def test_a_question_that_calls_someone_by_the_surname_looks_for_both_forms() -> None:
    """The title alone would be anyone's: where 이 is no index term only the letters count."""
    moon, *_ = concepts_of("So what did Moon say?", "en", ALIASES, lambda _: ["문의"])
    assert {"문재인", "문 대통령"} <= set(moon.forms)
    assert "문의" not in moon.forms
    assert frozenset({"문", "대통령"}) in moon.ways
    lee, *_ = concepts_of("So who met Lee?", "en", ALIASES, lambda _: ())
    assert "이 대통령" in lee.forms
    assert frozenset({"대통령"}) not in lee.ways
