"""Which language a text is in, as far as a check needs to know it."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
# Every syllable that ends in ㄹ, as verbs of what is to come do: 할, 열, 만날.
RIEUL = "".join(chr(ord("가") + 28 * n + 8) for n in range(399))
# Korean news is full of Latin names; English news holds no Hangul but a name now and then.
_KOREAN_SHARE = 0.2


def count_letters(text: str) -> int:
    """Return how many letters a text has, of any script."""
    return len(_LETTER.findall(text))


def has_hangul(text: str) -> bool:
    """Return whether a text has a Korean letter."""
    return _HANGUL.search(text) is not None


def is_korean(text: str) -> bool:
    """Return whether a text is written in Korean rather than in English."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    return hangul > _KOREAN_SHARE * (hangul + latin)


def same_language(a: str, b: str) -> bool:
    """Return whether two texts are in one language, so that words can be held side by side."""
    return is_korean(a) == is_korean(b)
