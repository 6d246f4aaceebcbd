"""From found places to numbered evidence: copies counted once, values written beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rag.domain import MASK, Article, Evidence, Language
from rag.index.parts import readable
from rag.ingest.catalogue import Catalogue
from rag.retrieve.place import Place
from rag.retrieve.recency import shared_words
from rag.retrieve.signs import Found
from rag.retrieve.topic import on_topic
from rag.text.annotate import annotate
from rag.text.names import AliasTable

# Copies of one story are edited lightly: two sentences that share this much say the same.
_SAME_SENTENCE = 0.6

_annotate = lru_cache(maxsize=1024)(annotate)


def gather(
    found: Sequence[Found],
    k: int,
    reader: Language,
    catalogue: Catalogue,
    aliases: AliasTable,
) -> tuple[Evidence, ...]:
    """Return the `k` best places as evidence numbered from 1, copies left out.

    `reader` is the language in which exact values are written beside.
    """
    chosen: list[Found] = []
    for candidate in found:
        if len(chosen) == k:
            break
        if not any(_repeats(candidate.place, earlier.place) for earlier in chosen):
            chosen.append(candidate)
    outlets = catalogue.outlets_of_stories(f.place.article.story_id for f in chosen)
    return tuple(
        _evidence(n, f, outlets.get(f.place.article.story_id, ()), reader, aliases)
        for n, f in enumerate(chosen, start=1)
    )


def _repeats(candidate: Place, earlier: Place) -> bool:
    article, other = candidate.article, earlier.article
    if article.text[candidate.start : candidate.end] == other.text[earlier.start : earlier.end]:
        return True  # a caption that stands under two pictures
    if article.id == other.id or article.story_id != other.story_id:
        return False
    return shared_words(candidate, earlier) >= _SAME_SENTENCE


def _evidence(
    n: int, found: Found, outlets: Sequence[str], reader: Language, aliases: AliasTable
) -> Evidence:
    place = found.place
    article = place.article
    text = _read(article, place.ordinals)
    first = article.sentences[place.first]
    cited = replace(first, end=place.end, text=article.text[place.start : place.end])
    around = [ordinal for ordinal in place.context if ordinal not in place.ordinals]
    return Evidence(
        n=n,
        sentence=cited,
        metadata=article.metadata,
        text=text,
        score=round(found.score, 4),
        annotations=_annotate(text, article.metadata.published_on, reader, aliases),
        also_in=tuple(outlet for outlet in outlets if outlet != article.metadata.outlet),
        context=_read(article, around),
        missing=found.missing,
        core=_read(article, (found.core or place).ordinals),
        topic=round(on_topic(found.signs), 4),
    )


def _read(article: Article, ordinals: Iterable[int]) -> str:
    return " ".join(readable(article, ordinal, MASK) for ordinal in ordinals)
