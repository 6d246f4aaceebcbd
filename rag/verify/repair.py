"""A model's sentence that no article bears out, asked for once more with the reason.

It is asked for again only where that may change the answer: nothing of the draft that was kept has
what the question wants.  What comes back is checked like any draft; if it fails too, it is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Claim, Evidence, Language
from rag.verify.check import Checker
from rag.verify.finish import finish


@dataclass(frozen=True, slots=True)
class Weak:
    """A sentence to be written again, what is wrong with it, and the evidence it should rest on.

    `kept` are the claims of the same draft that stand.
    """

    sentence: str
    problems: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    kept: tuple[Claim, ...]


def weak_sentence(
    draft: str, evidence: Sequence[Evidence], checker: Checker, question: str, reader: Language
) -> Weak | None:
    """Return the first sentence of a draft that is worth asking for again, or None."""
    result = finish(draft, evidence, checker, question, reader)
    if result.offered or result.refused or not result.dropped:
        return None
    claim = result.dropped[0]
    cited = tuple(piece for piece in evidence if piece.n in claim.citations)
    return Weak(claim.text, claim.problems, cited or tuple(evidence[:1]), result.kept)


def mended(
    draft: str,
    weak: Weak,
    again: str,
    evidence: Sequence[Evidence],
    checker: Checker,
    question: str,
    reader: Language,
) -> str:
    """Return a draft with what was written `again` for its weak sentence, if that stands."""
    kept = (f"{c.text} {''.join(f'[{n}]' for n in c.citations)}" for c in weak.kept)
    better = "\n".join([*kept, again])
    stands = len(finish(better, evidence, checker, question, reader).kept) > len(weak.kept)
    return better if stands else draft
