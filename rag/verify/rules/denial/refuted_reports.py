"""What a source only tells to say that it is not so: "denied reports that it had delayed the line".

Such a sentence denies nothing by "not", and holds every word of the claim that it refutes.
"""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import Similarity

_REFUTED_EN = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|refut(?:ed|es|ing)|"
    r"rebutt(?:ed|ing))\s(?:(?:a|the|any|media|press|online|recent)\s)*(?:reports?|claims?|rumou?rs?|"
    r"allegations?|accusations?|suggestions?|speculation|charges?|that|having)\b(?P<said>[^.;]*?)"
    r"(?=,\s(?:saying|but|and|calling|adding)|[.;]|$)",
    re.IGNORECASE,
)
_REFUTED_KO = re.compile(
    r"(?P<said>[^.,;“”\"]*?)(?:다는|라는|다고 한|설|의혹|소문|주장|보도|관측|우려)"
    r"(?:\s?(?:보도|의혹|주장|소문|관측|언론 보도|지적))?"
    r"(?:을|를|에 대해|이|은)?\s(?:[^.]{0,20}\s)?(?:부인|일축|반박|사실이 아니|사실무근)"
)
# A claim that speaks of a report, or of its denial, states nothing itself.
_KEEPS_AWAY = re.compile(
    r"부인|일축|반박|보도|의혹|소문|주장|사실이 아니|아니|않|못|없|거짓|오보|"
    r"\b(?:den(?:y|ied|ies|ying|ial)|dismiss\w*|reject\w*|refut\w*|report(?:s|ed|edly)|claim(?:s|ed)|"
    r"alleg\w*|rumou?r\w*|accus\w*|not|never|no|untrue|false)\b|n[’']t\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"^that\s")


def refuted(claim: str, source: str, similarity: Similarity) -> list[Problem]:
    """Return a problem where a claim states what its source tells only to refute it."""
    if _KEEPS_AWAY.search(claim):
        return []
    found = (_REFUTED_KO if is_korean(source) else _REFUTED_EN).search(source)
    if not found or not found["said"].strip():
        return []
    said = _THAT.sub("", found["said"].strip(" ,"))
    rest = f"{source[: found.start('said')]} {source[found.end('said') :]}".strip()
    if similarity(claim, said) > similarity(claim, rest):
        return [Problem("denied", said)]
    return []
