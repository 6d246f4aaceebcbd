"""Exact values written beside the expressions of a sentence, in the reader's language.

"26만 장" is 260,000, "31일" in an article of that day is 31 October 2025, 시진핑 is Xi Jinping.
The same values serve the model that reads the evidence, the person who reads a quote in another
language, and the check of the finished sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from rag.domain import Annotation, Language
from rag.text import dates, quantities
from rag.text.names import AliasTable, in_latin_letters, korean_persons

_HANGUL = re.compile(r"[가-힣]")
# Digits alone, as 2016.11.3, are read in Korean only: abroad it might be in March.
_LATIN, _NOT_LATIN = re.compile(r"[A-Za-z]"), re.compile(r"[가-힣]|^[^A-Za-z]+$")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# "earlier this year" ends on the day of writing, and is no exact time.
_EDGE = re.compile(r"연내|earlier|later", re.IGNORECASE)
# 1억 6천 is 160 million in one paper and 100,006,000 by its letters.
_SHORTENED = re.compile(r"[조억]\s?\d+\s?[천백십](?![\d천백십\s]*[억만])")
_A_YEAR = re.compile(r"\d{4}\s?년")  # 1452년 is hardly a time of 1,452 years
_FEW = re.compile(r"\d{1,2}(?: to \d+|~\d+)?")  # of what is counted, no more than "두 개" tells
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "year-old"))
_ENGLISH = re.compile(r"[A-Za-z]{3}|[$€£]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BETWEEN = re.compile(r"[\s,]|(?<=\d)(?:to|~|-|–)(?=\d)|[∼〜～–~]")
_SOMEWHAT_OVER = re.compile(r"[\d백천만억조]여")  # inside the number, where 약 stands before it


def annotate(
    text: str, published_on: date | None, reader: Language, aliases: AliasTable
) -> tuple[Annotation, ...]:
    """Return the exact values that a reader of the language `reader` needs, in order, apart.

    `published_on` is the article's day; without it relative dates stay as they are.
    """
    found = [
        *_dates(text, published_on, reader),
        *_quantities(text, reader),
        *_names(text, reader, aliases),
    ]
    apart: list[Annotation] = []
    for annotation in sorted(found, key=lambda a: (a.start, -a.end)):
        if not apart or annotation.start >= apart[-1].end:
            apart.append(annotation)
    return tuple(apart)


def annotated(text: str, annotations: Sequence[Annotation]) -> str:
    """Return `text` with each value in parentheses behind its expression."""
    for annotation in reversed(annotations):
        text = f"{text[: annotation.end]} (= {annotation.value}){text[annotation.end :]}"
    return text


def _dates(text: str, published_on: date | None, reader: Language) -> list[Annotation]:
    found = []
    for mention in dates.find_dates(text, published_on):
        written = text[mention.start : mention.end]
        value = "" if _EDGE.search(written) else dates.render(mention, reader)
        if value and not _dated(written, value, reader) and _tells(value, written):
            found.append(Annotation(mention.start, mention.end, value))
    return found


def _dated(written: str, value: str, reader: Language) -> bool:
    """Return whether a date is in the reader's language and names the year of its value itself."""
    foreign = _LATIN if reader == "ko" else _NOT_LATIN
    return not foreign.search(written) and set(_YEAR.findall(value)) <= set(_YEAR.findall(written))


def _quantities(text: str, reader: Language) -> list[Annotation]:
    found = []
    for quantity in quantities.find_quantities(text):
        written = text[quantity.start : quantity.end]
        unsure = _SHORTENED.search(written) or _A_YEAR.fullmatch(written)
        if unsure or bool(_HANGUL.search(written)) != (reader == "en"):
            continue
        value = quantities.render(quantity, reader, bare=True)
        easy = _easy(quantity.unit, written, reader) and _numbers(value) == _numbers(written)
        if _SOMEWHAT_OVER.search(written):
            value = f"over {value}"
        elif easy or _FEW.fullmatch(value):
            continue
        if _tells(value, written):
            found.append(Annotation(quantity.start, quantity.end, value))
    return found


def _easy(unit: str, written: str, reader: Language) -> bool:
    """Return whether digits tell the reader enough: 5명, 1년; and 60 km/h to a Korean one."""
    if reader == "en":
        return unit in quantities.COUNTED_NOUNS | _TIMES
    return not _ENGLISH.search(written)


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text.replace(",", ""))


def _tells(value: str, written: str) -> bool:
    """Return whether a value says more than the digits and letters of what it stands beside."""
    return _bare(value) not in _bare(written)


def _bare(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _names(text: str, reader: Language, aliases: AliasTable) -> list[Annotation]:
    if reader == "ko" and _HANGUL.search(text):
        return []  # Korean news writes APEC and H20 in Latin letters itself
    found = []
    told: set[str] = set()
    for mention in aliases.mentions(text):
        foreign = bool(_HANGUL.search(mention.text)) == (reader == "en")
        if not foreign or mention.entity in told:
            continue
        told.add(mention.entity)
        value = next((f for f in aliases.forms(mention.text) if _readable(f, reader)), "")
        if value and value not in text and mention.text not in value:
            found.append(Annotation(mention.start, mention.end, value))
    if reader == "en":
        people = [person for person in korean_persons(text) if person.name not in told]
        found += [Annotation(p.start, p.end, in_latin_letters(p.name)) for p in people]
    return found


def _readable(form: str, reader: Language) -> bool:
    return bool(_HANGUL.search(form)) if reader == "ko" else form.isascii()
