"""Whose president, whose chief executive: a person belongs to the country or firm of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.text.names import AliasTable, NameMention, listed
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names, may_be_person
from rag.verify.rules.names.missing import may_be_same

_HOUSES = frozenset(("place", "org", "company"))
_OFFICES_KO = "|".join(
    listed(
        """
        대통령 총리 국왕 주석 총통 총재 장관 차관 최고경영자 CEO 회장 부회장 의장 위원장 사장 대표
        대변인 대사 의원 교수 총장 왕세자 감독 국장 본부장
        """
    )
)
_OFFICES_EN = "|".join(
    listed(
        """
        president premier minister chancellor king chief executive CEO chair\\w* head spokes\\w+
        ambassador professor governor founder leader
        """
    )
)
_OFFICE_BEHIND_KO = re.compile(rf"\s?(?:[가-힣]{{1,6}}\s){{0,2}}[가-힣]{{0,6}}(?:{_OFFICES_KO})")
# 엔비디아의 | 젠슨 황, 미국 대통령 | 트럼프
_HOUSE_FIRST_KO = re.compile(
    rf"의\s|의?\s(?:[가-힣]+\s)?[가-힣]{{0,6}}(?:{_OFFICES_KO})(?:인|이자)?\s"
)
_BESIDE_KO = re.compile(r"\s(?:전\s)?")
# Marcos | of | Chile; Marcos, president of | Chile; Tim Cook, | Apple's chief
_PERSON_FIRST_EN = re.compile(
    rf"\sof\s(?:the\s)?|,\s(?:the\s)?(?:[\w-]+\s){{0,3}}(?:{_OFFICES_EN})\sof\s(?:the\s)?"
)
_COMMA_EN = re.compile(r",\s(?:the\s)?")
_OFFICE_OF_EN = re.compile(rf"['’]s\s(?:[\w-]+\s){{0,3}}(?:{_OFFICES_EN})\b|\s(?:{_OFFICES_EN})\b")
# Chile's President | Boric, Chilean President | Boric, Apple's | Tim Cook
_HOUSE_FIRST_EN = re.compile(
    rf"['’]s\s(?:[\w-]+\s){{0,3}}|\s(?:[\w-]+\s){{0,2}}(?:{_OFFICES_EN})\s(?:officer\s)?",
    re.IGNORECASE,
)


def wrong_affiliations(claim: str, around: str, aliases: AliasTable) -> list[Problem]:
    """Return the persons whom a claim gives to a country or house of others in the source.

    `around` is the source with its context.
    """
    ours = list(_belonging(claim, aliases))
    theirs = list(_belonging(around, aliases)) if ours else []
    for person, house in ours:
        given = [
            h
            for p, h in theirs
            if may_be_same(person.text, p.text, aliases) and h.kind == house.kind
        ]
        if not given or any(may_be_same(house.text, other.text, aliases) for other in given):
            continue
        if any(may_be_same(house.text, other.text, aliases) for _, other in theirs):
            return [Problem("office", person.text)]
    return []


def _belonging(text: str, aliases: AliasTable) -> Iterator[tuple[NameMention, NameMention]]:
    """Yield each person of a text with the country, body or firm that is written beside."""
    names = all_names(text, aliases)
    paired = _korean(text, names) if is_korean(text) else _english(text, names)
    for one, other in paired:
        person, house = (one, other) if may_be_person(one) else (other, one)
        if may_be_person(person) and house.kind in _HOUSES:
            yield person, house


def _korean(text: str, names: Sequence[NameMention]) -> Iterator[tuple[NameMention, NameMention]]:
    for one, other in pairwise(names):
        if may_be_person(one):
            beside = _BESIDE_KO.fullmatch(text, one.end, other.start)
            if beside and _OFFICE_BEHIND_KO.match(text, other.end):
                yield one, other
        elif _HOUSE_FIRST_KO.fullmatch(text, one.end, other.start):
            yield one, other


def _english(text: str, names: Sequence[NameMention]) -> Iterator[tuple[NameMention, NameMention]]:
    for one, other in pairwise(names):
        if may_be_person(one):
            if _PERSON_FIRST_EN.fullmatch(text, one.end, other.start) or (
                _COMMA_EN.fullmatch(text, one.end, other.start)
                and _OFFICE_OF_EN.match(text, other.end)
            ):
                yield one, other
        elif _HOUSE_FIRST_EN.fullmatch(text, one.end, other.start):
            yield one, other
