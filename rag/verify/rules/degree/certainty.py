"""Claims surer than a source in their language: a plan told as done, a possibility as coming."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean, same_language

_HEDGED_KO = re.compile(
    r"(?P<verb>[가-힣]{1,12}?)(?:할|될|을|일|를|시킬|지을|낼|올|릴|갈)\s?"
    r"(?:계획|예정|방침|전망|가능성|수(?:도)? 있|것으로 (?:보|예상|전망|기대|관측)|검토)"
)
_HEDGE_KO = re.compile(
    r"(?:계획|예정)(?!이던|이었)|방침|전망|가능성|수(?:도)? 있|보인다|보이(?!고)|예상|기대|관측|"
    r"검토|추진|듯|지도 모|싶[어다은]|목표|[할될을릴갈올낼]\s?것"
)
_HEDGED_EN = re.compile(
    r"\b(?P<hedge>(?-i:may)|might|could|plan(?:s|ned|ning)? to|(?:is|are|was|were) "
    r"(?:likely|expected|scheduled|set|considering|planning) (?:to )?|hopes? to|hoped to|"
    r"wants? to|wanted to|intends? to|seeks? to|aims? to|consider(?:s|ed|ing))\s?"
    r"(?:also |still |be |have |been )*(?P<verb>\w+)",
    re.IGNORECASE,
)
# What is only resolved on, as 공급하기로 했다 is, and what is done.
_RESOLVED_EN = re.compile(
    r"\b(?:agreed|decided|promised|pledged|vowed|resolved|committed) to (?P<verb>[a-z]{3,})\b",
    re.IGNORECASE,
)
_DONE_EN = re.compile(r"(?<!to )\b[a-z]+(?:ed|t|ld)\b")
_VERBS = frozenset(("VV", "XSV"))
_HEDGE_EN = re.compile(
    r"\b(?:(?-i:may)|might|could(?! not|n[’']t)|would|can|plan(?:s|ned|ning)?|likely|expect\w*|"
    r"schedul\w+|consider\w*|hop(?:e|es|ed|ing)|want\w*|intend\w*|seek\w*|sought|aim\w*|possib\w+|probabl[ey]|perhaps|if)\b",
    re.IGNORECASE,
)


def hedges(text: str) -> bool:
    """Return whether a text holds anything no more than possible or planned; "can" says nothing."""
    if is_korean(text):
        return _HEDGE_KO.search(text) is not None
    return any(match.group().lower() != "can" for match in _HEDGE_EN.finditer(text))


def surer_than(claim: str, source: str) -> list[Problem]:
    """Return the verbs that a claim states and a source in its language only holds possible."""
    if not same_language(claim, source):
        return []
    surer = _surer_korean(claim, source) if is_korean(claim) else _surer_english(claim, source)
    return surer or _done_though_resolved(claim, source)


def _done_though_resolved(claim: str, source: str) -> list[Problem]:
    """Return the verbs that a claim tells as done and its source only as what is to be done."""
    if is_korean(claim):
        told = _korean_done(claim) & (_korean_resolved(source) - _korean_done(source))
        return [Problem("certainty", verb) for verb in sorted(told)]
    resolved = {stem(match["verb"]) for match in _RESOLVED_EN.finditer(source)}
    words = {m.group() for m in _DONE_EN.finditer(claim)}
    done = [w for w in words if stem(w) in resolved and not re.search(rf"\b{w}\b", source)]
    return [Problem("certainty", word) for word in done]


def _korean_done(text: str) -> frozenset[str]:
    """Return the verbs that a text tells in the past, by their stems: 공급 of 공급했다."""
    words = tokens(text)
    return frozenset(
        _stem_of(words, at - 1)
        for at, token in enumerate(words)
        if at and token.tag == "EP" and token.form in ("었", "았") and words[at - 1].tag in _VERBS
    )


def _korean_resolved(text: str) -> frozenset[str]:
    """Return the verbs that a text only resolves on, by their stems: 들이 of 들이기로 했다."""
    words = tokens(text)
    return frozenset(
        _stem_of(words, at - 1)
        for at, (one, other) in enumerate(pairwise(words))
        if at and one.tag == "ETN" and other.form == "로" and words[at - 1].tag in _VERBS
    )


def _stem_of(words: Sequence[Any], at: int) -> str:
    return str(words[at - 1].form if words[at].tag == "XSV" and at else words[at].form)


def _surer_korean(claim: str, source: str) -> list[Problem]:
    if len(_HEDGE_KO.findall(claim)) >= len(_HEDGE_KO.findall(source)):
        return []
    found = []
    for hedged in _HEDGED_KO.finditer(source):
        verb = hedged["verb"]
        if len(verb) < 2:
            continue
        done = re.compile(
            rf"{verb}(?:[을를]\s?)?(?:했|됐|되었|하였|시켰|하기로\s?(?:했|결정|확정)|(?:결정|확정)[했됐])"
        )
        told = done.search(claim)
        if told and not done.search(source):
            found.append(Problem("certainty", told.group()))
    return found


def _surer_english(claim: str, source: str) -> list[Problem]:
    if len(_HEDGE_EN.findall(claim)) >= len(_HEDGE_EN.findall(source)):
        return []
    found = []
    for hedged in _HEDGED_EN.finditer(source):
        verb = stem(hedged["verb"])
        if hedged["verb"].lower() in ("not", "the", "a", "to", "be"):
            continue
        possible = hedged["hedge"].lower() in ("may", "might", "could")
        told = _stated(claim, verb, coming=possible)
        if told and not _stated(source, verb, coming=possible):
            found.append(Problem("certainty", told))
    return found


def _stated(text: str, verb: str, *, coming: bool) -> str:
    """Return how a text states a verb as done, or with `coming` as sure to come, or ""."""
    auxiliary = r"\b(?:has|have|had|was|were|decided to" + (r"|will" if coming else "") + r")\s"
    for match in re.finditer(rf"{auxiliary}(?:also |be |been |have )*(?P<verb>\w+)", text):
        if stem(match["verb"]) == verb:
            return match.group()
    return ""
