"""The reception: answers what needs no evidence and no model, from the catalogue alone.

Those are greetings, wishes for the news of a source or a time, and questions about the articles
themselves.  Each sentence shown quotes the headline of the article that it tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from rag.answer import wording
from rag.answer.small_talk import headlines, welcome
from rag.domain import Answer
from rag.ingest.catalogue import Catalogue
from rag.retrieve.about_articles import about_articles, blanked
from rag.retrieve.articles_meant import ArticleFinder, Message
from rag.retrieve.retriever import Retriever
from rag.retrieve.small_talk import asks_for_news, small_talk

_EXAMPLES = 20  # articles among which examples of questions are chosen


class Reception:
    """Answers messages about the articles of one home; threads may share it."""

    def __init__(
        self, catalogue: Catalogue, retriever: Retriever, today: Callable[[], date]
    ) -> None:
        """Tell of the articles of `catalogue`; "last month" is read from `today()`."""
        self._catalogue = catalogue
        self._retriever = retriever
        self._finder = ArticleFinder(catalogue, retriever, today)

    def answer(self, question: str, history: Sequence[str], model: str) -> Answer | None:
        """Return the answer to a message that the catalogue can answer, and None to any other."""
        message = self._finder.understood(question, history)
        if message.sources.unheld:
            return None
        told = self._of_articles(message) or self._talk(message) or self._news(message)
        return replace(told, model=model) if told else None

    def _of_articles(self, message: Message) -> Answer | None:
        """Answer a question about the articles themselves."""
        asked = about_articles(message.text, message.aside, follows=bool(message.history))
        if asked is None:
            return None
        meant = self._finder.asked_about(asked, message)
        lead = partial(wording.counted, meant.count, language=message.language)
        return headlines(
            message.text,
            message.language,
            meant.articles,
            remark=partial(wording.told_of, asked=asked.asked, language=message.language),
            lead=lead if "count" in asked.asked else None,
        )

    def _talk(self, message: Message) -> Answer | None:
        """Answer small talk: the newest headlines of what is wished for, or what may be asked."""
        talk = small_talk(message.text, message.history, self._retriever.aliases, message.aside)
        if not talk:
            return None
        text, language = message.text, message.language
        if talk == "headlines":
            told = headlines(text, language, self._finder.newest(message).articles)
            if told or message.aside:
                return told  # an article of another time may well tell of this one
        return welcome(text, language, self._catalogue.summary(), self._catalogue.newest(_EXAMPLES))

    def _news(self, message: Message) -> Answer | None:
        """Answer a wish for the news of a time about something."""
        if not asks_for_news(blanked(message.text, message.aside)):
            return None
        return headlines(message.text, message.language, self._finder.news(message).articles)
