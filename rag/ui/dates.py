"""Dates and lists as a reader of each language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.domain import CorpusSummary, Language
from rag.ui.strings import strings_for

# Written out because the month names of strftime follow the server's locale, not the reader's.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OUTLETS_NAMED = 3


def show_date(iso: str | None, language: Language) -> str:
    """Return "2025년 10월 31일" or "31 Oct 2025"; a dash where the date is unknown."""
    if not iso:
        return strings_for(language).unknown
    day = date.fromisoformat(iso[:10])
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_period(corpus: CorpusSummary, language: Language) -> str:
    """Return the first and the last day that the articles cover."""
    first, last = show_date(corpus.first, language), show_date(corpus.last, language)
    if first == last:
        return first
    return strings_for(language).period.format(first=first, last=last)


def show_outlets(outlets: Sequence[str], language: Language, named: int = _OUTLETS_NAMED) -> str:
    """Return the first few outlets by name and the number of the others."""
    shown = ", ".join(outlets[:named])
    more = len(outlets) - named
    if more <= 0:
        return shown or strings_for(language).unknown
    return strings_for(language).outlets_more.format(outlets=shown, more=more)
