"""Two who are said to say one thing: of "A and B reported" the source must have both.

A headline or a neighbour may introduce who speaks; it does not make a second one say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import Similarity
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import missing_names
from rag.verify.rules.people.actors import says

_JOINED_KO = re.compile(r"\s?(?:\([^)]*\))?[가-힣]{0,4}(?:\s[가-힣]{1,6})?(?:와|과|및|·|,)\s?")
_JOINED_EN = re.compile(r",?\s(?:and|&)\s(?:[A-Za-z.]+\s){0,3}")
_ACCORDING = re.compile(r"(?:통신|신문|일보)?에 (?:따르|의하)면")


def unnamed_speakers(
    claim: str, source: str, aliases: AliasTable, similarity: Similarity
) -> list[Problem]:
    """Return who says something beside another in a claim, and is not in the source at all."""
    joined = [name for pair in _pairs(claim, aliases) for name in pair]
    if not joined:
        return []
    missing = missing_names(claim, source, aliases, similarity)
    return [Problem("name", name.text) for name in joined if name in missing]


def _pairs(claim: str, aliases: AliasTable) -> Iterator[tuple[NameMention, NameMention]]:
    """Yield two names that an "and" joins and that say something together."""
    gap = _JOINED_KO if is_korean(claim) else _JOINED_EN
    for one, other in pairwise(all_names(claim, aliases)):
        if gap.fullmatch(claim, one.end, other.start) and (
            _ACCORDING.match(claim, other.end) or says(claim, other, aliases)
        ):
            yield one, other
