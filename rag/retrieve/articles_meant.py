"""Which articles a message means: of a source, of a time, about a topic, or spoken of before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.domain import Article, Evidence, Language, Span
from rag.ingest.catalogue import Catalogue
from rag.ingest.selection import Selection
from rag.retrieve.about_articles import (
    EVERY,
    AboutArticles,
    column_marks,
    restricting,
    selections,
)
from rag.retrieve.concepts import Concept, concepts_of
from rag.retrieve.filters import SourceFilter, Sources
from rag.retrieve.question import language_of, standalone
from rag.retrieve.retriever import Retriever
from rag.retrieve.small_talk import says_nothing
from rag.retrieve.sufficiency import sufficient
from rag.text.morphemes import analyse

_NEWEST = 20  # articles among which headlines are chosen
_PLACES, _MORE_PLACES = 10, 25  # read to find the article that is meant; all that are
_SHARE = 0.8  # an article whose place is nearly as near as the best one may be meant as well
_BY = re.compile(r"^(?:by|from|in|of) ", re.IGNORECASE)
# What a wish for the news of an outlet says besides the outlet: "한빛통신 최신 기사 보여줘".
_WISH = re.compile(
    r"(?<![가-힣])(?:가장|제일|최신|최근|새|주요|오늘|뉴스|소식|기사|보도|헤드라인|목록|리스트)"
    r"(?:들)?[은는이가의를을]?(?![가-힣])|(?<![가-힣])(?:알려|보여|정리|요약|있|줘)[가-힣]*|[?!.]"
    r"|\b(?:the|show|me|give|list|any|what|are|is|latest|newest|most|recent|new|news|articles?"
    r"|headlines?|stories)\b",
    re.IGNORECASE,
)
_TELLS_OF_A_REPORT = re.compile(
    r"보도[에를했한된도]|전했다|전해[졌진]|짚었|매체|언론|신문|일보"
    r"|\b(?:according to|report(?:s|ed)|newspapers?|outlets?|journal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its conversation, and whose articles and of when it asks for.

    `aside` are the words that say that.
    """

    text: str
    history: Sequence[str]
    language: Language
    sources: SourceFilter
    aside: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """The articles that a message means, the likeliest first, and how many there are in all."""

    articles: Sequence[Article] = ()
    count: int = 0


class ArticleFinder:
    """Finds the articles of one home that a message means; threads may share it."""

    def __init__(
        self, catalogue: Catalogue, retriever: Retriever, today: Callable[[], date]
    ) -> None:
        """Look in `catalogue`, by topics with `retriever`; "last month" is read from `today()`."""
        self._catalogue = catalogue
        self._retriever = retriever
        self._today = today

    def understood(self, text: str, history: Sequence[str]) -> Message:
        """Return a message with the source and the time that it asks for."""
        language, sources = language_of(text), self._retriever.sources
        asked = sources.asked_in(text, language)
        if not asked and (alone := _named(" ".join(_WISH.sub(" ", text).split()), sources)):
            return Message(text, history, language, alone, (Span(0, len(text)),))
        return Message(text, history, language, asked, restricting(text, asked, self._today()))

    def newest(self, message: Message, *, columns: bool = False) -> Meant:
        """Return the newest articles of the source and the time that a message names."""
        for way in self._ways(message):
            for of in (replace(way, titled=column_marks()), way) if columns else (way,):
                if articles := self._catalogue.newest(_NEWEST, of):
                    return Meant(articles, self._catalogue.selected(of))
        return Meant()

    def news(self, message: Message) -> Meant:
        """Return the articles of the time that a message names about what it asks for."""
        if all(way.first is None for way in self._ways(message)):
            return Meant()
        query = standalone(message.text, message.history)
        found = self._retriever.retrieve(query, _MORE_PLACES)  # the nearest may be of other times
        return self._of(message, self._speaking(found, query))

    def asked_about(self, asked: AboutArticles, message: Message) -> Meant:
        """Return the articles that a question about articles means."""
        if by := _named(asked.topic, self._retriever.sources):
            asked, message = replace(asked, topic=""), replace(message, sources=by)
        if not asked.pointing and says_nothing(asked.topic, self._retriever.aliases):
            return self.newest(message, columns=asked.columns)
        every = not EVERY.isdisjoint(asked.asked)
        many = every or asked.columns
        found = self._found(_query(asked, message), _MORE_PLACES if many else _PLACES)
        if asked.unless_quoted and any(_TELLS_OF_A_REPORT.search(piece.text) for piece in found):
            return Meant()
        if asked.columns:
            marks = Selection(titled=column_marks())
            found = [piece for piece in found if marks.holds(piece.metadata)] or found
        return self._of(message, self._likeliest(asked.topic, found, every=every))

    def _ways(self, message: Message) -> Iterator[Selection]:
        oldest = self._catalogue.summary().first
        first = date.fromisoformat(oldest[:10]) if oldest else None
        return selections(message.text, message.sources, self._today(), first)

    def _found(self, query: str, places: int) -> list[Evidence]:
        """Return the places about a topic, none where the nearest ones lack what it names."""
        found = self._retriever.retrieve(query, places)
        return self._speaking(found, query) if sufficient(found, query) else []

    def _speaking(self, found: Sequence[Evidence], query: str) -> list[Evidence]:
        """Return the places that are about what is asked and speak of every name asked."""
        names = [concept for concept in self._concepts(query) if concept.kind == "name"]
        return [
            piece
            for piece in found
            if sufficient((piece,), query)
            # Far down the list the search holds places to the names no more.
            and (piece.n <= _PLACES or _held(names, f"{piece.context} {piece.text}") == len(names))
        ]

    def _concepts(self, query: str) -> tuple[Concept, ...]:
        return concepts_of(query, language_of(query), self._retriever.aliases, lambda _: ())

    def _of(self, message: Message, found: Sequence[Evidence]) -> Meant:
        """Return the articles of places, as far as they are of the source and the time named."""
        for way in self._ways(message):
            ids = dict.fromkeys(p.sentence.article_id for p in found if way.holds(p.metadata))
            if ids:
                held = self._catalogue.articles(ids)
                return Meant([held[each] for each in ids if each in held], len(ids))
        return Meant()

    def _likeliest(
        self, topic: str, found: Sequence[Evidence], *, every: bool = False
    ) -> list[Evidence]:
        """Return the places of the articles whose headline names most of a topic, or the nearest.

        "The IMF article" is the one that says so in its headline, though others speak of it too:
        with `every`, they follow.
        """
        concepts = self._concepts(topic)
        named = {p.n: _held(concepts, p.metadata.title or "") for p in found}
        likeliest = sorted(found, key=lambda p: -named[p.n])
        if every or not likeliest:
            return likeliest
        best = likeliest[0]
        near = (p for p in likeliest if named[p.n] == named[best.n])
        return [p for p in near if named[best.n] or p.score >= _SHARE * best.score]


def _held(concepts: Sequence[Concept], text: str) -> int:
    """Return how many concepts a text holds."""
    terms = frozenset(analyse(text).morphemes)
    return sum(any(way <= terms for way in concept.ways) for concept in concepts)


def _query(asked: AboutArticles, message: Message) -> str:
    """Return what to search for: the topic with its source, or what was asked before."""
    if asked.pointing:
        turns = len(message.history) // 2 * 2
        last, before = message.history[-turns:][-2:][0], message.history[-turns:][:-2]
        return standalone(last, before)
    by = [message.text[span.start : span.end] for span in message.sources.words]
    return " ".join([*by, asked.topic])


def _named(topic: str, sources: Sources) -> SourceFilter | None:
    """Return the outlet or the reporter that a topic is: "articles … from Pacific Ledger"."""
    asked = f"articles by {_BY.sub('', topic)}"
    by = sources.asked_in(asked, "en")
    whole = any(span.end == len(asked) for span in by.words)
    return by if whole and (by.outlets or by.reporters) else None
