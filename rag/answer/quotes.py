"""The quote composer: verified sentences as the answer, without any model."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.notes import Notes, Quoted
from rag.domain import Claim, Evidence, Language

MAX_CHARACTERS = 390  # an answer longer than 400 characters is no answer
_AROUND = 8  # characters that a quote's marks, its number and a space take
# The fourth quote gives way to notes on the first two.  If the third gave way too, a reader without
# Korean would find .47 of the English questions answered instead of .43, but one who reads Korean
# .796 instead of .804 (docs/decisions.md).
_KEPT_QUOTES, _NOTED, _NOTES = 2, 2, 60
_CLAUSE_ENDS = (". ", "; ", ", ", "고 ", "며 ", " ")  # the better place to cut first


def quote_claims(
    evidence: Sequence[Evidence],
    reader: Language,
    before: Sequence[Claim] = (),
    question: str = "",
) -> tuple[Claim, ...]:
    """Return the evidence as claims that quote it, in order, as many as fit 390 characters.

    The best place is quoted whole, the others by the sentence that is nearest the question, and by
    their other one where room is left.  A quote stays in the language of the article; behind it
    stand in brackets, as far as there is room, the exact values, names and words that a reader of
    `reader` needs.  `before` are the claims of the same answer that the quotes follow.
    """
    room = MAX_CHARACTERS - sum(_shown(claim) for claim in before)
    notes = Notes(question, reader)
    quotes = _with_room_for(notes, _fitting(evidence, room, whole=not before), room)
    quotes = _completed(quotes, room - _wanted(notes, quotes))
    told = notes.of(quotes, room - _length(quotes))
    return tuple(
        Claim(f"“{quote.text}”{brackets}", (quote.piece.n,), "supported")
        for quote, brackets in zip(quotes, told, strict=True)
    )


def _fitting(evidence: Sequence[Evidence], room: int, *, whole: bool) -> list[Quoted]:
    """Return the quotes that fit `room` characters; `whole`: the best place in full, or cut."""
    quotes: list[Quoted] = []
    for piece in evidence:
        best = whole and not quotes
        text = _shortened(piece.text, room - _AROUND) if best else piece.core or piece.text
        quote = Quoted(piece, text)
        if _length([quote]) <= room:
            quotes.append(quote)
            room -= _length([quote])
    return quotes


def _with_room_for(notes: Notes, quotes: list[Quoted], room: int) -> list[Quoted]:
    """Return quotes without the last of many where notes on the first ones need its room."""
    while len(quotes) > _KEPT_QUOTES and _length(quotes) + _wanted(notes, quotes) > room:
        quotes = quotes[:-1]
    return quotes


def _wanted(notes: Notes, quotes: Sequence[Quoted]) -> int:
    """Return the room that is kept for notes on the first quotes."""
    return min(_NOTES, notes.need(quotes[:_NOTED]))


def _completed(quotes: list[Quoted], room: int) -> list[Quoted]:
    """Return quotes with the whole of their places, the better ones first, as far as they fit."""
    for at, quote in enumerate(quotes):
        whole = [*quotes[:at], Quoted(quote.piece, quote.piece.text), *quotes[at + 1 :]]
        if _length(whole) <= room:
            quotes = whole
    return quotes


def _length(quotes: Sequence[Quoted]) -> int:
    return sum(len(quote.text) + _AROUND for quote in quotes)


def _shown(claim: Claim) -> int:
    """Return the characters that a claim takes with its numbers."""
    return len(claim.text) + sum(len(f" [{n}]") for n in claim.citations) + 1


def _shortened(text: str, room: int) -> str:
    """Return `text`, or its beginning up to a clause and an ellipsis where it is too long."""
    if len(text) <= room:
        return text
    head = text[: room - 2]
    ends = (head.rfind(mark) for mark in _CLAUSE_ENDS)
    cut = next((end for end in ends if end > room // 2), room)
    return f"{head[: cut + 1].rstrip(' ,')} …"
