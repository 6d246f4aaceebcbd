"""Gold questions: what is asked, what a right answer holds, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.domain import Language, content_hash
from rag.errors import GoldError
from rag.evaluate.jsonl import Line, read_lines, unique

UNANSWERABLE: Final = "unanswerable"
UNTYPED: Final = "untyped"


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One question with its rule of judgement; see `rag.evaluate.judge` for the rule itself.

    `doc` names the articles that answer, `evidence` holds exact substrings of them; a question
    over several articles has several of each, and an unanswerable one has none.
    """

    id: str
    lang: Language
    question: str
    history: tuple[str, ...] = ()
    answer: str = ""
    accept: tuple[str, ...] = ()
    all_of: tuple[tuple[str, ...], ...] = ()
    forbid: tuple[str, ...] = ()
    doc: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    type: str = UNTYPED

    @property
    def answerable(self) -> bool:
        """Whether the articles hold an answer; where they don't, refusing is what is right."""
        return self.type != UNANSWERABLE

    @property
    def judged(self) -> bool:
        """Whether the row says what is right; a set for retrieval alone says only where it is."""
        return bool(self.accept or self.all_of) or not self.answerable


def read_gold(path: Path) -> tuple[GoldRow, ...]:
    """Return the rows of a gold file in its order.

    Raises GoldError, naming file and line, for a broken row, an id that comes twice, or no row.
    """
    rows = tuple(_row(line) for line in unique(read_lines(path)))
    if not rows:
        raise GoldError(f"{path}: wanted at least one gold row; got an empty file.")
    return rows


def gold_hash(rows: Sequence[GoldRow]) -> str:
    """Return the identifier of these questions and rules, in this order."""
    return content_hash(*(repr(row) for row in rows))


def _row(line: Line) -> GoldRow:
    accept, all_of = line.texts("accept"), line.groups("all_of")
    answer, kind = line.optional("answer"), line.optional("type").strip() or UNTYPED
    if not accept and not all_of and kind != UNANSWERABLE:
        if not answer.strip():
            raise line.broken('"accept" or "all_of" of an answerable question', None)
        accept = (answer,)
    return GoldRow(
        id=line.text("id"),
        lang=_language(line),
        question=line.text("question"),
        history=line.texts("history"),
        answer=answer,
        accept=accept,
        all_of=all_of,
        forbid=line.texts("forbid"),
        doc=line.texts("doc"),
        evidence=line.texts("evidence"),
        type=kind,
    )


def _language(line: Line) -> Language:
    match line.text("lang"):
        case "ko":
            return "ko"
        case "en":
            return "en"
        case other:
            raise line.broken('"lang" to be "ko" or "en"', other)
