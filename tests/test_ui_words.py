"""The interface's words: both languages have them all, and write dates and lists in their way."""

from __future__ import annotations

import ast
import dataclasses
import string
from typing import get_args

import pytest

from rag.domain import CorpusSummary, Language
from rag.ui.dates import show_date, show_outlets, show_period
from rag.ui.strings import EN, KO, Strings, language_of_locale
from tests.conftest import ROOT


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Strings)])
def test_both_languages_have_every_text_with_the_same_blanks(field: str) -> None:
    """No text is missing in a language, and what is filled in is the same in both."""

    def blanks(value: object) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(str(value)) if name}

    korean, english = getattr(KO, field), getattr(EN, field)
    assert korean
    assert english
    assert blanks(korean) == blanks(english)


def test_every_text_is_used() -> None:
    """What no page shows is not to be translated."""
    pages = (ROOT / "rag" / "ui").glob("*.py")
    nodes = [node for page in pages for node in ast.walk(ast.parse(page.read_text("utf-8")))]
    read = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).startswith("strings")
    }
    assert {field.name for field in dataclasses.fields(Strings)} <= read


def test_the_interface_has_a_table_for_each_language() -> None:
    """A language added to the domain needs a table here."""
    assert set(get_args(Language)) == {"ko", "en"}
    assert any("가" <= letter <= "힣" for letter in KO.tagline)
    assert not any("가" <= letter <= "힣" for letter in EN.tagline)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko-KR", "ko"), ("ko", "ko"), ("en-GB", "en"), ("ja", "en"), (None, "en")],
)
def test_the_first_language_is_the_browsers(locale: str | None, language: Language) -> None:
    """Korean browsers begin in Korean, all others in English."""
    assert language_of_locale(locale) == language


def test_dates_are_written_as_each_language_writes_them() -> None:
    """The day is the one printed; an unknown date is a dash, never a guess."""
    assert show_date("2025-10-31T23:59:00+09:00", "ko") == "2025년 10월 31일"
    assert show_date("2025-10-31", "en") == "31 Oct 2025"
    assert show_date(None, "ko") == "—"
    corpus = CorpusSummary(1, 1, ("A",), "2025-10-31", "2025-10-31")
    assert show_period(corpus, "en") == "31 Oct 2025"


def test_long_lists_of_outlets_are_shortened() -> None:
    """A few are named and the rest are counted."""
    assert show_outlets(("가", "나", "다", "라"), "ko") == "가, 나, 다 외 1곳"
    assert show_outlets((), "en") == "—"
