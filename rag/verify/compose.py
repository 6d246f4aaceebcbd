"""The answer that is shown: claims, the sources they cite, and its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.answer import wording
from rag.domain import NO_TOKENS, Answer, Claim, CorpusSummary, Evidence, Language, Status, TokenUse
from rag.retrieve.sufficiency import lacking, sufficient
from rag.verify.check import Checker
from rag.verify.finish import Finish, finish


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model wrote about a question, if it was asked; `text` is empty for quotes.

    `note` says why there is no draft where one was wanted.
    """

    question: str
    language: Language
    model: str
    text: str = ""
    note: str = ""
    tokens: TokenUse = NO_TOKENS
    timings_ms: dict[str, float] = field(default_factory=dict)


def compose(
    draft: Draft, evidence: Sequence[Evidence], corpus: CorpusSummary, checker: Checker
) -> Answer:
    """Return the checked answer to a draft's question."""
    if not sufficient(evidence, draft.language):
        return _not_found(draft, evidence, corpus)
    result = finish(draft.text, evidence, checker, draft.question, draft.language)
    claims, sources = _renumbered(result.claims, evidence)
    published = [s.metadata.published_at for s in sources if s.metadata.published_at]
    return Answer(
        question=draft.question,
        language=draft.language,
        status=_status(result),
        text=" ".join(c.text + "".join(f" [{n}]" for n in c.citations) for c in claims),
        claims=claims,
        sources=sources,
        as_of=max(published, default=None),
        model=draft.model,
        timings_ms=draft.timings_ms,
        tokens=draft.tokens,
        note=draft.note or _note(result, draft.language),
    )


def _status(result: Finish) -> Status:
    # A small model often says that good evidence does not answer (docs/decisions.md); the quotes
    # are shown, but as what they are.
    if result.refused or (result.dropped and not result.replaced):
        return "partial"
    return "answered"


def _note(result: Finish, language: Language) -> str:
    if result.refused:
        return wording.refused(language)
    if result.replaced:
        return wording.replaced(language)
    return wording.dropped(len(result.dropped), language) if result.dropped else ""


def _not_found(draft: Draft, evidence: Sequence[Evidence], corpus: CorpusSummary) -> Answer:
    nearest = tuple(replace(piece, n=1) for piece in evidence[:1])
    return Answer(
        question=draft.question,
        language=draft.language,
        status="not_found",
        text=wording.not_found(lacking(evidence), corpus, draft.language),
        claims=(),
        sources=nearest,
        as_of=None,
        model=draft.model,
        timings_ms=draft.timings_ms,
        tokens=draft.tokens,
        note=draft.note,
    )


def _renumbered(
    claims: Sequence[Claim], evidence: Sequence[Evidence]
) -> tuple[tuple[Claim, ...], tuple[Evidence, ...]]:
    """Number the sources that are cited from 1, in the order in which the claims cite them."""
    cited = dict.fromkeys(n for claim in claims for n in claim.citations)
    new = {old: n for n, old in enumerate(cited, start=1)}
    by_number = {piece.n: piece for piece in evidence}
    shown = tuple(replace(c, citations=tuple(new[n] for n in c.citations)) for c in claims)
    return shown, tuple(replace(by_number[old], n=n) for old, n in new.items())


def preview(
    draft: Draft, evidence: Sequence[Evidence], corpus: CorpusSummary, checker: Checker
) -> Answer:
    """Return the quotes that can be shown while a model still writes."""
    return compose(replace(draft, text="", note=""), evidence, corpus, checker)
