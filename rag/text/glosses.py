"""Ordinary words of a Korean sentence in English, for a reader who knows no Korean.

수출통제 is "export control".  Exact values and names are annotated elsewhere; these are the words
that carry a statement or a reason.  Only whole words that the list holds are told: what a part of a
longer word means, or two words together, is often something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from rag.domain import Annotation
from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.text.names import AliasTable, TermMention, find_terms

SENSES = ", "  # between what a word may mean
_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W_]")
_NOUNS = frozenset(("NNG", "NNP", "XR", "XPN"))
# What may be written together with a whole word: particles, endings and 하다.
_INFLECTION = re.compile(r"J|E|V|XS[VA]")
_LEAST_SYLLABLES = 2
_HOMOGRAPH = 2  # syllables; 통화 is a phone call or a currency, longer words are one thing


def glosses(korean: str) -> tuple[Annotation, ...]:
    """Return the known nouns of a Korean text with their usual English, or two where it is open."""
    read = {token.start: token for token in tokens(korean)}
    ends = {token.start + token.len for token in read.values()}
    names = AliasTable.curated()
    return tuple(
        Annotation(term.start, term.end, SENSES.join(_senses(term)))
        for term in find_terms(korean)
        if _HANGUL.match(term.text)
        and term.end - term.start >= _LEAST_SYLLABLES
        and term.end in ends
        and names.entity(term.text) is None  # 코로나 is told as a name, or is the sun's corona
        and _is_whole(korean, term, read)
    )


def _is_whole(korean: str, term: TermMention, read: dict[int, Any]) -> bool:
    """Return whether a term is a noun of its own and no part of a longer word."""
    first, behind = read.get(term.start), read.get(term.end)
    before = korean[max(0, term.start - 1) : term.start]
    if first is None or first.tag not in _NOUNS or _LETTER.match(before):
        return False
    if behind is None or not _LETTER.match(behind.form):
        return True
    return bool(_INFLECTION.match(behind.tag)) or behind.form == "들"


def _senses(term: TermMention) -> Sequence[str]:
    """Return what a term means: of a short one two translations that share no word."""
    first = term.translations[0]
    if len(term.text) > _HOMOGRAPH:
        return (first,)
    other = (each for each in term.translations[1:] if not _shared(each, first))
    return (first, *islice(other, 1))


def _shared(one: str, other: str) -> bool:
    words = [{stem(word)[:4] for word in each.split()} for each in (one, other)]
    return not words[0].isdisjoint(words[1])
