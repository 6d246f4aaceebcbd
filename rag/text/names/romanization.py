"""Hangul in Latin letters, and whether a Hangul and a Latin spelling sound like one name.

Transliteration loses letters both ways (Georgieva is 게오르기에바, 이 is Lee), so names are not
compared as strings: both become sequences of sound classes, and the cheapest alignment counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.names.phonetics import (
    Sound,
    alignment_cost,
    hangul_consonants,
    hangul_sounds,
    latin_sounds,
    weight,
)
from rag.text.names.wordlists import listed

# On our list's 673 names .84 of all pass, translated ones (중국, China) among them, and about one
# random wrong pair in 1,000; two similar names pass oftener, so the table is always asked first.
SOUNDS_ALIKE = 0.78
# A lost or changed consonant tells two names apart more than it tells them together.
STEEPNESS = 1.2
_ROUNDING = 1e-9

_INITIALS = listed(
    """
    g kk n d tt r m b pp s ss - j jj ch k t p h
    """
)
_VOWELS = listed(
    """
    a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i
    """
)
_FINALS = listed(
    """
    - k k k n n n t l k m l l l p l m p p t t ng t t k t p t
    """
)
_LINKED = listed(
    """
    - g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p -
    """
)
_FIRST, _LAST = ord("가"), ord("힣")
# What a final and the next initial become together: 신라 Silla, 종로 Jongno, 백마 Baengma.
_ASSIMILATED = {
    ("n", "r"): "ll", ("l", "r"): "ll", ("l", "n"): "ll", ("m", "r"): "mn", ("ng", "r"): "ngn",
    ("k", "r"): "ngn", ("p", "r"): "mn", ("t", "r"): "nn", ("k", "n"): "ngn", ("k", "m"): "ngm",
    ("p", "n"): "mn", ("p", "m"): "mm", ("t", "n"): "nn", ("t", "m"): "nm",
}  # fmt: skip
# Surnames are written as they were before the South dropped its initial ㄹ: 이 is Lee.
_OLD_INITIAL = {
    "이": "리", "임": "림", "유": "류", "노": "로", "양": "량", "나": "라", "여": "려",
    "육": "륙", "류": "유", "림": "임", "리": "이",
}  # fmt: skip
_LATIN_TOKEN = re.compile(r"[A-Za-zÀ-ɏ'’.-]+")


def romanize(hangul: str) -> str:
    """Return `hangul` in Revised Romanization, lower-case; other characters stay.

    Sounds that assimilate across syllables are written as spoken (신라 "silla").
    """
    written: list[str] = []
    final = 0
    for position, letter in enumerate(hangul):
        if not "가" <= letter <= "힣":
            written.append(_plain(_FINALS[final]) + letter)
            final = 0
            continue
        code = ord(letter) - _FIRST
        previous = hangul[position - 1] if position else ""
        initial = _INITIALS[code // 588]
        written.append(_joined(final, initial) if "가" <= previous <= "힣" else _plain(initial))
        written.append(_VOWELS[code % 588 // 28])
        final = code % 28
    return "".join(written) + _plain(_FINALS[final])


def _plain(letters: str) -> str:
    return "" if letters == "-" else letters


def _joined(final: int, initial: str) -> str:
    if initial == "-":
        return _plain(_LINKED[final])
    closed = _FINALS[final]
    return _ASSIMILATED.get((closed, initial), _plain(closed) + initial)


def sounds_alike(hangul: str, latin: str, least: float = 0.0) -> float:
    """Return in [0, 1] how much the Hangul spelling `hangul` sounds like the Latin `latin`.

    Order of given name and surname does not matter.  `SOUNDS_ALIKE` is the threshold that we use.
    What would not reach `least` may be told as 0, which is much quicker.
    """
    ours = hangul_variants(hangul)
    theirs = latin_variants(latin)
    if not ours or not theirs:
        return 0.0
    return max(_score(a, b, least) for a in ours for b in theirs)


def consonants_of(name: str) -> list[str]:
    """Return the consonant classes of a name, one letter each, as each order of its words begins.

    A Latin consonant that may stand for several sounds adds a sequence for each where it is the
    first; two names that sound alike share a first class but for a silent letter.
    """
    if any("가" <= letter <= "힣" for letter in name):
        return [hangul_consonants(name)]
    found = set[str]()
    for sounds in latin_variants(name):
        classes = [sound.classes for sound in sounds if sound.classes]
        rest = "".join(c[0] for c in classes[1:])
        found |= {first + rest for first in (classes[0] if classes else ("",))}
    return sorted(found)


def _score(ours: tuple[Sound, ...], theirs: tuple[Sound, ...], least: float) -> float:
    size = (weight(ours) + weight(theirs)) / 2
    if not size:
        return 0.0
    # To turn the consonants alone into the others never costs more than to turn the whole.
    cheapest = _consonants_cost(_consonants(ours), _consonants(theirs)) if least else 0.0
    if 1 - STEEPNESS * cheapest / size < least - _ROUNDING:
        return 0.0
    return max(0.0, 1 - STEEPNESS * alignment_cost(ours, theirs) / size)


# Many words have the same few consonants.
_consonants_cost = lru_cache(maxsize=100_000)(alignment_cost)


@lru_cache(maxsize=20_000)
def _consonants(sounds: tuple[Sound, ...]) -> tuple[Sound, ...]:
    return tuple(sound for sound in sounds if sound.classes)


@lru_cache(maxsize=20_000)
def hangul_variants(hangul: str) -> tuple[tuple[Sound, ...], ...]:
    """Return the sounds of a Hangul spelling, each way it may be spoken; none without Hangul."""
    bare = "".join(letter for letter in hangul if "가" <= letter <= "힣")
    if not bare:
        return ()
    variants = [hangul_sounds(bare)]
    if bare[0] in _OLD_INITIAL and len(bare) <= 4:
        variants.append(hangul_sounds(_OLD_INITIAL[bare[0]] + bare[1:]))
    return tuple(variants)


@lru_cache(maxsize=20_000)
def latin_variants(latin: str) -> tuple[tuple[Sound, ...], ...]:
    """Return the sounds of a Latin spelling, with the surname first or last; none without words."""
    words = _LATIN_TOKEN.findall(latin)
    if not words:
        return ()
    orders = {tuple(words)}
    if 1 < len(words) <= 4:
        orders |= {(words[-1], *words[:-1]), (*words[1:], words[0])}
    return tuple(latin_sounds(" ".join(order)) for order in sorted(orders))
