"""What a source only tells to say that it is not so: "denied reports that it had delayed the line".

Such a sentence denies nothing by "not", and holds every word of the claim that it refutes.
"""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import Similarity

_UNTRUE_EN = r"(?:\w+ly )?(?:false|untrue|baseless|groundless|unfounded|fabricated)"
_REFUTED_EN = (
    re.compile(
        r"\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|refut(?:ed|es|ing)|"
        r"rebutt(?:ed|ing))\s(?:(?:a|the|any|media|press|online|recent)\s)*(?:reports?|claims?|"
        r"rumou?rs?|allegations?|accusations?|suggestions?|speculation|charges?|that|having)\b"
        r"(?P<said>[^.;]*?)(?=,\s(?:saying|but|and|calling|adding)|[.;]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:call|brand|describ|dismiss|denounc)(?:ed|es|s|ing)\s(?P<said>[^.,;“”\"]+?)\s"
        rf"(?:as )?[“\"]?{_UNTRUE_EN}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[“\"]|\b(?:said|says|that)\s)(?P<said>[^.,;“”\"]+?)\s"
        rf"(?:is|are|was|were|has no|had no)\s[“\"]?(?:{_UNTRUE_EN}|(?:not|n[’']t) true|truth)",
        re.IGNORECASE,
    ),
)
_UNTRUE_KO = "[“\"‘']?(?:사실무근|사실이 아니|사실과 다르|근거\\s?없|허위|낭설)"
_REFUTED_KO = (
    re.compile(
        r"(?P<said>[^.,;“”\"]*?)(?:다는|라는|다고 한|설|의혹|소문|주장|보도|관측|우려)"
        r"(?:\s?(?:보도|의혹|주장|소문|관측|언론 보도|지적))?"
        r"(?:을|를|에 대해|이|은)?\s(?:[^.]{0,20}\s)?(?:부인|일축|반박|사실이 아니|사실무근)"
    ),
    # 인수와 관련해 "사실무근"이라고 했다: what is untrue is told without a word for a report
    re.compile(
        r"(?P<said>[^.,;“”\"]*?)(?:[과와]\s관련[해한]서?는?|에 (?:대해|관해|대한)서?는?|"
        rf"[은는이가])\s(?:[^.]{{0,12}}\s)?(?:모두\s|전혀\s)?{_UNTRUE_KO}"
    ),
)
# A claim that speaks of a report, or of its denial, states nothing itself.
_KEEPS_AWAY = re.compile(
    r"부인|일축|반박|보도|의혹|소문|주장|사실이 아니|아니|않|못|없|거짓|오보|"
    r"\b(?:den(?:y|ied|ies|ying|ial)|dismiss\w*|reject\w*|refut\w*|report(?:s|ed|edly)|claim(?:s|ed)|"
    r"alleg\w*|rumou?r\w*|accus\w*|not|never|no|untrue|false)\b|n[’']t\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"^that\s")
# 삼성전자 관계자도 | 인수 추진과 관련해: who refutes is no part of what is refuted.
_WHO = re.compile(r"^.*[가-힣][은는도]\s(?=.*[가-힣])")


def refuted(claim: str, source: str, similarity: Similarity) -> list[Problem]:
    """Return a problem where a claim states what its source tells only to refute it."""
    if _KEEPS_AWAY.search(claim):
        return []
    for pattern in _REFUTED_KO if is_korean(source) else _REFUTED_EN:
        found = pattern.search(source)
        if found and found["said"].strip():
            return _stated(claim, found, similarity)
    return []


def _stated(claim: str, found: re.Match[str], similarity: Similarity) -> list[Problem]:
    """Return a problem where a claim is nearer to what is refuted than to all else of a source."""
    said = _THAT.sub("", found["said"].strip(" ,"))
    rest = f"{found.string[: found.start('said')]} {found.string[found.end('said') :]}".strip()
    if similarity(claim, said) <= similarity(claim, rest):
        return []
    return [Problem("denied", _WHO.sub("", said))]
