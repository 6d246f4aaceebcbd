"""Claims that turn what a source says round: rose for fell, first for last, backed for opposed."""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.clauses import clauses_of
from rag.verify.rules.denial import denies
from rag.verify.rules.opposites import AXES, MIRRORED
from rag.verify.rules.script import same_language

_TURN = re.compile(
    r"(?P<to>상승|하락|증가|감소|오름|내림|흑자|적자|강세|약세|호조|부진)세?로\s(?:돌아|전환|반전)"
)
_UP_AGAIN = re.compile("상승|증가|오름|흑자|강세|호조")


def turned_round(claim: str, source: str) -> list[Problem]:
    """Return the words of a claim whose opposite, and not they, the source has."""
    crosses = not same_language(claim, source)
    if crosses and denies(claim):
        return []
    # What another language denies it may tell by the opposite: 늘지 않았다 of what fell.
    plain = "".join(c.text for c in clauses_of(source) if not (crosses and denies(c.text)))
    found = [] if crosses else _mirrored(claim, source) + _turns_otherwise(claim, source)
    for axis in AXES:
        if crosses and not axis.crosses:
            continue
        for ours, opposite in ((axis.one, axis.other), (axis.other, axis.one)):
            word = ours.search(claim)
            if not word or ours.search(source):
                continue
            # Where a claim takes over every opposite of its source, it adds a word of its own.
            fewer = len(opposite.findall(claim)) < len(opposite.findall(plain))
            if fewer and (crosses or denies(claim) == denies(source)):
                found.append(Problem("direction", word.group().strip()))
    return found


def _turns_otherwise(claim: str, source: str) -> list[Problem]:
    """Return what a claim has a thing turn to, where its source has other: 상승세로 돌아섰다."""
    said, given = _TURN.search(claim), _TURN.search(source)
    if said and given and said["to"] != given["to"] and _faces(said["to"]) != _faces(given["to"]):
        return [Problem("direction", said.group())]
    return []


def _faces(word: str) -> bool:
    return _UP_AGAIN.match(word) is not None


def _mirrored(claim: str, source: str) -> list[Problem]:
    found = []
    for pair in MIRRORED:
        for ours, opposite in (pair, pair[::-1]):
            word = ours.search(claim)
            fewer = len(opposite.findall(claim)) < len(opposite.findall(source))
            if word and fewer and not ours.search(source) and denies(claim) == denies(source):
                found.append(Problem("direction", word.group()))
    return found
