"""Denials: what a claim denies and its source says, or the other way round.

- `contradictions`: "the pact is binding" of a source that says it is not.
- `named_instead`: "Park came" of a source in which it was Kim, not Park.
- `refuted_reports`: "the line was delayed" of a source that denies reports of it.

They read what a sentence denies by `denied`, which other rules ask as well, and `denied_korean`:
채우 of 채우지 않고.
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.denial.contradictions import wrong_denials
from rag.verify.rules.denial.named_instead import named_instead
from rag.verify.rules.denial.refuted_reports import refuted


def problems(case: Case) -> list[Problem]:
    """Return what only one of a claim and its source denies."""
    claim, source = case.claim, case.source.text
    return [
        *wrong_denials(claim, source),
        *named_instead(claim, source, case.aliases),
        *refuted(claim, source, case.similarity),
    ]
