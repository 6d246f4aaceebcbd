"""Dates of a claim that its source does not give, or gives to something else.

- `missing_dates`: 3 May of a source that gives 5 May or "last Friday".
- `misdated_events`: "lifted in April" of "imposed in April and lifted in July"; what is done is
  compared by `actions`, one row for both languages.
- `event_order`: "left after the vote" of one who left before it.
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.dates.event_order import reordered
from rag.verify.rules.dates.misdated_events import misdated
from rag.verify.rules.dates.missing_dates import wrong_dates


def problems(case: Case) -> list[Problem]:
    """Return the dates of a claim that its source does not bear out."""
    claim, source = case.claim, case.source
    return [
        *_missing_in_all_parts(case),
        *misdated(claim, source.text, source.published_on, case.aliases),
        *reordered(claim, source.text, case.similarity),
    ]


def _missing_in_all_parts(case: Case) -> list[Problem]:
    """Return the dates of a claim that no part of its source gives."""
    first, *others = [wrong_dates(case.claim, part.text, part.published_on) for part in case.parts]
    return [problem for problem in first if all(problem in other for other in others)]
