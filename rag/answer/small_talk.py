"""Answers to messages that ask for nothing: what may be asked, or the newest headlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rag.answer import wording
from rag.answer.quotes import MAX_CHARACTERS
from rag.domain import (
    QUOTE,
    Answer,
    Article,
    Claim,
    CorpusSummary,
    Evidence,
    Language,
    Metadata,
    Sentence,
)
from rag.ingest.clock import latest

_MOST_HEADLINES = 5
_LEAD = 80  # characters kept for what comes before the headlines
_MOST_EXAMPLES = 3
_EXAMPLE = 60  # the longest headline that still makes a question one likes to ask


def headlines(
    question: str,
    language: Language,
    articles: Iterable[Article],
    remark: Callable[[Metadata], str] = lambda _: "",
    lead: Callable[[int], str] | None = None,
) -> Answer | None:
    """Return the headlines of articles as quotes with their sources, or None where there are none.

    `remark` says what stands in brackets behind a headline, `lead` what comes before so many of
    them; it cites them all.
    """
    sources: list[Evidence] = []
    quotes: list[str] = []
    room = MAX_CHARACTERS - (_LEAD if lead else 0)
    for article in _one_of_each_story(articles):
        title = _heading(article)
        if title is None:
            continue
        told = remark(article.metadata)
        quote = f"“{title.text}”" + (f" ({told})" if told else "")
        length = len(f"{quote} [1] ")
        if len(sources) < _MOST_HEADLINES and length <= room:
            room -= length
            n = len(sources) + 1
            sources.append(Evidence(n, title, article.metadata, title.text, 1.0, core=title.text))
            quotes.append(quote)
    if not sources:
        return None
    claims = [Claim(q, (n,), "supported") for n, q in enumerate(quotes, start=1)]
    if lead:
        everything = tuple(piece.n for piece in sources)
        claims.insert(0, Claim(lead(len(sources)), everything, "supported"))
    return Answer(
        question=question,
        language=language,
        status="answered",
        text=" ".join(c.text + "".join(f" [{n}]" for n in c.citations) for c in claims),
        claims=tuple(claims),
        sources=tuple(sources),
        as_of=latest(piece.metadata.published_at for piece in sources),
        model=QUOTE,
    )


def welcome(
    question: str,
    language: Language,
    corpus: CorpusSummary,
    newest: Sequence[Article],
) -> Answer:
    """Return what the articles cover and a few things to ask, made from the newest headlines."""
    return Answer(
        question=question,
        language=language,
        status="not_found",
        text=wording.welcome(corpus, short_headlines(newest, language)[:_MOST_EXAMPLES], language),
        claims=(),
        sources=(),
        as_of=None,
        model=QUOTE,
    )


def short_headlines(newest: Iterable[Article], language: Language) -> list[str]:
    """Return the headlines that one may well ask about, those in `language` first."""
    held = [article for article in _one_of_each_story(newest) if article.metadata.title]
    held.sort(key=lambda article: article.language != language)  # stays newest first otherwise
    titles = (" ".join((article.metadata.title or "").split()) for article in held)
    return [title for title in dict.fromkeys(titles) if len(title) <= _EXAMPLE]


def _one_of_each_story(articles: Iterable[Article]) -> Iterable[Article]:
    stories: set[str] = set()
    for article in articles:
        if article.story_id not in stories:
            stories.add(article.story_id)
            yield article


def _heading(article: Article) -> Sentence | None:
    """Return an article's headline, or where its text has none its first sentence."""
    title = next((s for s in article.sentences if s.kind == "title"), None)
    return title or next(iter(article.sentences), None)
