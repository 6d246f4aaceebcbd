"""Numbers of a claim that its source does not give, or gives to something else.

Amounts that the source lacks:

- `values`: 7% of a source that gives 12%; a wrong unit or precision.
- `number_words`: "doubled" of what tripled, 수백 of 수천.
- `hours`: 7 p.m. of 오전 7시.

Amounts that it gives to something else:

- `misplaced`: "Sora scored 86.22%", which Wan did.
- `other_deeds`: letters to three, of those to whom the source has calls made.
- `respectively`: 7% for sales where "sales and profit rose 12% and 7%, respectively".
- `near_copies`: the sentence of one figure, told with the figure of another sentence.
- `whole_or_part`: yearly for once, or all of it for a part.
- `first_or_only`: the first to run, who is only the first to win.

`values` accepts an amount in another form by `counters` (26명, 26개국), `shares` (열 명 중 일곱,
70%), `written_in_words` (두 차례, a decade) and `intervals` (three days later); `misplaced` finds
the words a number belongs to by `anchors` and `touching_words` (찬성 14표, from 2 to 3).
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.numbers.first_or_only import wrong_first
from rag.verify.rules.numbers.hours import wrong_hours
from rag.verify.rules.numbers.misplaced import misplaced_numbers
from rag.verify.rules.numbers.near_copies import exchanged_figures
from rag.verify.rules.numbers.number_words import wrong_number_words
from rag.verify.rules.numbers.other_deeds import with_other_deeds
from rag.verify.rules.numbers.respectively import mislabelled_numbers
from rag.verify.rules.numbers.values import wrong_numbers
from rag.verify.rules.numbers.whole_or_part import wrong_wholes


def problems(case: Case) -> list[Problem]:
    """Return the numbers of a claim that its source does not bear out."""
    claim, source, aliases = case.claim, case.source.text, case.aliases
    return [
        *wrong_numbers(claim, source, aliases),
        *wrong_number_words(claim, source),
        *wrong_hours(claim, source),
        *misplaced_numbers(claim, source, aliases),
        *with_other_deeds(claim, source),
        *mislabelled_numbers(claim, source),
        *exchanged_figures(claim, source),
        *wrong_wholes(claim, source),
        *wrong_first(claim, source),
    ]
