"""Compare texts as a Korean or English reader would: the same words and the same amounts.

Width, case, spaces, punctuation and citation marks don't count.  Amounts do: "26만 장" is
"260,000 sheets" but never part of "126만 장", and "1" is never found inside "12".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rag.text.quantities import normalize_numbers

_MARKER = re.compile(r"\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]|【\d{1,3}】")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DOTTED_DATE = re.compile(r"(?<!\d)(\d{4})\s?[.\-/]\s?(\d{1,2})\s?[.\-/]\s?(\d{1,2})(?!\d)\.?")
_PERCENT_POINT = re.compile(r"(?:%|퍼센트|프로)\s*(?:p\b|p(?=[가-힣])|포인트)|percentage[ -]points?")
_PERCENT = re.compile(r"퍼센트|per\s?cent\b")
_CJK = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<mark>%p?|[$€£¥₩])|(?P<cjk>[{_CJK}]+)"
    rf"|(?P<latin>(?:(?![{_CJK}])[^\W\d_])+)"
)
# "export" is held by "exports" and "Japan" by "Japanese", but "AI" not by "aim".
_STEM: Final = 4
_ENDING: Final = 3


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text without its spaces; `stops[i]` is where the token around position i ends.

    It is 0 where a match may begin or end freely: between tokens, and inside Korean words, whose
    particles are attached.
    """

    text: str
    stops: tuple[int, ...]


def without_markers(text: str) -> str:
    """Return the text without citation marks such as [1], [1, 2] and 【1】."""
    return _MARKER.sub("", text)


def holds(text: str, entry: str) -> bool:
    """Whether the text says the entry, whatever the spacing and the spelling of its amounts."""
    if _found(_flat(text, amounts=True), _flat(entry, amounts=True)):
        return True
    # "달러" alone is a word, but in "55억 달러" it is part of an amount that gets rewritten.
    plain = _flat(entry, amounts=False)
    return not re.search(r"\d", plain.text) and _found(_flat(text, amounts=False), plain)


def same(text: str, other: str) -> bool:
    """Whether two texts are equal after normalisation; two empty texts are not."""
    left = _flat(text, amounts=True).text
    return bool(left) and left == _flat(other, amounts=True).text


def squeezed(text: str) -> str:
    """Return the normalised text without spaces, to see whether one text holds another whole."""
    return _flat(text, amounts=True).text


def same_words(text: str, source: str) -> bool:
    """Whether the source holds the text word for word once the amounts of both are taken out."""
    words = _words(text)
    return bool(words) and words in _words(source)


def token_f1(text: str, expected: str) -> float:
    """Return the F1 of the shared tokens, 0 to 1: Korean by syllable (as KorQuAD), others by word.

    Syllables, because a particle glued to a right noun would otherwise make it a wrong token.
    """
    got, wanted = Counter(_units(text)), Counter(_units(expected))
    shared = sum((got & wanted).values())
    total = sum(got.values()) + sum(wanted.values())
    return 2 * shared / total if total else 0.0


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[str, ...]:
    """Return the amounts of the text in order, in the one canonical spelling."""
    return tuple(token.text for token in _tokens(text, amounts=True) if token.kind == "number")


def _words(text: str) -> str:
    return "".join(token.text for token in _tokens(text, amounts=True) if token.kind != "number")


def _units(text: str) -> list[str]:
    units: list[str] = []
    for token in _tokens(text, amounts=True):
        units.extend(token.text if token.kind == "cjk" else [token.text])
    return units


def _tokens(text: str, *, amounts: bool) -> list[_Token]:
    text = _DOTTED_DATE.sub(r"\1년 \2월 \3일 ", without_markers(unicodedata.normalize("NFKC", text)))
    text = normalize_numbers(text) if amounts else text
    text = _THOUSANDS.sub("", text.casefold())
    text = _PERCENT.sub("%", _PERCENT_POINT.sub("%p ", text))
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> _Token:
    kind, text = match.lastgroup or "", match.group()
    return _Token(kind, _plain_number(text) if kind == "number" else text)


def _plain_number(digits: str) -> str:
    """Drop the zeros that don't count: "05" is "5" and "5.50" is "5.5"."""
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


@lru_cache(maxsize=4096)
def _flat(text: str, *, amounts: bool) -> _Flat:
    parts: list[str] = []
    stops: list[int] = []
    previous = ""
    for token in _tokens(text, amounts=amounts):
        # Without this space "12 3" would hold the number 123.
        piece = f" {token.text}" if token.kind == previous == "number" else token.text
        start = len(stops) + len(piece) - len(token.text)
        end = start + len(token.text)
        stops.extend([0] * (start - len(stops) + 1))
        stops.extend([0 if token.kind == "cjk" else end] * (len(token.text) - 1))
        parts.append(piece)
        previous = token.kind
    return _Flat("".join(parts), (*stops, 0))


def _found(text: _Flat, entry: _Flat) -> bool:
    if not entry.text:
        return False
    start = text.text.find(entry.text)
    while start >= 0:
        if text.stops[start] == 0 and _may_end(text, entry, start + len(entry.text)):
            return True
        start = text.text.find(entry.text, start + 1)
    return False


def _may_end(text: _Flat, entry: _Flat, end: int) -> bool:
    stop = text.stops[end]
    if stop == 0:
        return True
    stem = re.search(rf"(?:(?![{_CJK}])[^\W\d_])+$", entry.text)
    return stem is not None and len(stem.group()) >= _STEM and stop - end <= _ENDING
