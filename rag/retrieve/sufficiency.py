"""Whether evidence can answer a question at all, decided before any model speaks."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Evidence, Language
from rag.retrieve.compound import parts_of
from rag.retrieve.question import language_of

# One threshold a language, on the score of the best place: 1 % of the answerable questions of our
# gold sets lie below, most of those on subjects that no article touches do (docs/decisions.md).
_LEAST_SCORE: dict[Language, float] = {"ko": 1.2, "en": 1.0}
_LOOKED_AT = 5
# A place that is so much farther than the nearest one speaks of something else.
_NEAR = 0.75


def sufficient(evidence: Sequence[Evidence], question: str) -> bool:
    """Return whether the evidence is near enough and speaks of every name and number asked."""
    if not evidence or evidence[0].score < _LEAST_SCORE[language_of(question)]:
        return False
    return not lacking(evidence, question)


def lacking(evidence: Sequence[Evidence], question: str) -> tuple[str, ...]:
    """Return the names and numbers of the question that no good evidence speaks of.

    "How many GPUs will AMD supply?" finds Nvidia's GPUs; AMD is what they lack, even if some other
    article speaks of AMD.  The parts of a question that asks two things need not be as near.
    """
    if not evidence:
        return ()
    nearest = max(evidence, key=lambda piece: piece.score)
    near = [set(p.missing) for p in evidence if p.score >= _NEAR * nearest.score]
    if all(near) and not parts_of(question, language_of(question)):
        return tuple(sorted(set.intersection(*near) or nearest.missing))
    looked_at = [set(piece.missing) for piece in evidence[:_LOOKED_AT]]
    return tuple(sorted(set.intersection(*looked_at)))
