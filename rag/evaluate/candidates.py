"""Questions that wait for a person's word before they become gold.

They come from `suggest` and from a reader's thumbs-down, and are kept beside the catalogue in
`candidates.jsonl`.  An accepted one is written to `gold.jsonl` there, which `rag eval` reads and a
person may edit; a rejected one is kept, so that it is not suggested again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal

from filelock import FileLock
from pydantic import TypeAdapter

from rag.domain import Answer
from rag.errors import GoldError
from rag.evaluate.gold import UNANSWERABLE, GoldRow
from rag.evaluate.normalize import holds
from rag.evaluate.suggest import from_feedback

GOLD_FILE: Final = "gold.jsonl"
_CANDIDATES: Final = "candidates.jsonl"
State = Literal["waiting", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question on its way to be gold; `shown` is the answer that a reader disliked."""

    row: GoldRow
    state: State = "waiting"
    shown: str = ""

    @property
    def id(self) -> str:
        """The row's id."""
        return self.row.id

    @property
    def question(self) -> str:
        """What is asked."""
        return self.row.question

    @property
    def answer(self) -> str:
        """What is right, if it is known."""
        return self.row.answer

    @property
    def evidence(self) -> tuple[str, ...]:
        """The places of articles that it rests on."""
        return self.row.evidence


class CandidateStore:
    """The candidates of one home; several threads and processes may change them."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / _CANDIDATES

    @property
    def gold(self) -> Path:
        """The file that accepted questions are written to."""
        return self._home / GOLD_FILE

    def all(self) -> tuple[Candidate, ...]:
        """Return every candidate in the order they came; GoldError for a broken file."""
        if not self._path.exists():
            return ()
        try:
            lines = self._path.read_text(encoding="utf-8").split("\n")
            return tuple(_adapter().validate_json(line) for line in lines if line)
        except (OSError, ValueError) as error:  # ValueError: no UTF-8, no JSON, another shape
            raise GoldError(f"{self._path}: wanted candidates for gold; {error}.") from error

    def waiting(self) -> tuple[Candidate, ...]:
        """Return the candidates that nobody has decided on."""
        return tuple(candidate for candidate in self.all() if candidate.state == "waiting")

    def add(self, candidates: Iterable[Candidate]) -> int:
        """Keep the candidates that are not known yet and return how many those were."""
        with self._changing() as kept:
            before = len(kept)
            for candidate in candidates:
                kept.setdefault(candidate.id, candidate)
            return len(kept) - before

    def dislike(self, answer: Answer) -> None:
        """Keep a reader's thumbs-down: the question, what was shown and the places it cited."""
        self.add([Candidate(from_feedback(answer), shown=answer.text)])

    def accept(self, key: str, *, question: str = "", answer: str = "") -> GoldRow:
        """Write a candidate to the gold, with a better question or answer if given.

        A disliked answer needs the right one, or "-" where the articles hold none.  Evidence that
        doesn't hold the given answer is dropped.  Raises GoldError where no waiting candidate's id
        begins with `key`, or an answer is missing.
        """
        with self._changing() as kept:
            candidate = _waiting(kept, key)
            row = _decided(candidate.row, question.strip(), answer.strip())
            line = json.dumps(asdict(row), ensure_ascii=False)
            with self.gold.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            kept[candidate.id] = replace(candidate, row=row, state="accepted")
        return row

    def reject(self, key: str) -> Candidate:
        """Refuse a candidate for good; GoldError as `accept` raises it."""
        with self._changing() as kept:
            candidate = _waiting(kept, key)
            kept[candidate.id] = replace(candidate, state="rejected")
        return candidate

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Candidate]]:
        """Hold the lock, hand out the candidates by id and write them back if all went well."""
        self._home.mkdir(parents=True, exist_ok=True)
        with FileLock(self._path.with_suffix(".lock")):
            kept = {candidate.id: candidate for candidate in self.all()}
            yield kept
            beside = self._path.with_suffix(".part")
            beside.write_text(_lines(list(kept.values())), encoding="utf-8")
            beside.replace(self._path)


def _lines(candidates: Sequence[Candidate]) -> str:
    return "".join(_adapter().dump_json(one).decode() + "\n" for one in candidates)


def _waiting(kept: dict[str, Candidate], key: str) -> Candidate:
    found = [c for c in kept.values() if c.state == "waiting" and c.id.startswith(key)]
    if len(found) != 1 or not key:
        what = f"{len(found)} begin with" if found else "none begins with"
        raise GoldError(
            f"wanted the id of one waiting candidate; {what} {key!r}. 'rag gold list' shows them."
        )
    return found[0]


def _decided(row: GoldRow, question: str, answer: str) -> GoldRow:
    row = replace(row, question=question or row.question)
    if answer == "-":
        return replace(row, answer="", accept=(), forbid=(), doc=(), evidence=(), type=UNANSWERABLE)
    if not answer and not row.judged:
        raise GoldError(
            f"{row.id}: wanted the right answer, or - where the articles hold none; got nothing."
        )
    if not answer:
        return row
    places = [p for p in zip(row.doc, row.evidence, strict=True) if holds(p[1], answer)]
    return replace(
        row,
        answer=answer,
        accept=(answer,),
        doc=tuple(doc for doc, _ in places),
        evidence=tuple(text for _, text in places),
    )


@cache
def _adapter() -> TypeAdapter[Candidate]:
    return TypeAdapter(Candidate)
