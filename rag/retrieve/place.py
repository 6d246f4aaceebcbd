"""A place in an article that may be cited: one sentence, two short neighbours, or an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.domain import Article

NEIGHBOURS = 2  # sentences on either side that give a place its context
_CHARACTERS = 180  # sentences are cited together only if they are short
_ANSWER_SENTENCES = 2  # of an answer that are cited with the question of an interview
_LABEL = 40  # characters; a longer caption names those who stand beside each other
_STATES = re.compile(r"다[.”\"'’)]*$|\d|\b(?:is|are|was|were|has|have|\w{3,}(?:ed|ing|s))\b")
# 용어풀이:, "Background:", ■ and [ open what has little to do with the paragraph before it.
_LABELLED = re.compile(
    r"(?:[가-힣]{2,8}(?: [가-힣]{1,6})?|[A-Z][a-z]+(?: [a-z]+)?):\s|[■◆◇▶●□【\[]"
)
_ASKS = re.compile(r"^(?:Q\d{0,2}|질문|문)\s?[.:)]|\?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences `first` to `last` of an article, cited together.

    That is one sentence, two short neighbours, or a question and the beginning of its answer.
    """

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

    @property
    def asks(self) -> bool:
        """Whether it is a question in the text of an article."""
        sentence = self.article.sentences[self.first]
        return sentence.kind == "body" and _ASKS.search(sentence.text) is not None

    @property
    def labels_a_picture(self) -> bool:
        """Whether it only says who or what is in a picture: "President Kim"."""
        sentence = self.article.sentences[self.first]
        short = self.first == self.last and sentence.end - sentence.start <= _LABEL
        return sentence.kind == "caption" and short and _STATES.search(sentence.text) is None

    def overlaps(self, other: Place) -> bool:
        """Return whether the two share a sentence."""
        same = self.article.id == other.article.id
        return same and self.first <= other.last and other.first <= self.last


def with_pairs(places: Sequence[Place]) -> Iterator[Place]:
    """Yield single sentences, and with them every pair of short neighbours they belong to.

    A question of an interview tells nothing by itself: it is yielded with what answers it.
    """
    seen: set[tuple[str, int]] = set()
    for place in places:
        if place.asks:
            yield _answered(place)
            continue
        yield place
        for first in (place.first - 1, place.first):
            key = (place.article.id, first)
            if key in seen or not 0 <= first < len(place.article.sentences) - 1:
                continue
            seen.add(key)
            pair = replace(place, first=first, last=first + 1)
            kinds = {place.article.sentences[ordinal].kind for ordinal in pair.ordinals}
            short = pair.end - pair.start <= _CHARACTERS
            if kinds == {"body"} and short and not _parted(pair):
                yield pair


def _parted(pair: Place) -> bool:
    """Return whether a labelled paragraph ("Background: …") begins with the second sentence.

    Other paragraphs may be one sentence long and tell one fact between them.
    """
    behind, before = (pair.article.sentences[ordinal] for ordinal in pair.ordinals)
    parted = "\n" in pair.article.text[behind.end : before.start]
    return parted and _LABELLED.match(before.text) is not None


def _answered(place: Place) -> Place:
    """Return a question with the first sentence of its answer, and the next if all is short."""
    behind = place.article.sentences[place.last + 1 :]
    last = place.last
    for sentence in behind[:_ANSWER_SENTENCES]:
        if sentence.kind != "body" or _ASKS.search(sentence.text):
            break
        first = last == place.last
        if first or sentence.end - place.start <= _CHARACTERS:
            last = sentence.ordinal
    return replace(place, last=last)
