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
# "$5.5 billion을": a particle glued to an English word hides where the word ends.
_SCRIPT_CHANGE = re.compile(r"(?<=[A-Za-z])(?=[가-힣])")
_PERCENT_POINT = re.compile(
    r"(?:%|퍼센트|프로)\s*(?:p\b|p(?=[가-힣])|포인트)|percentage[ -]points?"
)
_PERCENT = re.compile(r"퍼센트|per\s?cent\b")
_CJK = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<mark>%p?|#(?=\d)|[$€£¥₩])|(?P<cjk>[{_CJK}]+)"
    rf"|(?P<latin>(?:(?![{_CJK}])[^\W\d_])+)"
)
_WORDS_OF_NO_QUOTE: Final = 2
_SCALES: Final = frozenset("만억조천")
_ENDS_IN_SCALE = re.compile(r"\d[만억조천]$")
_SCALED = re.compile(r"[만억조천]|(?:thousand|[mb]illion|trillion|[mb]n)(?![a-z])")
_MEASURE = re.compile(r"[년월일시분초%]|(?:second|minute|hour|day|week|month|year|k?m|kg)(?![a-z])")
_MONEY_OR_RANK = re.compile(r"(?:#|usd|krw|eur|jpy|cny|gbp)$")
# An English entry may be a stem: "resum" is held by "resumption" and "Meta" by "Metas", but not
# "Meta" by "metal", "AI" by "aim" or "never" by "nevertheless".
_LONG_STEM, _STEM, _LONGEST_ENDING = 6, 5, 5
_SHORT_STEM: Final = 4
_SHORT_ENDINGS: Final = frozenset({"s", "d", "es", "ed", "er", "ers", "ing", "ure", "ures"})
_ARTICLES: Final = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text without its spaces, and its tokens.

    `stops[i]` is 0 where a match may begin or end freely: between tokens, and inside Korean words,
    whose particles are attached.  Inside a number or an English word it is where that ends.
    """

    text: str
    stops: tuple[int, ...]
    tokens: tuple[_Token, ...]


def without_markers(text: str) -> str:
    """Return the text without citation marks such as [1], [1, 2] and 【1】."""
    return _MARKER.sub("", text)


def holds(text: str, entry: str) -> bool:
    """Whether the text says the entry, whatever the spacing and the spelling of its amounts."""
    amount = _flat(entry, amounts=True)
    if _found(_flat(text, amounts=True), amount, counted=_names_counter(entry, amount)):
        return True
    # "달러" alone is a word, but in "55억 달러" it is part of an amount that gets rewritten; and an
    # amount may be read otherwise alone than in its sentence.
    return _found(_flat(text, amounts=False), _flat(entry, amounts=False))


def same(text: str, other: str) -> bool:
    """Whether two texts are equal after normalisation; two empty texts are not."""
    left = _flat(text, amounts=True).text
    return bool(left) and left == _flat(other, amounts=True).text


def squeezed(text: str) -> str:
    """Return the normalised text without spaces, to see whether one text holds another whole."""
    return _flat(text, amounts=True).text


def same_words(text: str, source: str) -> bool:
    """Whether the source holds the text word for word once the amounts of both are taken out.

    A word or two are no quotation: they stand anywhere.
    """
    words = _words(text)
    return len(text.split()) > _WORDS_OF_NO_QUOTE and words in _words(source)


def token_f1(text: str, expected: str) -> float:
    """Return the F1 of the shared tokens, 0 to 1: Korean by syllable (as KorQuAD), others by word.

    Syllables, because a particle glued to a right noun would otherwise make it a wrong token.
    """
    got, wanted = Counter(_units(text)), Counter(_units(expected))
    shared = sum((got & wanted).values())
    total = sum(got.values()) + sum(wanted.values())
    return 2 * shared / total if total else 0.0


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


@lru_cache(maxsize=4096)
def _tokens(text: str, *, amounts: bool) -> tuple[_Token, ...]:
    text = _DOTTED_DATE.sub(
        r"\1년 \2월 \3일 ", without_markers(unicodedata.normalize("NFKC", text))
    )
    text = _SCRIPT_CHANGE.sub(" ", text)
    text = normalize_numbers(text) if amounts else text
    text = _THOUSANDS.sub("", text.casefold())
    text = _PERCENT.sub("%", _PERCENT_POINT.sub("%p ", text))
    return tuple(_token(match) for match in _TOKEN.finditer(text))


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
    tokens = _tokens(text, amounts=amounts)
    parts: list[str] = []
    stops: list[int] = []
    previous = ""
    for token in tokens:
        if token.kind == previous == "number":
            parts.append(" ")  # without it "12 3" would hold the number 123
            stops.append(0)
        end = len(stops) + len(token.text)
        inside = 0 if token.kind == "cjk" else end
        stops.extend([0] + [inside] * (len(token.text) - 1))
        parts.append(token.text)
        previous = token.kind
    return _Flat("".join(parts), (*stops, 0), tokens)


def _names_counter(entry: str, amount: _Flat) -> bool:
    """Whether the entry is a number whose counter was dropped, as "네 가지" is written 4."""
    lone = [token.kind for token in amount.tokens] == ["number"]
    return lone and any(char.isalpha() for char in _SCALED.sub("", entry.casefold()))


def _found(text: _Flat, entry: _Flat, *, counted: bool = False) -> bool:
    if not entry.text:
        return False
    start = text.text.find(entry.text)
    while start >= 0:
        end = start + len(entry.text)
        free = text.stops[start] == 0 and (text.stops[end] == 0 or _is_stem(entry, text, end))
        other = counted and _is_measured(text.text, start, end)
        if free and not other and not _is_part_of_amount(text.text, start, end):
            return True
        start = text.text.find(entry.text, start + 1)
    return False


def _is_measured(text: str, start: int, end: int) -> bool:
    """Whether the number is a day, a time, money, a share or a rank, so not a count of things."""
    return bool(_MEASURE.match(text, end) or _MONEY_OR_RANK.search(text[:start]))


def _is_part_of_amount(text: str, start: int, end: int) -> bool:
    """Whether the match is a piece of a larger amount: "26" of "26만", "5000억" of "3조5000억"."""
    # "서만 66%" squeezed is no amount: 만 is a scale only behind a digit.
    if text[start].isdigit() and _ENDS_IN_SCALE.search(text[:start]):
        return True
    if text[end - 1] in _SCALES:
        return text[end : end + 1].isdigit()
    return text[end - 1].isdigit() and _SCALED.match(text, end) is not None


def _is_stem(entry: _Flat, text: _Flat, end: int) -> bool:
    """Whether an entry that ends inside a word of the text may be read as that word's stem."""
    last = entry.tokens[-1]
    if last.kind != "latin":
        return False
    ending = text.text[end : text.stops[end]]
    words = [token for token in entry.tokens if token.text not in _ARTICLES]
    if len(last.text) >= _LONG_STEM:
        return True
    if len(last.text) >= _STEM or len(words) > 1:
        return len(ending) <= _LONGEST_ENDING
    return len(last.text) >= _SHORT_STEM and ending in _SHORT_ENDINGS
