"""The real search over the passages of a bench, each stored as an article of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.domain import Article, Metadata, Page, Sentence, SentenceKind
from rag.evaluate.retrieval_bench import BenchPassage
from rag.index.embedders import open_embedder
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.retrieve.question import checked, language_of, understand
from rag.retrieve.search import Searcher
from rag.settings import Settings
from rag.text.names import AliasTable
from rag.text.sentences import split_sentences


class IndexedPassages:
    """A `PassageSearch` through the catalogue, both indexes and the question's understanding."""

    def __init__(
        self,
        passages: Sequence[BenchPassage],
        settings: Settings,
        progress: Callable[[int, int], None],
    ) -> None:
        """Store and index the passages in `settings.home`, which should be empty."""
        embedder = open_embedder(settings)
        self._catalogue = Catalogue(settings.home / "catalogue.sqlite")
        for passage in passages:
            article = _article(passage)
            self._catalogue.add(Page(passage.id, article.text), [article], [()])
        index = Index(settings.home, self._catalogue, embedder)
        index.drain(progress)
        self._aliases = AliasTable.curated().extended(self._catalogue.alias_pairs())
        self._searcher = Searcher(self._catalogue, index, embedder)

    def search(self, question: str, k: int) -> list[str]:
        """Return the ids of up to `k` passages, best first."""
        understood = understand(checked(question), self._aliases, self._searcher.induce)
        found = self._searcher.passages(understood).scores
        ids = (passage.partition(":")[0] for passage in found)
        return list(dict.fromkeys(ids))[:k]


def _article(passage: BenchPassage) -> Article:
    text, sentences = passage.whole, list[Sentence]()
    for ordinal, span in enumerate(split_sentences(text)):
        written = text[span.start : span.end]
        kind: SentenceKind = "title" if written == passage.title else "body"
        sentences.append(Sentence(passage.id, ordinal, span.start, span.end, written, kind))
    metadata = Metadata(title=passage.title or None, language=language_of(text))
    return Article(passage.id, passage.id, text, metadata, tuple(sentences))
