"""From found sentences to numbered evidence: copies counted once, values written beside."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Article, Evidence, Language
from rag.index.store import readable
from rag.ingest.catalogue import Catalogue
from rag.retrieve.question import Question
from rag.retrieve.search import Found, context_ordinals
from rag.text.annotate import annotate
from rag.text.morphemes import analyse
from rag.text.names import AliasTable

# Copies of one story are edited lightly: two sentences that share this much say the same.
_SAME_SENTENCE = 0.6


def gather(
    found: Sequence[Found],
    k: int,
    question: Question,
    catalogue: Catalogue,
    aliases: AliasTable,
) -> tuple[Evidence, ...]:
    """Return the `k` best sentences as evidence numbered from 1, copies left out."""
    chosen: list[Found] = []
    for candidate in found:
        if len(chosen) == k:
            break
        if not any(_repeats(candidate, earlier) for earlier in chosen):
            chosen.append(candidate)
    outlets = catalogue.outlets_of_stories(f.article.story_id for f in chosen)
    return tuple(
        _evidence(n, f, outlets.get(f.article.story_id, ()), question.language, aliases)
        for n, f in enumerate(chosen, start=1)
    )


def _repeats(candidate: Found, earlier: Found) -> bool:
    if candidate.article.id == earlier.article.id:
        return False
    if candidate.article.story_id != earlier.article.story_id:
        return False
    a = set(analyse(candidate.sentence.text).bigrams)
    b = set(analyse(earlier.sentence.text).bigrams)
    return len(a & b) >= _SAME_SENTENCE * min(len(a), len(b))


def _evidence(
    n: int, found: Found, outlets: Sequence[str], reader: Language, aliases: AliasTable
) -> Evidence:
    article, at = found.article, found.sentence.ordinal
    text = readable(article, at)
    return Evidence(
        n=n,
        sentence=found.sentence,
        metadata=article.metadata,
        text=text,
        score=round(found.score, 4),
        annotations=annotate(text, article.metadata.published_on, reader, aliases),
        also_in=tuple(outlet for outlet in outlets if outlet != article.metadata.outlet),
        context=_context(article, at),
        missing=tuple(c.text for c in found.missing if c.kind in ("name", "number")),
    )


def _context(article: Article, at: int) -> str:
    around = [ordinal for ordinal in context_ordinals(article, at) if ordinal != at]
    return "\n".join(readable(article, ordinal) for ordinal in around)
