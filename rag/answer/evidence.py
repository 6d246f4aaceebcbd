"""Evidence as a model reads it: numbered sentences with outlet, date and exact values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.domain import MASK, Evidence
from rag.text.annotate import annotated


def evidence_line(evidence: Evidence) -> str:
    """Return one piece of evidence on one line."""
    day = (evidence.metadata.published_at or "")[:10]
    known = ", ".join(part for part in (evidence.metadata.outlet, day) if part)
    text = annotated(evidence.text, evidence.annotations).replace(f"{MASK} ", "")
    return f"[{evidence.n}] ({known}) {text}" if known else f"[{evidence.n}] {text}"


def pack(
    evidence: Sequence[Evidence], budget: int, count: Callable[[str], int]
) -> tuple[Evidence, ...]:
    """Return the best evidence that fits `budget` tokens, whole sentences only, best first.

    `count` counts tokens.  The first piece is always kept: a model without evidence has nothing to
    say.
    """
    packed: list[Evidence] = []
    used = 0
    for piece in evidence:
        cost = count(evidence_line(piece)) + 1
        if packed and used + cost > budget:
            break
        packed.append(piece)
        used += cost
    return tuple(packed)
