"""Batches of articles on their way into the indexes: embedded and cut ahead of the writing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TypeVar

from rag.domain import Article
from rag.index.embedders import Embedder, Vectors
from rag.index.health import Indexes
from rag.index.parts import passages_of, readable, sentence_key
from rag.index.vectors import VectorIndex
from rag.index.words import WordEntry, WordIndex
from rag.ingest.catalogue_rows import edition
from rag.text.morphemes import Terms, analyse

T = TypeVar("T")

# Enough that tantivy's two commits (0.1 s) cost little, and few enough that embedding one batch
# while another is written pays for small ingests too.
BATCH_SENTENCES = 1000

# Read once: blocks of `quick_turns` in two threads may end in any order.
_USUAL_TURN_S = sys.getswitchinterval()


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids of articles to take out of the indexes, and articles to put in."""

    removed: list[str]
    added: list[Article]

    @property
    def ids(self) -> list[str]:
        """All articles that are on their way."""
        return [*self.removed, *(a.id for a in self.added)]


def grouped(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield articles in groups of about `BATCH_SENTENCES` sentences, none of them split."""
    group, sentences = list[Article](), 0
    for article in articles:
        group.append(article)
        sentences += len(article.sentences)
        if sentences >= BATCH_SENTENCES:
            yield group
            group, sentences = [], 0
    if group:
        yield group


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


@dataclass(frozen=True, slots=True)
class _Embedded:
    """A batch with the vectors of its sentences, while these are still being cut into terms."""

    batch: Batch
    vectors: Vectors
    cutting: Future[list[list[Terms]]]


def _embedded(batch: Batch, embedder: Embedder, cutter: Executor) -> _Embedded:
    texts = [[readable(a, s.ordinal) for s in a.sentences] for a in batch.added]
    # Kiwi releases the GIL.
    cutting = cutter.submit(lambda: [[analyse(t) for t in group] for group in texts])
    return _Embedded(batch, embedder.passages([t for group in texts for t in group]), cutting)


def _made_ready(
    embedded: _Embedded, embedder: Embedder, known: VectorIndex, learnt: set[str]
) -> Ready:
    """Embed the words that `known` does not hold, to be compared with those of any question.

    `learnt` are those that are on their way there already.
    """
    batch, terms = embedded.batch, embedded.cutting.result()
    distinct = {word for group in terms for t in group for word in t.words} - learnt
    fresh = sorted(distinct - known.held(sorted(distinct)))
    learnt.update(distinct)
    keys = [sentence_key(a.id, s.ordinal) for a in batch.added for s in a.sentences]
    return Ready(batch, keys, embedded.vectors, terms, fresh, embedder.passages(fresh))


def ahead(items: Iterator[T]) -> Generator[T, None, None]:
    """Yield `items`, none of them None, the next made in a thread while the caller uses one."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming = beside.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = beside.submit(next, items, None)
            yield item


def write(
    indexes: Indexes,
    embedder: Embedder,
    batches: Iterator[Batch],
    written: Callable[[Batch], None],
) -> None:
    """Bring batches into both indexes, telling of each; the caller holds the lock.

    While one batch is written the words of the next are embedded, and the sentences of the one
    after that.  What an index holds already in the same edition stays as it is: a killed drain is
    finished, not repeated, for tantivy counts a deleted text in its scores until segments are
    merged.
    """
    learnt: set[str] = set()
    with ThreadPoolExecutor(max_workers=1) as cutter:
        embedded = ahead(_embedded(b, embedder, cutter) for b in batches)
        ready = (_made_ready(e, embedder, indexes.terms, learnt) for e in embedded)
        with closing(embedded), closing(ahead(ready)) as made:
            for one in made:
                _put(indexes, one)
                written(one.batch)


def _put(indexes: Indexes, ready: Ready) -> None:
    batch = ready.batch
    indexes.sentences.drop_articles(batch.ids, keep=set(ready.keys))
    owners = [a.id for a in batch.added for _ in a.sentences]
    indexes.sentences.put(ready.keys, ready.vectors, owners)
    indexes.terms.put(ready.words, ready.word_vectors, [""] * len(ready.words))
    articles = list(zip(batch.added, ready.terms, strict=True))
    _write_words(indexes.sentence_words, batch.removed, articles, _sentence_entries)
    _write_words(indexes.passage_words, batch.removed, articles, _passage_entries)


@contextmanager
def quick_turns() -> Iterator[None]:
    """Let threads take turns ten times as often.

    NumPy, which embeds, releases the GIL at every operation; by Python's default it gets it back
    from a thread that reads only 5 ms later, and is ten times as slow.
    """
    sys.setswitchinterval(_USUAL_TURN_S / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL_TURN_S)


_Entries = Callable[[Article, Sequence[Terms]], Iterator[WordEntry]]


def _write_words(
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


def _sentence_entries(article: Article, terms: Sequence[Terms]) -> Iterator[WordEntry]:
    """Yield what the word index of sentences holds of an article."""
    for sentence, found in zip(article.sentences, terms, strict=True):
        key = sentence_key(article.id, sentence.ordinal)
        yield WordEntry(
            key, article.id, found.morphemes, found.bigrams, edition(article), found.words
        )


def _passage_entries(article: Article, terms: Sequence[Terms]) -> Iterator[WordEntry]:
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
