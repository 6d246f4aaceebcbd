"""The retrieval room's two faces: our `Retriever`, and LangChain's `BaseRetriever` over it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from rag.domain import Evidence, Language
from rag.index.embedders import Embedder
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.retrieve.evidence import gather
from rag.retrieve.filters import Sources
from rag.retrieve.memory import Memory
from rag.retrieve.question import Question, asked_in, checked, understand_parts
from rag.retrieve.search import Searcher
from rag.retrieve.signs import Found
from rag.retrieve.translation import (
    Translate,
    faithful,
    helped_by,
    scored_as,
    worth_translating,
)
from rag.text.names import AliasTable

# A question, its translation if there is one, and the day on which it was asked.
_Asked: TypeAlias = tuple[str, str, date]
_QUESTIONS_REMEMBERED = 32  # an answer after a search of the same question need not search again


class Retriever:
    """Finds evidence for questions in one home; threads may share it."""

    def __init__(
        self,
        home: Path,
        catalogue: Catalogue,
        embedder: Embedder,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Open the indexes of `home`; "last month" in a question is read from `today()`.

        Raises:
            EmbedderMismatch: they were made by another embedder.
        """
        self._catalogue = catalogue
        self._index = Index(home, catalogue, embedder)
        self._searcher = Searcher(catalogue, self._index, embedder)
        self._lock = threading.Lock()  # reopening an index closes what another thread reads
        self._today = today
        self.aliases = catalogue_aliases(catalogue)
        self.sources = catalogue_sources(catalogue, self.aliases)
        self._asked = Memory(self._searched, _QUESTIONS_REMEMBERED)

    def retrieve(
        self, question: str, k: int, translate: Translate | None = None
    ) -> tuple[Evidence, ...]:
        """Return the `k` best evidence sentences for a self-contained question, best first.

        `translate` is asked where much of what is found is in the other language than the question.

        Raises:
            QuestionError: the question is empty or too long.
        """
        found = self._read(question, "", k)
        if translate is None or not worth_translating(question, found):
            return found
        # Not under the lock: a model takes its time, and others may search meanwhile.
        asked = asked_in(question)
        translation = faithful(translate(asked), asked, self.aliases)
        return self._read(question, translation, k) if translation else found

    def _read(self, question: str, translation: str, k: int) -> tuple[Evidence, ...]:
        with self._lock:
            return self._index.reading(lambda: self._retrieve(question, translation, k))

    def _retrieve(self, question: str, translation: str, k: int) -> tuple[Evidence, ...]:
        if self._index.refresh():
            self.aliases = catalogue_aliases(self._catalogue)
            self.sources = catalogue_sources(self._catalogue, self.aliases)
            self._asked.clear()
        checked(asked_in(question))  # the conversation before it may be of any length
        key = (question.strip(), translation, self._today())
        language, found = self._asked.of([key])[key]
        return gather(found, k, language, self._catalogue, self.aliases)

    def _searched(self, asked: Sequence[_Asked]) -> dict[_Asked, tuple[Language, list[Found]]]:
        return {key: self._search(*key) for key in asked}

    def _search(self, question: str, translation: str, today: date) -> tuple[Language, list[Found]]:
        induce = self._searcher.induce
        whole, *parts = understand_parts(question, self.aliases, induce, today, self.sources)
        found = self._places([whole, *parts])
        if translation:
            helped = helped_by(translation, whole, self.aliases, induce)
            found = scored_as(found, self._places([helped, *parts]))
        return whole.language, found

    def _places(self, questions: Sequence[Question]) -> list[Found]:
        found = [self._searcher.places(asked, self.aliases) for asked in questions]
        return _in_turn(found) if len(found) > 1 else found[0]


def _in_turn(lists: Sequence[Sequence[Found]]) -> list[Found]:
    """Return the best of each list, then the second of each, and so on, each place once."""
    merged: list[Found] = []
    for found in (f for row in zip_longest(*lists) for f in row if f is not None):
        if not any(found.place.overlaps(other.place) for other in merged):
            merged.append(found)
    return merged


def catalogue_aliases(catalogue: Catalogue) -> AliasTable:
    """Return the curated names and those that the articles themselves explain."""
    return AliasTable.curated().extended(catalogue.alias_pairs())


def catalogue_sources(catalogue: Catalogue, aliases: AliasTable) -> Sources:
    """Return the outlets and reporters whose articles are held."""
    return Sources(catalogue.summary().outlets, catalogue.reporters(), aliases)


class EvidenceRetriever(BaseRetriever):
    """LangChain's view of a `Retriever`: documents whose metadata hold the evidence."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 6
    translate: Translate | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.retriever.retrieve(query, self.k, self.translate)
        return [as_document(evidence) for evidence in found]


def as_document(evidence: Evidence) -> Document:
    """Return evidence as a LangChain document; its metadata names the exact place."""
    return Document(
        id=f"{evidence.sentence.article_id}:{evidence.sentence.start}",
        page_content=evidence.text,
        metadata={
            "article_id": evidence.sentence.article_id,
            "start": evidence.sentence.start,
            "end": evidence.sentence.end,
            "title": evidence.metadata.title,
            "outlet": evidence.metadata.outlet,
            "published_at": evidence.metadata.published_at,
            "score": evidence.score,
            "evidence": evidence,
        },
    )


def as_evidence(document: Document) -> Evidence:
    """Return the evidence that `as_document` put into a document."""
    evidence = document.metadata["evidence"]
    if not isinstance(evidence, Evidence):
        raise TypeError("the document does not come from an EvidenceRetriever")
    return evidence
