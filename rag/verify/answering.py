"""What a claim offers as the answer must stand in the place it cites, not only beside it.

The headline and the neighbours of a place may introduce whom it speaks of, and its article's day
may date it.  They do not answer: asked for the city of a new body, a model took that of the summit
from the next sentence, and for the month of a ban the month in which the article was printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Evidence
from rag.retrieve.wanted import Kind, wanted_of
from rag.text.dates import find_dates, overlaps
from rag.text.morphemes import analyse
from rag.text.names import AliasTable, NameMention
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.language.script import same_language
from rag.verify.rules.language.similarity import Similarity
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import missing_names

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_KO = re.compile(r"(?<!\d)(1[0-2]|[1-9])월")
_MONTH_EN = re.compile(
    r"\b(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
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
        said = [(claim[d.start : d.end], d) for d in find_dates(claim, None)]
        months = _months(" ".join(p.text for p in cited)) | {
            d.first.month for d in given if d.first
        }
        return [
            Problem("date", written)
            for written, mention in said
            if written not in self.question
            and not (
                any(overlaps(mention, g) for g in given)
                if mention.resolved
                # Of an undated article's 4일 nobody knows the month.
                else _months(written) <= months
            )
        ]

    def _names(self, claim: str, cited: Sequence[Evidence], kinds: frozenset[str]) -> list[Problem]:
        text = "\n".join(piece.text for piece in cited)
        missing = missing_names(claim, text, self.aliases, self.similarity)
        if unsaid := self._offered(missing, kinds):
            return [Problem("name", mention.text) for mention in unsaid]
        offered = self._offered(all_names(claim, self.aliases), kinds)
        apart = offered and all(_stands_apart(m.text, claim, text, self.aliases) for m in offered)
        return [Problem("meaning")] if apart else []

    def _offered(self, names: Sequence[NameMention], kinds: frozenset[str]) -> list[NameMention]:
        """Return the names of some kinds that the question has not itself."""
        asked = {mention.entity for mention in self.aliases.mentions(self.question)}
        return [
            name
            for name in names
            if name.kind in kinds and name.entity not in asked and name.text not in self.question
        ]


def _months(text: str) -> set[int]:
    """Return the months that a text names."""
    korean = {int(number) for number in _MONTH_KO.findall(text)}
    return korean | {_MONTHS.index(name[:3]) + 1 for name in _MONTH_EN.findall(text)}


def _stands_apart(name: str, claim: str, text: str, aliases: AliasTable) -> bool:
    """Return whether the sentences that hold a name, and those before, have no word of a claim.

    Across languages no word can be held against another.
    """
    spans = split_sentences(text)
    starts = [spans[max(0, at - 1)].start for at in range(len(spans))]
    holding = [
        text[start : span.end]
        for start, span in zip(starts, spans, strict=True)
        if name in text[span.start : span.end]
    ]
    if not holding or not same_language(claim, text):
        return False
    words = _words(claim, aliases)
    return bool(words) and words.isdisjoint(_words(" ".join(holding), aliases))


def _words(text: str, aliases: AliasTable) -> set[str]:
    """Return the content words of a text, its names left out."""
    for name in aliases.mentions(text):
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return set(analyse(text).morphemes)
