"""A place in an article that may be cited: one sentence, or two short neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.domain import Article

NEIGHBOURS = 2  # sentences on either side that give a place its context
_PAIR_CHARACTERS = 180  # two sentences are cited together only if they are short


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences `first` to `last` of an article, cited together: one, or two short neighbours."""

    article: Article
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where the place begins in the article's text."""
        return self.article.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where the place ends in the article's text."""
        return self.article.sentences[self.last].end

    @property
    def ordinals(self) -> range:
        """The ordinals of its sentences."""
        return range(self.first, self.last + 1)

    @property
    def neighbourhood(self) -> range:
        """The ordinals of its sentences and up to two on either side."""
        last = min(len(self.article.sentences) - 1, self.last + NEIGHBOURS)
        return range(max(0, self.first - NEIGHBOURS), last + 1)

    @property
    def context(self) -> list[int]:
        """The ordinals of the headlines and of the neighbourhood, in order."""
        heads = (s.ordinal for s in self.article.sentences if s.kind == "title")
        return sorted({*heads, *self.neighbourhood})

    def overlaps(self, other: Place) -> bool:
        """Return whether the two share a sentence."""
        same = self.article.id == other.article.id
        return same and self.first <= other.last and other.first <= self.last


def with_pairs(places: Sequence[Place]) -> Iterator[Place]:
    """Yield single sentences, and with them every pair of short neighbours they belong to."""
    seen: set[tuple[str, int]] = set()
    for place in places:
        yield place
        for first in (place.first - 1, place.first):
            key = (place.article.id, first)
            if key in seen or not 0 <= first < len(place.article.sentences) - 1:
                continue
            seen.add(key)
            pair = replace(place, first=first, last=first + 1)
            kinds = {place.article.sentences[ordinal].kind for ordinal in pair.ordinals}
            if kinds == {"body"} and pair.end - pair.start <= _PAIR_CHARACTERS:
                yield pair
