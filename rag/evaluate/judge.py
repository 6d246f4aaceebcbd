"""The rule that says whether an answer is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from rag.domain import Answer
from rag.evaluate.gold import GoldRow
from rag.evaluate.normalize import holds, same, token_f1

LONGEST_ANSWER: Final = 400

Reason = Literal[
    "right", "refused", "not refused", "too long", "forbidden", "missing", "failed", "not judged"
]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an answer is right, why in one word, and the gold entry that decided."""

    right: bool
    reason: Reason
    entry: str = ""


def judge(row: GoldRow, answer: Answer) -> Judgement:
    """Judge the text that the reader sees.

    An unanswerable question must end as `not_found`, any other must not.  A right answer has at
    most 400 characters, holds no entry of `forbid`, and holds an entry of `accept` or, where
    `all_of` is given, one of each of its groups: either is enough.  Where the gold names only the
    evidence, any answer is let pass as "not judged".
    """
    refused = answer.status == "not_found"
    if not row.answerable:
        return Judgement(refused, "right" if refused else "not refused")
    if refused:
        return Judgement(False, "refused")
    if not row.judged:
        return Judgement(True, "not judged")
    if len(answer.text) > LONGEST_ANSWER:
        return Judgement(False, "too long", str(len(answer.text)))
    forbidden = _first(answer.text, row.forbid)
    if forbidden is not None:
        return Judgement(False, "forbidden", forbidden)
    return _held(row, answer.text)


def exact(row: GoldRow, text: str) -> bool:
    """Whether the text is, after normalisation, the expected answer or an accepted one."""
    return any(same(text, entry) for entry in (row.answer, *row.accept))


def overlap(row: GoldRow, text: str) -> float:
    """Return the best token F1 against the expected answer and the accepted ones, 0 to 1."""
    entries = [entry for entry in (row.answer, *row.accept) if entry]
    return max((token_f1(text, entry) for entry in entries), default=0.0)


def _held(row: GoldRow, text: str) -> Judgement:
    accepted = _first(text, row.accept)
    if accepted is not None:
        return Judgement(True, "right", accepted)
    found = [_first(text, group) for group in row.all_of]
    missing = [group for group, entry in zip(row.all_of, found, strict=True) if entry is None]
    if row.all_of and not missing:
        return Judgement(True, "right", " + ".join(entry for entry in found if entry))
    wanted = missing[0] if missing else row.accept
    return Judgement(False, "missing", " | ".join(wanted[:3]))


def _first(text: str, entries: tuple[str, ...]) -> str | None:
    return next((entry for entry in entries if holds(text, entry)), None)
