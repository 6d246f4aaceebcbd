"""Whether a claim and its source speak of the same thing at all.

- `relatedness`: "profits rose" of a source about the weather, by nearness in meaning and by
  `rewording`, the words of a claim without a counterpart.
- `nearest_places`: the places of a long source that speak of a claim, to which all rules are put.
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.meaning.relatedness import other_meaning


def problems(case: Case) -> list[Problem]:
    """Return a problem where nothing in or around the source is near to a claim in meaning."""
    source = case.source
    return other_meaning(case.claim, source.text, source.context, case.aliases, case.similarity)
