"""A model's draft cut into claims, each with the evidence numbers it cites.

Models write markers in many ways: [1][2], [1, 2], 【1】, after the full stop or before it, with
numbers that were never given.  Unknown numbers are dropped here; nothing is left of a marker.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from rag.text.sentences import split_sentences

_BRACKETS = str.maketrans({"【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]"})
_LABEL = r"(?:근거|출처|evidence|source|ref|no\.?|#|\^)?"
_NUMBERS = r"\d{1,3}(?:\s*(?:[,;·&~∼–-]|and|및|와)\s*\d{1,3})*"
_MARKER = re.compile(rf"\s*\[\s*{_LABEL}\s*({_NUMBERS})\s*\]", re.IGNORECASE)
_AFTER_STOP = re.compile(r"([.!?。…][\"”’']?)((?:\s*\[[^\[\]\n]{1,40}\])+)")
_RANGE = re.compile(r"(\d+)\s*[~∼–-]\s*(\d+)")
_WORDS = re.compile(r"[가-힣A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One sentence of a draft without its markers, and the known numbers it cited."""

    text: str
    citations: tuple[int, ...]


def split_claims(draft: str, known: Collection[int]) -> list[DraftClaim]:
    """Return the claims of a draft in order; `known` are the evidence numbers that exist."""
    text = _AFTER_STOP.sub(r"\2\1", draft.translate(_BRACKETS))
    claims = []
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        numbers = [n for marker in _MARKER.findall(sentence) for n in _numbers(marker)]
        plain = re.sub(r"\s+([.,!?])", r"\1", _MARKER.sub("", sentence)).strip(" -•*")
        citations = tuple(dict.fromkeys(n for n in numbers if n in known))
        if _WORDS.search(plain):
            claims.append(DraftClaim(plain, citations))
        elif citations and claims:  # a line of markers alone belongs to what stands before it
            last = claims.pop()
            merged = tuple(dict.fromkeys(last.citations + citations))
            claims.append(DraftClaim(last.text, merged))
    return claims


def _numbers(marker: str) -> list[int]:
    numbers = []
    for low, high in _RANGE.findall(marker):
        if int(high) - int(low) < 20:
            numbers += range(int(low), int(high) + 1)
    return numbers + [int(n) for n in re.findall(r"\d+", _RANGE.sub("", marker))]
