"""Claims that go further than their source: more of it, surer, or further along.

- `quantifiers`: all for most, most for some.
- `proven_or_supposed`: proven for hoped, agreed for still talking.
- `certainty`: will for may, in one language.
- `plans`: done for planned, or planned for done, in any language.
- `open_questions`: landed, of what is not known to have landed.
- `stages`: bids submitted where bidders are only named.
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.degree.certainty import surer_than
from rag.verify.rules.degree.open_questions import stated_though_open
from rag.verify.rules.degree.plans import done_or_planned
from rag.verify.rules.degree.proven_or_supposed import more_than_supposed
from rag.verify.rules.degree.quantifiers import overstated
from rag.verify.rules.degree.stages import ahead_of_source


def problems(case: Case) -> list[Problem]:
    """Return the words by which a claim goes further than its source."""
    claim, source = case.claim, case.source.text
    return [
        *overstated(claim, source),
        *more_than_supposed(claim, source, case.similarity),
        *(surer_than(claim, source) or done_or_planned(claim, source)),
        *stated_though_open(claim, source, case.similarity),
        *ahead_of_source(claim, source),
    ]
