"""Words of the corpus that sound like a Latin word."""

from __future__ import annotations

import pytest

from rag.retrieve.echoes import Echoes

WORDS = """
    박재형 최만수 레이스콥터 호라이즌 페로브스카이트 나노로봇 하버드 선정
    정부 대학 기자 시간 연구 과제 상무 AMD 2025
"""
CORPUS = Echoes(WORDS.split())


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Park Jae-hyung", "박재형"),
        ("Choi Man-soo", "최만수"),
        ("Racecopter", "레이스콥터"),
        ("Horizons", "호라이즌"),
        ("Harvard", "하버드"),
        ("perovskite", "페로브스카이트"),
        ("nanorobots", "나노로봇"),
    ],
)
def test_a_name_or_new_word_is_found_by_its_sound(latin: str, hangul: str) -> None:
    """No dictionary has them; the corpus writes them as they are spoken."""
    assert CORPUS.of(latin)[0] == hangul


@pytest.mark.parametrize("latin", ["song", "job", "science", "government", "kid", "Oh", "AMD"])
def test_other_words_have_no_echo(latin: str) -> None:
    """Short and ordinary words sound like much; they are left to the embedder."""
    assert CORPUS.of(latin) == ()
