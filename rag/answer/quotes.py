"""The quote composer: verified sentences as the answer, without any model."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Claim, Evidence, Language

MAX_CHARACTERS = 390  # an answer longer than 400 characters is no answer
_CLAUSE_ENDS = (". ", "; ", ", ", "고 ", "며 ", " ")  # the better place to cut first


def quote_claims(evidence: Sequence[Evidence], reader: Language) -> tuple[Claim, ...]:
    """Return the evidence as claims that quote it, in order, as many as fit 390 characters.

    A quote stays in the language of the article; exact values and names that a reader of `reader`
    needs stand in brackets behind it.
    """
    claims: list[Claim] = []
    used = 0
    for piece in evidence:
        room = MAX_CHARACTERS - used - 8
        text = piece.text if claims else _shortened(piece.text, room)
        if len(text) > room:
            break  # only the best place is worth cutting
        claim = Claim(f"“{text}”{_gloss(piece, text, used)}", (piece.n,), "supported")
        used += len(claim.text) + 5
        claims.append(claim)
    return tuple(claims)


def _gloss(piece: Evidence, text: str, used: int) -> str:
    gloss = ""
    for annotation in piece.annotations:
        written = piece.text[annotation.start : annotation.end]
        if written not in text:
            continue
        entry = f"{written} = {annotation.value}"
        longer = f"{gloss}; {entry}" if gloss else entry
        if used + len(text) + len(longer) + 10 > MAX_CHARACTERS:
            break
        gloss = longer
    return f" ({gloss})" if gloss else ""


def _shortened(text: str, room: int) -> str:
    """Return `text`, or its beginning up to a clause and an ellipsis where it is too long."""
    if len(text) <= room:
        return text
    head = text[: room - 2]
    ends = (head.rfind(mark) for mark in _CLAUSE_ENDS)
    cut = next((end for end in ends if end > room // 2), room)
    return f"{head[: cut + 1].rstrip(' ,')} …"
