"""The words of a text that a number may belong to: "Wan" of "Wan scored 86.22%"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.text.morphemes import tokens
from rag.text.names import AliasTable, compound_countries
from rag.verify.rules.naming import all_names, meet
from rag.verify.rules.script import same_language

_NOUNS = frozenset(("NNG", "NNP", "SL"))
_GLOSS = re.compile(r"\(.*\)$")  # 소라(Sora): the list knows that 소라 alone is also a shell
_AGES = re.compile(
    r"""
    (?<!\d) (?P<ko>[1-9]0)대 (?=\s|[은는이가의를와도])
    | in\ their\ (?P<en>[1-9]0)['’]?s
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a word stands that a number may belong to, and the text by which it is compared."""

    start: int
    end: int
    text: str

    def meets_any(self, others: Iterable[Anchor], aliases: AliasTable) -> bool:
        """Return whether one of the words of another text may name the same thing."""
        return any(meet(self.text, other.text, aliases) for other in others)

    def overlaps_any(self, others: Iterable[Anchor]) -> bool:
        """Return whether it shares a letter with another word of its text."""
        return any(self.start < other.end and other.start < self.end for other in others)


def anchors_in(text: str, other: str, aliases: AliasTable) -> list[Anchor]:
    """Return the words by which a text is held against an `other` one.

    In one language all nouns are compared, across languages only what has a name in both.
    """
    if same_language(text, other):
        return nouns_in(text) + _ages_in(text)
    found = names_in(text, aliases)
    found += [a for a in _named_by(other, text, aliases) if not a.overlaps_any(found)]
    return sorted(found, key=lambda anchor: anchor.start)


def _named_by(other: str, text: str, aliases: AliasTable) -> list[Anchor]:
    """Return where a text writes the names of another one, be they ordinary words: Sora is 소라."""
    forms = {
        _GLOSS.sub("", form): name.text
        for name in all_names(other, aliases)
        for form in aliases.forms(name.text)
    }
    if not forms:
        return []
    written = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{written})", text)
    return [Anchor(match.start(), match.end(), forms[match.group()]) for match in found]


def nouns_in(text: str) -> list[Anchor]:
    """Return the nouns of a text of two letters or more; a Latin word only with a capital."""
    return [
        Anchor(token.start, token.start + token.len, token.form)
        for token in tokens(text)
        if token.tag in _NOUNS
        and token.len > 1
        and (token.tag != "SL" or text[token.start].isupper())
    ]


def names_in(text: str, aliases: AliasTable) -> list[Anchor]:
    """Return the names of a text, the countries within its compounds (한미) and its age groups."""
    found = [Anchor(name.start, name.end, name.text) for name in all_names(text, aliases)]
    found += [Anchor(*compound) for compound in compound_countries(text)]
    return found + _ages_in(text)


def _ages_in(text: str) -> list[Anchor]:
    """Return the age groups of a text under one name in either language: 60대, in their 60s."""
    return [Anchor(m.start(), m.end(), f"{m['ko'] or m['en']}s") for m in _AGES.finditer(text)]
