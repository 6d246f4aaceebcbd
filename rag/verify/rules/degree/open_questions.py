"""What a source only leaves open: 착륙 여부가 불투명하다, "not known whether it had landed"."""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.degree.certainty import hedges
from rag.verify.rules.denial.denied import denies
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import Similarity

_NOT_KNOWN_KO = (
    r"불투명|불확실|불분명|미지수|알 수 없|알지 못|모[른르]|(?:분명|명확|확실)(?:하|치)지?\s?않|"
    r"확인(?:되지|하지|할 수 없|이 안)|밝혀지지|가려지지|조사"
)
_OPEN_KO = re.compile(
    r"(?P<said>[^.,“”\"]{4,}?(?:\s여부|[는은인한했됐났렸졌갔왔던될할]지))"
    rf"(?:[가를은는도]|에 대해)?\s(?:[^.,]{{0,25}}\s)?(?:아직 )?(?:{_NOT_KNOWN_KO})"
)
_NOT_KNOWN_EN = (
    r"un(?:clear|certain|known)|investigat\w+|looking into|remains to be seen|"
    r"(?:not|n[’']t|never) (?:yet )?(?:clear|certain|known|sure|know|say|tell|confirm)|"
    r"ask(?:s|ed|ing)?(?: [\w-]+)?"
)
_OPEN_EN = re.compile(
    rf"\b(?:{_NOT_KNOWN_EN})\s(?:whether|if)\s(?P<said>[^.;]+)",
    re.IGNORECASE,
)
# A claim that asks, too, or speaks of a question.
_LEAVES_OPEN = re.compile(
    r"여부|[는은인한될할ᆫᆯ]지[는를가도\s]|[했됐났렸졌갔왔던]는지|불투명|불확실|불분명|미지수|의문|모른|"
    r"조사|\b(?:whether|if|unclear|uncertain|unknown|doubt\w*|question\w*|investigat\w*|open)\b",
    re.IGNORECASE,
)


def stated_though_open(claim: str, source: str, similarity: Similarity) -> list[Problem]:
    """Return what a claim states and its source tells only as a thing not known."""
    found = (_OPEN_KO if is_korean(source) else _OPEN_EN).search(source)
    if not found or _LEAVES_OPEN.search(claim) or denies(claim) or hedges(claim):
        return []
    said = found["said"].strip(" ,")
    rest = f"{source[: found.start('said')]} {source[found.end('said') :]}".strip()
    return [Problem("certainty", said)] if similarity(claim, said) > similarity(claim, rest) else []
