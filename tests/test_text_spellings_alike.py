"""Many Hangul words compared by sound with a Latin one at once, as one by one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from rag.text.names import HangulSpellings, consonants_of, sounds_alike
from rag.text.names.phonetics import hangul_sounds

_CHANCE = random.Random(20251031)
WORDS = ["박재형", "이민우", "레이스콥터", "블랙", "알리", "오이", "힣", "으", "큰별양자진흥원"] + [
    "".join(chr(_CHANCE.randint(ord("가"), ord("힣"))) for _ in range(_CHANCE.randint(1, 9)))
    for _ in range(150)
]


@pytest.mark.parametrize(
    "latin",
    [
        "Park Jae-hyung",
        "Lee",
        "Racecopter",
        "Black",
        "Io",
        "e",
        "Keunbyeol Quantum Promotion Agency",
        "the Strange and Long Name of Something",
        "McCain",
        "2025",
        "",
    ],
)
def test_all_at_once_is_as_one_by_one(latin: str) -> None:
    """Words of any length and with several ways to be spoken have the same likeness."""
    together = HangulSpellings(WORDS).alike(latin)
    assert np.allclose(together, [sounds_alike(word, latin) for word in WORDS], atol=1e-9)


def test_a_word_alone_has_its_likeness() -> None:
    """One word is enough."""
    (score,) = HangulSpellings(["하버드"]).alike("Harvard")
    assert score == pytest.approx(sounds_alike("하버드", "Harvard"))


def test_consonants_are_those_of_the_sounds() -> None:
    """They are told without the vowels, an l that is written twice once."""
    for word in WORDS:
        classes = "".join(sound.classes for sound in hangul_sounds(word))
        assert consonants_of(word) == [classes]
