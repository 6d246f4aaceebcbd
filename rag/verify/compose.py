"""The answer that is shown: claims, the sources they cite, and its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.answer import wording
from rag.domain import (
    NO_TOKENS,
    Answer,
    Claim,
    CorpusSummary,
    Disagreement,
    Evidence,
    Language,
    Status,
    TokenUse,
)
from rag.ingest.clock import latest
from rag.retrieve.slips import alike
from rag.retrieve.sufficiency import lacking, sufficient
from rag.verify.check import Checker
from rag.verify.disagreement import Difference, differences
from rag.verify.finish import Finish, finish
from rag.verify.undated import unconfirmed_periods
from rag.verify.unheard import unheard_figure

_MOST_DISAGREEMENTS = 2  # more would be a list, not a remark


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model wrote about a question, if it was asked; `text` is empty for quotes.

    `note` says why there is no draft where one was wanted.  `capable`: more of it may be shown than
    the plainest sentences.
    """

    question: str
    language: Language
    model: str
    text: str = ""
    note: str = ""
    tokens: TokenUse = NO_TOKENS
    timings_ms: dict[str, float] = field(default_factory=dict)
    capable: bool = True


def compose(
    draft: Draft, evidence: Sequence[Evidence], corpus: CorpusSummary, checker: Checker
) -> Answer:
    """Return the checked answer to a draft's question."""
    if not sufficient(evidence, draft.question):
        return _not_found(draft, evidence, corpus)
    result = finish(
        draft.text, evidence, checker, draft.question, draft.language, capable=draft.capable
    )
    apart = _differences(result.claims, evidence, draft.question, checker)
    claims, sources = _renumbered(_newer_first(result.claims, apart), evidence, apart)
    cited = {n for claim in claims for n in claim.citations}
    shown = [source for source in sources if source.n in cited]
    return Answer(
        question=draft.question,
        language=draft.language,
        status=_status(result),
        text=" ".join(c.text + "".join(f" [{n}]" for n in c.citations) for c in claims),
        claims=claims,
        sources=sources,
        as_of=latest(source.metadata.published_at for source in shown),
        model=draft.model,
        timings_ms=draft.timings_ms,
        tokens=draft.tokens,
        note=draft.note or _note(result, draft, shown),
        disagreements=_disagreements(apart, sources, draft.language),
    )


def _differences(
    claims: Sequence[Claim], evidence: Sequence[Evidence], question: str, checker: Checker
) -> tuple[Difference, ...]:
    cited = {n for claim in claims for n in claim.citations}
    shown = [piece for piece in evidence if piece.n in cited]
    return differences(shown, evidence, question, checker)[:_MOST_DISAGREEMENTS]


def _newer_first(claims: Sequence[Claim], apart: Sequence[Difference]) -> list[Claim]:
    """Return claims with what supersedes another before it."""
    ordered = list(claims)
    for difference in apart:
        at = {n: place for place, claim in enumerate(ordered) for n in claim.citations}
        newer, older = at.get(difference.newer.n), at.get(difference.older.n)
        if newer is not None and older is not None and older < newer:
            ordered.insert(older, ordered.pop(newer))
    return ordered


def _disagreements(
    apart: Sequence[Difference], sources: Sequence[Evidence], language: Language
) -> tuple[Disagreement, ...]:
    number = {piece.citation: piece.n for piece in sources}
    told = []
    for each in apart:
        newer, older = number[each.newer.citation], number[each.older.citation]
        after, before = _read(each.newer, each.after), _read(each.older, each.before)
        said = wording.differ(
            (newer, _day(each.newer), after),
            (older, _day(each.older), before),
            language,
            dated=each.dated,
        )
        told.append(Disagreement(newer, older, after, before, said))
    return tuple(told)


def _read(piece: Evidence, words: str) -> str:
    """Return words of a place as its reader reads them: 260,000 for 26만 장."""
    values = (a.value for a in piece.annotations if piece.text[a.start : a.end] == words)
    return next(values, words)


def _day(piece: Evidence) -> str:
    return (piece.metadata.published_at or "")[:10]


def _status(result: Finish) -> Status:
    # A small model often says that good evidence does not answer (docs/decisions.md); the quotes
    # are shown, but as what they are.
    if result.refused or (result.dropped and not result.replaced):
        return "partial"
    return "answered"


def _note(result: Finish, draft: Draft, shown: Sequence[Evidence]) -> str:
    language = draft.language
    if result.refused:
        return wording.refused(language)
    if result.replaced:
        return wording.replaced(language)
    if result.dropped:
        return wording.dropped(len(result.dropped), language)
    remarks = []
    if periods := unconfirmed_periods(draft.question, shown):
        remarks.append(wording.undated(periods, language))
    if figure := unheard_figure(draft.question, shown):
        remarks.append(wording.unheard(figure.asked, figure.instead, language))
    return " ".join(remarks)


def _not_found(draft: Draft, evidence: Sequence[Evidence], corpus: CorpusSummary) -> Answer:
    nearest = tuple(replace(piece, n=1) for piece in evidence[:1])
    lack = lacking(evidence, draft.question)
    return Answer(
        question=draft.question,
        language=draft.language,
        status="not_found",
        text=wording.not_found(lack, corpus, draft.language, alike(evidence)),
        claims=(),
        sources=nearest,
        as_of=None,
        model=draft.model,
        timings_ms=draft.timings_ms,
        tokens=draft.tokens,
        note=draft.note,
    )


def _renumbered(
    claims: Sequence[Claim], evidence: Sequence[Evidence], apart: Sequence[Difference]
) -> tuple[tuple[Claim, ...], tuple[Evidence, ...]]:
    """Number the sources from 1: as the claims cite them, then those that differ from one."""
    cited = [n for claim in claims for n in claim.citations]
    cited += [piece.n for each in apart for piece in (each.newer, each.older)]
    new = {old: n for n, old in enumerate(dict.fromkeys(cited), start=1)}
    by_number = {piece.n: piece for piece in evidence}
    shown = tuple(replace(c, citations=tuple(new[n] for n in c.citations)) for c in claims)
    return shown, tuple(replace(by_number[old], n=n) for old, n in new.items())
