"""What every rule is given: a claim, its source, and what both are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.text.names import AliasTable
from rag.verify.rules.language.similarity import Similarity


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is held against.

    `text` is the cited place, `context` what stands around it (headline, neighbours), from which
    names may be taken but not numbers; `published_on` resolves relative dates.  `parts` are the
    places that a joined source is made of, each with its own day.
    """

    text: str
    context: str = ""
    published_on: date | None = None
    parts: tuple[Source, ...] = ()

    @classmethod
    def joined(cls, parts: Sequence[Source]) -> Source:
        """Return several places as one, in which "31일" still means what it does in its own."""
        return cls(
            text=" ".join(part.text for part in parts),
            context=" ".join(part.context for part in parts),
            parts=tuple(parts),
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A claim held against a source.

    `aliases` meet names across scripts, `similarity` compares meaning.
    """

    claim: str
    source: Source
    aliases: AliasTable
    similarity: Similarity

    @property
    def around(self) -> str:
        """The source with what stands around it."""
        return f"{self.source.text}\n{self.source.context}"

    @property
    def parts(self) -> tuple[Source, ...]:
        """The places of a joined source, or the source as its only one."""
        return self.source.parts or (self.source,)
