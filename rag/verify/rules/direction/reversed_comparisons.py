"""Comparisons turned round: of "Wan beat Sora" a claim may not say that Sora beat Wan."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.text.english import stem
from rag.text.names import AliasTable, listed, translate_term
from rag.verify.problems import Problem
from rag.verify.rules.direction.comparison import Comparison
from rag.verify.rules.direction.english_comparisons import english_comparisons
from rag.verify.rules.direction.korean_comparisons import korean_comparisons
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same

_SENTENCE = re.compile(r".+?(?:[.!?][”\"’']?(?=\s)|$)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z][\w-]*|[가-힣][가-힣A-Za-z\d-]*")
_PARTICLE = re.compile(
    r"(?<=[가-힣A-Za-z])(?:에서|에게|으로|보다|까지|[은는이가을를의에와과도로만])$"
)
_EMPTY = frozenset(
    listed(
        """
    the an s of its their his her for by and was were is are has have had be been that this with
    said say told to in on at as it they he she a from up out much far slightly more than
        """
    )
)
_LEAST = 2  # letters by which one word may be told inside another: 오콘조 in 오콘조이웰라


def turned_comparisons(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return the words by which a claim puts first what its source puts second."""
    compared = _Compared(claim, source, aliases)
    return [
        Problem("direction", claim[said.start : said.end])
        for said in compared.ours
        if (compared.crossed_by(said) or compared.level_with(said))
        and not compared.borne_out_by(said)
    ]


def without_told_comparisons(claim: str, source: str, aliases: AliasTable) -> tuple[str, str]:
    """Return two texts without the words of the comparisons in which they agree.

    "A has less than B" says what "B has more than A" does, with the opposite word.
    """
    compared = _Compared(claim, source, aliases)
    for said in compared.ours:
        for given in compared.borne_out_by(said):
            claim, source = _blanked(claim, said), _blanked(source, given)
    return claim, source


def comparisons_in(text: str) -> list[Comparison]:
    """Return the comparisons of a text, sentence by sentence."""
    read = korean_comparisons if is_korean(text) else english_comparisons
    return [
        replace(found, start=sentence.start() + found.start, end=sentence.start() + found.end)
        for sentence in _SENTENCE.finditer(text)
        for found in read(sentence.group())
    ]


def _blanked(text: str, comparison: Comparison) -> str:
    start, end = comparison.start, comparison.end
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


class _Compared:
    """The comparisons of a claim and its source, and which of them bear each other out."""

    def __init__(self, claim: str, source: str, aliases: AliasTable) -> None:
        self.ours = comparisons_in(claim)
        self._theirs = comparisons_in(source) if self.ours else []
        self._aliases = aliases
        both = (claim, source) if self._theirs else ()
        self._names = frozenset(name.text for text in both for name in all_names(text, aliases))

    def borne_out_by(self, said: Comparison) -> list[Comparison]:
        """Return the comparisons of the source that put first what a claim does."""
        return [given for given in self._like(said) if self._one(said, given, turned=False)]

    def crossed_by(self, said: Comparison) -> list[Comparison]:
        """Return the comparisons of the source that put second what a claim puts first."""
        return [given for given in self._like(said) if self._one(said, given, turned=True)]

    def level_with(self, said: Comparison) -> list[Comparison]:
        """Return the comparisons of the source that call level those whom a claim ranks."""
        if said.measure != "rank":
            return []
        level = (given for given in self._theirs if given.measure == "level")
        return [given for given in level if self._meet(self._sides(said)[0], self._sides(given)[0])]

    def _like(self, said: Comparison) -> list[Comparison]:
        return [
            given
            for given in self._theirs
            if (given.measure, given.quality) == (said.measure, said.quality)
        ]

    def _one(self, said: Comparison, given: Comparison, *, turned: bool) -> bool:
        """Return whether two comparisons have the same sides, or with `turned` them exchanged."""
        ours, our_rest = self._sides(said)
        theirs, their_rest = self._sides(given)
        if (said.leads == given.leads) != turned:
            return self._meet(ours, theirs)
        only = not given.standard or self._meet(theirs, our_rest)
        return only and self._meet(ours, their_rest) and not self._meet(ours, theirs)

    def _sides(self, comparison: Comparison) -> tuple[set[str], set[str]]:
        """Return the words of both sides, but for those that both have: chips of either maker."""
        standard, rest = self._words(comparison.standard), self._words(comparison.rest)
        return standard - rest, rest - standard

    def _words(self, side: str) -> set[str]:
        """Return the names and other words of a side, in the form in which they are compared."""
        words = {name for name in self._names if name in side}
        for match in _WORD.finditer(side):
            word = _PARTICLE.sub("", match.group())
            if word.casefold() not in _EMPTY:
                words.add(stem(word) if word.isascii() else word)
        return words

    def _meet(self, ours: set[str], theirs: set[str]) -> bool:
        return any(self._same(a, b) for a in ours for b in theirs)

    def _same(self, a: str, b: str) -> bool:
        if a == b or (self._names.issuperset((a, b)) and may_be_same(a, b, self._aliases)):
            return True
        if is_korean(a) == is_korean(b):
            return is_korean(a) and min(len(a), len(b)) >= _LEAST and (a in b or b in a)
        korean, english = (a, b) if is_korean(a) else (b, a)
        terms = translate_term(korean, "en")
        return english in {stem(word) for term in terms for word in term.split()}
