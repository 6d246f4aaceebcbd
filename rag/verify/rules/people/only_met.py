"""Who is only met, told or supplied in the source does not do what a claim has him do.

Of "A met B, then flew home" a claim may not say that B flew home: the verb is the source's, but its
subject is A, and B is nowhere the subject of anything.
"""

from __future__ import annotations

import re

from rag.text.names import AliasTable
from rag.verify.problems import Problem
from rag.verify.rules.language.deeds import korean_deeds
from rag.verify.rules.language.script import is_korean, same_language
from rag.verify.rules.names.missing import may_be_same
from rag.verify.rules.people.actors import actors_in
from rag.verify.rules.people.predicates import Predicate, predicates_of

# What is done together, or to the subject: "B was told", B는 받았다.
_NOT_ALONE = re.compile(
    r"\b(?:met|meets?|meeting|talk(?:s|ed)?|agreed|with|both|together|held|"
    r"be|was|were|been|being|is|are|got|gets?|received?|receives)\b|"
    r"만[나났난]|회담|통화|합의|함께|같이|[당받][했하한았은고는아]|[됐되된]|들[었은]|전해"
)
# "B, who flew home": there B does it.
_WHO = re.compile(r"\b(?:who|which|that)\b")
_FIRST_VERB = re.compile(
    r"\W*(?:\w+ly\s|also\s|then\s|(?:has|have|had|will|would|can|could|may|might|must|should|did|does|do)\s)*(?P<verb>[a-z]+)\b"
)


def done_by_another(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return who does in the source what a claim has one do who is only an object there."""
    if not same_language(claim, source):
        return []
    theirs = predicates_of(source, aliases)
    actors = actors_in(source, aliases)
    for ours in predicates_of(claim, aliases):
        parts = [a for a in actors if _is_one_of(ours, a.name, aliases)]
        if not parts or any(actor.role != "other" for actor in parts):
            continue
        if _NOT_ALONE.search(ours.text) or any(_same(ours, each, aliases) for each in theirs):
            continue
        doing = [each for each in theirs if _does(ours, each)]
        if len(doing) == 1 and any(_is_told_of(actor.name, doing[0]) for actor in parts):
            return [Problem("role", doing[0].names[0])]
    return []


def _is_one_of(predicate: Predicate, name: str, aliases: AliasTable) -> bool:
    return any(may_be_same(each, name, aliases) for each in predicate.names)


def _same(a: Predicate, b: Predicate, aliases: AliasTable) -> bool:
    return any(_is_one_of(a, name, aliases) for name in b.names)


def _is_told_of(name: str, predicate: Predicate) -> bool:
    return name in predicate.text


def _does(ours: Predicate, theirs: Predicate) -> bool:
    """Return whether a predicate of the source has every verb of one of the claim."""
    if is_korean(ours.text):
        deeds = korean_deeds(ours.text)
        return bool(deeds) and deeds <= korean_deeds(theirs.text, of_nouns=False)
    verb = _FIRST_VERB.match(ours.text)
    if verb is None or _WHO.search(theirs.text):
        return False
    return re.search(rf"(?<!to )\b{verb['verb']}\b", theirs.text) is not None
