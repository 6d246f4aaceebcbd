"""Offices one step off: a deputy called the head, a former minister called the present one.

Read are only the words beside a name in claim and source, in whatever language; where either side
gives no office nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names, may_be_person
from rag.verify.rules.names.missing import may_be_same

_DEPUTY = re.compile(
    r"부(?:사장|회장|의장|위원장|총재|총리|행장|총장)|전무|상무|연구소장|연구위원|[수선]석연구원|"
    r"(?:본부|센터|팀|실)장|\b(?:vice|deputy|assistant|associate)[- ](?:\w+ ){0,2}?"
    r"(?:president|chair\w*|chief|governor|head|director|premier|prime)|researcher\b|"
    r"\bhead of (?:research|development|sales|marketing|design)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?<!부)(?:사장|회장|총재|행장)|최고경영자|대표이사|(?<=\s)대표(?=[\s은는이가]|$)|"
    r"\b(?:CEO|chief executive(?! vice)|(?<!vice )(?<!vice-)president|"
    r"(?<!vice )(?<!vice-)chair(?:man|woman|person))\b",
    re.IGNORECASE,
)
# The present and the former holders of an office.
_PRESENT = re.compile(
    r"현직|(?<![가-힣])현\s|\b(?:current|currently|incumbent|sitting|present)\b", re.IGNORECASE
)
_FORMER = re.compile(
    r"지낸|역임|출신|맡았던|이었던|였던|전직|(?<![가-힣])전\s|\b(?:former|ex|formerly|once|one-time|"
    r"onetime|previously|past|late|then|ousted|served)\b",
    re.IGNORECASE,
)
_OFFICES = tuple(
    re.compile(rf"{korean}|\b(?:{english})\b", re.IGNORECASE)
    for korean, english in (
        ("장관", "minister|secretary"),
        ("대통령", "president"),
        ("(?<!부)총리", "prime minister|premier"),
        ("총재", "governor"),
        ("대사", "ambassador"),
        ("시장", "mayor"),
        ("사장|대표|최고경영자", "CEO|chief executive"),
    )
)
# 마코 실바(Marco Silva) | 전 외교장관은; "지낸 | 마코 실바"
_BEHIND_KO = re.compile(r"\s?(?:\([^)]*\)|\))?\s?(?P<said>(?:[^\s,.“”\"]+\s){0,5}[^\s,.“”\"]+)")
_ENDS_KO = re.compile(r"(?:[은는이가을를]|에게|에서|으로)(?=[\s,.“]|$)")
_BEFORE_KO = re.compile(r"(?:[^\s,.“”\"]+\s){1,5}$")
_TOPIC_KO = re.compile(r"^.*[가-힣](?:[은는가]|에서)\s(?!지낸|맡)", re.DOTALL)
_BEHIND_EN = re.compile(
    r"(?:,\s(?:who\s)?(?:is\s|was\s|heads\s)?|\s(?:is|was)\s)(?P<said>[^,.;“”\"]{3,60})"
)
_BEFORE_EN = re.compile(r"(?:[A-Za-z][\w’'&-]*\s){1,6}$")
_CUT_EN = re.compile(r"^.*\b(?:that|by|with|said|and|was|is|to|when|but)\s", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Post:
    """A name and the words on either side of it that may give its office."""

    name: NameMention
    said: str

    @property
    def offices(self) -> frozenset[int]:
        """The offices named beside it."""
        return frozenset(n for n, office in enumerate(_OFFICES) if office.search(self.said))


def wrong_office_status(claim: str, around: str, aliases: AliasTable) -> list[Problem]:
    """Return the persons whom a claim raises to a head's office, or leaves in a former one.

    `around` is the source with its context.
    """
    ours = [post for post in _posts(claim, aliases) if _tells(post.said)]
    if not ours:
        return []
    theirs = list(_posts(around, aliases))
    wrong = []
    for post in ours:
        given = [
            g
            for g in theirs
            if may_be_same(post.name.text, g.name.text, aliases) and _tells(g.said)
        ]
        if given and (_raised(post, given) or _kept(post, given)):
            wrong.append(Problem("office", post.name.text))
    return wrong


def _tells(said: str) -> bool:
    return any(pattern.search(said) for pattern in (_DEPUTY, _HEAD, *_OFFICES))


def _raised(post: _Post, given: list[_Post]) -> bool:
    """Return whether a claim gives the head's office to one whom the source has only as deputy."""
    if not _HEAD.search(post.said) or _DEPUTY.search(post.said):
        return False
    return all(_DEPUTY.search(g.said) and not _HEAD.search(g.said) for g in given)


def _kept(post: _Post, given: list[_Post]) -> bool:
    """Return whether a claim gives as held an office that the source gives as left only."""
    if _FORMER.search(post.said):
        return False
    same = [g for g in given if g.offices & post.offices]
    return bool(same) and all(_FORMER.search(g.said) and not _PRESENT.search(g.said) for g in same)


def _posts(text: str, aliases: AliasTable) -> Iterator[_Post]:
    beside = _beside_korean if is_korean(text) else _beside_english
    for name in all_names(text, aliases):
        if may_be_person(name):
            yield _Post(name, f"{beside(text, name)} {name.text}")


def _beside_korean(text: str, name: NameMention) -> str:
    before = _BEFORE_KO.search(text[: name.start])
    said = _TOPIC_KO.sub("", before.group()) if before else ""
    behind = _BEHIND_KO.match(text, name.end)
    if behind is None:
        return said
    end = _ENDS_KO.search(behind["said"])
    return f"{said} | {behind['said'][: end.start()] if end else behind['said']}"


def _beside_english(text: str, name: NameMention) -> str:
    before = _BEFORE_EN.search(text[: name.start])
    said = _CUT_EN.sub("", before.group()) if before else ""
    behind = _BEHIND_EN.match(text, name.end)
    return f"{said} | {behind['said'] if behind else ''}"
