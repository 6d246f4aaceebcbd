"""What one answered question adds to each figure of the report.

| figure | of what |
|---|---|
| retrieval/* | gold evidence strings overlapped by the retrieved sentences |
| answer/accuracy | questions answered right, refusals of unanswerable ones among them |
| answer/exact_match, token_f1 | answerable questions, against the expected answer |
| citation/precision | cited sources of shown claims: those of a supported claim that do exist |
| citation/recall | shown claims: those with such a source |
| citation/gold_precision | cited sources, where gold evidence is known: those overlapping it |
| citation/gold_recall | gold evidence strings: those cited |
| abstention/* | refusing as the positive class; over_refusal is refused answerable questions |
| numbers/wrong_shown | shown claims with an amount: those that our verifier faults |
| numbers/unsourced | shown amounts: those not in the cited sources, whatever the verifier said |
| check/false_passed | claims made false on purpose: those that the verifier lets through |
| check/true_refused | the true claims that they were made of: those that it refuses |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from rag.domain import Answer, Claim
from rag.evaluate.gold import GoldRow
from rag.evaluate.judge import Judgement, exact, overlap
from rag.evaluate.normalize import numbers
from rag.evaluate.ranking import CUTOFFS, ndcg, recall, reciprocal_rank
from rag.evaluate.records import Piece
from rag.evaluate.shown import shown_claims, unsourced_numbers
from rag.evaluate.statistics import Share

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "retrieval": ("recall@1", "recall@3", "recall@5", "recall@10", "mrr", "ndcg@10"),
    "answer": ("accuracy", "exact_match", "token_f1"),
    "citation": ("precision", "recall", "gold_precision", "gold_recall"),
    "abstention": ("f1", "precision", "recall", "over_refusal"),
    "numbers": ("wrong_shown", "unsourced"),
    "check": ("false_passed", "true_refused"),
}
NAMES: Final = tuple(f"{group}/{name}" for group, names in GROUPS.items() for name in names)
LESS_IS_BETTER: Final = frozenset(
    {
        "abstention/over_refusal",
        "numbers/wrong_shown",
        "numbers/unsourced",
        "check/false_passed",
        "check/true_refused",
    }
)
_ABOUT_NUMBERS = re.compile(
    r"\d|number|amount|quantit|figure|value|percent|currency|date|수치|숫자|금액|수량|날짜|비율",
    re.IGNORECASE,
)


def measure(
    row: GoldRow,
    answer: Answer,
    retrieved: Sequence[Piece],
    cited: Sequence[Piece],
    judgement: Judgement,
) -> dict[str, Share]:
    """Return the shares of one question, keyed "group/name", in the figures that concern it."""
    claims = shown_claims(answer)
    shares = abstention(row.answerable, answer.status == "not_found")
    shares |= citation(claims, cited) | numbers_shown(answer, claims, cited)
    if row.judged:
        shares["answer/accuracy"] = Share(float(judgement.right))
    if row.answerable and row.judged:
        text = "" if answer.status == "not_found" else answer.text
        shares["answer/exact_match"] = Share(float(exact(row, text)))
        shares["answer/token_f1"] = Share(overlap(row, text))
    if row.answerable and row.evidence:
        shares |= retrieval(retrieved, len(row.evidence))
        shares |= gold_citation(claims, cited, len(row.evidence))
    return shares


def retrieval(pieces: Sequence[Piece], wanted: int) -> dict[str, Share]:
    """Measure the ranked pieces against `wanted` gold evidence strings (at least one)."""
    found = [piece.gold for piece in pieces]
    shares = {f"retrieval/recall@{k}": Share(recall(found, wanted, k)) for k in CUTOFFS}
    shares["retrieval/mrr"] = Share(reciprocal_rank(found))
    shares["retrieval/ndcg@10"] = Share(ndcg(found, wanted))
    return shares


def citation(claims: Sequence[Claim], cited: Sequence[Piece]) -> dict[str, Share]:
    """Measure the citations of the shown claims by our own verdicts.

    A number that names no source is a citation that doesn't support.
    """
    known = {piece.n for piece in cited}
    good = [
        len(known & set(claim.citations)) if claim.verdict == "supported" else 0 for claim in claims
    ]
    return {
        "citation/precision": Share(sum(good), sum(len(set(claim.citations)) for claim in claims)),
        "citation/recall": Share(sum(count > 0 for count in good), len(claims)),
    }


def gold_citation(claims: Sequence[Claim], cited: Sequence[Piece], wanted: int) -> dict[str, Share]:
    """Measure the sources that shown claims cite by gold evidence: stricter, and not our word."""
    used = {number for claim in claims for number in claim.citations}
    pieces = [piece for piece in cited if piece.n in used]
    covered = {number for piece in pieces for number in piece.gold}
    return {
        "citation/gold_precision": Share(sum(bool(piece.gold) for piece in pieces), len(used)),
        "citation/gold_recall": Share(len(covered), wanted),
    }


def abstention(answerable: bool, refused: bool) -> dict[str, Share]:
    """Measure refusing, right where the question is unanswerable and nowhere else."""
    hit, false_alarm, miss = not answerable and refused, answerable and refused, not refused
    miss = miss and not answerable
    shares = {
        "abstention/f1": Share(2.0 * hit, 2.0 * hit + false_alarm + miss),
        "abstention/precision": Share(float(hit), float(refused)),
        "abstention/recall": Share(float(hit), float(not answerable)),
        "abstention/over_refusal": Share(float(false_alarm), float(answerable)),
    }
    return {name: share for name, share in shares.items() if share.whole}


def numbers_shown(
    answer: Answer, claims: Sequence[Claim], cited: Sequence[Piece]
) -> dict[str, Share]:
    """Measure shown amounts twice: by the verifier's verdicts, and without trusting it."""
    counted = [claim for claim in claims if numbers(claim.text)]
    check = unsourced_numbers(answer, claims, cited)
    return {
        "numbers/wrong_shown": Share(sum(_faulted(claim) for claim in counted), len(counted)),
        "numbers/unsourced": Share(check.missing, check.shown),
    }


def _faulted(claim: Claim) -> bool:
    about = any(_ABOUT_NUMBERS.search(problem) for problem in claim.problems)
    return claim.verdict != "supported" or about
