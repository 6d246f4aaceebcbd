"""Whom English news calls by a surname alone: Bae is 배경훈, or 배 장관 as Korean news goes on."""

from __future__ import annotations

from functools import cache

from rag.text.names.romanization import romanize
from rag.text.names.sameness import SURNAMES
from rag.text.names.table import AliasTable
from rag.text.names.wordlists import listed

# How Koreans write their surnames where they do not follow Revised Romanization.
_WRITTEN = """
    Lee:이 Rhee:이 Yi:이 Park:박 Choi:최 Jung:정 Chung:정 Cho:조 Yoon:윤 Youn:윤 Lim:임 Shin:신
    Ahn:안 Yoo:유 Yu:유 Ryu:류 Moon:문 Paik:백 Baik:백 Roh:노 Noh:노 Joo:주 Woo:우 Koo:구 Ku:구
    Um:엄 Won:원 Chun:천 Chun:전 Hyun:현 Choo:추 Huang:황 Whang:황 Ko:고 Koh:고 Oh:오 Suh:서
    Chang:장 Kim:김 Shim:심 Sung:성 Kwak:곽 Byun:변 Myung:명 Kee:기 Kang:강 Kwon:권 Sohn:손 Hur:허
    """
_TITLES = listed(
    """
    대통령 주석 총리 부총리 장관 차관 총재 사무총장 총장 의장 위원장 회장 부회장 대표 사장 CEO
    실장 본부장 대변인 교수 박사 의원
    """
)


def bearers(surname: str, table: AliasTable) -> tuple[str, ...]:
    """Return the Hangul names of the people in a table who bear a surname in Latin letters.

    It stands first in a name of one Korean word, 이재명 or 시진핑, and last in 젠슨 황.
    """
    return tuple(
        hangul
        for latin, hangul in table.people()
        if surname == latin.split()[-1 if " " in hangul else 0]
    )


def addressed(surname: str) -> tuple[str, ...]:
    """Return a Korean surname in Latin letters with each title, as "황 CEO"; () of another word."""
    return tuple(f"{hangul} {title}" for hangul in _hangul().get(surname, ()) for title in _TITLES)


@cache
def _hangul() -> dict[str, tuple[str, ...]]:
    written = [pair.split(":") for pair in listed(_WRITTEN)]
    written += [[romanize(hangul).title(), hangul] for hangul in sorted(SURNAMES)]
    found: dict[str, tuple[str, ...]] = {}
    for latin, hangul in written:
        found[latin] = tuple(dict.fromkeys((*found.get(latin, ()), hangul)))
    return found
