"""Exact values written beside the expressions of a sentence, in the reader's language.

"26만 장" is 260,000, "31일" in an article of that day is 31 October 2025, 시진핑 is Xi Jinping.
The same values serve the model that reads the evidence, the person who reads a quote in another
language, and the check of the finished sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.domain import Annotation, Language
from rag.text import dates, quantities
from rag.text.names import AliasTable, in_latin_letters, korean_persons

_HANGUL = re.compile(r"[가-힣]")
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
        value = dates.render(mention, reader) if mention.resolved else ""
        if value and value != written:
            found.append(Annotation(mention.start, mention.end, value))
    return found


def _quantities(text: str, reader: Language) -> list[Annotation]:
    found = []
    for quantity in quantities.find_quantities(text):
        written = text[quantity.start : quantity.end]
        foreign = bool(_HANGUL.search(written)) == (reader == "en")
        if foreign:
            value = quantities.render(quantity, reader, bare=True)
            if _SOMEWHAT_OVER.search(written):
                value = f"over {value}"
            if value and value not in written:
                found.append(Annotation(quantity.start, quantity.end, value))
    return found


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
        if value and value not in text:
            found.append(Annotation(mention.start, mention.end, value))
    if reader == "en":
        people = [person for person in korean_persons(text) if person.name not in told]
        found += [Annotation(p.start, p.end, in_latin_letters(p.name)) for p in people]
    return found


def _readable(form: str, reader: Language) -> bool:
    return bool(_HANGUL.search(form)) if reader == "ko" else form.isascii()
