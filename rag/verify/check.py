"""A claim held against the sentences it cites: numbers, dates, names, denial and meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.domain import Language, Verdict
from rag.index.embedders import Embedder
from rag.ingest.datelines import without_dateline
from rag.text.names import AliasTable
from rag.verify.problems import Problem
from rag.verify.rules import dates, degree, denial, direction, meaning, names, numbers, people
from rag.verify.rules.case import Case, Source
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import EmbeddedSimilarity, Similarity
from rag.verify.rules.meaning.nearest_places import places_about

__all__ = ["Checker", "Judgement", "Reader", "Source", "embedded_similarity"]

# Tells the log-odds that a text, the second, says all that a claim says, or None for no opinion.
Reader = Callable[[str, str], float | None]

# In this order their problems are told; what the source contradicts stands before what it lacks.
_RULES = (
    numbers.problems,
    dates.problems,
    denial.problems,
    direction.problems,
    degree.problems,
    names.problems,
    people.problems,
    meaning.problems,
)

# From these log-odds on a reader is believed: that a claim in which no rule finds anything wrong is
# borne out, and that one is whose words are far from those of its source.  They were chosen for the
# embedded model on claims that were looked at (docs/decisions.md); other models are surer.
_SAID = -0.5
_SURELY_SAID = 1.0
_EDGES = " .\"“”'‘’"


def embedded_similarity(embedder: Embedder) -> Similarity:
    """Return the cosine of two texts' vectors; the vectors of late texts are kept."""
    return EmbeddedSimilarity(embedder)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a check went; `problems` say in words what the source does not bear out."""

    verdict: Verdict
    problems: tuple[str, ...] = ()


class Checker:
    """Checks claims by rules and, if it is given a reader, by reading what rules can't decide.

    By rules a claim took 10 ms on the news pairs of `tests/bench_claims`, of all 95 % up to 21 ms.
    """

    def __init__(
        self, aliases: AliasTable, similarity: Similarity, reader: Reader | None = None
    ) -> None:
        """Use `aliases` to meet names across scripts and `similarity` to compare meaning.

        `reader` is asked only about claims in which the rules find nothing wrong, or nothing but
        that they are far from their source in meaning.
        """
        self._aliases = aliases
        self._similarity = similarity
        self._reader = reader

    def reading_by(self, reader: Reader | None) -> Checker:
        """Return the same check with another reader, or without one."""
        return Checker(self._aliases, self._similarity, reader)

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
        if not source.text.strip():
            return _judged([Problem("meaning")], _language(claim))
        nearest: list[Problem] | None = None
        for text, around in places_about(claim, source.text, self._similarity):
            place = replace(source, text=text, context=f"{source.context} {around}".strip())
            case = Case(claim, place, self._aliases, self._similarity)
            problems = [problem for rules in _RULES for problem in rules(case)]
            if self._reader is not None and _wants_reading(case, problems):
                problems = _read(case, problems, self._reader)
            if not problems:
                return Judgement("supported")
            nearest = problems if nearest is None else nearest
        return _judged(nearest or [], _language(claim))


def _wants_reading(case: Case, problems: Sequence[Problem]) -> bool:
    """Return whether reading may decide: a quotation needs none, a wrong number allows none."""
    quoted = case.claim.strip(_EDGES) in case.source.text
    return not quoted and all(problem.kind == "meaning" for problem in problems)


def _read(case: Case, problems: list[Problem], reader: Reader) -> list[Problem]:
    odds = reader(case.claim, case.source.text)
    if odds is None:
        return problems
    if problems:
        return [] if odds >= _SURELY_SAID else problems
    return [] if odds >= _SAID else [Problem("reading")]


def _language(claim: str) -> Language:
    return "ko" if is_korean(claim) else "en"


def _judged(problems: Sequence[Problem], language: Language) -> Judgement:
    if not problems:
        return Judgement("supported")
    told = sorted(problems, key=lambda problem: not problem.contradicts)
    sentences = tuple(dict.fromkeys(problem.said(language) for problem in told))
    return Judgement("contradicted" if told[0].contradicts else "unsupported", sentences)
