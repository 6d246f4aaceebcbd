"""A page as its lines, each with its place in the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_TRIM = " \t\u00a0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\u00ad"
_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[A-Za-z]")
_STOP_TEXT = (
    "more about with from this that have will over after into than said your what been were"
)
_STOP = frozenset(_STOP_TEXT.split())
_PARTICLE = re.compile(
    r"(?<=[가-힣])(?:으로|에서|에게|까지|부터|이라|에는|에도|은|는|이|가|을|를|의|에|로|와|과|도|서|만)$"
)
_TOKEN = re.compile(r"[가-힣]{2,}|[A-Za-z][A-Za-z]+|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something, without the white space around it.

    `apart` where an empty line stands above it, or nothing.
    """

    start: int
    end: int
    text: str
    apart: bool = False


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that hold anything; `text[line.start:line.end] == line.text`."""
    lines: list[Line] = []
    above = -2
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip().strip(_TRIM).strip()
        if body:
            start = match.start() + raw.index(body)
            apart = above < 0 or len(_BREAK.findall(text, above, match.start())) >= 2
            lines.append(Line(start, start + len(body), body, apart))
            above = match.end()
    return lines


def is_korean(text: str) -> bool:
    """Tell whether Hangul makes up a fair share of the letters (names and acronyms stay Latin)."""
    hangul = len(_HANGUL.findall(text))
    return hangul * 10 >= 3 * (hangul + len(_LETTER.findall(text)))


def words_of(text: str) -> list[str]:
    """Return the Korean words of two syllables or more, Latin words and numbers, lower-cased.

    Common English words ("of", "more") say nothing about the topic and are left out.
    """
    tokens = _TOKEN.findall(text)
    kept = (t for t in tokens if t not in _STOP and (len(t) > 3 or not t.islower()))
    return [token.lower() for token in kept]


def beginnings_of(body: str) -> frozenset[str]:
    """Return every beginning, of the words of a text."""
    words = {word[:40] for word in words_of(body)}  # no word is longer, but hostile ones are
    return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))


def overlap(text: str, beginnings: frozenset[str]) -> float:
    """Return the share of the words of `text` with which some word of the body begins.

    A Korean word counts when all of it, or all but its particle, is found.
    """
    words = words_of(text)
    if not words:
        return 0.0
    return sum(_is_in(word, beginnings) for word in words) / len(words)


def _is_in(word: str, beginnings: frozenset[str]) -> bool:
    if word in beginnings:
        return True
    stem = _PARTICLE.sub("", word)
    return 2 <= len(stem) < len(word) and stem in beginnings
