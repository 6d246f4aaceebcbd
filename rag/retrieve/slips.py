"""Names that a question seems to misspell, as the best places write them: 클레시스, 클래시스."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from rag.domain import Evidence
from rag.text.morphemes import analyse

_LEAST_LETTERS = 5  # of a name; 일본 is one letter away from too much


def alike(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return words of the evidence that are one letter away from a name it lacks, each once.

    A letter of Hangul is a consonant or a vowel, so 엔비다아 is one away from 엔비디아.
    """
    names = {name for piece in evidence for name in piece.missing}
    words = dict.fromkeys(word for piece in evidence for word in analyse(piece.text).words)
    return tuple(word for word in words if any(_a_slip_apart(name, word) for name in names))


def _a_slip_apart(name: str, word: str) -> bool:
    a, b = _letters(name), _letters(word)
    if a == b or min(len(a), len(b)) < _LEAST_LETTERS:
        return False
    same = _beginning(a, b)
    behind = _beginning(a[same:][::-1], b[same:][::-1])
    return max(len(a), len(b)) - same - behind == 1


def _beginning(a: str, b: str) -> int:
    """Return how many letters two words have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word.casefold())
