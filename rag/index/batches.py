"""Batches of articles on their way into the indexes: embedded and cut ahead of the writing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from rag.domain import Article
from rag.index.embedders import Embedder, Vectors
from rag.index.parts import passages_of, readable, sentence_key
from rag.index.vectors import VectorIndex
from rag.index.words import WordEntry, WordIndex
from rag.ingest.catalogue_rows import edition
from rag.text.morphemes import Terms, analyse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids of articles to take out of the indexes, and articles to put in."""

    removed: list[str]
    added: list[Article]

    @property
    def ids(self) -> list[str]:
        """All articles that are on their way."""
        return [*self.removed, *(a.id for a in self.added)]


@dataclass(frozen=True, slots=True)
class Ready:
    """A batch with all that is written of it.

    `vectors[i]` belongs to the sentence under `keys[i]`, `terms` are by article and sentence, and
    `words` those of the corpus that were not met before, with `word_vectors`.
    """

    batch: Batch
    keys: list[str]
    vectors: Vectors
    terms: list[list[Terms]]
    words: list[str]
    word_vectors: Vectors


def made_ready(batch: Batch, embedder: Embedder, known: VectorIndex, learnt: set[str]) -> Ready:
    """Embed the sentences of a batch and cut them into terms, the two at once.

    Words that `known` does not hold are embedded too, to be compared with those of a question in
    any language; `learnt` are those that are on their way there already.
    """
    texts = [[readable(a, s.ordinal) for s in a.sentences] for a in batch.added]
    with ThreadPoolExecutor(max_workers=1) as beside:  # Kiwi lets go of the interpreter
        cutting = beside.submit(lambda: [[analyse(t) for t in group] for group in texts])
        vectors = embedder.passages([text for group in texts for text in group])
        terms = cutting.result()
    distinct = {word for group in terms for t in group for word in t.words} - learnt
    fresh = sorted(distinct - known.held(sorted(distinct)))
    learnt.update(distinct)
    keys = [sentence_key(a.id, s.ordinal) for a in batch.added for s in a.sentences]
    return Ready(batch, keys, vectors, terms, fresh, embedder.passages(fresh))


def ahead(items: Iterator[T]) -> Generator[T, None, None]:
    """Yield `items`, none of them None, the next made in a thread while the caller uses one."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming = beside.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = beside.submit(next, items, None)
            yield item


_Entries = Callable[[Article, Sequence[Terms]], Iterator[WordEntry]]


def write_words(
    words: WordIndex,
    removed: Sequence[str],
    articles: Sequence[tuple[Article, Sequence[Terms]]],
    entries_of: _Entries,
) -> None:
    """Take articles out of a word index and put in those that it does not hold already."""
    held = words.held({a.id: edition(a) for a, _ in articles})
    new = [(a, terms) for a, terms in articles if a.id not in held]
    gone = [*removed, *(a.id for a, _ in new)]
    if gone:
        words.replace(gone, (entry for a, terms in new for entry in entries_of(a, terms)))


def sentence_entries(article: Article, terms: Sequence[Terms]) -> Iterator[WordEntry]:
    """Yield what the word index of sentences holds of an article."""
    for sentence, found in zip(article.sentences, terms, strict=True):
        key = sentence_key(article.id, sentence.ordinal)
        yield WordEntry(
            key, article.id, found.morphemes, found.bigrams, edition(article), found.words
        )


def passage_entries(article: Article, terms: Sequence[Terms]) -> Iterator[WordEntry]:
    """Yield what the word index of passages holds of an article."""
    title = [t for s, t in zip(article.sentences, terms, strict=True) if s.kind == "title"]
    for passage in passages_of(article):
        members = [*terms[passage.first : passage.last + 1]]
        # The headline names what the passage is about; the body often says only "it" or "he".
        context = members + [t for t in title if t not in members]
        yield WordEntry(
            passage.id,
            article.id,
            [term for t in context for term in t.morphemes],
            [term for t in context for term in t.bigrams],
            edition(article),
        )
