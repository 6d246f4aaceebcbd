"""Claims that deny what their source says, or say what it denies.

A denial may be put for many words (refused to, hardly, 불참하다, 처음), by translators above all.
So three things are held against each other: across languages, whether it is the telling itself that
is denied ("he did not say"); whether a word that one text denies stands in a clause of the other
that denies nothing; and, where no word meets, whether either denies at all.  In one language the
last counts only in a claim that takes every word from its source: any other may deny in its own.
"""

from __future__ import annotations

import re

from rag.text.morphemes import analyse
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.denial.denied import (
    count_denials,
    denied,
    denied_at_first,
    denied_at_last,
    denies,
    denies_softly,
    denies_wholly,
    nearly_denies,
    never_before,
    of_the_first,
    places_of,
    soft_denials,
)
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import is_korean, same_language

# The telling is denied in the verb in which a sentence ends, not what is told: 말하지 않았다.
_UNTOLD_KO = re.compile(
    r"(?:밝히|덧붙이|알리|고\s?하|(?:말|전|주장|강조|설명|언급|지적|비판|비난|발표|보도|경고|"
    r"반박|판결|요청|논평|공개|"
    r"답변?)(?:을\s|를\s)?하)(?:고\s있)?지(?:는|도)?\s?(?:않|못)[가-힣]{0,4}[.”\"’'\s]*$"
)
# "did not say", "declined to comment", "unnamed", "no details": the telling denied in English.
_TELL = (
    r"(?:say|tell|comment|confirm|reveal|disclos\w+|identif\w+|specif\w+|elaborat\w+|nam(?:e|ing|"
    r"ed)|"
    r"mention|announc\w+|releas\w+|provid\w+|explain\w*|discuss\w*|publish\w*|respond|repl(?:y|"
    r"ied)|"
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
# 풀기로 했으나: what follows is set against it, and its denial stops there.
_CONTRASTS = re.compile(r"(?:으나|지만|는데|반면)\s*$")
# 더 연구해 봐야 알 수 있다: what needs something first is not affirmed.
_NEEDED_BEFORE = re.compile(r"[가-힣]야만?\s$")
_DENYING_SYLLABLES = ("불", "비", "미", "무", "부")  # 불필요, 비공개, 미완성


def wrong_denials(claim: str, source: str) -> list[Problem]:
    """Return what only one of a claim and its source denies."""
    if _is_first(claim, source) or _is_first(source, claim):
        return []
    if same_language(claim, source):
        return _by_word(claim, source) or _of_a_copy(claim, source)
    if _UNTOLD_KO.search(claim) and not _UNTOLD_EN.search(source):
        return [Problem("denies")]
    return _by_word(claim, source) or _by_presence(claim, source)


def _is_first(denying: str, telling: str) -> bool:
    """Return whether one text tells of a first time by saying that there was none before."""
    return never_before(denying) and of_the_first(telling) and not denies(telling)


def _of_a_copy(claim: str, source: str) -> list[Problem]:
    """Return a denial more, or less, in a claim that takes every word from its source.

    In a claim that says anything in other words a denial may be part of these.
    """
    more = count_denials(claim) - count_denials(source)
    if not more or len(soft_denials(source)) > len(soft_denials(claim)):
        return []
    if any(
        source[:at].endswith(_DENYING_SYLLABLES)
        for word in denied(claim)
        for at in places_of(source, word)
    ):
        return []  # 공정하지 않은 is 불공정한
    ours, theirs = set(analyse(claim).morphemes), set(analyse(source).morphemes)
    if more > 0:
        return [Problem("denies")] if ours <= theirs else []
    return [Problem("denied", claim)] if ours == theirs else []


def _by_word(claim: str, source: str) -> list[Problem]:
    """Return a denied word of either text that the other says without any denial."""
    least = 1 if same_language(claim, source) else 2
    plainly = same_language(claim, source) or not denies_softly(source)
    if plainly and any(_affirms(source, word) for word in denied(claim, least)):
        return [Problem("denies")]
    return [Problem("denied", word) for word in denied(source, least) if _affirms(claim, word)]


def _affirms(text: str, word: str) -> bool:
    """Return whether a text has a word, also translated, and in no clause with a denial."""
    clauses = [clause.text for clause in clauses_of(text)]
    told = [
        (i, at)
        for i, clause in enumerate(clauses)
        for at in places_of(clause, word)
        if not _NEEDED_BEFORE.search(clause, 0, at)
    ]
    # Of 막고 돕지 않았다 and of "neither helped nor stopped" one denial rules two clauses.
    beside = 1 if is_korean(text) else -1
    return bool(told) and not any(
        denies(clauses[i])
        or _denied_softly(clauses[i], at)
        or (
            0 <= i + beside < len(clauses)
            and denies(clauses[i + beside])
            and not _CONTRASTS.search(clauses[i])
        )
        for i, at in told
    )


def _denied_softly(clause: str, at: int) -> bool:
    """Return whether a word is denied softly: refused to *talk*, *대화*를 거부했다, 불*필요*한."""
    softs = soft_denials(clause)
    if is_korean(clause):
        return any(soft > at for soft in softs) or clause[:at].endswith(_DENYING_SYLLABLES)
    return any(soft < at + _BEHIND and soft != at for soft in softs)


def _denied_at_last(source: str) -> str:
    """Return what the main clause of a source denies, or ""; of two sentences one may be silent."""
    if len(split_sentences(source)) > 1:
        return ""
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
