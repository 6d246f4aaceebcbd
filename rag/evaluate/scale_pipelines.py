"""What is measured as a corpus grows: ours, whole, beside the plain pipeline of most tutorials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from rag.domain import Metadata, Page
from rag.errors import HwabaekError
from rag.evaluate.scale_news import Report
from rag.index.embedders import Embedder, open_embedder
from rag.index.store import Index
from rag.ingest.articles import split_page
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from rag.settings import Settings

Kind = Literal["ours", "plain"]

_CHUNK_CHARACTERS, _CHUNK_OVERLAP = 1000, 200
PLAIN_NEEDS = {
    "langchain_chroma": "langchain-chroma",
    "langchain_text_splitters": "langchain-text-splitters",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that a search returned, what it was read with, and the address of its report."""

    url: str
    text: str
    context: str = ""


class Pipeline(Protocol):
    """Takes reports in and searches them."""

    def add(self, reports: Sequence[Report]) -> int:
        """Store and index reports; return how many texts were embedded for them."""
        ...

    def find(self, question: str, k: int) -> list[Hit]:
        """Return up to `k` texts, best first."""
        ...


def open_pipeline(kind: Kind, folder: Path, settings: Settings) -> Pipeline:
    """Open or create a pipeline in `folder`, with the embedder that `settings` name.

    Raises:
        HwabaekError: the plain pipeline's packages are not installed.
    """
    embedder = open_embedder(settings)
    if kind == "ours":
        return OurPipeline(folder, embedder)
    require_plain()
    return PlainPipeline(folder, _AsLangChain(embedder))


class OurPipeline:
    """Catalogue, both indexes and the whole search, as `rag ingest` and `rag search` run them.

    Only the search for copies is left out: reports of one kind are copies of one another but for
    their facts, and telling such apart is measured elsewhere.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open or create the home `folder`."""
        self._home, self._embedder = folder, embedder
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._index: Index | None = None
        self._retriever: Retriever | None = None

    def add(self, reports: Sequence[Report]) -> int:
        """Store and index reports; return how many sentences they have."""
        sentences = 0
        for page in map(_page, reports):
            articles = split_page(page)
            self._catalogue.add(page, articles, [()] * len(articles))
            sentences += sum(len(article.sentences) for article in articles)
        if self._index is None:
            self._index = Index(self._home, self._catalogue, self._embedder)
        self._index.drain()
        return sentences

    def find(self, question: str, k: int) -> list[Hit]:
        """Return the `k` best places as evidence, the question understood and embedded anew."""
        if self._retriever is None:
            self._retriever = Retriever(self._home, self._catalogue, self._embedder)
        found = self._retriever.retrieve(question, k)
        return [Hit(e.metadata.url or "", e.text, e.context) for e in found]


class PlainPipeline:
    """LangChain's recursive splitter and Chroma through LangChain's store, both as tutorials do.

    Chunks have up to 1,000 characters and 200 of overlap; the search is by vectors alone.
    """

    def __init__(self, folder: Path, embedder: Embeddings) -> None:
        """Open or create the store in `folder`."""
        from langchain_chroma import Chroma
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._store = Chroma(persist_directory=str(folder), embedding_function=embedder)
        self._splitter = RecursiveCharacterTextSplitter(
            chunk_size=_CHUNK_CHARACTERS, chunk_overlap=_CHUNK_OVERLAP
        )

    def add(self, reports: Sequence[Report]) -> int:
        """Cut, embed and store reports; return how many chunks they gave."""
        whole = [Document(report.text, metadata={"source": report.url}) for report in reports]
        chunks = self._splitter.split_documents(whole)
        self._store.add_documents(chunks)
        return len(chunks)

    def find(self, question: str, k: int) -> list[Hit]:
        """Return the `k` chunks nearest to a question."""
        found = self._store.as_retriever(search_kwargs={"k": k}).invoke(question)
        return [Hit(str(chunk.metadata["source"]), chunk.page_content) for chunk in found]


def require_plain() -> None:
    """Refuse where the plain pipeline's packages are not installed.

    Raises:
        HwabaekError: one is missing.
    """
    missing = [package for module, package in PLAIN_NEEDS.items() if find_spec(module) is None]
    if missing:
        raise HwabaekError(
            f"the plain pipeline needs {' and '.join(missing)}, not installed here; "
            "pip install 'hwabaek[bench]', or measure ours alone with --ours-only"
        )


class _AsLangChain(Embeddings):
    """Our embedder as LangChain's, so that both pipelines embed with the same model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts to be found."""
        vectors: list[list[float]] = self._embedder.passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        vector: list[float] = self._embedder.query(text).tolist()
        return vector


def _page(report: Report) -> Page:
    metadata = Metadata(
        title=report.title,
        outlet=report.outlet,
        published_at=report.published_at,
        url=report.url,
        language=report.language,
    )
    return Page(report.url, report.text, metadata)
