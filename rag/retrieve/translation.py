"""A question's translation, where it helps to find: articles may be in the other language.

A translation comes from a model and is trusted for its ordinary words alone.  One that says another
number, year or name than the question is not taken; names are known from the tables and the
articles.  It tells where to look, never what the reader asked: what evidence must hold and whether
it suffices is read off the question itself (docs/decisions.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.domain import Evidence
from rag.retrieve.concepts import Induce, concepts_of
from rag.retrieve.question import Question, asked_in, language_of
from rag.retrieve.signs import Found
from rag.text.names import AliasTable
from rag.text.quantities import Quantity, compare, find_quantities

# A question in one language → the same in the other, or "" where there is none to be had.
Translate = Callable[[str], str]

# A translation counts as much as the question.  Of 270 English questions on Korean articles, a
# reader's translations then put evidence first for .706 (without .637; at half weight .687).
_WEIGHT = 1.0
_FOREIGN = 0.25  # of the places found, so many in the other language are worth a translation
_LONGEST = 3  # times the question
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CODE = re.compile(r"[A-Za-z]+-?\d+")
_NAMED = frozenset({"person", "place", "company", "org"})


def worth_translating(question: str, found: Sequence[Evidence]) -> bool:
    """Return whether much of what a question finds is in the other language."""
    language = language_of(asked_in(question))
    foreign = sum(language_of(piece.text) != language for piece in found)
    return foreign > 0 and foreign >= _FOREIGN * len(found)


def faithful(translation: str, question: str, aliases: AliasTable) -> str:
    """Return a translation in one line, or nothing if it says anything the question does not.

    It must be in the other language, with the same numbers, years and codes (H20), and name nobody
    and no place or firm of the tables that the question does not name.
    """
    text = " ".join(translation.split())
    if not text or len(text) > _LONGEST * len(question):
        return ""
    if language_of(text) == language_of(question) or not _same_numbers(text, question):
        return ""
    return text if _named(text, aliases) <= _named(question, aliases) else ""


def _same_numbers(text: str, question: str) -> bool:
    said, asked = find_quantities(text), find_quantities(question)
    # "Two scientists" may become 두 학자; what is written in digits must stay.
    kept = [q for q in asked if any(map(str.isdigit, question[q.start : q.end]))]
    return (
        all(any(_equal(a, b) for b in asked) for a in said)
        and all(any(_equal(a, b) for b in said) for a in kept)
        and all(set(of.findall(text)) == set(of.findall(question)) for of in (_YEAR, _CODE))
    )


def _equal(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high) == (b.low, b.high) and compare(a, b) != "different"


def _named(text: str, aliases: AliasTable) -> set[str]:
    mentions = aliases.mentions(text)
    names = (m for outer in mentions for m in (outer, *aliases.inner(outer)))
    return {mention.entity for mention in names if mention.kind in _NAMED}


def helped_by(
    translation: str, question: Question, aliases: AliasTable, induce: Induce
) -> Question:
    """Return a question whose search a translation helps by its vector and its ordinary words.

    It joins what the conversation said before, which helps in the same way.
    """
    asked = {way for concept in question.concepts for way in concept.ways}
    words = tuple(
        concept
        for concept in concepts_of(translation, language_of(translation), aliases, induce)
        if concept.kind == "word" and concept.ways[0] not in asked
    )
    return replace(
        question,
        earlier=f"{question.earlier} {translation}".strip(),
        carried=(*question.carried, *words),
        carried_weight=question.carried_weight if question.earlier else _WEIGHT,
    )


def scored_as(own: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Return places with the scores and signs of those found without help, rank by rank.

    How near the evidence is to the question, a translation must not decide.
    """
    if not own:
        return list(found)
    least = min(own, key=lambda f: f.score)
    ranks = [*own, *[least] * max(0, len(found) - len(own))]
    return [replace(f, score=o.score, signs=o.signs) for f, o in zip(found, ranks, strict=False)]
