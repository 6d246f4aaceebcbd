"""Figures of which a Korean claim tells what its source tells of another figure.

Of "열 곳에 편지를 보냈고 세 곳과 통화했다" a claim may not say that letters went to three.
"""

from __future__ import annotations

from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.language.clauses import Clause, clauses_of
from rag.verify.rules.language.deeds import korean_deeds
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean


def with_other_deeds(claim: str, source: str) -> list[Problem]:
    """Return the figures whose verb stands in the source beside another figure only."""
    if not is_korean(claim) or not is_korean(source):
        return []
    given = figures_in(source)
    theirs = clauses_of(source) if len(given) > 1 else []
    wrong = [
        said
        for clause in (clauses_of(claim) if len(theirs) > 1 else [])
        for said in _alone_in(clause, figures_in(claim))
        if _is_done_to_another(said, korean_deeds(clause.text, of_nouns=False), given, theirs)
    ]
    return [Problem("misplaced", claim[q.start : q.end]) for q in wrong]


def _alone_in(clause: Clause, figures: tuple[Quantity, ...]) -> list[Quantity]:
    inside = [q for q in figures if clause.holds(q.start)]
    return [q for q in inside if sum(q.unit == other.unit for other in inside) == 1]


def _is_done_to_another(
    said: Quantity,
    deeds: frozenset[str],
    given: tuple[Quantity, ...],
    clauses: list[Clause],
) -> bool:
    """Return whether all deeds are in the clause of a rival figure, and none beside this one."""
    if not deeds:
        return False
    alike = [q for q in given if q.unit == said.unit]
    same = [q for q in alike if compare(said, q) != "different"]
    homes = [c for c in clauses if any(c.holds(q.start) for q in same)]
    rivals = [c for c in clauses if c not in homes and any(c.holds(q.start) for q in alike)]
    return (
        bool(homes)
        and any(deeds <= korean_deeds(c.text) for c in rivals)
        and not any(deeds & korean_deeds(c.text) for c in homes)
    )
