"""What the reader was really shown: the claims in the text, and whether their amounts are sourced.

This check doesn't ask the verifier, so a verifier that always agrees can't hide from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.domain import Answer, Claim
from rag.evaluate.normalize import numbers, same_words, squeezed, without_markers
from rag.evaluate.records import Piece

_QUOTE = re.compile(r"“(?P<quote>.+)”(?: \([^()]*(?:\([^()]*\)[^()]*)*\))?$", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """How many amounts were shown, and how many of them no cited source holds."""

    shown: int
    missing: int


def shown_claims(answer: Answer) -> tuple[Claim, ...]:
    """Return the claims whose words are in the answer's text; a refusal shows none."""
    if answer.status == "not_found":
        return ()
    text = squeezed(answer.text)
    return tuple(claim for claim in answer.claims if squeezed(claim.text) in text)


def unsourced_numbers(
    answer: Answer, claims: Sequence[Claim], cited: Sequence[Piece]
) -> NumberCheck:
    """Count the shown amounts, and those that the cited sources don't hold.

    A sentence that repeats a source word for word but not its amounts in their order is a
    misquotation, and all its amounts count as missing: each may stand elsewhere in the source.
    """
    if answer.status == "not_found":
        return NumberCheck(0, 0)
    by_number = {piece.n: piece for piece in cited}
    shown = missing = 0
    for claim in claims:
        sources = [by_number[n] for n in claim.citations if n in by_number]
        shown += len(numbers(claim.text))
        missing += _missing(claim.text, sources)
    for sentence in _unclaimed(answer.text, claims):
        shown += len(numbers(sentence))
        missing += _missing(sentence, cited)
    return NumberCheck(shown, missing)


def _missing(text: str, sources: Sequence[Piece]) -> int:
    amounts = numbers(text)
    if not amounts:
        return 0
    match = _QUOTE.match(text)
    words = match["quote"] if match else text  # values in brackets behind a quote are not quoted
    quoted = [source for source in sources if same_words(words, source.text)]
    if quoted and not any(squeezed(words) in squeezed(source.text) for source in quoted):
        return len(amounts)
    known = {amount for source in sources for amount in _amounts(source)}
    return sum(amount not in known for amount in amounts)


def _amounts(source: Piece) -> Iterator[str]:
    for text in (source.text, source.title, source.published_at, *source.values):
        yield from numbers(text or "")


def _unclaimed(text: str, claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the sentences of the text that no claim accounts for."""
    text = without_markers(text)
    for claim in claims:
        text = text.replace(without_markers(claim.text).strip(), "\n")
    yield from (part for part in _SENTENCE_END.split(text) if part.strip())
