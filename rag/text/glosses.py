"""Ordinary words of a Korean sentence in English, for a reader who knows no Korean.

수출통제 is "export control", 재가동 승인 "restart approval".  Exact values and names are annotated
elsewhere; these are the words that carry a statement or a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import Annotation
from rag.text.morphemes import tokens
from rag.text.names import TermMention, find_terms

_HANGUL = re.compile(r"[가-힣]")
_NOUNS = frozenset(("NNG", "NNP", "XR", "XPN"))
_MOST_PARTS = 3
_LEAST_SYLLABLES = 2


def glosses(korean: str) -> tuple[Annotation, ...]:
    """Return the known nouns of a Korean text with their usual English, compounds as one."""
    nouns = {token.start for token in tokens(korean) if token.tag in _NOUNS}
    found: list[list[TermMention]] = []
    for mention in find_terms(korean):
        if mention.start not in nouns or not _HANGUL.match(mention.text):
            continue
        if found and found[-1][-1].end == mention.start and len(found[-1]) < _MOST_PARTS:
            found[-1].append(mention)
        else:
            found.append([mention])
    told = map(_gloss, found)
    return tuple(gloss for gloss in told if gloss.end - gloss.start >= _LEAST_SYLLABLES)


def _gloss(parts: Sequence[TermMention]) -> Annotation:
    """Return the English of adjacent terms; what two of them share stands there once."""
    words: list[str] = []
    for word in " ".join(part.translations[0] for part in parts).split():
        if word not in words[-1:]:
            words.append(word)
    return Annotation(parts[0].start, parts[-1].end, " ".join(words))
