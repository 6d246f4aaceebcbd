"""Which of two events comes first, and which depends on which: "A before B" is not "B before A".

Languages say it in many ways (에 앞서, 한 뒤, 하면; before, after, if), so each is read as a pair,
and the two halves are compared by meaning, straight and crossed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.verify.problems import Problem
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import count_letters, is_korean
from rag.verify.rules.language.similarity import Similarity

Relation = Literal["time", "condition"]

# How much nearer the halves must be when they are crossed, of two cosines.
_MARGIN = 0.25
# Below this two halves have nothing to do with each other.
_LEAST = 0.25
_FEWEST_LETTERS = 2
_AFTER_KO = re.compile(
    r"(?:[한된난친운른린긴든룬쓴춘]|(?<=[가-힣]))\s?(?:뒤|후|이후|직후)(?:에|인)?\s"
)
_BEFORE_KO = re.compile(r"(?:에 앞서|하기 전에?|기 전에?|(?<=[가-힣]) 전에)\s")
_IF_KO = re.compile(r"(?<=[가-힣]면)\s")
_AFTER_EN = re.compile(r"\b(?:after|following)\b\s", re.IGNORECASE)
_BEFORE_EN = re.compile(r"\b(?:before|ahead of|prior to)\b\s", re.IGNORECASE)
_IF_EN = re.compile(r"\bif\b\s", re.IGNORECASE)
_SAYS = re.compile(r"(?:\b(?:said|says|that|told \w+|only)|^\W*)$")
# 의회는 [대통령이 떠난] 뒤 승인했다: who does the second thing may stand before the first.
_OUTER_TOPIC = re.compile(
    r"\s*(?:[가-힣A-Za-z]+\s){0,3}[가-힣A-Za-z]+[은는]\s"
    r"(?=(?:[^\s,]+\s){0,3}[^\s,]+[이가]\s|[^\s,]+$)"
)
_REPORTED = re.compile(r"[다라]고\s[^,.]{0,12}[.\s]*$")  # then the topic is only who says so


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two events: `first` comes before `second`, or `second` depends on `first`."""

    relation: Relation
    first: str
    second: str


def reordered(claim: str, source: str, similarity: Similarity) -> list[Problem]:
    """Return a problem where a claim puts two events of its source the other way round."""
    theirs = list(_pairs(source))
    said = list(_pairs(claim)) if theirs else []
    for ours in said:
        given = [pair for pair in theirs if pair.relation == ours.relation]
        alike = [pair for pair in said if pair.relation == ours.relation]
        if ours.relation == "condition" and max(len(given), len(alike)) > 1:
            continue  # of several conditions nobody can say which is which
        straight = max((sum(_likeness(ours, pair, similarity)) for pair in given), default=0.0)
        turned = [_likeness(ours, _Pair(p.relation, p.second, p.first), similarity) for p in given]
        # Both halves must be alike: one word alone is near to anything.
        if any(sum(each) > straight + _MARGIN and min(each) > _LEAST for each in turned):
            return [Problem("order")]
    return []


def _likeness(a: _Pair, b: _Pair, similarity: Similarity) -> tuple[float, float]:
    return similarity(a.first, b.first), similarity(a.second, b.second)


def _pairs(text: str) -> Iterator[_Pair]:
    found = _korean(text) if is_korean(text) else _english(text)
    for pair in found:
        if min(map(count_letters, (pair.first, pair.second))) >= _FEWEST_LETTERS:
            yield pair


def _korean(text: str) -> Iterator[_Pair]:
    """Read "A한 뒤 B", "A에 앞서 B" and "A하면 B", each within what it governs."""
    relation: Relation
    for pattern, relation, turned in (
        (_AFTER_KO, "time", False), (_BEFORE_KO, "time", True), (_IF_KO, "condition", False),
    ):  # fmt: skip
        for mark in pattern.finditer(text):
            one, other = _clause_before(text, mark.start()), _clause_after(text, mark.end())
            if outer := _OUTER_TOPIC.match(one):
                topic = "" if _REPORTED.search(text) else outer.group()
                one, other = one[outer.end() :], f"{topic}{other}"
            yield _Pair(relation, *((other, one) if turned else (one, other)))


def _clause_before(text: str, end: int) -> str:
    return next((c.text for c in reversed(clauses_of(text[:end]))), "")


def _clause_after(text: str, start: int) -> str:
    return next((c.text for c in clauses_of(text[start:])), "")


def _english(text: str) -> Iterator[_Pair]:
    """Read "B after A" and "After A, B" and the like, within a clause before and behind."""
    relation: Relation
    for pattern, relation, turned in (
        (_AFTER_EN, "time", False), (_BEFORE_EN, "time", True), (_IF_EN, "condition", False),
    ):  # fmt: skip
        for mark in pattern.finditer(text):
            behind = clauses_of(text[mark.end() :])
            before = _clause_before(text, mark.start()).strip(" ,;")
            if _SAYS.search(before):
                before = ""
            following = behind[1].text if len(behind) > 1 else ""
            one, other = behind[0].text if behind else "", before or following
            yield _Pair(relation, *((other, one) if turned else (one, other)))
