"""Answers to messages that ask for nothing: what may be asked, or the newest headlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.answer import wording
from rag.answer.quotes import MAX_CHARACTERS
from rag.domain import Answer, Article, Claim, CorpusSummary, Evidence, Language, Sentence

_MOST_HEADLINES = 5
_MOST_EXAMPLES = 3
_EXAMPLE = 60  # the longest headline that still makes a question one likes to ask


def headlines(
    question: str, language: Language, newest: Iterable[Article], model: str
) -> Answer | None:
    """Return the newest headlines as quotes with their sources, or None where there are none."""
    sources: list[Evidence] = []
    room = MAX_CHARACTERS
    for article in _one_of_each_story(newest):
        title = _heading(article)
        if title is None:
            continue
        length = len(f"“{title.text}” [1] ")
        if len(sources) < _MOST_HEADLINES and length <= room:
            room -= length
            n = len(sources) + 1
            sources.append(Evidence(n, title, article.metadata, title.text, 1.0, core=title.text))
    if not sources:
        return None
    claims = tuple(Claim(f"“{piece.text}”", (piece.n,), "supported") for piece in sources)
    published = (piece.metadata.published_at for piece in sources)
    return Answer(
        question=question,
        language=language,
        status="answered",
        text=" ".join(f"{claim.text} [{n}]" for n, claim in enumerate(claims, start=1)),
        claims=claims,
        sources=tuple(sources),
        as_of=max(filter(None, published), default=None),
        model=model,
    )


def welcome(
    question: str,
    language: Language,
    corpus: CorpusSummary,
    newest: Sequence[Article],
    model: str,
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
        model=model,
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
