"""Whose decision, whose proposal: "India's decision" is not the source's "decision of the EU"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same

# What somebody makes or has: one row a thing, in Korean and English. Things that a bare name in
# Korean may be the place or the aim of (수출, 방문) are owned only where 의 says so.
_THINGS = tuple(
    (re.compile(rf"(?:{korean})(?!자)"), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for korean, english in (
        ("결정", "decisions?"),
        ("제안|제의", "proposals?|offers?"),
        ("초청|초대", "invitations?"),
        ("요청", "requests?"),
        ("요구", "demands?"),
        ("발표", "announcements?"),
        ("계획|구상", "plans?|initiative"),
        ("주장", "claims?|arguments?"),
        ("성명", "statements?"),
        ("비판|비난", "criticism|condemnation"),
        ("공격", "attacks?"),
        ("지지", "support|backing|endorsement"),
        ("반대", "opposition|objections?"),
        ("사과", "apology"),
        ("약속|공약", "promises?|pledges?"),
        ("경고", "warnings?"),
        ("반응|답변", "reactions?|responses?|reply"),
        ("부인", "denials?"),
        ("투자", "investments?"),
        ("제재", "sanctions"),
        ("관세", "tariffs?|duties"),
        ("지분|주식", "stakes?|shares?"),
        ("방문|방한|방중|방미", "visits?|trips?"),
        ("승리", "victory|win"),
        ("패배", "defeat|loss"),
        ("칩|반도체", "chips?|semiconductors?"),
        ("모델", "models?"),
        ("공장", "plants?|factory|factories"),
        ("시장", "markets?"),
        ("규제|규정", "rules?|regulations?"),
        ("법", "laws?|acts?"),
    )
)
_BODIES_KO = "정부|행정부|당국|측|대통령|총리|주석|회장|최고경영자|장관|대표|의장|위원장|의원"
_OWNER_KO = re.compile(rf"(?:\s?[가-힣A-Za-z]{{0,8}}(?:{_BODIES_KO})|\s?\([^)]*\))?의\s")
_OWNER_EN = re.compile(
    r"(?:\s(?:[a-z]+\s)?(?:government|administration|president|officials|team|side))?['’]s?\s"
)
_ATTRIBUTES_EN = r"(?:(?!to\b|that\b)[a-z-]+\s){0,2}?"
_OWNED_EN = re.compile(r"\s(?:of|by|from)\s(?:the\s|President\s|Mr\.?\s)?$")


@dataclass(frozen=True, slots=True)
class _Owned:
    thing: int
    owner: NameMention


def wrong_owners(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return who has in the source what a claim gives to another of its names.

    A thing that the source speaks of without its owner may be anybody's.
    """
    ours = list(_owned(claim, aliases))
    theirs = list(_owned(source, aliases)) if ours else []
    known = all_names(source, aliases) if theirs else ()
    for owned in ours:
        given = [other.owner for other in theirs if other.thing == owned.thing]
        told = len(_THINGS[owned.thing][0 if is_korean(source) else 1].findall(source))
        if not given or told > len(given):
            continue
        name = owned.owner.text
        if any(may_be_same(name, other.text, aliases) for other in given):
            continue
        if any(may_be_same(name, other.text, aliases) for other in known):
            return [Problem("role", given[0].text)]
    return []


def _owned(text: str, aliases: AliasTable) -> Iterator[_Owned]:
    """Yield the things of a text that are somebody's: 유럽연합의 결정, the EU's decision."""
    korean = is_korean(text)
    for name in all_names(text, aliases):
        owner = (_OWNER_KO if korean else _OWNER_EN).match(text, name.end)
        for number, patterns in enumerate(_THINGS):
            thing = patterns[0 if korean else 1]
            between = "" if korean else _ATTRIBUTES_EN
            if owner and re.compile(f"{between}(?:{thing.pattern})").match(text, owner.end()):
                yield _Owned(number, name)
            elif not korean:
                before = _OWNED_EN.search(text[: name.start])
                if before and re.search(rf"(?:{thing.pattern})$", text[: before.start()], re.I):
                    yield _Owned(number, name)
