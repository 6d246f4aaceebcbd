"""The pairs of letters of a text, by which two texts of one language are compared as written."""

from __future__ import annotations

import re

_NO_LETTERS = re.compile(r"[\s\d.,]+")


def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of letters of a text; digits, which may be a claim's error, count not."""
    plain = _NO_LETTERS.sub("", text.casefold())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def share_written(claim: str, text: str) -> float:
    """Return which share of the pairs of letters of a claim a text has, 0 to 1."""
    ours = bigrams(claim)
    return len(ours & bigrams(text)) / len(ours) if ours else 0.0
