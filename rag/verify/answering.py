"""What a claim offers as the answer must stand in the place it cites, not only beside it.

The headline and the neighbours of a place may introduce whom it speaks of, and its article's day
may date it.  They do not answer: asked for the city of a new body, a model took that of the summit
from the next sentence, and for the month of a ban the month in which the article was printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Evidence
from rag.retrieve.wanted import Kind, wanted_of
from rag.text.dates import find_dates, overlaps
from rag.text.names import AliasTable
from rag.verify.problems import Problem
from rag.verify.rules.crossing import Similarity
from rag.verify.rules.naming import missing_names

# What a name that is wanted may be known as; "name" is one that no table has.
_NAMED: dict[Kind, frozenset[str]] = {
    "person": frozenset(("person", "mined", "name")),
    "place": frozenset(("place", "country", "name")),
    "organisation": frozenset(("org", "company", "media", "mined", "name")),
}


@dataclass(frozen=True, slots=True)
class Answering:
    """Holds the answers that claims offer to one question against the places they cite."""

    question: str
    aliases: AliasTable
    similarity: Similarity

    def unsaid(self, claim: str, cited: Sequence[Evidence]) -> list[Problem]:
        """Return what a claim offers of the wanted kind that no cited place has itself."""
        kind = wanted_of(self.question).kind
        if kind == "date":
            return self._dates(claim, cited)
        return self._names(claim, cited, _NAMED[kind]) if kind in _NAMED else []

    def _dates(self, claim: str, cited: Sequence[Evidence]) -> list[Problem]:
        given = [
            mention
            for piece in cited
            for mention in find_dates(piece.text, piece.metadata.published_on)
        ]
        said = [(claim[d.start : d.end], d) for d in find_dates(claim, None) if d.resolved]
        return [
            Problem("date", written)
            for written, mention in said
            if written not in self.question and not any(overlaps(mention, g) for g in given)
        ]

    def _names(self, claim: str, cited: Sequence[Evidence], kinds: frozenset[str]) -> list[Problem]:
        asked = {mention.entity for mention in self.aliases.mentions(self.question)}
        text = "\n".join(piece.text for piece in cited)
        return [
            Problem("name", mention.text)
            for mention in missing_names(claim, text, self.aliases, self.similarity)
            if mention.kind in kinds
            and mention.entity not in asked
            and mention.text not in self.question
        ]
