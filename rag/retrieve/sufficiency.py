"""Whether evidence can answer a question at all, decided before any model speaks."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Evidence, Language

# One threshold a language, on the score of the best place: 1 % of the answerable questions of our
# gold sets lie below, most of those on subjects that no article touches do (docs/decisions.md).
_LEAST_SCORE: dict[Language, float] = {"ko": 1.2, "en": 1.0}
_LOOKED_AT = 5
# A place that lacks nothing speaks of something else where the nearest one is so much nearer.
_NEAR = 0.75


def sufficient(evidence: Sequence[Evidence], language: Language) -> bool:
    """Return whether the evidence is near enough and speaks of every name and number asked."""
    return bool(evidence) and evidence[0].score >= _LEAST_SCORE[language] and not lacking(evidence)


def lacking(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the names and numbers of the question that no good evidence speaks of.

    "How many GPUs will AMD supply?" finds Nvidia's GPUs; AMD is what they lack, even if some other
    article speaks of AMD.
    """
    if not evidence:
        return ()
    nearest = max(evidence, key=lambda piece: piece.score)
    if not any(p.score >= _NEAR * nearest.score for p in evidence if not p.missing):
        return tuple(sorted(nearest.missing))
    looked_at = [set(piece.missing) for piece in evidence[:_LOOKED_AT]]
    return tuple(sorted(set.intersection(*looked_at)))
