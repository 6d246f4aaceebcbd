"""A model's draft cut into claims, each with the evidence numbers it cites.

Models write markers in many ways: [1][2], [1, 2], 【1†source】, (Evidence 1), [1](address), after
the full stop or before it, with numbers that were never given.  Unknown numbers are dropped here;
nothing is left of a marker.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from rag.text.sentences import split_sentences

_BRACKETS = str.maketrans({"【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]"})
_LABEL = (
    r"(?:근거|출처|증거|자료|기사|evidence|sources?|refs?\.?|references?|citations?|articles?|no\.?)"
    r"\s*[:#]?\s*"
)
_AND = r"\s*(?:,\s*(?:and\b)?|[;·&~∼–-]|and\b|및|와|과)\s*"
_NUMBERS = rf"\d{{1,3}}(?:{_AND}(?:{_LABEL})?\d{{1,3}})*"
_MARKER = re.compile(
    rf"\s*(?:\[\s*\[?\s*(?:{_LABEL}|[#^])?(?P<square>{_NUMBERS})\s*(?:[†|:][^\[\]\n]{{0,30}})?\]?\]"
    rf"(?:\(https?://[^\s()]*\))?"
    rf"|\(\s*{_LABEL}(?P<labelled>{_NUMBERS})\s*\)"
    r"|\((?P<bare>\d{1,2})\)(?=\s*(?:[.!?。]|$))"
    rf"|\[(?:n|citation needed|\s*-\d+|\s*|{_LABEL})\s*\]|\(\s*\))",
    re.IGNORECASE | re.MULTILINE,
)
_RANGE = re.compile(r"(\d+)\s*[~∼–-]\s*(\d+)")
_LONGEST_RANGE = 20
_WORDS = re.compile(r"[가-힣A-Za-z0-9]")

# While a draft is cut, a marker is one character of this private range: no rule of sentences and
# no digit can mistake it.
_FIRST = 0xE000
_MARK = f"[\ue000-{chr(0xF8FF)}]"
_DECORATION = re.compile(
    r"\*\*|__|`|^\s*(?:#+|[-•*·▪]|\d{1,2}[.)](?=\s+\D))\s+|^\s*(?:Answer|답변?)\s*:\s*",
    re.IGNORECASE | re.MULTILINE,
)
_LIST_OF_MARKS = re.compile(rf"(?<={_MARK})\s*(?:,|;|and|및|와|과)\s*(?={_MARK})")
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*({_MARK}+)\s*[)\]]")
_AFTER_STOP = re.compile(
    rf"([.!?。…]+[\"”’')]*)[ \t]*((?:{_MARK})+)|([.!?。…]+)\s+({_MARK}+)\s*$", re.M
)
_BULLET = re.compile(r"^(?:[\s•*]|-(?![\d$€£¥₩]))+")  # but -0.3% is a number


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One sentence of a draft without its markers, and the known numbers it cited."""

    text: str
    citations: tuple[int, ...]


def split_claims(draft: str, known: Collection[int]) -> list[DraftClaim]:
    """Return the claims of a draft in order; `known` are the evidence numbers that exist."""
    text, cited = _marked(draft)
    claims: list[DraftClaim] = []
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        numbers = (n for mark in re.findall(_MARK, sentence) for n in cited[ord(mark) - _FIRST])
        citations = tuple(dict.fromkeys(n for n in numbers if n in known))
        bare = re.sub(r"\s+(?=[.,!?])|\s+$", "", re.sub(rf"\s*{_MARK}", "", sentence))
        plain = _BULLET.sub("", bare).rstrip(" -•*")
        if _WORDS.search(plain):
            claims.append(DraftClaim(plain, citations))
        elif citations and claims:  # a line of markers alone belongs to what stands before it
            last = claims.pop()
            merged = tuple(dict.fromkeys(last.citations + citations))
            claims.append(DraftClaim(last.text, merged))
    return claims


def _marked(draft: str) -> tuple[str, list[list[int]]]:
    """Return a draft with one character for each marker, before the stop, and what each cites."""
    cited: list[list[int]] = []

    def mark(match: re.Match[str]) -> str:
        """Note what a marker cites and return the character that stands for it."""
        cited.append(_numbers(match["square"] or match["labelled"] or match["bare"] or ""))
        lines = "\n" if "\n" in match.group().removesuffix("\n") else ""
        return lines + chr(_FIRST + len(cited) - 1)

    text = re.sub("[\ue000-\uf8ff]", "", draft).translate(_BRACKETS)
    text = _MARKER.sub(mark, _DECORATION.sub("", text))
    text = _IN_BRACKETS.sub(r"\1", _LIST_OF_MARKS.sub("", text))
    return _AFTER_STOP.sub(lambda m: f"{m[2] or m[4]}{m[1] or m[3]} ", text), cited


def _numbers(marker: str) -> list[int]:
    numbers: list[int] = []
    for low, high in _RANGE.findall(marker):
        if int(high) - int(low) < _LONGEST_RANGE:
            numbers += range(int(low), int(high) + 1)
    return numbers + [int(n) for n in re.findall(r"\d+", _RANGE.sub("", marker))]
