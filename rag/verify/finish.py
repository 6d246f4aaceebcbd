"""From a draft to the claims that may be shown: each supported by a sentence it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.quotes import quote_claims
from rag.domain import Claim, Evidence, Language
from rag.retrieve.compound import parts_of
from rag.retrieve.timeframe import timeframe_of
from rag.retrieve.wanted import Offers, wanted_of
from rag.text.morphemes import tokens
from rag.verify.answering import Answering
from rag.verify.check import Checker, Judgement, Source
from rag.verify.claims import DraftClaim, split_claims
from rag.verify.modest import can_be_judged
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean

# The words that `prompts/` asks for, not "the articles of association" or "기사에 없는 내용".
_REFUSAL = re.compile(r"not in the articles(?!\s+of)\b|기사에는? 없(?:습니다|다)", re.IGNORECASE)
# How a Korean question ends, 공급할까 and 했나; but not the reason in 때문이니까.
_ENDS_ASKING = re.compile(r"(?<!^니)(?<!^으니)까요?$|(?<!으)나요?$|가요?$|냐$")
_COPIED_VALUE = re.compile(r"\s?\(= ([^()]*)\)")
# A weaker place is quoted beside the best one only if it is nearly as near to the question. With
# up to four, which of several near places answers is the reader's to see (docs/decisions.md).
_QUOTE_SHARE = 0.8
_MOST_QUOTES = 4
_OFFERED = 0.7  # from here on a claim has the number, the date or the name that is wanted


@dataclass(frozen=True, slots=True)
class Finish:
    """Claims fit to be shown; `kept` are those of the draft, `dropped` its others.

    `offered`: one that is kept has what the question wants.  `replaced`: quotes stand in for a
    draft of which nothing was kept.  `refused`: the draft says that the evidence does not answer,
    and the quotes are the nearest to an answer.
    """

    claims: tuple[Claim, ...]
    kept: tuple[Claim, ...] = ()
    dropped: tuple[Claim, ...] = ()
    offered: bool = False
    replaced: bool = False
    refused: bool = False


def best_quotes(
    evidence: Sequence[Evidence], question: str, reader: Language, before: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """Return the quotes that answer by themselves: the best place and its near equals.

    A question that asks two things needs the best place of each part, however it scores; one about
    now is not answered by what was printed before the best place, nor any by a place that lacks
    what the question requires and the best place has.  `before` are the claims that the quotes
    follow.
    """
    parts = parts_of(question, reader)
    near = evidence[: 1 + len(parts) if parts else _MOST_QUOTES]
    if near and not parts:
        best, newest = near[0], timeframe_of(question, None).newest
        near = [
            piece
            for piece in near
            if piece.score >= _QUOTE_SHARE * best.score
            and set(piece.missing) <= set(best.missing)
            and not (newest and _older(piece, best))
        ]
    return quote_claims(near, reader, before, question)


def _offered(claims: Sequence[Claim], question: str, checker: Checker) -> bool:
    """Return whether a claim has the kind of thing that a question wants."""
    offers = Offers(wanted_of(question), question, checker.aliases)
    return any(offers.by(claim.text) >= _OFFERED for claim in claims)


def _older(piece: Evidence, other: Evidence) -> bool:
    day, other_day = piece.metadata.published_on, other.metadata.published_on
    return day is not None and other_day is not None and day < other_day


def finish(
    draft: str,
    evidence: Sequence[Evidence],
    checker: Checker,
    question: str,
    reader: Language,
    *,
    capable: bool = True,
) -> Finish:
    """Check every claim of a draft and keep those that a piece of evidence supports.

    A claim that cites the wrong piece is moved to the right one; one that none supports is
    dropped.  Where nothing that is kept has what the question wants, quotes follow, as far as there
    is room: a true claim may be beside the question (docs/decisions.md).  If nothing is kept the
    quotes are the answer.  Of a model that is not `capable` only what the check can judge is kept.
    """
    text = _COPIED_VALUE.sub(r" (\1)", draft)
    if not text.strip():
        return Finish(best_quotes(evidence, question, reader))
    by_number = {piece.n: piece for piece in evidence}
    claims = split_claims(text, by_number.keys())
    told = [claim for claim in claims if not _REFUSAL.search(claim.text)]
    answering = Answering(question, checker.aliases, checker.similarity)
    judge = _DraftJudge(checker, answering, capable=capable)
    checked = [_check(claim, by_number, judge) for claim in told]
    kept = tuple(claim for claim in checked if claim.verdict == "supported")
    quotes = best_quotes(evidence, question, reader, kept)
    offered = _offered(kept, question, checker)
    if offered and not parts_of(question, reader):
        quotes = ()
    if not kept and len(told) < len(claims):
        return Finish(quotes, refused=True)
    dropped = tuple(claim for claim in checked if claim.verdict != "supported")
    return Finish((*kept, *quotes), kept, dropped, offered, replaced=not kept)


@dataclass(frozen=True, slots=True)
class _DraftJudge:
    """Judges the claims of one draft: as any claim, and as an answer to the question."""

    checker: Checker
    answering: Answering
    capable: bool = True

    def judge(self, text: str, cited: Sequence[Evidence]) -> Judgement:
        """Judge a claim against each place that it cites, then against all of them together."""
        judgement = Judgement("unsupported")
        for piece in cited:
            judgement = self._held_against(text, [piece])
            if judgement.verdict == "supported":
                return judgement
        # Several sentences may bear a claim out only together.
        return self._held_against(text, cited) if len(cited) > 1 else judgement

    def _held_against(self, text: str, cited: Sequence[Evidence]) -> Judgement:
        if not (
            self.capable
            or can_be_judged(text, self.answering.question, cited, self.checker.aliases)
        ):
            return Judgement("unsupported", (Problem("unsure").said(_language(text)),))
        judgement = self.checker.check(text, _source(cited))
        if judgement.verdict == "supported" and (unsaid := self.answering.unsaid(text, cited)):
            return Judgement("unsupported", tuple(p.said(_language(text)) for p in unsaid))
        return judgement


def _check(draft: DraftClaim, by_number: dict[int, Evidence], judge: _DraftJudge) -> Claim:
    language = _language(draft.text)
    cites_nothing = Problem("cites nothing").said(language)
    claim = Claim(draft.text, draft.citations, "unsupported", (cites_nothing,))
    if _asks(draft.text):
        return replace(claim, problems=(Problem("asks").said(language),))
    cited = [by_number[n] for n in draft.citations]
    first = judge.judge(draft.text, cited) if cited else None
    if first is not None:
        claim = replace(claim, verdict=first.verdict, problems=first.problems)
        if first.verdict == "supported":
            return claim
    # A small model that cites nothing, or wrongly, is believed only by the best place: another may
    # bear out its words of another matter.
    pieces = tuple(by_number.values())
    by_rules = replace(judge, checker=judge.checker.reading_by(None))
    for piece in pieces if judge.capable else pieces[:1]:
        # A reader takes a second: it is asked only about places that the rules let pass.
        judges = (by_rules, judge)
        if all(each.judge(draft.text, [piece]).verdict == "supported" for each in judges):
            return Claim(draft.text, (piece.n,), "supported")
    return claim


def _language(text: str) -> Language:
    return "ko" if is_korean(text) else "en"


def _source(cited: Sequence[Evidence]) -> Source:
    parts = [Source(p.text, p.context, p.metadata.published_on) for p in cited]
    return parts[0] if len(parts) == 1 else Source.joined(parts)


def _asks(text: str) -> bool:
    """Return whether a sentence is a question, with or without its mark."""
    if text.endswith("?"):
        return True
    last = next((token for token in reversed(tokens(text)) if token.tag[0] != "S"), None)
    return (
        last is not None and last.tag in ("EF", "EC") and _ENDS_ASKING.search(last.form) is not None
    )
