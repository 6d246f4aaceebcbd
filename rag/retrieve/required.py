"""What evidence must speak of before it may answer: the names, numbers and dates asked about.

"How many GPUs will AMD supply?" finds Nvidia's GPUs, near in words and in meaning.  That AMD stands
nowhere in the article is what tells that it does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from rag.domain import Article
from rag.retrieve.concepts import Concept
from rag.retrieve.question import Question
from rag.retrieve.signs import Place
from rag.text.dates import DateMention, find_dates, overlaps
from rag.text.names import AliasTable, same_name, unknown_names
from rag.text.quantities import find_quantities

# "Which two firms" asks for two answers; the articles need not say "two".
_LEAST_NUMBER = 10
_MOST_WORDS_OF_A_PERSON = 2
# Introduced once, then called "the president" or "here": the whole article counts as context.
_INTRODUCED_ONCE = frozenset({"person", "place", "name", "mined", ""})


def required_but_missing(
    question: Question, place: Place, missing: Iterable[Concept], aliases: AliasTable
) -> tuple[str, ...]:
    """Return what a question requires that a place and its context lack, as the question says it.

    `missing` are the concepts that the context of the place does not hold.
    """
    lacking = [
        concept.text
        for concept in missing
        if _is_required(concept) and not _elsewhere(concept, place.article, aliases)
    ]
    dates = [mention for mention in question.dates if not _in_period(mention, place)]
    lacking += [question.text[mention.start : mention.end] for mention in dates]
    return (*lacking, *_events_missing(question.text, place))


def _is_required(concept: Concept) -> bool:
    if concept.kind == "number":
        return any(
            quantity.low >= _LEAST_NUMBER or quantity.unit in ("%", "%p")
            for quantity in find_quantities(concept.text)
        )
    return concept.kind == "name"


def _elsewhere(concept: Concept, article: Article, aliases: AliasTable) -> bool:
    """Return whether the rest of the article names a person or place, however it spells it."""
    if concept.kind != "name" or concept.of_kind not in _INTRODUCED_ONCE:
        return False
    lowered = article.text.casefold()
    if any(len(form) > 1 and form.casefold() in lowered for form in concept.forms):
        return True
    if len(concept.text.split()) > _MOST_WORDS_OF_A_PERSON:
        return False  # titles and prizes only happen to sound like a name
    others = _names_in(article.text, aliases)
    return any(same_name(concept.text, name, aliases) for name in others)


@lru_cache(maxsize=512)
def _names_in(text: str, aliases: AliasTable) -> frozenset[str]:
    """Return the names of a whole article; 5 ms, and the same few articles are asked for."""
    found = [*aliases.mentions(text), *unknown_names(text, aliases)]
    return frozenset(mention.text for mention in found)


def _in_period(asked: DateMention, place: Place) -> bool:
    """Return whether a place speaks of a period asked about.

    Its own dates decide where it has any: a profit of 2024 is not that of 2025, though it was
    printed then.  Otherwise its context or its day of publication may.
    """
    if not asked.resolved:
        return True
    article = place.article
    published = article.metadata.published_on
    own = _dates(article, place.ordinals, published)
    if own:
        return any(overlaps(asked, mention) for mention in own)
    if published and asked.first and asked.last and asked.first <= published <= asked.last:
        return True
    return any(overlaps(asked, m) for m in _dates(article, place.context, published))


def _dates(article: Article, ordinals: Iterable[int], published: date | None) -> list[DateMention]:
    text = "\n".join(article.sentences[ordinal].text for ordinal in ordinals)
    return [mention for mention in find_dates(text, published) if mention.resolved]


@dataclass(frozen=True, slots=True)
class _Event:
    korean: re.Pattern[str]
    english: re.Pattern[str]

    def found_in(self, text: str) -> str:
        """Return the word by which a text speaks of the event, or nothing."""
        match = self.korean.search(text) or self.english.search(text)
        return match.group() if match else ""


@cache
def _events() -> tuple[_Event, ...]:
    text = resources.files("rag.retrieve").joinpath("data/events.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        _Event(re.compile(korean), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
        for _, korean, english in rows
    )


def _events_missing(question: str, place: Place) -> list[str]:
    """Return the decisive events that a question presupposes and the article does not speak of.

    "Why did he resign?" is near to every sentence about his candidacy; only one that tells of a
    resignation can answer it.
    """
    presupposed = [(event, event.found_in(question)) for event in _events()]
    text = "\n".join(sentence.text for sentence in place.article.sentences)
    return [word for event, word in presupposed if word and not event.found_in(text)]
