"""The quote composer: verified sentences as the answer, without any model."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Claim, Evidence, Language

MAX_CHARACTERS = 390  # an answer longer than 400 characters is no answer
_MARKS = {"ko": "“{}”", "en": "“{}”"}


def quote_claims(evidence: Sequence[Evidence], reader: Language) -> tuple[Claim, ...]:
    """Return the evidence as claims that quote it, in order, as many as fit 390 characters.

    A quote stays in the language of the article; exact values and names that a reader of `reader`
    needs stand in brackets behind it.
    """
    claims: list[Claim] = []
    used = 0
    for piece in evidence:
        text = _shortened(piece.text, MAX_CHARACTERS - used - 8)
        if not text:
            break
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
    """Return `text`, or where it is too long its beginning up to a clause, or nothing."""
    if len(text) <= room:
        return text
    return ""
