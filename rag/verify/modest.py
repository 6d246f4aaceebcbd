"""What is shown of a small model's draft: only sentences that the check can judge.

The embedded model's sentences in the language of the article are mostly copied and the check sees
what is not; of those in another language 11 of 27 were wrong on five raw pages and had passed it.
So across languages only a sentence is kept that repeats the question and adds the number or the
date it asks for: both are checked to the digit, whoever wrote them (docs/decisions.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import Evidence
from rag.retrieve.wanted import wanted_of
from rag.text.dates import find_dates
from rag.text.morphemes import analyse, tokens
from rag.text.names import AliasTable
from rag.text.quantities import find_quantities
from rag.verify.rules.language.script import is_korean, same_language

# Of a Korean sentence Kiwi tags a verb, an adjective, a copula or what makes one of a noun.
_PREDICATES = ("VV", "VA", "VCP", "VCN", "XSV", "XSA")
_FEWEST_WORDS = 4  # of an English sentence with a subject, a verb and a value
_NAMES_BESIDE = 1  # "to South Korea" in the answer to "How many will it supply?"
# What a value may come with.
_BESIDE_A_VALUE = frozenset(
    re.findall(
        r"\S+", "approximately roughly around nearly total amount number 약 총 모두 가량 정도"
    )
)


def can_be_judged(
    claim: str, question: str, cited: Sequence[Evidence], aliases: AliasTable
) -> bool:
    """Return whether the check can tell if a small model's sentence is true."""
    if _is_fragment(claim):
        return False
    text = " ".join(piece.text for piece in cited)
    return same_language(claim, text) or _adds_only_a_value(claim, question, aliases)


def _is_fragment(claim: str) -> bool:
    """Return whether it states nothing: a bare name repeats something of any evidence."""
    if is_korean(claim):
        return not any(token.tag.startswith(_PREDICATES) for token in tokens(claim))
    return len(claim.split()) < _FEWEST_WORDS


def _adds_only_a_value(claim: str, question: str, aliases: AliasTable) -> bool:
    """Return whether a sentence repeats the question with its value, and one name at most."""
    if wanted_of(question).kind not in ("number", "date"):
        return False
    values = [(q.start, q.end) for q in find_quantities(claim)]
    values += [(d.start, d.end) for d in find_dates(claim, None)]
    asked_names = {mention.entity for mention in aliases.mentions(question)}
    names = [m for m in aliases.mentions(claim) if m.entity not in asked_names]
    rest = claim
    for start, end in [*values, *((m.start, m.end) for m in names[:_NAMES_BESIDE])]:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    said, asked = set(analyse(rest).morphemes), set(analyse(question).morphemes)
    return bool(values) and said <= asked | _BESIDE_A_VALUE
