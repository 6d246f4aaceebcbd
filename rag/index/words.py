"""Word indexes in tantivy (BM25); the only importer of tantivy.

Texts come as lists of terms, cut by `rag.text.morphemes`; tantivy only splits them on spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from rag.errors import StoreError

FIELDS = ("morphemes", "bigrams")


@dataclass(frozen=True, slots=True)
class WordEntry:
    """One text to be found: its key, its article and its terms by field."""

    key: str
    article_id: str
    morphemes: Sequence[str]
    bigrams: Sequence[str]


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """Terms of which any one will do (a word and its translations), and their weight."""

    alternatives: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class WordHit:
    """A text found by its words; `score` is BM25, comparable within one query only."""

    key: str
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("article", tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class WordIndex:
    """One tantivy index; one writer at a time, any number of readers."""

    def __init__(self, path: Path) -> None:
        """Open or create the index in the folder `path`.

        Raises:
            StoreError: tantivy can't open it.
        """
        path.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(path))
        except ValueError as error:
            raise StoreError(
                f"the word index in {path} can't be opened ({error}); run 'rag rebuild'"
            ) from error
        self._index.config_reader(reload_policy="manual")
        self.reopen()

    def reopen(self) -> None:
        """See what has been committed since, by this process or another."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def replace(self, removed: Iterable[str], entries: Iterable[WordEntry]) -> None:
        """Delete the texts of some articles, add others, and commit both as one change."""
        writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        try:
            for article_id in removed:
                writer.delete_documents("article", article_id)
            for entry in entries:
                document = tantivy.Document()
                document.add_text("key", entry.key)
                document.add_text("article", entry.article_id)
                document.add_text("morphemes", " ".join(entry.morphemes))
                document.add_text("bigrams", " ".join(entry.bigrams))
                writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()
        self.reopen()

    def search(
        self, field: str, terms: Sequence[QueryTerm], k: int, within: Sequence[str] | None = None
    ) -> list[WordHit]:
        """Return up to `k` texts that hold any of `terms`, best first.

        `within` limits the search to some keys.
        """
        if not terms or k < 1 or len(self) == 0:
            return []
        wanted = [(tantivy.Occur.Should, self._term(field, term)) for term in terms]
        query = tantivy.Query.boolean_query(wanted)
        if within is not None:
            keys = tantivy.Query.term_set_query(self._schema, "key", list(within))
            filtering = tantivy.Query.const_score_query(keys, 0.0)
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, filtering), (tantivy.Occur.Must, query)]
            )
        hits = self._searcher.search(query, limit=k).hits
        return [
            WordHit(str(self._searcher.doc(address)["key"][0]), float(score))
            for score, address in hits
        ]

    def _term(self, field: str, term: QueryTerm) -> tantivy.Query:
        queries = [
            tantivy.Query.term_query(self._schema, field, form, index_option="freq")
            for form in term.alternatives
        ]
        query = queries[0] if len(queries) == 1 else tantivy.Query.disjunction_max_query(queries)
        return query if term.weight == 1.0 else tantivy.Query.boost_query(query, term.weight)

    def frequency(self, field: str, term: str) -> int:
        """Return how many texts hold a term."""
        return int(self._searcher.doc_freq(field, term))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)
