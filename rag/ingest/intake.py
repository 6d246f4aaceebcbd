"""From sources to the catalogue: read, split, find copies, store; a bad page is only reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.domain import Article, Page, Rejection
from rag.ingest.articles import split_page
from rag.ingest.catalogue import Catalogue
from rag.ingest.copies import bands, same_story, sketch
from rag.ingest.sources import read_source

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: pages by what became of them, and the articles now held."""

    added: int
    updated: int
    unchanged: int
    removed: int
    articles: int
    rejected: tuple[Rejection, ...]


def take_in(
    catalogue: Catalogue, sources: Iterable[str], progress: Progress | None = None
) -> IngestReport:
    """Read every page of `sources` into the catalogue, where it waits to be indexed.

    `progress` is called with the number of pages read so far.
    """
    changes: Counter[str] = Counter()
    rejected: list[Rejection] = []
    for count, page in enumerate(_pages(sources), start=1):
        if isinstance(page, Rejection):
            rejected.append(page)
        else:
            changes[store(catalogue, page, rejected)] += 1
        if progress:
            progress(count)
    return IngestReport(
        added=changes["added"],
        updated=changes["updated"],
        unchanged=changes["unchanged"],
        removed=0,
        articles=catalogue.count(),
        rejected=tuple(rejected),
    )


def _pages(sources: Iterable[str]) -> Iterator[Page | Rejection]:
    for source in sources:
        yield from read_source(source)


def store(catalogue: Catalogue, page: Page, rejected: list[Rejection]) -> str:
    """Split a page and store its articles; return what changed, or "rejected"."""
    if catalogue.page_id(page.source) == page.id:
        return "unchanged"
    articles = split_page(page)
    if not articles:
        reason = "no article was found in the page; give a page that holds a news story"
        rejected.append(Rejection(page.source, reason))
        return "rejected"
    keys = [bands(sketch(article.text)) for article in articles]
    joined = [_joined(catalogue, a, k) for a, k in zip(articles, keys, strict=True)]
    return catalogue.add(page, joined, keys)


def _joined(catalogue: Catalogue, article: Article, keys: Sequence[str]) -> Article:
    """Return the article with the story it is a copy of, or as a story of its own."""
    for other in catalogue.sharing_bands(keys):
        if other.id != article.id and same_story(article, other):
            return replace(article, story_id=other.story_id)
    return replace(article, story_id=article.id)


def forget(catalogue: Catalogue, sources: Iterable[str]) -> IngestReport:
    """Remove sources from the catalogue; one that is not held is reported as a rejection."""
    removed, rejected = 0, []
    for source in sources:
        if catalogue.page_id(source) is None:
            reason = "it is not held, so it can't be removed; 'rag export' lists what is"
            rejected.append(Rejection(source, reason))
        else:
            catalogue.remove(source)
            removed += 1
    return IngestReport(0, 0, 0, removed, catalogue.count(), tuple(rejected))
