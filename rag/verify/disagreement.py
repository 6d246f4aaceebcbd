"""Places of different articles that give one thing different values, or different states.

"26만 장을 공급한다" of October and "27만 장을 공급한다" of November: a reader should be told that
they differ, and which is newer.  A remark that is not true would do more harm than none, so two
places count as telling of one matter only if neither has a name or a noun that the other's
article lacks while the other has one too, and only what the question wants is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from rag.domain import Evidence
from rag.retrieve.wanted import Offers, wanted_of
from rag.text import dates, quantities
from rag.text.dates import DateMention
from rag.text.english import stem
from rag.text.morphemes import analyse, tokens
from rag.text.names import NameMention
from rag.text.quantities import Quantity
from rag.text.sentences import split_sentences
from rag.verify.check import Checker
from rag.verify.rules.direction.opposites import turned_round
from rag.verify.rules.language.script import same_language
from rag.verify.rules.names.missing import missing_names

# On tests/tables/disagreements.toml and tests/tables/time_pairs.toml places of one matter lie at
# .5 and more with their values left out; places of different articles that three sets of questions
# bring together lie at .42 and less.
_ONE_MATTER = 0.5
_ACROSS_LANGUAGES = 0.6  # here no word can be held against another, nor an unknown name
_MOST_ADDED = 3  # nouns that only one of two places has, such as who announced it
_WANTED = 0.7
_NEWS_DAYS = timedelta(days=31)  # a day so close to the publication tells when it was announced
_NOUNS = frozenset(("NNG", "NNP", "SL", "XR"))
_WORD = re.compile(r"[가-힣]+|[A-Za-z]+")
_ONE_EVENT = timedelta(days=7)  # dates of one past event; farther apart it took place twice


@dataclass(frozen=True, slots=True)
class Difference:
    """Two pieces of evidence and the words in which they differ, the newer first.

    `dated`: their articles were printed on different days, so that one is newer.
    """

    newer: Evidence
    older: Evidence
    after: str
    before: str
    dated: bool


@dataclass(frozen=True)
class _Told:
    """One sentence of a piece of evidence."""

    piece: Evidence
    text: str

    @property
    def around(self) -> str:
        """All that its article says near it."""
        return f"{self.text}\n{self.piece.context}\n{self.piece.text}"

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The amounts that it tells."""
        return quantities.find_quantities(self.text)

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates that it tells, as far as they can be resolved."""
        found = dates.find_dates(self.text, self.piece.metadata.published_on)
        return [mention for mention in found if mention.resolved]

    @cached_property
    def bare(self) -> str:
        """Its text without quantities and dates."""
        spans = [(q.start, q.end) for q in self.quantities] + [(d.start, d.end) for d in self.dates]
        return _blanked(self.text, spans)


def differences(
    shown: Sequence[Evidence], found: Sequence[Evidence], question: str, checker: Checker
) -> tuple[Difference, ...]:
    """Return where a shown place and another that was found, or shown, differ on what is asked.

    Each pair of articles is told of once; copies of one story were left out by the search.
    """
    compare = _Comparison(question, checker)
    told: dict[frozenset[str], Difference] = {}
    for one in shown:
        for other in found:
            articles = frozenset((one.sentence.article_id, other.sentence.article_id))
            if len(articles) < 2 or articles in told or one.missing != other.missing:
                continue
            if (difference := compare.pieces(one, other)) is not None:
                told[articles] = difference
    return tuple(told.values())


class _Comparison:
    """Compares places by what one question wants."""

    def __init__(self, question: str, checker: Checker) -> None:
        self._checker = checker
        self._offers = Offers(wanted_of(question), question, checker.aliases)

    def pieces(self, one: Evidence, other: Evidence) -> Difference | None:
        """Return in what two pieces of evidence differ, or None."""
        for a in _sentences(one):
            for b in _sentences(other):
                if (words := next(self._differing(a, b), None)) is not None:
                    return _in_order(one, other, *words)
        return None

    def _differing(self, a: _Told, b: _Told) -> Iterator[tuple[str, str]]:
        """Yield the words in which two sentences differ, of what is wanted."""
        match self._offers.kind:
            case "number":
                values = self._quantities(a, b)
            case "date":
                values = self._dates(a, b)
            case "person" | "organisation" | "place":
                values = self._names(a, b)
            case _:
                values = _states(a, b)
        return (pair for pair in values if self._one_matter(a, b, pair))

    def _one_matter(self, a: _Told, b: _Told, apart: Sequence[str]) -> bool:
        """Return whether two sentences tell of one matter, the words `apart` left out."""
        one, other = a.bare, b.bare
        for name in apart:
            one, other = one.replace(name, " "), other.replace(name, " ")
        if self._offers.kind != "date" and not _of_one_time(a, b):
            return False
        least = _ACROSS_LANGUAGES
        if same_language(one, other):
            least = _ONE_MATTER
            extra, more = _words_lacking(one, b.around), _words_lacking(other, a.around)
            if (extra and more) or len(extra) + len(more) > _MOST_ADDED:
                return False
        if self._checker.similarity(one, other) < least:
            return False
        return not (self._added(one, b) and self._added(other, a))

    def _added(self, text: str, other: _Told) -> list[NameMention]:
        """Return the names of a text that the other's article does not give near its sentence."""
        return missing_names(text, other.around, self._checker.aliases, self._checker.similarity)

    def _wanted(self, written: str) -> bool:
        return self._offers.by(written) >= _WANTED

    def _quantities(self, a: _Told, b: _Told) -> Iterator[tuple[str, str]]:
        """Yield the only amounts of one unit that two sentences give and that are not the same."""
        for ours in a.quantities:
            theirs = [q for q in b.quantities if _same_unit(q, ours)]
            if len(theirs) != 1 or sum(_same_unit(q, ours) for q in a.quantities) != 1:
                continue
            pair = a.text[ours.start : ours.end], b.text[theirs[0].start : theirs[0].end]
            differ = quantities.compare(ours, theirs[0]) == "different"
            if differ and all(map(self._wanted, pair)):
                yield pair

    def _dates(self, a: _Told, b: _Told) -> Iterator[tuple[str, str]]:
        if len(a.dates) != 1 or len(b.dates) != 1:
            return
        ours, theirs = a.dates[0], b.dates[0]
        pair = a.text[ours.start : ours.end], b.text[theirs.start : theirs.end]
        differ = dates.compare(ours, theirs) == "different" and _of_one_event(a, b)
        if differ and all(map(self._wanted, pair)):
            yield pair

    def _names(self, a: _Told, b: _Told) -> Iterator[tuple[str, str]]:
        if not same_language(a.text, b.text):
            return  # a name may only be written differently
        if self._checker.similarity(a.text, b.text) < _ONE_MATTER:
            return  # looking for names takes longer
        ours, theirs = self._added(a.text, b), self._added(b.text, a)
        if len(ours) == len(theirs) == 1 and all(map(self._wanted, (a.text, b.text))):
            yield ours[0].text, theirs[0].text


def _sentences(piece: Evidence) -> list[_Told]:
    spans = split_sentences(piece.text)
    return [_Told(piece, piece.text[span.start : span.end]) for span in spans]


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit


def _of_one_time(a: _Told, b: _Told) -> bool:
    """Return whether two sentences speak of one time: of no time of its own, or of days shared."""
    ours, theirs = _own_times(a), _own_times(b)
    if not ours and not theirs:
        return True
    return any(dates.overlaps(x, y) for x in ours for y in theirs)


def _of_one_event(a: _Told, b: _Told) -> bool:
    """Return whether two dates may be of one event: near each other, or both still to come."""
    ours, theirs = a.dates[0].first, b.dates[0].first
    days = a.piece.metadata.published_on, b.piece.metadata.published_on
    if ours is None or theirs is None:
        return False
    ahead = all(day is not None and day <= min(ours, theirs) for day in days)
    return ahead or abs(ours - theirs) <= _ONE_EVENT


def _own_times(told: _Told) -> list[DateMention]:
    """Return the times of a sentence but for the days around its publication: those of the news."""
    day = told.piece.metadata.published_on
    return [
        mention
        for mention in told.dates
        if day is None
        or mention.first is None
        or mention.first != mention.last
        or abs(mention.first - day) > _NEWS_DAYS
    ]


def _words_lacking(text: str, around: str) -> set[str]:
    """Return the words of a text that hold a noun and begin like no word around the other.

    Not the nouns themselves: of the name 바른요약 the half 요약 stands in many articles.
    """
    folded, stems = around.casefold(), frozenset(analyse(around).morphemes)
    nouns = {token.start for token in tokens(text) if token.tag in _NOUNS}
    lacking = set()
    for word in _WORD.finditer(text):
        is_noun = not nouns.isdisjoint(range(*word.span()))
        if is_noun and not _begun_in(word.group(), folded, stems):
            lacking.add(word.group())
    return lacking


def _begun_in(word: str, folded: str, stems: frozenset[str]) -> bool:
    """Return whether a text, folded and as its stems, has a word that begins like this one."""
    if not word.isascii():
        return word[:2] in folded
    return stem(word) in stems or not analyse(word).morphemes  # "its" and "will" say nothing


def _states(a: _Told, b: _Told) -> Iterator[tuple[str, str]]:
    """Yield the words by which one sentence says the opposite of the other."""
    ours, theirs = turned_round(a.text, b.text), turned_round(b.text, a.text)
    if ours and theirs:
        yield ours[0].thing, theirs[0].thing


def _in_order(one: Evidence, other: Evidence, said: str, told: str) -> Difference:
    day, other_day = one.metadata.published_on, other.metadata.published_on
    dated = day is not None and other_day is not None and day != other_day
    if day is not None and other_day is not None and day < other_day:
        return Difference(other, one, told, said, dated)
    return Difference(one, other, said, told, dated)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
