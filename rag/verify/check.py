"""A claim held against the sentences it cites: numbers, dates, names, denial and meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.domain import Language, Verdict
from rag.index.embedders import Embedder
from rag.text.names import AliasTable
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.belonging import wrong_belonging
from rag.verify.rules.binding import misplaced_numbers
from rag.verify.rules.certainty import surer_than
from rag.verify.rules.clock import wrong_hours
from rag.verify.rules.crossed import crossed
from rag.verify.rules.days import wrong_dates
from rag.verify.rules.deeds import other_doer
from rag.verify.rules.denying import wrong_denials
from rag.verify.rules.direction import turned_round
from rag.verify.rules.figures import figures_in
from rag.verify.rules.firsts import other_first
from rag.verify.rules.focus import places_about
from rag.verify.rules.naming import all_names, missing_names, without_dateline
from rag.verify.rules.numbers import wrong_numbers
from rag.verify.rules.offices import wrong_offices
from rag.verify.rules.order import reordered
from rag.verify.rules.outdone import turned_comparisons, without_told_comparisons
from rag.verify.rules.placed import moved
from rag.verify.rules.planned import done_or_planned
from rag.verify.rules.promised import undertaken_by_another
from rag.verify.rules.quoted import misquoted
from rag.verify.rules.refuted import refuted
from rag.verify.rules.respective import out_of_step
from rag.verify.rules.roles import wrong_roles
from rag.verify.rules.script import is_korean, same_language
from rag.verify.rules.similarity import EmbeddedSimilarity, Similarity
from rag.verify.rules.sources import unnamed_sources
from rag.verify.rules.spelled import wrong_words_for_numbers
from rag.verify.rules.stages import ahead_of_source
from rag.verify.rules.timing import misdated
from rag.verify.rules.wholes import wrong_wholes
from rag.verify.rules.whose import wrong_owners
from rag.verify.rules.words import words_missing

# Below this a claim speaks of something else than its source; from nli-ko pairs and news pairs
# (docs/decisions.md): true pairs lie at .5 and more, unrelated ones at .2 and less.
_MEANING = 0.28
# A person's name in other letters tells the encoder nothing: "Minister Bae chaired the meeting" has
# .23 with the sentence that says so in Korean.
_MEANING_OF_NAMES = 0.1


# In one language words without a counterpart count against a claim, less where it gives a figure:
# other words may tell of an amount that agrees.  Of a grid on one half of nli-ko this is about the
# most lenient point whose F1 is no worse there than with shared words alone.
_MISSING_WEIGHS = 4.0
_MISSING_WEIGHS_BESIDE_FIGURES = 1.5
_SAME_LANGUAGE = 0.25
# A quotation of some length, which a claim may tell alone.
_QUOTED = re.compile(r"[“\"]([^“”\"]{20,})[”\"]")


def embedded_similarity(embedder: Embedder) -> Similarity:
    """Return the cosine of two texts' vectors; the vectors of late texts are kept."""
    return EmbeddedSimilarity(embedder)


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
class Judgement:
    """How a check went; `problems` say in words what the source does not bear out."""

    verdict: Verdict
    problems: tuple[str, ...] = ()


class Checker:
    """Checks claims; needs no model that writes.

    A claim took 10 ms on the news pairs of `tests/bench_claims`, of all 95 % up to 21 ms.
    """

    def __init__(self, aliases: AliasTable, similarity: Similarity) -> None:
        """Use `aliases` to meet names across scripts and `similarity` to compare meaning."""
        self._aliases = aliases
        self._similarity = similarity

    @property
    def aliases(self) -> AliasTable:
        """The names by which claims and sources are compared."""
        return self._aliases

    @property
    def similarity(self) -> Similarity:
        """How near two texts are in meaning: 1 for the same, about 0 for unrelated ones."""
        return self._similarity

    def check(self, claim: str, source: Source) -> Judgement:
        """Return whether `source` supports `claim`, contradicts it, or says nothing of it.

        Of a source as long as an article only the places that speak of the claim count: a number
        that it gives to something else supports nothing.
        """
        claim = without_dateline(claim)
        nearest: list[Problem] | None = None
        for text, around in places_about(claim, source.text, self._similarity):
            place = replace(source, text=text, context=f"{source.context} {around}".strip())
            problems = self._problems(claim, place)
            if not problems:
                return Judgement("supported")
            nearest = problems if nearest is None else nearest
        return _judged(nearest or [], "ko" if is_korean(claim) else "en")

    def _problems(self, claim: str, source: Source) -> list[Problem]:
        return [
            *wrong_numbers(claim, source.text, self._aliases),
            *wrong_words_for_numbers(claim, source.text),
            *wrong_hours(claim, source.text),
            *misplaced_numbers(claim, source.text, self._aliases),
            *out_of_step(claim, source.text),
            *wrong_wholes(claim, source.text),
            *other_first(claim, source.text),
            *_dates(claim, source),
            *misdated(claim, source.text, source.published_on, self._aliases),
            *reordered(claim, source.text, self._similarity),
            *wrong_denials(claim, source.text),
            *refuted(claim, source.text, self._similarity),
            *turned_round(*without_told_comparisons(claim, source.text, self._aliases)),
            *turned_comparisons(claim, source.text, self._aliases),
            *self._roles(claim, source),
            *other_doer(claim, source.text, self._aliases),
            *crossed(claim, source.text, self._aliases, self._similarity),
            *wrong_owners(claim, source.text, self._aliases),
            *undertaken_by_another(claim, source.text, self._aliases, self._similarity),
            *(surer_than(claim, source.text) or done_or_planned(claim, source.text)),
            *ahead_of_source(claim, source.text),
            *misquoted(claim, f"{source.text} {source.context}"),
            *self._names(claim, source),
            *moved(claim, source.text, source.context, self._aliases),
            *unnamed_sources(claim, source.text, self._aliases, self._similarity),
            *wrong_offices(claim, f"{source.text}\n{source.context}", self._aliases),
            *wrong_belonging(claim, f"{source.text}\n{source.context}", self._aliases),
            *self._meaning(claim, source),
        ]

    def _roles(self, claim: str, source: Source) -> list[Problem]:
        """Return the roles turned round in any part; a part silent on them mends nothing."""
        parts = source.parts or (source,)
        found = (wrong_roles(claim, part.text, self._aliases) for part in parts)
        return [problem for problems in found for problem in problems]

    def _names(self, claim: str, source: Source) -> list[Problem]:
        around = f"{source.text}\n{source.context}"
        return [
            Problem("name", mention.text)
            for mention in missing_names(claim, around, self._aliases, self._similarity)
        ]

    def _meaning(self, claim: str, source: Source) -> list[Problem]:
        least = _MEANING
        if same_language(claim, source.text):
            around = f"{source.text} {source.context}"
            missing = words_missing(claim, around, self._aliases, self._similarity)
            weight = _MISSING_WEIGHS_BESIDE_FIGURES if figures_in(claim) else _MISSING_WEIGHS
            least = max(least, _SAME_LANGUAGE + weight * missing)
        elif self._named(claim, source.text):
            least = _MEANING_OF_NAMES
        near = any(self._similarity(claim, text) >= least for text in _told_in(source))
        return [] if near else [Problem("meaning")]

    def _named(self, claim: str, text: str) -> bool:
        """Return whether a claim in another language names a person and the text all its names."""
        names = () if same_language(claim, text) else all_names(claim, self._aliases)
        if not any(name.kind == "person" for name in names):
            return False
        return not missing_names(claim, text, self._aliases, self._similarity)


def _judged(problems: Sequence[Problem], language: Language) -> Judgement:
    if not problems:
        return Judgement("supported")
    told = sorted(problems, key=lambda problem: not problem.gainsays)
    sentences = tuple(dict.fromkeys(problem.said(language) for problem in told))
    return Judgement("contradicted" if told[0].gainsays else "unsupported", sentences)


def _told_in(source: Source) -> Iterator[str]:
    """Yield a source as it is, its sentences, its quotations, and it with what is around it."""
    yield source.text
    spans = split_sentences(source.text)
    if len(spans) > 1:
        yield from (source.text[span.start : span.end] for span in spans)
    yield from _QUOTED.findall(source.text)
    if source.context:  # last: it is long, and so costs the most
        yield f"{source.context} {source.text}"


def _dates(claim: str, source: Source) -> list[Problem]:
    """Return the dates of a claim that no part of its source gives."""
    first, *others = [
        wrong_dates(claim, part.text, part.published_on) for part in source.parts or (source,)
    ]
    return [problem for problem in first if all(problem in other for other in others)]
