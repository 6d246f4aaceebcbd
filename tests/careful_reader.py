"""Pages with what a careful reader finds in them, and how much of it splitting a page finds.

    python -m tests.careful_reader [FOLDER]

The folder holds `expected.toml` and the pages that it names. A field is right when it is equal;
a story that was not found has every field wrong, and one too many costs a field.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rag.domain import Article, Page, Rejection, SentenceKind
from rag.ingest.articles import split_page
from rag.ingest.sources import Sources

PAGES = Path(__file__).parent / "data" / "pages"
_FIELDS = (
    *("title", "outlet", "reporters", "published", "updated", "place"),
    *("first", "last", "captions", "masks"),
)
_LISTS = frozenset(("reporters", "captions", "masks"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of a page: what was wanted and what was found."""

    field: str
    wanted: object
    found: object

    @property
    def right(self) -> bool:
        """Whether the page was read as a careful reader does."""
        return self.wanted == self.found


def expected(folder: Path = PAGES) -> list[dict[str, Any]]:
    """Return the entries of a folder's `expected.toml`, one for each page."""
    entries: list[dict[str, Any]] = tomllib.loads((folder / "expected.toml").read_text("utf-8"))[
        "page"
    ]
    return entries


def read_page(entry: Mapping[str, Any], folder: Path = PAGES) -> list[Reading]:
    """Read one page and compare every field of its stories, and what may not be cited."""
    articles = [a for p in Sources().read(str(folder / entry["file"])) for a in _split(p)]
    readings = []
    for wanted, article in zip_longest(entry["article"], articles):
        if wanted is None:
            readings.append(Reading("story", None, article.metadata.title))
            continue
        found = _fields(article) if article else {}
        for name in _FIELDS:
            nothing: object = [] if name in _LISTS else None
            missing = nothing if article else "no story"
            readings.append(Reading(name, wanted.get(name, nothing), found.get(name, missing)))
    cited = [s.text for article in articles for s in article.sentences]
    said = [f"{word}: {text}" for text in cited for word in entry["absent"] if word in text]
    lost = [text for text in entry.get("present", ()) if text not in cited]
    return [*readings, Reading("absent", [], said), Reading("present", [], lost)]


def _split(page: Page | Rejection) -> Sequence[Article]:
    return split_page(page) if isinstance(page, Page) else ()


def _fields(article: Article) -> dict[str, object]:
    told = article.metadata
    body = _texts(article, "body")
    return {
        "title": told.title,
        "outlet": told.outlet,
        "reporters": list(told.reporters),
        "published": told.published_at,
        "updated": told.updated_at,
        "place": told.place,
        "first": body[0],
        "last": body[-1],
        "captions": _texts(article, "caption"),
        "masks": [article.text[mask.start : mask.end] for mask in article.masks],
    }


def _texts(article: Article, kind: SentenceKind) -> list[str]:
    return [sentence.text for sentence in article.sentences if sentence.kind == kind]


def main() -> None:
    """Print what was read wrongly, and fields right of all for each page and together."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    write = sys.stdout.write
    right = every = 0
    for entry in expected(folder):
        readings = read_page(entry, folder)
        good = sum(reading.right for reading in readings)
        write(f"{entry['file']:32} {good}/{len(readings)}\n")
        for line in _wrong(readings):
            write(f"    {line}\n")
        right, every = right + good, every + len(readings)
    write(f"{'all':32} {right}/{every} = {right / every:.3f}\n")


def _wrong(readings: Sequence[Reading]) -> Iterator[str]:
    for reading in readings:
        if not reading.right:
            yield f"{reading.field}: wanted {reading.wanted!r}, found {reading.found!r}"


if __name__ == "__main__":
    main()
