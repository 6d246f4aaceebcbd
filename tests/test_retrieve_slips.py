"""Misspelt names in questions."""

from __future__ import annotations

import pytest

from rag.domain import Evidence, Metadata, Sentence
from rag.retrieve.slips import alike

TEXT = "클래시스는 새 공장을 열었다. 엔비디아는 일부를 맡았다. Nvidia Korea helped."


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("클레시스", ("클래시스",)),
        ("엔비다아", ("엔비디아",)),
        ("클래시", ()),
        ("nvidea", ("Nvidia",)),
        ("클래시스", ()),
        ("일본", ()),
        ("삼성전자", ()),
    ],
)
def test_a_name_one_letter_away_may_be_meant(name: str, meant: tuple[str, ...]) -> None:
    """Short names are one letter away from too much, and a name is no misspelling of itself."""
    sentence = Sentence("a", 0, 0, len(TEXT), TEXT)
    assert alike([Evidence(1, sentence, Metadata(), TEXT, 1.0, missing=(name,))]) == meant
