"""What evidence must speak of before it may answer: the names, numbers and dates asked about.

"How many GPUs will AMD supply?" finds Nvidia's GPUs, near in words and in meaning.  That AMD stands
nowhere in the article is what tells that it does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from rag.domain import Article
from rag.retrieve.concepts import Concept
from rag.retrieve.events import events_missing
from rag.retrieve.place import Place
from rag.retrieve.question import Question
from rag.text.dates import DateMention, find_dates, overlaps
from rag.text.morphemes import analyse
from rag.text.names import (
    AliasTable,
    countries_in_compounds,
    same_name,
    shortens,
    translate_term,
    unknown_names,
)
from rag.text.quantities import compare, find_quantities

_MOST_WORDS_OF_A_PERSON = 2
_LEAST_WORDS_OF_AN_EVENT = 2
# Introduced once, then called "the president" or "here": the whole article counts as context.
_INTRODUCED_ONCE = frozenset({"person", "place", "name", "mined", ""})
# A Korean article seldom says where "here" is.
_HOME = "south korea"
# An article on Latin America names Chile: who knows its countries needs no such word.
_REGIONS = frozenset(
    ("latin america", "americas", "europe", "africa", "middle east", "asia", "asia-pacific")
) | {"southeast asia"}
# From this likeness up a word of the article says what the question says otherwise: 영국 for
# England, but not 한국 for Japan.
_SAID_OTHERWISE = 0.75
# Below it no word of an English article is anything like a name that is known in Hangul alone.
_UNLIKE = 0.25
_HANGUL = re.compile("[가-힣]")
_HANGUL_WORDS = re.compile("[가-힣]{5,}")
# "the science ministry" describes an office, whose name changes with every government.
_OFFICE = re.compile(
    r"[a-z ]+ (?:ministry|office|government|agency|committee|parliament|court|police|army)"
)
# What a country or a city before it describes; the government of a country is another matter.
_DESCRIBED = re.compile(
    r"(?:의)? (?:[가-힣]+ )?(?:어느|기업|회사|업체|사모펀드|펀드|은행|대학|연구진|연구팀"
    r"|과학자|경찰관|스타트업|제조사)"
    r"|(?:'s)? (?:[a-z-]+ ){0,2}(?:firm|company|maker|\w+maker|startup|fund|bank|giant|university"
    r"|researcher|scientist|officer|investor|retailer|state|city|town|businessman|businesswoman)s?\b"
)
_CURRENCY = re.compile("[A-Z]{3}")  # ISO 4217
_KEEPS_ITS_SCRIPT = re.compile(r"[A-Z0-9][A-Z0-9.&+-]+")


def required_but_missing(
    question: Question,
    place: Place,
    missing: Mapping[Concept, float],
    aliases: AliasTable,
) -> tuple[str, ...]:
    """Return what a question requires that a place and its context lack, as the question says it.

    `missing` are the concepts that the context of the place does not hold, each with the likeness
    of the nearest word in its article, 0 to 1.
    """
    article = place.article
    names = (
        concept.text
        for concept, likeness in missing.items()
        if concept.kind == "name" and _name_missing(concept, likeness, question, place, aliases)
    )
    return (
        *names,
        *question.sources.lacking(article, aliases),
        *_periods_missing(question, place),
        *_measure_missing(question, article),
        *_amounts_missing(question.text, article),
        *events_missing(question.text, article),
    )


def strays(question: Question, place: Place) -> int:
    """Return of how many periods that a question seems to mean a place does not speak."""
    apart = sum(not _in_period(mention, place) for mention in question.time.likely)
    return apart + sum(
        not (_in_period(occasion.period, place) or occasion.named_in(place.article.text))
        for occasion in question.time.occasions
    )


def repeats(question: Question, place: Place) -> bool:
    """Return whether a question holds all that a place says, as one about a headline does."""
    said = place.article.text[place.start : place.end]
    return _letters(said) in _letters(question.whole or question.text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _name_missing(
    concept: Concept, likeness: float, question: Question, place: Place, aliases: AliasTable
) -> bool:
    """Return whether a name that the context of a place does not hold is really missing there."""
    article = place.article
    if likeness >= _SAID_OTHERWISE or not _recognisable(concept, likeness, article, aliases):
        return False
    if _is_a_word(concept, aliases):
        return False
    a_source = any(concept.text in name for name in question.sources.unheld)
    return not (
        a_source  # told as a source that is not held
        or _elsewhere(concept, article, aliases)
        or _in_words(concept, place, aliases)
        or _only_describes(concept, question.text)
        or question.implies(concept.text, article)
    )


def _periods_missing(question: Question, place: Place) -> list[str]:
    """Return the dates and periods asked about of which a place does not speak."""
    apart = (mention for mention in question.time.required if not _in_period(mention, place))
    asked = (question.text[mention.start : mention.end] for mention in apart)
    return [words for words in asked if not question.implies(words, place.article)]


def _measure_missing(question: Question, article: Article) -> list[str]:
    """Return what is asked to be measured where the whole article measures nothing of the kind.

    An article without any sum of money does not tell what something cost.
    """
    measure = question.wanted.measure
    if measure is None or measure.stands_in(article):
        return []
    return [measure.korean if question.language == "ko" else measure.english]


def _amounts_missing(question: str, article: Article) -> list[str]:
    """Return the sums and shares that a question takes for granted and the article contradicts.

    An article that tells of $5.5 billion does not answer how the $55 billion were spent; one that
    tells of no sum in dollars leaves that open, and other numbers are counted in too many ways.
    """
    asked = [q for q in find_quantities(question) if q.unit == "%" or _CURRENCY.fullmatch(q.unit)]
    if not asked:
        return []
    told = [q for sentence in article.sentences for q in find_quantities(sentence.text)]
    return [
        question[amount.start : amount.end]
        for amount in asked
        if (same_unit := [q for q in told if q.unit == amount.unit])
        and all(compare(amount, other) == "different" for other in same_unit)
    ]


def _recognisable(concept: Concept, likeness: float, article: Article, aliases: AliasTable) -> bool:
    """Return whether an article that speaks of a name would be seen to do so.

    Nobody can tell how a Korean article writes a name that only the question has, in Latin letters;
    AMD and KAIST stay as they are.
    """
    known = (concept.text, *aliases.forms(concept.text))
    if _HANGUL.search(article.text) is None:
        return likeness < _UNLIKE or any(form.isascii() for form in known)
    entity = aliases.entity(concept.text)
    if entity in {_HOME, *_REGIONS} or _OFFICE.fullmatch(concept.text):
        return False
    kept = _KEEPS_ITS_SCRIPT.fullmatch(concept.text)
    return kept is not None or any(_HANGUL.search(form) for form in known)


def _only_describes(concept: Concept, question: str) -> bool:
    """Return whether a country only says of what kind something is: "the US buyout firm".

    An article on Bain Capital need not tell its reader that it is American.
    """
    if concept.of_kind != "place":
        return False
    after = (question[match.end() :] for match in re.finditer(re.escape(concept.text), question))
    return any(map(_DESCRIBED.match, after))


def _elsewhere(concept: Concept, article: Article, aliases: AliasTable) -> bool:
    """Return whether the rest of the article names a person or place, however it spells it."""
    if concept.of_kind not in _INTRODUCED_ONCE:
        return False
    if aliases.entity(concept.text) in countries_in_compounds(article.text):
        return True  # 미 공군, 한미
    lowered = article.text.casefold()
    if any(len(form) > 1 and form.casefold() in lowered for form in concept.forms):
        return True
    if any(shortens(concept.text, word) for word in _HANGUL_WORDS.findall(article.text)):
        return True  # 과기부 for 과학기술정보통신부
    if len(concept.text.split()) > _MOST_WORDS_OF_A_PERSON:
        return False  # titles and prizes only happen to sound like a name
    return any(_same(concept.text, name, aliases) for name in _names_in(article.text, aliases))


def _is_a_word(concept: Concept, aliases: AliasTable) -> bool:
    """Return whether capitals only write a word that the list translates: CEO is also 대표."""
    # An article's 최고경영자(CEO) makes a name of it, too.
    known = aliases.kind(aliases.entity(concept.text) or "") not in (None, "mined")
    return not known and concept.text.isupper() and bool(translate_term(concept.text, "ko"))


def _in_words(concept: Concept, place: Place, aliases: AliasTable) -> bool:
    """Return whether the context of a place has every word of an event's name, in some form.

    "The AI summit" is also a summit on artificial intelligence.
    """
    words = concept.text.split()
    if concept.of_kind != "event" or len(words) < _LEAST_WORDS_OF_AN_EVENT:
        return False
    sentences = place.article.sentences
    held = _terms("\n".join(sentences[ordinal].text for ordinal in place.context))
    return all(
        any(held.issuperset(way) for way in _word(word, aliases).ways if way) for word in words
    )


def _word(word: str, aliases: AliasTable) -> Concept:
    translations = translate_term(word, "ko") + translate_term(word, "en")
    return Concept.of("word", word, *translations, *aliases.forms(word))


@lru_cache(maxsize=256)
def _terms(text: str) -> frozenset[str]:
    return frozenset(analyse(text).morphemes)


# Several places lie in one article, and the news returns to the same people.
_same = lru_cache(maxsize=8192)(same_name)


@lru_cache(maxsize=2048)
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
    if published is None:
        return True  # nobody can tell of when it speaks; years around it may be its history
    around = _dates(article, place.context, published)
    return any(overlaps(asked, mention) for mention in around)


def _dates(article: Article, ordinals: Iterable[int], published: date | None) -> list[DateMention]:
    text = "\n".join(article.sentences[ordinal].text for ordinal in ordinals)
    return [mention for mention in find_dates(text, published) if mention.resolved]
