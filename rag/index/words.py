"""Word indexes in tantivy (BM25); the only importer of tantivy.

Texts come as lists of terms, cut by `rag.text.morphemes`; tantivy only splits them on spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import tantivy

from rag.errors import StoreError

Field = Literal["morphemes", "bigrams"]


@dataclass(frozen=True, slots=True)
class WordEntry:
    """One text to be found: its key, its article and its terms by field.

    `words` are only given back by `read`.  `edition` names what the article was when its texts
    were cut.
    """

    key: str
    article_id: str
    morphemes: Sequence[str]
    bigrams: Sequence[str]
    edition: str = ""
    words: Sequence[str] = ()


class StoredTerms(NamedTuple):
    """What one indexed text holds: its morphemes, and its words in dictionary form."""

    morphemes: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing to look for in any of several ways, each of one or more terms that add up.

    A text scores by its best way only, so that a word with many translations counts once.
    """

    ways: tuple[frozenset[str], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class WordHit:
    """A text found by its words; `score` is BM25, comparable within one query only."""

    key: str
    score: float


def _edition_term(article_id: str, edition: str) -> str:
    return f"{article_id}@{edition}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("article", tokenizer_name="raw")
    # Stored, so that what a candidate sentence holds need not be cut again at each question.
    builder.add_text_field(
        "morphemes", stored=True, tokenizer_name="whitespace", index_option="freq"
    )
    builder.add_text_field("bigrams", tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("words", stored=True, indexed=False)
    return builder.build()


class WordIndex:
    """One tantivy index; one writer at a time, any number of readers."""

    def __init__(self, path: Path) -> None:
        """Open or create the index in the folder `path`.

        Raises:
            StoreError: tantivy can't open it.
        """
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
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
        try:
            writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        except ValueError as error:
            raise StoreError(
                f"the word index in {self._path} can't be written ({error}); run 'rag rebuild'"
            ) from error
        try:
            for article_id in removed:
                writer.delete_documents_by_term("article", article_id)
            for entry in entries:
                document = tantivy.Document()
                document.add_text("key", entry.key)
                document.add_text("article", entry.article_id)
                if entry.edition:
                    document.add_text("article", _edition_term(entry.article_id, entry.edition))
                document.add_text("morphemes", " ".join(entry.morphemes))
                document.add_text("bigrams", " ".join(entry.bigrams))
                if entry.words:
                    document.add_bytes("words", " ".join(dict.fromkeys(entry.words)).encode())
                writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()
        self.reopen()

    def held(self, editions: Mapping[str, str]) -> set[str]:
        """Return the articles of `editions` whose texts are held in just that edition."""
        return {id_ for id_, edition in editions.items() if self._holds(id_, edition)}

    def _holds(self, article_id: str, edition: str) -> bool:
        term = _edition_term(article_id, edition)
        query = tantivy.Query.term_query(self._schema, "article", term, index_option="basic")
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def search(self, field: Field, terms: Sequence[QueryTerm], k: int) -> list[WordHit]:
        """Return up to `k` texts that hold any of `terms`, best first."""
        if not terms or k < 1 or len(self) == 0:
            return []
        wanted = [(tantivy.Occur.Should, self._term(field, term)) for term in terms]
        query, limit = tantivy.Query.boolean_query(wanted), k + 1
        # Equal scores come in the order of segments, which is chance: also at the last place.
        while hits := self._searcher.search(query, limit=limit).hits:
            if len(hits) < limit or hits[-1][0] < hits[k - 1][0]:
                break
            limit *= 2
        found = [
            WordHit(str(self._searcher.doc(address)["key"][0]), float(score))
            for score, address in hits
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.key))[:k]

    def read(self, keys: Sequence[str]) -> dict[str, StoredTerms]:
        """Return what some texts hold, by key; a key that is not held is left out."""
        if not keys:
            return {}
        query = tantivy.Query.term_set_query(self._schema, "key", list(keys))
        found = {}
        for _, address in self._searcher.search(query, limit=len(keys), count=False).hits:
            document = self._searcher.doc(address)
            morphemes = frozenset(str(document["morphemes"][0]).split())
            words = b"".join(map(bytes, document["words"])).decode().split()
            found[str(document["key"][0])] = StoredTerms(morphemes, tuple(words))
        return found

    def _term(self, field: Field, term: QueryTerm) -> tantivy.Query:
        ways = [self._way(field, way) for way in term.ways]
        query = ways[0] if len(ways) == 1 else tantivy.Query.disjunction_max_query(ways)
        return query if term.weight == 1.0 else tantivy.Query.boost_query(query, term.weight)

    def _way(self, field: Field, way: frozenset[str]) -> tantivy.Query:
        terms = [
            tantivy.Query.term_query(self._schema, field, form, index_option="freq")
            for form in sorted(way)
        ]
        if len(terms) == 1:
            return terms[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def frequency(self, field: Field, term: str) -> int:
        """Return how many texts hold a term."""
        return int(self._searcher.doc_freq(field, term))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)
