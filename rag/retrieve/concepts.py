"""The concepts of a question: what the evidence should speak of, however it writes it.

"Nvidia" is also 엔비디아 and "supply" also 공급: each way of writing a concept is a set of index
terms that must stand together, and any one of the ways will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rag.domain import Language
from rag.text.dates import find_dates
from rag.text.morphemes import analyse
from rag.text.names import (
    AliasTable,
    NameMention,
    addressed,
    bearers,
    find_terms,
    spoken_for,
    translate_term,
    unknown_names,
)
from rag.text.quantities import find_quantities

ConceptKind = Literal["name", "number", "word"]
# Korean nouns of the corpus near an English word, best first; empty where none is near.
Induce = Callable[[str], Sequence[str]]

_SYLLABLE = re.compile("[가-힣]")
_KOREAN_WORD = re.compile(r"(?<!\S)[가-힣]{2,}(?!\S)")
# Alone it is a noun to Kiwi: 은, silver.
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|에게|에서)(?![가-힣])")
# Where a capital is only a place: "the mayor of Seoul", 서울의 인구.
_IN_A_PLACE = re.compile(
    r"\b(?:in|of|at|near|around|across|outside|visit(?:s|ed)?) (?:the )?$", re.IGNORECASE
)
_SPEAKS = re.compile(r"[은는이가과와도]|측|에게?[ ]|\s?(?:정부|당국)")
_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
# Words of the asking itself: they say what kind of answer is wanted, not what it is about.
_ASKING = frozenset(
    re.findall(
        r"\S+",
        """무엇 뭐 누구 어디 언제 얼마 몇 어떤 어느 무슨 왜 어떻 이유 알리 말 말하 밝히 알 궁금
        정도 관련 대하 대해 내용 기사 보도 설명 나오 통하 따르 위하 모두 각각 가지 얼마나 그렇
        이렇 그 뒤 앞 당시 주 달 달라 보 받 들 두 한 다 또 더 가 오 년도 날짜 수 장 개 명""",
    )
)
_ASKING_ENGLISH = frozenset(
    re.findall(
        r"\S+",
        """percentage share name date exactly kind figure total describe mention out up down off
        back like even still already ever yet behind one see come came go goes went get got become
        became put take took turn kept keep let each both besides respectively""",
    )
)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked about.

    `forms` are the ways of writing it; `ways` their index terms, each a set that stands together.
    `of_kind` is what a name names (person, place, org, …) and "" where that is not known.
    """

    text: str
    kind: ConceptKind
    forms: tuple[str, ...]
    ways: tuple[frozenset[str], ...]
    of_kind: str = ""

    @classmethod
    def of(cls, kind: ConceptKind, *forms: str, of_kind: str = "") -> Concept:
        """Return the concept that any of `forms` names; the first is the question's own."""
        ways = tuple(dict.fromkeys(way for way in map(_way, forms) if way))
        return cls(forms[0], kind, forms, ways, of_kind)


@lru_cache(maxsize=4096)
def _way(form: str) -> frozenset[str]:
    """Return the index terms of a form; none where that would leave only the title of 이 대통령."""
    terms = frozenset(analyse(form).morphemes)
    first = form.partition(" ")[0]
    alone = _SYLLABLE.fullmatch(first) is not None and first != form
    return frozenset() if alone and first not in terms else terms


def concepts_of(
    text: str, language: Language, aliases: AliasTable, induce: Induce
) -> tuple[Concept, ...]:
    """Return the names, numbers and content words of a question, each once."""
    rest, concepts = text, list[Concept]()
    for mention in [*aliases.mentions(text), *unknown_names(text, aliases)]:
        if rest[mention.start : mention.end] != mention.text or mention.text in _ASKING:
            continue  # inside a name already taken, or a question word that some product bears
        if _opens(mention, text, aliases):
            continue
        concepts.append(_name(mention, text, aliases, induce))
        particle = _PARTICLE.match(text, mention.end)
        rest = _blank(rest, mention.start, particle.end() if particle else mention.end)
    for date in find_dates(rest, None):
        rest = _blank(rest, date.start, date.end)
    for quantity in find_quantities(rest):
        number = text[quantity.start : quantity.end]
        if len(number) > 1:  # one digit, as in 2+2, stands for nothing
            concepts.append(Concept.of("number", number))
        rest = _blank(rest, quantity.start, quantity.end)
    words = _korean_words(rest, aliases) if language == "ko" else _english_words(rest, induce)
    concepts += words
    return tuple({concept.ways: concept for concept in concepts if concept.ways}.values())


def _name(mention: NameMention, text: str, aliases: AliasTable, induce: Induce) -> Concept:
    """Return a name with its other forms: of a table, a surname's bearers, or by its sound."""
    known = (*aliases.forms(mention.text), *_metonyms(mention, text, aliases))
    people = () if known else (*bearers(mention.text, aliases), *addressed(mention.text))
    forms = known or people or _induced(mention.text, induce)
    return Concept.of("name", mention.text, *forms, of_kind=mention.kind)


def _induced(name: str, induce: Induce) -> list[str]:
    """Return how the corpus may write a Latin name that no table knows: whole, or its parts."""
    if not name.isascii():
        return []
    parts = (part for part in re.split(r"[ -]", name) if part[:1].isupper())
    return list(induce(name)) or [form for part in parts for form in induce(part)]


def _opens(mention: NameMention, text: str, aliases: AliasTable) -> bool:
    """Return whether a name is only the capitalised first word: "Name the city", "Roughly how"."""
    unknown = aliases.entity(mention.text) is None
    return unknown and mention.text.istitle() and not text[: mention.start].strip(" \"'“‘")


def _metonyms(mention: NameMention, text: str, aliases: AliasTable) -> tuple[str, ...]:
    """Return the names of the country for which a capital speaks: "Seoul sent letters"."""
    country = spoken_for(mention.entity)
    if country is None:
        return ()
    if mention.text.isascii():
        speaks = _IN_A_PLACE.search(text[: mention.start]) is None
    else:
        speaks = _SPEAKS.match(text, mention.end) is not None
    return (country, *aliases.forms(country)) if speaks else ()


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _korean_words(text: str, aliases: AliasTable) -> list[Concept]:
    return [
        Concept.of("word", term, *_forms(term, aliases))
        for term in dict.fromkeys(_terms(text))
        if term not in _ASKING and not term.startswith("#")
    ]


def _forms(term: str, aliases: AliasTable) -> tuple[str, ...]:
    """Return how else a word may be written; 선전, publicity, may also be the city."""
    other: Language = "ko" if term.isascii() else "en"
    return (*translate_term(term, other), *aliases.forms(term))


def _terms(text: str) -> tuple[str, ...]:
    """Return the index terms of a question in Korean.

    Kiwi reads 선전 인구 as a sentence and cuts 인구, a noun alone, into its syllables.
    """
    found = analyse(text).morphemes
    cut = {word for word in _KOREAN_WORD.findall(text) if set(found).issuperset(word)}
    whole = [word for word in cut if analyse(word).morphemes == (word,)]
    syllables = set("".join(whole))
    return (*(term for term in found if term not in syllables), *sorted(whole))


def _english_words(text: str, induce: Induce) -> list[Concept]:
    concepts = []
    for mention in find_terms(text):
        if not analyse(mention.text).morphemes:
            continue  # "will" is no testament here, only a word of the asking
        # The list has 다운로드 for "download" where the corpus may write 내려받다.
        forms = dict.fromkeys((*mention.translations, *induce(mention.text)))
        concepts.append(Concept.of("word", mention.text, *forms))
        text = _blank(text, mention.start, mention.end)
    for word in _ENGLISH_WORD.findall(text):
        if word.lower() not in _ASKING_ENGLISH and analyse(word).morphemes:
            concepts.append(Concept.of("word", word, *induce(word)))
    return concepts
