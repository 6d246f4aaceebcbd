"""The questions of the report's page: expected, shown and evidence side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rag.domain import Claim
from rag.evaluate.gold import UNANSWERABLE
from rag.evaluate.judge import Reason
from rag.evaluate.markup import Html, element
from rag.evaluate.page_plots import duration
from rag.evaluate.records import Piece, RowRecord

LABELS: Final[Mapping[str, str]] = {
    "answer/accuracy": "right",
    "answer/exact_match": "exact match",
    "answer/token_f1": "token F1",
    "retrieval/mrr": "MRR@10",
    "retrieval/ndcg@10": "nDCG@10",
    "retrieval/recall@5": "recall@5",
    "citation/precision": "cited: precision",
    "citation/recall": "cited: recall",
    "citation/gold_precision": "cited: gold precision",
    "citation/gold_recall": "cited: gold recall",
    "abstention/f1": "F1",
    "abstention/over_refusal": "over-refusal",
    "numbers/wrong_shown": "numbers wrong",
    "numbers/unsourced": "numbers unsourced",
    "check/false_passed": "false claims passed",
    "check/true_refused": "true claims refused",
}
_TOP: Final = 5
# A confident falsehood is worse than a wrong refusal, which is worse than a long answer.
_SEVERITY: Final[Mapping[Reason, int]] = {
    "forbidden": 0,
    "not refused": 1,
    "missing": 2,
    "refused": 3,
    "failed": 4,
    "too long": 5,
    "not judged": 6,
    "right": 7,
}


def worst_first(records: Sequence[RowRecord]) -> list[RowRecord]:
    """Return the records, the gravest wrong first, equals in their own order."""
    return sorted(records, key=_badness)


def question(record: RowRecord) -> Html:
    """Return one question as a card that the filters can find by lang, type and result.

    A wrong one is unfolded, since it is what one came to read.
    """
    result = "right" if record.judgement.right else "wrong"
    sides = element("div", _expected(record), _shown(record), _evidence(record), cls="sides")
    head = element(
        "summary",
        _verdict(record),
        element("span", record.question, cls="question", lang=record.lang),
        element("span", _about(record), cls="muted"),
    )
    return element(
        "article",
        element("details", head, *_history(record), sides, open_=result == "wrong"),
        cls=f"row {result}",
        data={"lang": record.lang, "type": record.type, "result": result},
    )


def _badness(record: RowRecord) -> tuple[int, float]:
    unsourced = record.measures.get("numbers/unsourced")
    return _SEVERITY[record.judgement.reason], -(unsourced.part if unsourced else 0.0)


def _verdict(record: RowRecord) -> Html:
    judged = record.judgement
    why = f"{judged.reason}: {judged.entry}" if judged.entry else judged.reason
    return element("span", why, cls="chip good" if judged.right else "chip bad")


def _about(record: RowRecord) -> str:
    timing = record.timings_ms.get("total")
    rest = [record.id, record.lang, record.type]
    rest += [record.status] if record.status == "partial" else []
    rest += [duration(timing)] if timing is not None else []
    return " · ".join(rest)


def _history(record: RowRecord) -> list[Html]:
    return [element("p", f"… {earlier}", cls="muted") for earlier in record.history]


def _expected(record: RowRecord) -> Html:
    refusal = "A refusal: the articles do not say." if record.type == UNANSWERABLE else ""
    parts = [element("p", record.expected or refusal, lang=record.lang)]
    if record.wanted:
        parts.append(element("p", "accepted: " + " · ".join(record.wanted), cls="muted"))
    if record.forbid:
        parts.append(element("p", "forbidden: " + " · ".join(record.forbid), cls="muted"))
    parts += [element("div", text, cls="piece gold") for text in record.evidence]
    return element("div", element("h3", "Expected"), *parts)


def _shown(record: RowRecord) -> Html:
    text = record.error or record.text.strip() or "(nothing)"
    parts = [element("p", text, cls="shown", lang=record.lang)]
    if record.note:
        parts.append(element("p", record.note, cls="muted"))
    if record.claims:
        parts.append(_checked(record.claims))
    return element("div", element("h3", "Shown"), *parts)


def _checked(claims: Sequence[Claim]) -> Html:
    """Return the verdicts, unfolded only where one is worth reading."""
    good = sum(claim.verdict == "supported" for claim in claims)
    summary = element("summary", f"{good} of {len(claims)} checked sentences supported")
    bad = good < len(claims)
    return element("details", summary, *(_claim(claim) for claim in claims), open_=bad)


def _claim(claim: Claim) -> Html:
    cited = " ".join(f"[{number}]" for number in claim.citations) or "no citation"
    about = f"{claim.verdict} · {cited}"
    problems = [element("div", problem, cls="muted") for problem in claim.problems]
    small = element("div", about, cls="muted")
    return element("div", claim.text, small, *problems, cls=f"claim {claim.verdict}")


def _evidence(record: RowRecord) -> Html:
    cited = [_piece(piece) for piece in record.cited]
    found = [_piece(piece) for piece in record.retrieved[:_TOP]]
    ranked = element("details", element("summary", f"retrieved, first {len(found)}"), *found)
    nothing = [] if cited else [element("p", "no source", cls="muted")]
    return element("div", element("h3", "Evidence"), *cited, *nothing, ranked)


def _piece(piece: Piece) -> Html:
    source = " · ".join(filter(None, (piece.outlet, piece.title, (piece.published_at or "")[:10])))
    label = element("div", f"[{piece.n}] {source}", cls="muted")
    return element("div", piece.text, label, cls="piece gold" if piece.gold else "piece")
