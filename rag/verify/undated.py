"""What an undated article leaves open: whether it speaks of the time that was asked about."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Evidence
from rag.retrieve.timeframe import timeframe_of
from rag.text.dates import find_dates, overlaps


def unconfirmed_periods(question: str, cited: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the periods of a question, as it says them, of which no cited place is known to speak.

    Such evidence is shown, since it may well be the only one; its reader is told.
    """
    periods = [period for period in timeframe_of(question, None).required if period.resolved]
    dated = any(piece.metadata.published_on for piece in cited)
    if not periods or not cited or dated:
        return ()
    told = [date for p in cited for date in find_dates(p.text, None) if date.resolved]
    open_ones = (p for p in periods if not any(overlaps(p, date) for date in told))
    return tuple(question[period.start : period.end] for period in open_ones)
