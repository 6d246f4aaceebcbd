"""One evaluated question with everything that was seen, as it is kept in `rows.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from rag.domain import Claim, Evidence, Language, Status, TokenUse
from rag.errors import GoldError
from rag.evaluate.judge import Judgement
from rag.evaluate.statistics import Share


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence that was retrieved (n is its rank) or cited (n is its number in the answer).

    `gold` lists which of the question's gold evidence strings it overlaps, counted from 0.
    `values` are the exact amounts that were written beside it for the model.
    """

    n: int
    article_id: str
    title: str | None
    outlet: str | None
    published_at: str | None
    start: int
    end: int
    text: str
    gold: tuple[int, ...] = ()
    values: tuple[str, ...] = ()

    @classmethod
    def of(cls, evidence: Evidence, gold: tuple[int, ...]) -> Piece:
        """Return what is kept of one piece of evidence."""
        sentence, about = evidence.sentence, evidence.metadata
        return cls(
            n=evidence.n,
            article_id=sentence.article_id,
            title=about.title,
            outlet=about.outlet,
            published_at=about.published_at,
            start=sentence.start,
            end=sentence.end,
            text=evidence.text,
            gold=gold,
            values=tuple(annotation.value for annotation in evidence.annotations),
        )


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One question, what was wanted, what was found, what was shown, and what it measures.

    `error` is the message of a question that could not be answered at all; such a row is wrong.
    """

    id: str
    lang: Language
    type: str
    question: str
    history: tuple[str, ...]
    expected: str
    wanted: tuple[str, ...]
    forbid: tuple[str, ...]
    evidence: tuple[str, ...]
    status: Status
    text: str
    judgement: Judgement
    claims: tuple[Claim, ...] = ()
    retrieved: tuple[Piece, ...] = ()
    cited: tuple[Piece, ...] = ()
    as_of: str | None = None
    model: str = ""
    note: str = ""
    error: str = ""
    tokens: TokenUse = field(default_factory=TokenUse)
    measures: Mapping[str, Share] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def line(self) -> str:
        """Return the record as one line of JSON without its line end."""
        return _adapter().dump_json(self).decode()


def read_records(path: Path) -> tuple[RowRecord, ...]:
    """Return the whole lines of a run's rows; a last line cut off by a kill is left out.

    Raises GoldError for a file that is missing or holds something else.
    """
    try:
        *lines, _ = path.read_text(encoding="utf-8").split("\n")
        return tuple(_adapter().validate_json(line) for line in lines if line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "a line"
        raise GoldError(f"{path}: wanted the rows of a run; {where}: {first['msg']}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: wanted the rows of a run; {error}.") from error


@cache
def _adapter() -> TypeAdapter[RowRecord]:
    return TypeAdapter(RowRecord)
