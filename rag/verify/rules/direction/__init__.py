"""Claims that turn round which way a thing goes or which of two has more.

- `opposites`: rose for fell, backed for opposed, from the table `opposite_words`.
- `reversed_comparisons`: "Sora beat Wan" of "Wan beat Sora".
- `reversed_rankings`: "coffee leads" of "48% chose tea, 31% coffee".
- `trends`: fell 7% of what rose 7%, whatever else fell.

Comparisons (`comparison`) are read by `english_comparisons` and `korean_comparisons`.
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.direction.opposites import turned_round
from rag.verify.rules.direction.reversed_comparisons import (
    turned_comparisons,
    without_told_comparisons,
)
from rag.verify.rules.direction.reversed_rankings import turned_figures
from rag.verify.rules.direction.trends import turned_trends


def problems(case: Case) -> list[Problem]:
    """Return the words by which a claim says the opposite of its source."""
    claim, source, aliases = case.claim, case.source.text, case.aliases
    return [
        *turned_round(*without_told_comparisons(claim, source, aliases)),
        *turned_comparisons(claim, source, aliases),
        *turned_figures(claim, source, aliases),
        *turned_trends(claim, source),
    ]
