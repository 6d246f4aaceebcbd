"""Date expressions in Korean and English news, resolved from the article's publication date.

Nothing is guessed: an expression that two readers could place differently, or that needs an
anchor when there is none, is still found, with `first` and `last` None. How vague words are read:
초/early, 중순/mid and 말/late of a month are its days 1-10, 11-20 and 21-end; 초/early of a year
is January-February, 중반/mid May-August, 말/late November-December; weeks run Monday to Sunday.
"""

from __future__ import annotations

from rag.text.dates import periods
from rag.text.dates.mentions import DateMention, compare, find_dates, overlaps, render
from rag.text.dates.periods import Part, Period

__all__ = [
    "DateMention",
    "Part",
    "Period",
    "compare",
    "find_dates",
    "overlaps",
    "periods",
    "render",
]
