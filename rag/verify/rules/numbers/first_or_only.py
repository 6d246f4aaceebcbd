"""What is called the first: of "others had run, but she is the first to win" not the running.

The clause that calls something the first says of what; a claim whose words for it stand in other
clauses only has another first, or only.
"""

from __future__ import annotations

import re

from rag.text.morphemes import analyse
from rag.verify.problems import Problem
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import same_language

_FIRST = re.compile(
    r"처음(?:이|으로)|최초(?:이|다|로)|유일(?:하|한)|\b(?:the|its|her|his|their) (?:first|only)\b"
)
_LEAST = 2  # words of a claim that another clause of its source must have


def wrong_first(claim: str, source: str) -> list[Problem]:
    """Return what a claim calls the first where its source, in one language, calls other so."""
    said, given = _FIRST.search(claim), list(_FIRST.finditer(source))
    if not said or len(given) != 1 or not same_language(claim, source):
        return []
    clauses = clauses_of(source)
    own = next(clause for clause in clauses if clause.holds(given[0].start()))
    apart = source[: own.start] + source[own.end :]
    ours = _words(claim)
    only_there, only_apart = _words(own.text) - _words(apart), _words(apart) - _words(own.text)
    if not only_there or ours & only_there or len(ours & only_apart) < _LEAST:
        return []
    return [Problem("misplaced", said.group())]


def _words(text: str) -> set[str]:
    return set(analyse(text).morphemes) - {"처음", "최초", "유일", "이번", "first", "only"}
