"""Words of the corpus that sound like a Latin word."""

from __future__ import annotations

import pytest

from rag.retrieve.concepts import Concept
from rag.retrieve.echoes import Echoes, heard_in

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


ENGLISH = Echoes(["Federer", "Ronda", "Both", "White", "iPod", "Karadzic", "토론토", "페덱스"])


@pytest.mark.parametrize(
    ("hangul", "latin"), [("페더러", "Federer"), ("아이팟", "iPod"), ("카라지치", "Karadzic")]
)
def test_a_name_in_hangul_is_found_in_english_articles(hangul: str, latin: str) -> None:
    """A Korean question on an English article shares not even the names otherwise."""
    assert ENGLISH.in_latin(hangul) == (latin,)


@pytest.mark.parametrize("hangul", ["토론토", "회의", "김도윤"])
def test_what_the_corpus_writes_or_nothing_sounds_like_is_left_alone(hangul: str) -> None:
    """A name that stands in the corpus needs no other spelling."""
    assert ENGLISH.in_latin(hangul) == ()


RESPELLED = Echoes(["스탠포드", "애틀랜타", "거래", "경제", "코끼리", "김문수"])


@pytest.mark.parametrize(
    ("forms", "of_kind", "heard"),
    [
        (("스탠퍼드", "Stanford"), "org", ("스탠포드",)),
        (("Atlanta", "아틀란타"), "place", ("애틀랜타",)),
        (("한국", "Korea"), "place", ()),
        (("경주", "Gyeongju"), "place", ()),
        (("구글", "Google"), "company", ()),
        (("김민수", "Kim Min-su"), "person", ()),
    ],
)
def test_a_listed_name_is_known_by_its_other_spellings_in_hangul(
    forms: tuple[str, ...], of_kind: str, heard: tuple[str, ...]
) -> None:
    """Only what is nearly the same to the eye and to the ear: Korea sounds like 거래, too."""
    concept = Concept.of("name", *forms, of_kind=of_kind)
    assert heard_in(RESPELLED, concept).forms == (*forms, *heard)


def test_an_unlisted_foreigner_is_known_by_the_surname() -> None:
    """An article may write 레오노프 alone."""
    concept = heard_in(CORPUS, Concept.of("name", "알렉세이 레오노프", of_kind="name"))
    assert concept.forms == ("알렉세이 레오노프", "레오노프")
