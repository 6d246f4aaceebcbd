"""Dates of a claim that its source does not give, or gives to something else.

- `missing_dates`: 3 May of a source that gives 5 May or "last Friday".
- `misdated_events`: "lifted in April" of "imposed in April and lifted in July"; what is done is
  compared by `actions`, one row for both languages.
- `event_order`: "left after the vote" of one who left before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.dates.event_order import reordered
from rag.verify.rules.dates.misdated_events import misdated
from rag.verify.rules.dates.missing_dates import wrong_dates


def problems(case: Case) -> list[Problem]:
    """Return the dates of a claim that its source does not bear out."""
    missing = [wrong_dates(case.claim, p.text, p.published_on) for p in case.parts]
    elsewhere = [misdated(case.claim, p.text, p.published_on, case.aliases) for p in case.parts]
    return [
        *_in_all(missing),
        *_in_all(elsewhere),
        *reordered(case.claim, case.source.text, case.similarity),
    ]


def _in_all(of_parts: Sequence[Sequence[Problem]]) -> list[Problem]:
    """Return the problems that a claim has with every part of its source, each with its own day."""
    first, *others = of_parts
    return [problem for problem in first if all(problem in other for other in others)]
