"""Word indexes in tantivy (BM25); the only importer of tantivy.

Texts come as lists of terms, cut by `rag.text.morphemes`; tantivy only splits them on spaces.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Literal, NamedTuple

import tantivy

from rag.errors import IndexDamaged

Field = Literal["morphemes", "bigrams"]

# Tantivy multiplies a score by log2(2 + tie): by up to 1.0002, in 3,000 steps that a score tells.
_SMALLEST_TIE = 2.0**-44
_SPACE = "\x1f"  # no white space to tantivy
_SCORE_DIGITS = 4  # the rest is rounding


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


def _token(term: str) -> str:
    """Return a term without spaces: Kiwi keeps some names, such as 젠슨 황, in one piece."""
    return term.replace(" ", _SPACE)


def _term(token: str) -> str:
    return token.replace(_SPACE, " ")


def _tie(key: str) -> float:
    """Return a number that orders texts of equal score: by chance, but always the same chance."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) * _SMALLEST_TIE


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
    builder.add_float_field("tie", fast=True)
    return builder.build()


def _document(entry: WordEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("key", entry.key)
    document.add_text("article", entry.article_id)
    if entry.edition:
        document.add_text("article", _edition_term(entry.article_id, entry.edition))
    document.add_text("morphemes", " ".join(map(_token, entry.morphemes)))
    document.add_text("bigrams", " ".join(map(_token, entry.bigrams)))
    document.add_float("tie", _tie(entry.key))
    if entry.words:
        document.add_bytes("words", "\n".join(dict.fromkeys(entry.words)).encode())
    return document


class WordIndex:
    """One tantivy index; one writer at a time, any number of readers."""

    def __init__(self, path: Path) -> None:
        """Open or create the index in the folder `path`.

        Raises:
            IndexDamaged: tantivy can't open it.
        """
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._schema = _schema()
        with self._mapped("opened"):
            self._index = tantivy.Index(self._schema, path=str(path))
            self._index.config_reader(reload_policy="manual")
        self.reopen()

    def reopen(self) -> None:
        """See what has been committed since, by this process or another.

        Raises:
            IndexDamaged: tantivy can't read it; so do all that read.
        """
        with self._mapped("opened"):
            self._index.reload()
            self._searcher = self._index.searcher()

    def replace(self, removed: Iterable[str], entries: Iterable[WordEntry]) -> None:
        """Delete the texts of some articles, add others, and commit both as one change.

        Raises:
            IndexDamaged: tantivy can't write it.
        """
        with self._mapped("written"):
            writer = self._index.writer(heap_size=64_000_000, num_threads=1)
            try:
                # Files that a killed commit left bear the very names that come next.
                writer.garbage_collect_files()
                for article_id in removed:
                    writer.delete_documents_by_term("article", article_id)
                for entry in entries:
                    writer.add_document(_document(entry))
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
        with self._mapped("read"):
            return bool(self._searcher.search(query, limit=1, count=False).hits)

    def search(self, field: Field, terms: Sequence[QueryTerm], k: int) -> list[WordHit]:
        """Return up to `k` texts that hold any of `terms`, best first.

        Which of the texts with the last place's score are among them depends on their keys alone.
        """
        if not terms or k < 1 or len(self) == 0:
            return []
        wanted = [(tantivy.Occur.Should, self._term(field, term)) for term in terms]
        query = tantivy.Query.boolean_query(wanted)
        found = self._best(query, k + 1)
        # Tantivy leaves equal scores in the order of its segments, which is chance.  Thousands of
        # passages may share one score for one word, so that not even their keys can be read.
        if len(found) > k and found[k][0] == found[k - 1][0]:
            hits = [
                WordHit(key, score / math.log2(2 + _tie(key)))
                for key, score in self._named(self._best(query, k, ties_apart=True))
            ]
        else:
            hits = list(starmap(WordHit, self._named(found)))
        return sorted(hits, key=lambda hit: (-round(hit.score, _SCORE_DIGITS), hit.key))[:k]

    def _best(
        self, query: tantivy.Query, limit: int, *, ties_apart: bool = False
    ) -> list[tuple[float, tantivy.DocAddress]]:
        """Return the scores and places of the best texts."""
        weight = "tie" if ties_apart else None
        with self._mapped("read"):
            found = self._searcher.search(query, limit, count=False, weight_by_field=weight)
        return [(float(score), address) for score, address in found.hits]

    def _named(
        self, found: Iterable[tuple[float, tantivy.DocAddress]]
    ) -> Iterator[tuple[str, float]]:
        """Yield the keys of texts with their scores; to read a key costs as much as to find it."""
        with self._mapped("read"):
            for score, address in found:
                yield str(self._searcher.doc(address)["key"][0]), score

    def read(self, keys: Sequence[str]) -> dict[str, StoredTerms]:
        """Return what some texts hold, by key; a key that is not held is left out."""
        if not keys:
            return {}
        query = tantivy.Query.term_set_query(self._schema, "key", list(keys))
        with self._mapped("read"):
            hits = self._searcher.search(query, limit=len(keys), count=False).hits
            documents = [self._searcher.doc(address) for _, address in hits]
        found = {}
        for document in documents:
            morphemes = filter(None, str(document["morphemes"][0]).split(" "))
            words = b"".join(map(bytes, document["words"])).decode().split("\n")
            found[str(document["key"][0])] = StoredTerms(
                frozenset(map(_term, morphemes)), tuple(filter(None, words))
            )
        return found

    def _term(self, field: Field, term: QueryTerm) -> tantivy.Query:
        ways = [self._way(field, way) for way in term.ways]
        query = ways[0] if len(ways) == 1 else tantivy.Query.disjunction_max_query(ways)
        return query if term.weight == 1.0 else tantivy.Query.boost_query(query, term.weight)

    def _way(self, field: Field, way: frozenset[str]) -> tantivy.Query:
        terms = [
            tantivy.Query.term_query(self._schema, field, _token(form), index_option="freq")
            for form in sorted(way)
        ]
        if len(terms) == 1:
            return terms[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def frequency(self, field: Field, term: str) -> int:
        """Return how many texts hold a term."""
        return int(self._searcher.doc_freq(field, _token(term)))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    @contextmanager
    def _mapped(self, done: str) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise IndexDamaged(
                f"the word index in {self._path} can't be {done} ({error}); run 'rag rebuild'"
            ) from error
