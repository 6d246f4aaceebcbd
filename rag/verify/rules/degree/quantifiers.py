"""All for most, most for some: how much of a kind a claim and its source speak of.

A claim overstates where source and claim quantify the same noun, and the source by a smaller
word; a source with any word for the whole is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.text.names import listed, translate_term
from rag.verify.problems import Problem
from rag.verify.rules.denial.denied import denies
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import is_korean, same_language


class _Share(IntEnum):
    FEW = 1
    SOME = 2
    MANY = 3
    MOST = 4
    ALL = 5
    NONE = 6
    ONLY = 7


# "mainly" is no more than "only", 주로 no more than 만; of others a claim may not make the latter.
_OVERSTATED = {
    _Share.ALL: frozenset((_Share.FEW, _Share.SOME, _Share.MANY, _Share.MOST)),
    _Share.MOST: frozenset((_Share.FEW, _Share.SOME)),
    _Share.NONE: frozenset((_Share.FEW,)),
    _Share.ONLY: frozenset((_Share.MOST,)),
}
_KOREAN = tuple(
    (share, re.compile(pattern))
    for share, pattern in (
        (_Share.MOST, r"거의 (?:모든|모두|전부|다\s|전원)|대부분|대다수|주로|대체로|대개|태반"),
        (_Share.FEW, r"극소수|거의 없"),
        (_Share.ALL, r"모든\s|모두(?!가 아니)|전부|전원|예외 없이|하나같이|빠짐없이|일제히|죄다"),
        (_Share.MANY, r"상당수|(?<![가-힣])다수|많(?:았|은|다[.\s]|이\s)|적지 않|절반"),
        (_Share.SOME, r"일부|부분적|몇몇|일각"),
        (_Share.ONLY, r"(?<=[가-힣]{2})(?<![지다랜])만(?=\s|[을이])|오직|오로지|뿐"),
    )
)
_ENGLISH = tuple(
    (share, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for share, pattern in (
        (
            _Share.MOST,
            r"(?:nearly|almost|virtually|practically|not) (?:all|every)|(?<!the )(?<!at )"
            r"most(?! of all)|mostly|majority|mainly|primarily|largely|chiefly|usually|generally",
        ),
        (_Share.FEW, r"(?<!a )(?<!the )(?<!last )(?<!past )(?<!next )few|hardly any|barely any"),
        (
            _Share.ALL,
            r"(?<!at )(?<!after )(?<!above )(?<!of )all(?![ -](?:but|over|time|about|along|too|"
            r"right))|every(?! (?:year|day|month|week|time))|always|the (?:whole|entire)",
        ),
        (_Share.MANY, r"many|half|dozens|often|a large number"),
        (
            _Share.SOME,
            r"some(?! \d)|several|a few|a handful|certain|part of|partial(?:ly)?|sometimes",
        ),
        (_Share.NONE, r"no(?= [a-z]{3})(?! (?:longer|more|one))|none of|not (?:one|a single)"),
        (_Share.ONLY, r"only(?! \d| an? )|solely|exclusively|nothing but"),
    )
)
_WHOLE = frozenset((_Share.ALL, _Share.NONE, _Share.ONLY))
# What is told of a whole without any of these words: 9명이 함께, both, each.
_OF_ALL = re.compile(
    r"만장일치|전체|전면|양국|각국|각각|\b(?:both|each|unanimous\w*|whole|entire\w*|total\w*)\b",
    re.IGNORECASE,
)
_NOUNS = frozenset(("NNG", "NNP", "SL"))
_NO_NOUNS = frozenset(
    listed("경우 가운데 대부분 대다수 상당수 일부 모두 전부 전원 다수 절반 것 때")
)
_NEAR = 3  # nouns on either side of a Korean quantifier
# Where the noun phrase behind an English quantifier ends.
_STOP = re.compile(
    r"[,.;:]|\b(?:is|are|was|were|has|have|had|will|would|can|could|may|did|do|does|to|in|at|on|by|"
    r"for|from|with|who|which|that|and|but|as|when|after|before)\b"
)
_WORD = re.compile(r"[A-Za-z][\w-]{2,}")
_LITTLE = frozenset(("the", "its", "their", "his", "her", "our", "these", "those"))
_LONGEST = 4  # words of such a phrase


@dataclass(frozen=True, slots=True)
class _Told:
    """How much of a kind, the words that say so, and the nouns of which it may be said."""

    share: _Share
    text: str
    nouns: frozenset[str]


def overstated(claim: str, source: str) -> list[Problem]:
    """Return the words by which a claim speaks of more of a kind than its source does."""
    ours = [told for told in _told_in(claim) if told.share in _OVERSTATED]
    if denies(claim):  # "not all", 모두 밝혀지지 않았다
        ours = [told for told in ours if told.share not in (_Share.ALL, _Share.MOST)]
    if not ours or _OF_ALL.search(source):
        return []
    theirs = list(_told_in(source))
    across = not same_language(claim, source)  # where not every noun may be in the list of terms
    return [
        Problem("overstated", told.text.strip())
        for told in ours
        if not any(_as_much(given, told, across=across) for given in theirs)
        and any(
            given.share in _OVERSTATED[told.share] and _meet(told.nouns, given.nouns)
            for given in theirs
        )
    ]


def _as_much(given: _Told, told: _Told, *, across: bool) -> bool:
    """Return whether a source says no less of what may be the same noun."""
    enough = given.share in _WHOLE or given.share == told.share
    return enough and (across or _meet(told.nouns, given.nouns))


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    if ours & theirs:
        return True
    korean, english = (ours, theirs) if any(is_korean(noun) for noun in ours) else (theirs, ours)
    return any(stem(term) in english for noun in korean for term in translate_term(noun, "en"))


def _told_in(text: str) -> Iterator[_Told]:
    patterns, nouns = (_KOREAN, _korean_nouns) if is_korean(text) else (_ENGLISH, _english_nouns)
    taken: list[tuple[int, int]] = []
    for share, pattern in patterns:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield _Told(share, match.group(), nouns(text, match))


def _korean_nouns(text: str, match: re.Match[str]) -> frozenset[str]:
    """Return the nouns of a quantifier's clause that stand nearest to it."""
    clause = next(c for c in clauses_of(text) if c.holds(match.start()))
    nouns = [
        token
        for token in tokens(text)
        if token.tag in _NOUNS and clause.holds(token.start) and token.form not in _NO_NOUNS
    ]
    before = [token.form for token in nouns if token.start + token.len <= match.end()]
    after = [token.form for token in nouns if token.start >= match.end()]
    if match.group().startswith(("모든", "많은")):
        return frozenset(after[:_NEAR])
    if match.group().startswith("많"):
        return frozenset(before)  # 치료에 집중한 경우가 많았다
    return frozenset((*before[-_NEAR:], *after[:1]))


def _english_nouns(text: str, match: re.Match[str]) -> frozenset[str]:
    """Return the stems of the noun phrase behind a quantifier: most of the | passengers."""
    behind = re.sub(r"^\sof\b", "", text[match.end() :])
    phrase = _STOP.split(behind, maxsplit=1)[0]
    words = [word for word in _WORD.findall(phrase) if word.lower() not in _LITTLE]
    return frozenset(stem(word) for word in words[:_LONGEST])
