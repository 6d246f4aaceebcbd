"""What the chat needs of the rooms behind it, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rag.domain import Article, CorpusSummary, Event, Language


class ModelOption(Protocol):
    """One entry of the model picker."""

    @property
    def name(self) -> str:
        """The name that chooses it, such as "quote" or "ollama:gemma3"."""

    @property
    def title(self) -> str:
        """What a person calls it."""

    @property
    def ready(self) -> bool:
        """Whether it can answer now."""

    @property
    def reason(self) -> str:
        """Why it is not ready and what to do about it; empty when it is ready."""


class ChatBackend(Protocol):
    """Answers questions and hands out the articles they cite; shared by every reader's session.

    Every method may be called from several threads at once.  Whatever it refuses is raised as a
    `HwabaekError` whose message can be shown to a person.
    """

    @property
    def default_model(self) -> str:
        """The name of the model to answer with until the reader picks another."""

    @property
    def notice(self) -> str:
        """A remark that every reader should see, such as a model that could not be had."""

    def stream(
        self, question: str, history: Sequence[str] = (), model: str | None = None
    ) -> Iterator[Event]:
        """Yield the evidence, the pieces of a draft if there is a model, and the answer.

        `history` holds the earlier questions and answers in turns, oldest first.
        """

    def article(self, article_id: str) -> Article:
        """Return a stored article."""

    def headlines(self, language: Language) -> Sequence[str]:
        """Return new headlines to ask about, those in `language` first."""

    def corpus(self) -> CorpusSummary:
        """Return what the articles cover; drawn at every step, so it should be cheap."""

    def models(self) -> Sequence[ModelOption]:
        """Return every known model; asked for now and then, as a server may have to answer."""
