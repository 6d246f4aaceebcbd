"""Koreans in running text that no list knows, and how a foreign reader is shown their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from rag.text.morphemes import tokens
from rag.text.names.curated import known_names
from rag.text.names.parts import is_country
from rag.text.names.romanization import romanize, sounds_alike
from rag.text.names.sameness import SURNAMES
from rag.text.names.wordlists import listed

# What may stand between a name and its title: "이성희 서울대 기계공학부 교수", "한별(41) 대표".
_BETWEEN = frozenset(("MM", "NNG", "NNP", "SL", "SN", "SSO", "SSC"))
_FARTHEST = 8  # morphemes
_TITLES = frozenset(
    listed(
        """
        대통령 주석 총리 부총리 장관 차관 차관보 총재 사무총장 총장 의장 부의장 위원장
        위원 회장 부회장 대표 사장 부사장 최고경영자 창업자 교수 박사 의원 실장 대변인
        본부장 수석 보좌관 비서관 대사 행장 이사장 이사 원장 청장 처장 국장 과장 팀장
        특사 지사 시장 군수 후보 씨 연구원 연구위원 연구관 기자 부장 단장 소장 센터장
        학장 학생 작가 감독 선수 변호사 판사 검사 의사 전문가 과학자 대령 소령 중령 대위
        경감
        """
    )
)
# 서울대 is no Mr Seo, 연수구 no Mr Yeon.
_NO_PERSON_ENDS_SO = frozenset("구시군동읍면역대고")
# Offices, companies and places, which stand beside a Korean's name as no part of it.
_ORGANISATION_ENDS_SO = frozenset("대원부처청소단회당사국실과팀역시군구읍면동도행교")
_ALL_BUT_SAME = 0.98  # 한가람 sounds like Hungarian, by .89
_NAME = re.compile(r"[가-힣]{3}")
_HANGUL = re.compile(r"[가-힣]+")
# The syllables of Korean given names: 나세르 and 소바주 have others.
_GIVEN = frozenset(
    "가강갑건겸결경계고곤관광교구국군권규균근금기길나남녀노누늘다단달담대덕도돈동두득든들라락란람랑래량려련렬"
    "령례로록롬룡루류륜률름리린림만말매맹면명모목무묵문미민배백범벼별병보복봄봉빈빛산삼상새샘서석선설섭성"
    "세소솔솜송수숙순숭슬승시식신실심아안애야양언연열엽영예오옥온완용우욱운웅원월위유윤율은을응의이익인일"
    "임자장재전정제조종주준중지직진찬참창채천철청초춘충치탁태택평필하학한함항해향헌혁현협형혜호홍화환회효후"
    "훈휘희흥힘"
)
# How bearers of the commonest surnames write them; the rest follow Revised Romanization.
_USUAL = dict(
    pair.split(":")
    for pair in listed(
        """
        김:Kim 이:Lee 박:Park 최:Choi 정:Jung 강:Kang 조:Cho 윤:Yoon 임:Lim 신:Shin
        권:Kwon 안:Ahn 유:Yoo 류:Ryu 문:Moon 손:Son 백:Baek 허:Heo 노:Roh 주:Joo 우:Woo
        구:Koo 엄:Eom 원:Won 천:Chun 현:Hyun 추:Choo 오:Oh 심:Shim 고:Ko 곽:Kwak
        """
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A Korean's name at `start` to `end` of a text."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=4096)
def korean_persons(text: str) -> tuple[Person, ...]:
    """Return the Koreans whom a text names in full with a title behind the name."""
    read = tokens(text)
    return tuple(
        Person(token.start, token.start + token.len, token.form)
        for at, token in enumerate(read)
        if _may_name(token)
        and not _shares_a_name(text, read, at)
        and _titled(read[at + 1 : at + 1 + _FARTHEST])
        and not _is_a_country_in_english(token.form)
    )


def _may_name(token: Any) -> bool:
    name = token.form
    if token.tag != "NNP" or not _NAME.fullmatch(name) or name[0] not in SURNAMES:
        return False
    if name[2] in _NO_PERSON_ENDS_SO or not _GIVEN.issuperset(name[1:]):
        return False
    return not {name, name[:2]} & _places()


def _shares_a_name(text: str, read: Sequence[Any], at: int) -> bool:
    """Return whether a word beside a name belongs to it, as in no Korean's: 제이슨 스토피라."""
    beside = pairwise(read[max(0, at - 1) : at + 2])
    return any(
        _goes_with(text[left.start + left.len : right.start], left if right is read[at] else right)
        for left, right in beside
    )


def _goes_with(between: str, other: Any) -> bool:
    """Return whether a proper noun that stands beside a name as near as `between` is part of it."""
    near = other.tag == "NNP" and between in ("", " ", "-") and _HANGUL.fullmatch(other.form)
    known = other.form in _places() or other.form in _TITLES
    return bool(near) and not known and other.form[-1] not in _ORGANISATION_ENDS_SO


def _titled(behind: Sequence[Any]) -> bool:
    """Return whether the words behind a name lead to a title, and to no other name before it."""
    for at, token in enumerate(behind):
        if token.form in _TITLES and not _goes_on(token, behind[at + 1 :]):
            return True
        if token.tag not in _BETWEEN or _may_name(token):
            return False
    return False


def _goes_on(token: Any, behind: Sequence[Any]) -> bool:
    """Return whether a word is the beginning of a longer one: 장관 of 장관회의, not of 교수팀."""
    after = behind[0] if behind else None
    if after is None or after.start > token.start + token.len:
        return False
    return bool(after.tag == "NNG") and after.form not in ("팀", "측")


@cache
def _places() -> frozenset[str]:
    return frozenset(form for n in known_names() if n.kind != "person" for form in n.korean)


@lru_cache(maxsize=1024)  # 400 spellings to compare
def _is_a_country_in_english(name: str) -> bool:
    """Return whether a word is a country's English name in Hangul: 차이나, 이태리."""
    countries = (form for n in known_names() if is_country(n.entity) for form in n.english)
    return any(form.isalpha() and sounds_alike(name, form) > _ALL_BUT_SAME for form in countries)


def in_latin_letters(name: str) -> str:
    """Return a Korean name as news in English writes it: 김용범 is Kim Yong-beom.

    People choose their spelling themselves; this is the usual one.
    """
    surname, given = name[0], name[1:]
    family = _USUAL.get(surname) or romanize(surname).capitalize()
    return f"{family} {'-'.join(map(romanize, given)).capitalize()}"
