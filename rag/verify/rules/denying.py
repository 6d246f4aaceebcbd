"""Claims that deny what their source says, or say what it denies.

In one language a denial is a denial.  Translators put one for many words (refused to, hardly,
부족하다), so across languages three things are held against each other: whether it is the telling
itself that is denied ("he did not say"), whether a word that one text denies stands in a clause of
the other that denies nothing, and, where no word meets, whether either denies at all.
"""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.clauses import clauses_of
from rag.verify.rules.denial import (
    denied,
    denied_at_first,
    denied_at_last,
    denies,
    denies_softly,
    denies_wholly,
    nearly_denies,
    places_of,
    soft_denials,
    speaks_of,
)
from rag.verify.rules.script import is_korean, same_language

# The telling is denied in the verb in which a sentence ends, not what is told: 말하지 않았다.
_UNTOLD_KO = re.compile(
    r"(?:밝히|덧붙이|알리|고\s?하|(?:말|전|주장|강조|설명|언급|지적|비판|비난|발표|보도|경고|반박|판결|요청|논평|공개|"
    r"답변?)(?:을\s|를\s)?하)(?:고\s있)?지(?:는|도)?\s?(?:않|못)[가-힣]{0,4}[.”\"’'\s]*$"
)
# "did not say", "declined to comment", "unnamed", "no details": the telling denied in English.
_TELL = (
    r"(?:say|tell|comment|confirm|reveal|disclos\w+|identif\w+|specif\w+|elaborat\w+|nam(?:e|ing|ed)|"
    r"mention|announc\w+|releas\w+|provid\w+|explain\w*|discuss\w*|publish\w*|respond|repl(?:y|ied)|"
    r"answer\w*|g[ai]v(?:e|en|ing)|made public|warn\w*|report\w*)"
)
_UNTOLD_EN = re.compile(
    rf"(?:\b(?:not|never)|n[’']t)\s(?:\w+ly\s|been\s|be\s|to\s)*{_TELL}\b"
    rf"|\b(?:declin\w+|refus\w+|fail\w*|yet|unable|without)\s(?:to\s)?{_TELL}\b"
    r"|\bun(?:named|disclosed|specified|identified|clear|known)\b|\banonym\w+|\bsecre\w+"
    r"|\bsilen(?:t|ce)\b|\bwithh[eo]ld\w*|\bkept quiet\b|\bsa(?:id|ys?) (?:nothing|little)\b"
    r"|\b(?:no|few|little)\s(?:\w+\s){0,2}(?:comment|word|details?|information)\b",
    re.IGNORECASE,
)
# Letters from the beginning of a word within which it is denied behind: "learned nothing".
_BEHIND = 16


def wrong_denials(claim: str, source: str) -> list[Problem]:
    """Return what only one of a claim and its source denies."""
    if same_language(claim, source):
        return _in_one_language(claim, source)
    if _UNTOLD_KO.search(claim) and not _UNTOLD_EN.search(source):
        return [Problem("denies")]
    return _by_word(claim, source) or _by_presence(claim, source)


def _in_one_language(claim: str, source: str) -> list[Problem]:
    if denies(claim) == denies(source):
        return []
    if denies(claim):
        return [Problem("denies")]
    return [Problem("denied", word) for word in denied(source) if speaks_of(claim, word)]


def _by_word(claim: str, source: str) -> list[Problem]:
    """Return a denied word of either text that the other says without any denial."""
    if any(_affirms(source, word) for word in denied(claim)) and not denies_softly(source):
        return [Problem("denies")]
    return [Problem("denied", word) for word in denied(source) if _affirms(claim, word)]


def _affirms(text: str, word: str) -> bool:
    """Return whether a text in another language has a word, and in no clause with a denial."""
    clauses = [clause.text for clause in clauses_of(text)]
    told = [(i, at) for i, clause in enumerate(clauses) for at in places_of(clause, word)]
    # Of 막고 돕지 않았다 and of "neither helped nor stopped" one denial rules two clauses.
    beside = 1 if is_korean(text) else -1
    return bool(told) and not any(
        denies(clauses[i])
        or _denied_softly(clauses[i], at)
        or (0 <= i + beside < len(clauses) and denies(clauses[i + beside]))
        for i, at in told
    )


def _denied_softly(clause: str, at: int) -> bool:
    """Return whether a word of a clause is denied softly: refused to *talk*, *대화*를 거부했다."""
    if is_korean(clause):
        return any(soft > at for soft in soft_denials(clause))
    return any(soft < at + _BEHIND and soft != at for soft in soft_denials(clause))


def _denied_at_last(source: str) -> str:
    """Return what the main clause of a source denies, or ""."""
    return denied_at_last(source) if is_korean(source) else denied_at_first(source)


def _by_presence(claim: str, source: str) -> list[Problem]:
    """Return a denial that one text has, where the other has nothing that comes near to one."""
    if denies(claim) == denies(source):
        return []
    if denies(claim):
        return [] if denies_softly(source) else [Problem("denies")]
    if denies_wholly(claim) or nearly_denies(claim):
        return []
    last = "" if denies_softly(claim) else _denied_at_last(source)
    return [Problem("denied", last)] if last else []
