"""From sources to the catalogue: read, split, find copies, store; a bad page is only reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rag.domain import Page, Rejection
from rag.ingest.articles import split_page
from rag.ingest.catalogue import Catalogue
from rag.ingest.copies import story_keys
from rag.ingest.identity import canonical, file_of, is_address, lies_in, older_names
from rag.ingest.readers.feed import Found, Unchanged
from rag.ingest.sources import Sources

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: pages by what became of them, and the articles now held."""

    added: int
    updated: int
    unchanged: int
    removed: int
    articles: int
    rejected: tuple[Rejection, ...]


@dataclass(slots=True)
class _Round:
    """What one reading of sources has come to so far."""

    changes: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejection] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    cut: bool = False


def take_in(
    catalogue: Catalogue,
    sources: Iterable[str],
    progress: Progress | None = None,
    *,
    prune: bool = False,
    reader: Sources | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> IngestReport:
    """Read every page of `sources` into the catalogue, where it waits to be indexed.

    `progress` is called with the number of pages read so far and in all, None where only reading
    tells. `prune` removes the pages of given folders and JSON Lines whose file or row is gone.
    `stopped` is asked after each page whether to leave the rest. A page that an older program
    stored under another spelling of its source keeps its place and gets the new name.
    """
    reader = reader or Sources()
    given = list(dict.fromkeys(map(canonical, sources)))
    total = _total(reader, given) if progress else None
    older = older_names(catalogue.sources())
    done = _Round()
    for count, found in enumerate(_read(reader, given), start=1):
        done.seen.add(found.source)
        try:
            if found.source in older:
                _adopt(catalogue, older.pop(found.source), found)
            _take(catalogue, found, done)
        except BaseException:
            # What was not stored must come again; a redirect hides under which address it came.
            reader.fetcher.validators.clear()
            raise
        if progress:
            progress(count, total)
        if stopped():
            done.cut = True
            break
    if prune and not done.cut:
        done.changes["removed"] = _prune(catalogue, given, done)
    return IngestReport(
        added=done.changes["added"],
        updated=done.changes["updated"],
        unchanged=done.changes["unchanged"],
        removed=done.changes["removed"],
        articles=catalogue.count(),
        rejected=tuple(done.rejected),
    )


def _total(reader: Sources, sources: Sequence[str]) -> int | None:
    counts = [reader.count(source) for source in sources]
    return None if None in counts else sum(count or 0 for count in counts)


def _read(reader: Sources, sources: Iterable[str]) -> Iterator[Found]:
    for source in sources:
        yield from reader.read(source)


def _take(catalogue: Catalogue, found: Found, done: _Round) -> None:
    if isinstance(found, Rejection):
        done.rejected.append(found)
    elif isinstance(found, Unchanged):
        # One that is not held was refused when it last came, and said so then.
        done.changes["unchanged"] += catalogue.page_id(found.source) is not None
    else:
        done.changes[_store(catalogue, found, done.rejected)] += 1


def _adopt(catalogue: Catalogue, older: str, found: Found) -> None:
    """Give the page held under an older spelling of a source its present name."""
    if isinstance(found, Page):
        same = catalogue.page_id(older) == replace(found, source=older).id
        catalogue.rename(older, found.source, found.id if same else "")


def _prune(catalogue: Catalogue, given: Sequence[str], done: _Round) -> int:
    """Remove the pages under given folders and JSON Lines that are gone; return their number."""
    unread = {rejection.source for rejection in done.rejected}
    containers = [s for s in given if not is_address(s) and _is_there(s)]
    removed = 0
    for source in catalogue.sources():
        if not any(lies_in(source, container) for container in containers):
            continue
        file = file_of(source)
        row_gone = file.lower().endswith(".jsonl") and source not in done.seen
        if (row_gone and file not in unread) or not _is_there(file):
            catalogue.remove(source)
            removed += 1
    return removed


def _is_there(path: str) -> bool:
    """Tell whether a file is there; one that can't be looked at may be."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return True


def _store(catalogue: Catalogue, page: Page, rejected: list[Rejection]) -> str:
    """Split a page and store its articles; return what changed, or "rejected"."""
    if catalogue.page_id(page.source) == page.id:
        return "unchanged"
    articles = split_page(page)
    if not articles:
        reason = "no article was found in the page; give a page that holds a news story"
        rejected.append(Rejection(page.source, reason))
        return "rejected"
    return catalogue.add(page, articles, list(map(story_keys, articles)))


def forget(catalogue: Catalogue, sources: Iterable[str]) -> IngestReport:
    """Remove sources from the catalogue in whatever spelling, folders with all that lies in them.

    One that is not held is reported as a rejection.
    """
    held = {source: canonical(source) for source in catalogue.sources()}
    removed, rejected = 0, []
    for source in sources:
        name = canonical(source)
        meant = [source] if source in held else [s for s in held if lies_in(held[s], name)]
        if not meant:
            reason = (
                "nothing is held under this name; a feed's pages are held under their own "
                "addresses, and 'rag export' tells the \"source\" of each article"
            )
            rejected.append(Rejection(source, reason))
        for one in meant:
            catalogue.remove(one)
            del held[one]
        removed += len(meant)
    return IngestReport(0, 0, 0, removed, catalogue.count(), tuple(rejected))
