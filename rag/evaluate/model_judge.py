"""A second opinion on a run by a chat model, kept apart from every other figure.

The figures of a report follow rules that anyone can repeat; a model's opinion does not, so it is
asked for only on demand and written to a file of its own, `judge.json`.  It compares each shown
answer with the expected one.  Refusals need no opinion, and neither do rows without an expected
answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from rag.errors import GoldError
from rag.evaluate.gold import UNANSWERABLE
from rag.evaluate.records import RowRecord
from rag.evaluate.statistics import Figure, Share, figures

JUDGE_FILE: Final = "judge.json"
_VERDICT: Final = re.compile(r"\b(yes|no)\b", re.IGNORECASE)

# (question, the two answers as labelled text) to the model's reply.
Ask = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether an answer is right by the rule and by the judge; None is a reply without verdict."""

    id: str
    rule: bool
    judge: bool | None
    reply: str


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Every opinion of one judge, with the shares of accepted answers and of agreement."""

    model: str
    accepted: Figure
    agreement: Figure
    unread: int
    opinions: tuple[Opinion, ...]

    def json(self) -> dict[str, object]:
        """Return the content of `judge.json`."""
        return {
            "model": self.model,
            "n": len(self.opinions),
            "accepted": self.accepted.json(),
            "agreement": self.agreement.json(),
            "unread": self.unread,
            "rows": [asdict(opinion) for opinion in self.opinions],
        }

    def lines(self) -> Iterator[str]:
        """Yield what a person wants to know, and the questions that rule and judge differ on."""
        yield f"{self.model} accepts {_said(self.accepted)} of the answers,"
        yield f"and agrees with the rule on {_said(self.agreement)}"
        for opinion in self.opinions:
            if opinion.judge is not None and opinion.judge != opinion.rule:
                yield f"  {opinion.id}: right by the {'rule' if opinion.rule else 'judge'} only"


def second_opinion(
    model: str,
    records: Sequence[RowRecord],
    ask: Ask,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> SecondOpinion:
    """Ask the judge about every shown answer; GoldError where there is none to judge."""
    wanted = [record for record in records if _needs_opinion(record)]
    if not wanted:
        raise GoldError("wanted a run with shown answers to expected ones; this run has none.")
    opinions = []
    for done, record in enumerate(wanted, start=1):
        opinions.append(_opinion(record, ask))
        progress(done, len(wanted))
    heard = [opinion for opinion in opinions if opinion.judge is not None]
    shares = [
        {"accepted": Share(float(o.judge is True)), "agreement": Share(float(o.judge == o.rule))}
        for o in heard
    ]
    found = figures(shares, ("accepted", "agreement"))
    unread = len(opinions) - len(heard)
    return SecondOpinion(model, found["accepted"], found["agreement"], unread, tuple(opinions))


def write(opinion: SecondOpinion, folder: Path) -> None:
    """Write `judge.json` into a run's folder."""
    text = json.dumps(opinion.json(), ensure_ascii=False, indent=2)
    (folder / JUDGE_FILE).write_text(text + "\n", encoding="utf-8")


def _needs_opinion(record: RowRecord) -> bool:
    shown = record.status != "not_found" and not record.error
    return shown and record.type != UNANSWERABLE and bool(record.expected)


def _opinion(record: RowRecord, ask: Ask) -> Opinion:
    reply = ask(record.question, f"Reference: {record.expected}\nAnswer: {record.text}")
    found = _VERDICT.search(reply)
    judge = None if found is None else found.group().lower() == "yes"
    return Opinion(record.id, record.judgement.right, judge, reply.strip())


def _said(figure: Figure) -> str:
    if figure.value is None:
        return "n/a"
    return f"{figure.value:.3f} ({figure.low:.2f} to {figure.high:.2f}, {figure.n} answers)"
