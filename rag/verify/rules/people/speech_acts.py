"""Who denied, who warned, who called it so: verbs that one of two sides of a story does.

The speaker of a sentence is checked in `roles`; here each verb of speaking has its own subject, so
that of "A called it a gift, which B denied" a claim may not say that B called it a gift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.particles import SUBJECT, TOPIC, particle_of
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same

# One row a deed: how Korean and English tell of it in an active verb.
_DEEDS = tuple(
    (re.compile(korean), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for korean, english in (
        (r"(?:라고|이라) (?:불렀|부르|지칭|표현|칭[했하])", "called|calls|dubbed|described"),
        ("부인[했하]|반박[했하]|일축[했하]", "denied|denies|denying|dismissed|refuted|rebutted"),
        ("경고[했하]", "warned|warns|warning"),
        ("제안[했하]", "proposed|proposes|proposing"),
        ("비판[했하]|비난[했하]", "criticised|criticized|condemned|denounced|slammed"),
        ("요구[했하]|촉구[했하]|요청[했하]", "demanded|urged|requested|demands|urges"),
        ("약속[했하]|공약[했하]", "promised|pledged|vowed|promises|pledges|vows"),
        ("거부[했하]|거절[했하]", "refused|refuses|rejected|rejects|declined"),
        ("반대[했하]", "opposed|opposes|objected"),
        ("지지[했하]|찬성[했하]|환영[했하]", "supported|backed|endorsed|welcomed|supports|backs"),
        ("인정[했하]|시인[했하]", "admitted|admits|conceded"),
    )
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|to)\s(?:\w+ly\s)?$")
_RIGHT_BEFORE = re.compile(r"(?:['’]s)?\s(?:\w+\s){0,2}")
_TITLE_BETWEEN = re.compile(r"(?:['’]s)?\s(?:[A-Za-z.]+\s){0,3}")
_TITLE_KO = re.compile(r"의?\s?(?:[^\s,]+\s){0,3}")


def wrong_speech_acts(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return who does in the source what a claim has another name of the source do."""
    ours = list(_deeds(claim, aliases))
    theirs = list(_deeds(source, aliases)) if ours else []
    for deed, doers in ours:
        given = [name for done, names in theirs if done == deed for name in names]
        if given and not _any_meets(doers, given, aliases):
            known = all(_any_meets([doer], all_names(source, aliases), aliases) for doer in doers)
            return [Problem("speaker", given[-1].text)] if known else []
    return []


def _any_meets(
    ours: Sequence[NameMention], theirs: Sequence[NameMention], aliases: AliasTable
) -> bool:
    return any(may_be_same(a.text, b.text, aliases) for a in ours for b in theirs)


def _deeds(text: str, aliases: AliasTable) -> Iterator[tuple[int, list[NameMention]]]:
    """Yield the deeds of a text, each with the names in the noun phrase that is its subject."""
    verbs = [
        (number, verb.start())
        for number, patterns in enumerate(_DEEDS)
        for verb in patterns[0 if is_korean(text) else 1].finditer(text)
    ]
    names = all_names(text, aliases) if verbs else ()
    for number, at in verbs:
        found = (_korean_subject if is_korean(text) else _english_subject)(text, at, names)
        if found:
            yield number, found


def _english_subject(text: str, verb: int, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names that stand right before a verb in its clause; an object stands behind."""
    if _PASSIVE.search(text[:verb]):
        return []
    clause = next(c for c in clauses_of(text) if c.holds(verb))
    before = [n for n in names if clause.start <= n.start and n.end <= verb]
    if not before or not _RIGHT_BEFORE.fullmatch(text, before[-1].end, verb):
        return []
    return [n for n in before if _TITLE_BETWEEN.fullmatch(text, n.end, before[-1].start)] + [
        before[-1]
    ]


def _korean_subject(text: str, verb: int, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names of the last topic (은, 는) before a verb, or of its only subject."""
    ended = [(n, particle_of(text, n)) for n in names if n.end <= verb]
    topics = [n for n, particle in ended if particle in TOPIC]
    subjects = topics or [n for n, particle in ended if particle in SUBJECT]
    if not subjects:
        return []
    last = subjects[-1]
    phrase = [n for n in subjects if _TITLE_KO.fullmatch(text, n.end, last.start)]
    alone = len(phrase) + 1 == len(subjects)
    return [*phrase, last] if topics or alone else []
