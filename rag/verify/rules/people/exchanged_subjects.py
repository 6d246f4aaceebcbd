"""Two who are told of side by side, each with what the source says of the other.

"Korea sets the pace and Nvidia the course" is not "Nvidia sets the pace and Korea the course": both
hold the same names and words, so what is said of each name is compared by meaning with what the
source says of it and of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rag.text.names import AliasTable
from rag.verify.problems import Problem
from rag.verify.rules.language.similarity import Similarity
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same
from rag.verify.rules.people.predicates import Predicate, descriptions_of, predicates_of

_Known = tuple[Predicate, Sequence[Predicate]]
# How much nearer two predicates must be when they are crossed, of two cosines.
_MARGIN = 0.15
# The same for one predicate that another subject has in a sentence without this one.
_ALONE = 0.15
_LEAST_ALONE = 0.4
# The same where the sentence has both: they may do it together, or one through the other.
_WITH = 0.25
_BESIDE = 0.4
# Then "A met B" may be told of B, and what A told B of B, too.
_TOGETHER = re.compile(
    r"\b(?:met|meets?|meeting|talks?|agreed|with|told|given|received|was|were|been|by)\b|"
    r"만[났나난]|회담|통화|합의|함께|받[았은고는아]|당[했하한]|들었|들은|전해"
)
# Below this a predicate has nothing to do with another.
_LEAST = 0.2


def exchanged(
    claim: str, source: str, aliases: AliasTable, similarity: Similarity
) -> list[Problem]:
    """Return of whom the source says what a claim says of another of its names."""
    theirs = predicates_of(source, aliases)
    known = list(_known(predicates_of(claim, aliases), theirs, aliases)) if len(theirs) > 1 else []
    described = descriptions_of(source, aliases)
    listed = _known(descriptions_of(claim, aliases), described, aliases) if described else ()
    found = (
        *_exchanged(known, aliases, similarity),
        *_exchanged(list(listed), aliases, similarity),
        *_alone(known, theirs, aliases, similarity),
    )
    return list(found[:1])


def _known(
    ours: Iterable[Predicate], theirs: Sequence[Predicate], aliases: AliasTable
) -> Iterator[_Known]:
    """Yield the predicates of a claim, each with those of the source on the same name."""
    for predicate in ours:
        own = [each for each in theirs if _same(predicate, each, aliases)]
        if own:
            yield predicate, own


def _exchanged(
    known: Sequence[_Known], aliases: AliasTable, similarity: Similarity
) -> Iterator[Problem]:
    """Yield a name of the source if two predicates fit it better when they are exchanged."""
    for (one, ones), (other, others) in combinations(known, 2):
        if _same(one, other, aliases) or set(ones) & set(others):
            continue
        straight = _nearest(one, ones, similarity), _nearest(other, others, similarity)
        turned = _nearest(one, others, similarity), _nearest(other, ones, similarity)
        # Each must fit the other's name better: words about both may stand beside one of them.
        fit = all(t > s for t, s in zip(turned, straight, strict=True))
        if fit and sum(turned) > sum(straight) + _MARGIN and min(turned) > _LEAST:
            yield Problem("role", others[0].names[0])


def _alone(
    known: Sequence[_Known],
    theirs: Sequence[Predicate],
    aliases: AliasTable,
    similarity: Similarity,
) -> Iterator[Problem]:
    """Yield who alone does what a claim says of one of whom the source says something else."""
    for ours, own in known:
        straight = _nearest(ours, own, similarity)
        for other in theirs:
            if other in own:
                continue
            near = similarity(ours.text, other.text)
            if near < straight + _ALONE or near < _LEAST_ALONE:
                continue
            there = [each for each in own if each.sentence == other.sentence]
            if there:
                sure = near > _BESIDE + max(similarity(ours.text, each.whole) for each in there)
            elif _mentioned(ours, other.sentence, aliases):
                sure = near > _WITH + straight and not _TOGETHER.search(ours.text)
            else:
                sure = True
            if sure:
                yield Problem("role", other.names[0])


def _mentioned(predicate: Predicate, sentence: str, aliases: AliasTable) -> bool:
    there = all_names(sentence, aliases)
    return any(
        may_be_same(name, other.text, aliases) for name in predicate.names for other in there
    )


def _nearest(predicate: Predicate, among: Sequence[Predicate], similarity: Similarity) -> float:
    return max(similarity(predicate.text, other.text) for other in among)


def _same(a: Predicate, b: Predicate, aliases: AliasTable) -> bool:
    return any(may_be_same(one, other, aliases) for one in a.names for other in b.names)
