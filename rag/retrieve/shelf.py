"""Articles, vectors and terms of one home as a search reads them, the latest ones kept at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.domain import Article, Passage
from rag.index.embedders import Vectors
from rag.index.parts import passages_of
from rag.index.store import Index
from rag.index.words import StoredTerms
from rag.ingest.catalogue import Catalogue
from rag.retrieve.memory import Memory

_ARTICLES = 4_000  # about 10 KiB each
_SENTENCES = 10_000  # 2 KiB each with 512 dimensions


class Shelved(NamedTuple):
    """An article and the passages that it is cut into."""

    article: Article
    passages: tuple[Passage, ...]

    def passage(self, key: str) -> Passage | None:
        """Return the passage of that id, or the one that holds the sentence of that key."""
        ordinal = key.partition(":")[2]
        if not ordinal.isdigit():
            return next((p for p in self.passages if p.id == key), None)
        return next((p for p in self.passages if p.first <= int(ordinal) <= p.last), None)


class Shelf:
    """Reads from a catalogue and its indexes, and forgets what it read once they change."""

    def __init__(self, catalogue: Catalogue, index: Index) -> None:
        """Read from `index`, and articles from `catalogue`."""
        self._catalogue = catalogue
        self._index = index
        self._generation = catalogue.generation
        self._articles = Memory(self._shelved, _ARTICLES)
        # By way of `index`, whose parts are others after each reopening.
        self._vectors = Memory[str, Vectors](lambda keys: index.sentences.get(keys), _SENTENCES)
        self._terms = Memory[str, StoredTerms](
            lambda keys: index.sentence_words.read(keys), _SENTENCES
        )

    def articles(self, ids: Iterable[str]) -> dict[str, Shelved]:
        """Return the articles of `ids` that are held, by id."""
        self._forget_if_changed()
        return self._articles.of(ids)

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of sentences by key; one that is not held is left out."""
        self._forget_if_changed()
        return self._vectors.of(keys)

    def terms(self, keys: Sequence[str]) -> dict[str, StoredTerms]:
        """Return what sentences hold by key; one that is not held is left out."""
        self._forget_if_changed()
        return self._terms.of(keys)

    def _shelved(self, ids: list[str]) -> dict[str, Shelved]:
        held = self._catalogue.articles(ids)
        return {id_: Shelved(a, tuple(passages_of(a))) for id_, a in held.items()}

    def _forget_if_changed(self) -> None:
        generation = self._catalogue.generation
        if generation != self._generation:
            self._generation = generation
            for memory in (self._articles, self._vectors, self._terms):
                memory.clear()
