"""The register of spliced advertising: which words sound like a search advertiser's.

The vocabulary is `data/commercial.txt`; longer words are read as compounds of it, so that
"생애최초주택구입자금대출" is known though no list holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

_LONGEST_PART = 12


class Register(IntEnum):
    """How commercial a word is."""

    NONE = 0
    PLAIN = 1
    TAIL = 2
    WEAK = 3
    STRONG = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The advertising vocabulary; `english` matches spliced English phrases."""

    strong: frozenset[str]
    weak: frozenset[str]
    tail: frozenset[str]
    plain: frozenset[str]
    mod: frozenset[str]
    english: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once from the data file."""
    parts: dict[str, list[str]] = {}
    name = ""
    text = files("rag.ingest").joinpath("data/commercial.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
        elif line and not line.startswith("#"):
            parts.setdefault(name, []).extend([line] if name == "english" else line.split())
    return Vocabulary(
        strong=frozenset(parts["strong"]),
        weak=frozenset(parts["weak"]),
        tail=frozenset(parts["tail"]),
        plain=frozenset(parts["plain"]),
        mod=frozenset(parts["mod"]),
        english=re.compile(rf"\b(?:{'|'.join(parts['english'])})\b", re.I),
    )


@lru_cache(maxsize=65_536)
def register_of(word: str) -> Register:
    """Return how commercial one bare word is, as a whole or as a compound of known parts."""
    known = vocabulary()
    return _register_of_entry(word, known) or _register_of_compound(word, known)


def _register_of_entry(word: str, known: Vocabulary) -> Register:
    """Return how commercial the vocabulary says a word is; `NONE` where it does not hold it."""
    if word in known.strong:
        return Register.STRONG
    if word in known.weak:
        return Register.WEAK
    if word in known.tail:
        return Register.TAIL
    return Register.PLAIN if word in known.plain or word in known.mod else Register.NONE


def _register_of_compound(word: str, known: Vocabulary) -> Register:
    """Return the register of the most commercial part; a weak one with a tail is strong."""
    parts = _parts(word, known)
    if Register.WEAK in parts and Register.TAIL in parts:
        return Register.STRONG
    return max(parts, default=Register.NONE)


def _parts(word: str, known: Vocabulary) -> tuple[Register, ...]:
    """Return the registers of the fewest known parts that make up a word; none if none do."""
    best: list[tuple[Register, ...] | None] = [(), *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_PART), end):
            before = best[start]
            register = _register_of_entry(word[start:end], known)
            if before is None or not register:
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = (*before, register)
    return best[-1] or ()
