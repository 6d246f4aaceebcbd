"""Whether a Hangul name stands in English text: by table, sound, translation or meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rag.text.names import AliasTable, countries_in_compounds, part_in_english, translate_term
from rag.verify.rules.language.similarity import MEANS, MOST_COMPARED, Similarity
from rag.verify.rules.names.sounds import HANGUL, LATIN, may_be_names, same_of_a_kind, sounds_like
from rag.verify.rules.names.translations import translated_in_english

# What a Korean adds to a foreign name: 마데시족, 샤오산구, 루비사.
_ADDED = re.compile(
    r"(?<=[가-힣]{2})(?:[족구군호시주섬강사성현당교인계어]|통신|신문|정부|은행|항공)$"
)
# English news says "the North" where Korean writes 북한.
_KOREAS = {
    "north korea": re.compile(r"\b[Tt]he North\b(?!\s(?:[A-Z]|of\b|and\b|coast|side))"),
    "south korea": re.compile(r"\b[Tt]he South\b(?!\s(?:[A-Z]|of\b|and\b|coast|side))"),
}


def stands_in_english(
    name: str, english: str, aliases: AliasTable, similarity: Similarity | None = None
) -> bool:
    """Return whether a Hangul name stands in English text; `similarity` may translate words."""
    countries = countries_in_compounds(name)
    if countries and countries <= {mention.entity for mention in aliases.mentions(english)}:
        return True
    if translated_in_english(name, english, aliases) or same_of_a_kind(name, english):
        return True
    if entity := aliases.entity(name):
        half = _KOREAS.get(entity)
        if half is not None:
            return half.search(english) is not None
        return aliases.kind(entity) == "org" and _has_term(name, english)
    words = [_ADDED.sub("", word) for word in HANGUL.findall(name)]
    if not words:
        return False
    if sounds_in_english(words[-1], english):
        return True
    folded = english.casefold()
    if any(re.search(rf"\b{part}", folded) for part in part_in_english(name)):
        return True
    if similarity is None:
        return False
    return any(similarity(name, phrase) >= MEANS for phrase in _phrases(english))


def sounds_in_english(word: str, english: str) -> bool:
    """Return whether a Korean word sounds like a name or a longer word of English text."""
    return any(sounds_like(word, each) for each in may_be_names(english))


def _has_term(name: str, english: str) -> bool:
    """Return whether an institution is called in English as the list of terms has it: 국회."""
    folded = english.casefold()
    return any(
        re.search(rf"\b{re.escape(term.casefold())}\b", folded)
        for term in translate_term(name, "en")
    )


@lru_cache(maxsize=64)
def _phrases(text: str) -> tuple[str, ...]:
    """Return the longer words of English text and the pairs of them that touch."""
    words = [word for word in LATIN.findall(text) if len(word) > 2]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    found = dict.fromkeys([*(w for w in words if len(w) > 3), *pairs])
    return tuple(found)[:MOST_COMPARED]
