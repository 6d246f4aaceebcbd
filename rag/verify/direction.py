"""Claims that turn what a source says round: rose for fell, first for last, backed for opposed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.verify.denial import denies
from rag.verify.problems import Problem
from rag.verify.script import same_language


@dataclass(frozen=True, slots=True)
class _Axis:
    """Two groups of words that contradict each other."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    # Whether translators keep to it; "more" and 많은 come and go.
    crosses: bool


def _axis(one: str, other: str, *, crosses: bool = True) -> _Axis:
    return _Axis(re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE), crosses)


_AXES = (
    _axis(
        r"증가|급증|늘(?:어|었|고|며|린|렸|리|릴|려|면|자)|상승|"
        r"(?<!떠)(?:오르(?!간)|올랐|올라(?!오)|오른다)|급등|인상(?!적|을? 남|파)|반등|확대|"
        r"\b(?:increas\w+|rose|risen|rises|rising|grew|grows?|growing|surg\w+|soar\w*|climb\w*|"
        r"jump(?:s|ed)|higher|expand\w*)\b|\bup(?= \d| by | from | more| about)",
        r"감소|급감|줄(?:어|었|고|며|인|였|이|일|여|면|자)|하락|"
        r"(?:값|가격|금리|물가|율|지수|주가)[은는이가도]? ?(?:내렸|내려|내린)|떨어[지졌진질]|급락|"
        r"폭락|인하(?!대)|축소|\b(?:decreas\w+|fell|fallen|falls|falling|declin\w+|drop(?:s|ped|ping)?|lower(?:ed|s)?|"
        r"plung\w+|slump\w*|shrank|shrunk|shrinks?|reduc\w+|diminish\w*)\b|"
        r"\bdown(?= \d| by | from | more| about)",
    ),
    _axis(r"높[은아았이여였고다]|\bhigh(?:er|est)?\b", r"낮[은아았추춰췄고다]|\blow(?:er|est)?\b"),
    _axis(r"많[은이아았고다]", r"적[은었고](?!이|로)|적다(?=[. ]|$)", crosses=False),
    _axis(r"\bmore\b", r"\b(?:less|fewer)\b", crosses=False),
    _axis(r"강화", r"약화|완화", crosses=False),
    _axis(r"개선|호전|\bimprov\w+", r"악화|\bworse\w*|deteriorat\w+"),
    _axis(r"이겼|이긴|승리|꺾[었고]|\b(?:won|wins|beat|beats|defeat(?:ed|s))\b",
          r"(?<![가-힣])(?:졌다|졌고|진 )|패배|패했|\b(?:lost to|loses)\b"),
    _axis(r"찬성|지지(?:하|했|를|한|할)|\b(?:support(?:s|ed)?|back(?:s|ed)|favou?r(?:s|ed)?)\b",
          r"반대(?!편|로)|\boppos(?:e|es|ed|ing|ition)\b"),
    _axis(r"흑자", r"적자"),
    _axis(r"수출|\bexport\w*", r"수입(?!원|이 (?:줄|늘))|\bimport(?:s|ed|ing)?\b"),
    _axis(r"최대|최고(?!경영|위|인민|사령|지도|기)|\b(?:largest|biggest|highest)\b",
          r"최소(?!한)|최저|\b(?:smallest|lowest)\b"),
    _axis(r"허용|승인|수락|\b(?:allow(?:s|ed)?|approv\w+|accept(?:s|ed)?)\b",
          r"금지|거부|거절|기각|\b(?:ban(?:s|ned)?|reject(?:s|ed)?|refus\w+|prohibit\w*)\b"),
    _axis(r"이전에?|하기 전|\bbefore\b", r"이후|한 (?:뒤|후)|\bafter\b", crosses=False),
)  # fmt: skip


# Exact opposites: one of them instead of the other is wrong whatever else moves in the sentence.
_MIRRORED = tuple(
    (re.compile(rf"{one}"), re.compile(rf"{other}"))
    for one, other in (
        ("증가", "감소"), ("급증", "급감"), ("상승", "하락"), ("급등", "급락"), ("인상", "인하"),
        ("확대", "축소"), ("강화", "약화"), ("흑자", "적자"), ("수출", "수입"), ("매수", "매도"),
        (r"\bincreas", r"\bdecreas"), (r"\brose\b", r"\bfell\b"), (r"\brising\b", r"\bfalling\b"),
        (r"\bexport", r"\bimport(?!an)"), (r"\bhigher\b", r"\blower\b"), (r"\bmore\b", r"\bless\b"),
    )
)  # fmt: skip


def turned_round(claim: str, source: str) -> list[Problem]:
    """Return the words of a claim whose opposite, and not they, the source has."""
    crosses = not same_language(claim, source)
    if crosses and (denies(claim) or denies(source)):
        return []
    found = [] if crosses else _mirrored(claim, source)
    for axis in _AXES:
        if crosses and not axis.crosses:
            continue
        for ours, opposite in ((axis.one, axis.other), (axis.other, axis.one)):
            word = ours.search(claim)
            if not word or ours.search(source):
                continue
            # Where a claim takes over every opposite of its source, it adds a word of its own.
            fewer = len(opposite.findall(claim)) < len(opposite.findall(source))
            if fewer and (crosses or denies(claim) == denies(source)):
                found.append(Problem("direction", word.group().strip()))
    return found


def _mirrored(claim: str, source: str) -> list[Problem]:
    found = []
    for pair in _MIRRORED:
        for ours, opposite in (pair, pair[::-1]):
            word = ours.search(claim)
            fewer = len(opposite.findall(claim)) < len(opposite.findall(source))
            if word and fewer and not ours.search(source) and denies(claim) == denies(source):
                found.append(Problem("direction", word.group()))
    return found
