"""The quote composer: verified sentences as the answer, without any model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Claim, Evidence, Language

MAX_CHARACTERS = 390  # an answer longer than 400 characters is no answer
_AROUND = 8  # characters that a quote's marks, its number and a space take
_CLAUSE_ENDS = (". ", "; ", ", ", "고 ", "며 ", " ")  # the better place to cut first


@dataclass(frozen=True, slots=True)
class _Quote:
    piece: Evidence
    text: str

    @property
    def length(self) -> int:
        return len(self.text) + _AROUND


def quote_claims(
    evidence: Sequence[Evidence], reader: Language, before: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """Return the evidence as claims that quote it, in order, as many as fit 390 characters.

    The best place is quoted whole, the others by the sentence that is nearest the question.  A
    quote stays in the language of the article; exact values and names that a reader of `reader`
    needs stand in brackets behind it, as far as there is room: another place is worth more.
    `before` are the claims of the same answer that the quotes follow.
    """
    room = MAX_CHARACTERS - sum(_shown(claim) for claim in before)
    quotes = _fitting(evidence, room, whole=not before)
    room -= sum(quote.length for quote in quotes)
    claims = []
    told: set[str] = set()
    for quote in quotes:
        values = _values(quote, room, told)
        room -= len(values)
        claims.append(Claim(f"“{quote.text}”{values}", (quote.piece.n,), "supported"))
    return tuple(claims)


def _fitting(evidence: Sequence[Evidence], room: int, *, whole: bool) -> list[_Quote]:
    """Return the quotes that fit `room` characters; `whole`: the best place in full, or cut."""
    quotes: list[_Quote] = []
    for piece in evidence:
        best = whole and not quotes
        text = _shortened(piece.text, room - _AROUND) if best else piece.core or piece.text
        quote = _Quote(piece, text)
        if quote.length <= room:
            quotes.append(quote)
            room -= quote.length
    return quotes


def _shown(claim: Claim) -> int:
    """Return the characters that a claim takes with its numbers."""
    return len(claim.text) + sum(len(f" [{n}]") for n in claim.citations) + 1


def _values(quote: _Quote, room: int, told: set[str]) -> str:
    """Return the values of a quote's expressions that fit, in brackets, each told once."""
    values = ""
    for annotation in quote.piece.annotations:
        written = quote.piece.text[annotation.start : annotation.end]
        entry = f"{written} = {annotation.value}"
        longer = f"{values}; {entry}" if values else entry
        if written in quote.text and entry not in told and len(longer) + len(" ()") <= room:
            values = longer
            told.add(entry)
    return f" ({values})" if values else ""


def _shortened(text: str, room: int) -> str:
    """Return `text`, or its beginning up to a clause and an ellipsis where it is too long."""
    if len(text) <= room:
        return text
    head = text[: room - 2]
    ends = (head.rfind(mark) for mark in _CLAUSE_ENDS)
    cut = next((end for end in ends if end > room // 2), room)
    return f"{head[: cut + 1].rstrip(' ,')} …"
