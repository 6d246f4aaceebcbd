"""Whom a source names only to say that it was not he: 박 장관이 아닌 김 차관, "Kim, not Park"."""

from __future__ import annotations

import re

from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.denial.denied import denies
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same

_NOT_HE_KO = re.compile(r"(?:\s[가-힣]{1,6}){0,2}[이가]?\s(?:아닌|아니라|아니고|말고|대신)(?:\s|,)")
_NOT_HE_EN = re.compile(
    r"\b(?:not|rather than|instead of|as opposed to)\s"
    r"(?:the\s|(?:[A-Z][\w.]*|president|minister|chief)\s){0,3}$"
)
# A claim that says so, too.
_ALSO_SAID = re.compile(
    r"대신|말고|\b(?:rather than|instead of|as opposed to|over)\b", re.IGNORECASE
)


def named_instead(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the names of a claim that its source has only to say that another is meant."""
    names = all_names(source, aliases)
    shut_out = [name for name in names if _is_not_he(source, name)]
    if not shut_out or denies(claim) or _ALSO_SAID.search(claim):
        return []
    meant = [name for name in names if name not in shut_out]
    return [
        Problem("denied", said.text)
        for said in all_names(claim, aliases)
        if any(may_be_same(said.text, name.text, aliases) for name in shut_out)
        and not any(may_be_same(said.text, name.text, aliases) for name in meant)
    ]


def _is_not_he(text: str, name: NameMention) -> bool:
    if is_korean(text):
        return _NOT_HE_KO.match(text, name.end) is not None
    return _NOT_HE_EN.search(text, 0, name.start) is not None
