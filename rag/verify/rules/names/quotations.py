"""Words that a claim puts between quotation marks: they must stand so in the source."""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.language.script import same_language

_QUOTATION = re.compile(r"[“\"]([^“”\"\n]{4,})[”\"]")
_CUT = re.compile(r"…|\.{3}|\[[^\]]*\]|\([^)]*\)")
_LOOSE = re.compile(r"[\s.,!?·‘’'\"“”()\-]+")


def misquoted(claim: str, source: str) -> list[Problem]:
    """Return the quotations of a claim that a source in its language does not have verbatim.

    Spaces, punctuation and what stands in brackets do not count; one word alone is a manner of
    speaking.
    """
    if not same_language(claim, source):
        return []
    there = _folded(source)
    return [
        Problem("quotation", words)
        for words in _QUOTATION.findall(claim)
        if " " in words.strip() and not all(_folded(part) in there for part in _CUT.split(words))
    ]


def _folded(text: str) -> str:
    return _LOOSE.sub("", re.sub(r"\([^)]*\)", "", text)).casefold()
