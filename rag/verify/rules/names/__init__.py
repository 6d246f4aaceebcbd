"""Names, places and quotations of a claim that its source does not have.

- `missing`: "Google" of a source that names only Nvidia.
- `places`: "in Gyeongju", from the headline, of what the source puts in Incheon.
- `quotations`: words between quotation marks that do not stand so in the source.

They read and compare names by

- `mentions`: all names of a text; `capitals`: words that only look like names (Seventeen, Already).
- `hangul_in_english` and `latin_in_korean`: whether a name stands in a text of the other script,
  by `sounds` (카스파로프, Kasparov) or `translations` (외교부, Foreign Ministry).
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.names.missing import missing_names
from rag.verify.rules.names.places import moved_places
from rag.verify.rules.names.quotations import misquoted


def problems(case: Case) -> list[Problem]:
    """Return the words and names of a claim that its source does not have."""
    claim, source, aliases = case.claim, case.source, case.aliases
    missing = missing_names(claim, case.around, aliases, case.similarity)
    return [
        *misquoted(claim, case.around),
        *(Problem("name", name.text) for name in missing),
        *moved_places(claim, source.text, source.context, aliases),
    ]
