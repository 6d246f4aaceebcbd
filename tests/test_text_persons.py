"""Koreans whom no list knows, found by the title behind the name and shown to foreign readers."""

from __future__ import annotations

import pytest

from rag.text.annotate import annotate, annotated
from rag.text.names import AliasTable, in_latin_letters, korean_persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("도담대 문화공학부 나성결 교수팀이 개발했다.", ["나성결"]),
        ("조맹덕 서울대 기계공학부 교수는 의견을 냈다.", ["조맹덕"]),
        ("유재담(23) 학생이 상을 받았다.", ["유재담"]),
        ("2013년 김철담 전 상공부 장관이 출마했다.", ["김철담"]),
        ("이태원 상인 김하담 씨가 말했다.", ["김하담"]),
        ("나성결 도담대 장관회의 담당", []),
        ("인천 연수구 교수회관에서 교수들이 모였다.", []),
        ("서울대 공대 교수들이 모였다.", []),
        ("이번에 서울대 교수는 빠졌다.", []),
        ("정보통신 장관이 바뀌었다.", []),
        ("이대로 교수는 떠났다.", []),
        ("나이지리아의 오콘조 전 장관과 이집트의 나세르 대통령이 만났다.", []),
        ("독일의 소바주 교수와 제이슨 한나라 박사가 만났다.", []),
        ("장폴 소정한 교수는 떠났다.", []),
        ("구글 차이나 사장이 떠났다.", []),
        ("김하담 연세대 교수는 의견을 냈다.", ["김하담"]),
        ("이하늘 대표와 박새롬 변호사가 왔다.", ["이하늘", "박새롬"]),
        ("The minister spoke.", []),
    ],
)
def test_a_korean_with_a_title_is_found(text: str, names: list[str]) -> None:
    """A full name before a title, with an office between them or not; nothing else is a person."""
    found = korean_persons(text)
    assert [person.name for person in found] == names
    assert all(text[p.start : p.end] == p.name for p in found)


@pytest.mark.parametrize(
    ("name", "written"),
    [("김용범", "Kim Yong-beom"), ("이해신", "Lee Hae-sin"), ("나성결", "Na Seong-gyeol")],
)
def test_names_are_written_as_english_news_does(name: str, written: str) -> None:
    """Surname first as its bearers usually spell it, the given name hyphenated."""
    assert in_latin_letters(name) == written


def test_unknown_persons_and_far_places_are_written_for_an_english_reader() -> None:
    """A Korean reader needs neither."""
    text = "나성결 교수는 카자흐스탄 부다페스트 토론토를 돌았다."
    aliases = AliasTable.curated()
    shown = annotated(text, annotate(text, None, "en", aliases))
    assert "나성결 (= Na Seong-gyeol) 교수는" in shown
    assert "부다페스트 (= Budapest)" in shown
    assert "토론토 (= Toronto)" in shown
    assert annotate(text, None, "ko", aliases) == ()
