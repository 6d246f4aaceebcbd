"""Names that one language translates or shortens: 정의개발당, 외교부 and CASA in English text."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.text.names import AliasTable, part_in_english, translate_term

_CAPITALS = re.compile(r"\b[A-Z][A-Za-z-]*(?:\s(?:(?:of|for|and|the|on)\s){0,2}[A-Z][A-Za-z-]*)*")
_ACRONYM = re.compile(r"[A-Z]{3,8}")
_OFFICE = re.compile(r"\b(?:Ministry|Department)\b", re.IGNORECASE)
_OFFICE_WORDS = re.compile(
    r"\b(?:(?:the )?(?:Ministry|Department) of|Ministry|Department|Affairs)\b"
)
_KOREAS = re.compile(
    r"\b(?:(?:two|both|the) Koreas|inter-Korean|(?:North and South|South and North) Korean?)\b",
    re.IGNORECASE,
)
_SIDES = {"동": "east", "서": "west", "남": "south", "북": "north"}
_COAST = re.compile(r"(?P<side>[동서남북])해(?:안|상)?")
_NOUN_TAGS = ("NNG", "NNP", "XSN", "XPN", "SL")
# The share of a name's letters that must be translated where no list has the rest.
_MOSTLY = 0.6


def abbreviates(acronym: str, text: str) -> bool:
    """Return whether an acronym is made of the initials of a name in English text."""
    if not _ACRONYM.fullmatch(acronym):
        return False
    return any(
        acronym in "".join(word[0] for word in re.findall(r"[A-Z][A-Za-z-]*", name[0]))
        for name in _CAPITALS.finditer(text)
    )


def translated_in_english(name: str, english: str, aliases: AliasTable) -> bool:
    """Return whether the parts of a Hangul name stand, translated, with capitals in English text.

    외교부 is in "Foreign Minister" too, and 남북한 in "the two Koreas".
    """
    if name.startswith("남북") and _KOREAS.search(english):
        return True
    if coast := _COAST.fullmatch(name):
        side = _SIDES[coast["side"]]
        return re.search(rf"\b{side}(?:ern)? (?:coast|sea)", english, re.IGNORECASE) is not None
    return _minister_of(name, english, aliases) or _word_by_word(name, english)


def _minister_of(name: str, english: str, aliases: AliasTable) -> bool:
    """Return whether the minister or secretary of a known ministry stands in English text."""
    for form in aliases.forms(name):
        if not _OFFICE.search(form):
            continue
        field = _OFFICE_WORDS.sub("", form).strip()
        if field and re.search(
            rf"\b{re.escape(field)} (?:Minister|Secretary|Ministry)\b|"
            rf"\b(?:Minister|Secretary) (?:of|for) (?:the )?{re.escape(field)}\b",
            english,
        ):
            return True
    return False


def _word_by_word(name: str, english: str) -> bool:
    parts = [t.form for t in tokens(name) if t.tag in _NOUN_TAGS]
    if len(parts) < 2 or sum(map(len, parts)) < len(name.replace(" ", "")):
        return False
    written = _capital_stems(english)
    letters = 0
    for part in parts:
        meanings = {stem(word) for word in _meanings(part)}
        if meanings & written:
            letters += len(part)
        elif meanings and len(part) > 1:
            return False
    return letters > 2 and letters >= _MOSTLY * sum(map(len, parts))


def _meanings(part: str) -> list[str]:
    terms = (*translate_term(part, "en"), *part_in_english(part))
    return [word for term in terms for word in term.split()]


@lru_cache(maxsize=64)
def _capital_stems(english: str) -> frozenset[str]:
    """Return the stems of the words of all names of more than one word."""
    return frozenset(
        stem(word.lower())
        for name in _CAPITALS.finditer(english)
        if " " in name[0]
        for word in name[0].split()
    )
