"""Places taken from around a source that itself puts the matter elsewhere.

"Bae briefed reporters in Gyeongju" is false of a sentence in which he did so in Incheon, though the
headline speaks of Gyeongju.
"""

from __future__ import annotations

import re

from rag.text.names import AliasTable, NameMention, is_country
from rag.verify.problems import Problem
from rag.verify.rules.names.missing import missing_names

# 인천 | 연수구 송도컨벤시아에서: the place, what narrows it down, and its particle
_HERE_KO = re.compile(r"(?:\s?[가-힣A-Za-z0-9]*[^은는이가을를의과와도에\s,.]){0,3}\s?에서")
# of 경주에서 열린 회의 the place tells only which meeting is meant
_ONLY_NAMES_KO = re.compile(r"에서\s(?:열[린리릴]|개최[된될되한할]|있[은었을])")
_HERE_EN = re.compile(r"\b(?:in|at|near)\s(?:the\s)?$")
_ONLY_NAMES_EN = re.compile(
    r"\b(?:held|hosted|based|opened|summit|meeting|forum|conference|talks|headquarters)\s(?:in|at)\s"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
_BESIDE = 12  # letters between a city and the hall in it


def moved_places(claim: str, source: str, context: str, aliases: AliasTable) -> list[Problem]:
    """Return the places where a claim says that something happened, and its source another one."""
    there = _located(source, aliases)
    if not there:
        return []
    return [
        Problem("name", place.text)
        for place in _located(claim, aliases)
        if not _only_names(place, claim)
        and not any(other.entity == place.entity for other in aliases.mentions(source))
        and any(name.text == place.text for name in missing_names(claim, source, aliases))
        and not any(_touch(place, other, context, aliases) for other in there)
    ]


def _located(text: str, aliases: AliasTable) -> list[NameMention]:
    """Return the places of a text at which something happens, but no countries."""
    return [
        name
        for name in aliases.mentions(text)
        if name.kind == "place"
        and not is_country(name.entity)
        and (_HERE_KO.match(text, name.end) or _HERE_EN.search(text[: name.start]))
    ]


def _only_names(place: NameMention, claim: str) -> bool:
    """Return whether a place only tells which meeting is spoken of: the summit in Gyeongju."""
    behind = _ONLY_NAMES_KO.match(claim, place.end)
    return bool(behind or _ONLY_NAMES_EN.search(claim[: place.start]))


def _touch(place: NameMention, other: NameMention, context: str, aliases: AliasTable) -> bool:
    """Return whether the context names two places side by side, one within the other."""
    names = aliases.mentions(context)
    ours = [name for name in names if name.entity == place.entity]
    theirs = [name for name in names if name.entity == other.entity]
    gaps = [max(a.start, b.start) - min(a.end, b.end) for a in ours for b in theirs]
    return any(0 <= gap <= _BESIDE for gap in gaps)
