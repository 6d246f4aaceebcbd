"""One page to its stories: exact slices of the page, with what may be cited and what is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.domain import (
    Article,
    Metadata,
    Page,
    Rejection,
    Sentence,
    SentenceKind,
    Span,
    content_hash,
)
from rag.ingest.adverts import find_adverts
from rag.ingest.captions import describes_scene
from rag.ingest.clock import cut_stamp
from rag.ingest.headlines import (
    Heading,
    find_heading,
    has_bullet,
    is_heading,
    same_words,
    without_bullet,
)
from rag.ingest.known import StoryText, story_metadata
from rag.ingest.lines import beginnings_of, lines_of, overlap
from rag.ingest.marks import Mark, mark_lines
from rag.ingest.pieces import split_caption, split_prose
from rag.ingest.stories import Story, find_stories, live_end

_SHORTEST = 12
_PATH = re.compile(r"^(?:[^>]{1,12}>\s*)+(?:(?:뉴스|정치|경제|사회|국제|문화|IT|과학|산업)\s)?")


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence as a span of the page."""

    span: Span
    kind: SentenceKind


@dataclass(slots=True)
class _Gathered:
    """What is being gathered of one story, all of it with offsets in the page."""

    sentences: list[_Found] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    edges: list[Span] = field(default_factory=list)

    inline_title: Span | None = None

    def add(self, span: Span, kind: SentenceKind) -> None:
        """Take one more place into the story."""
        self.sentences.append(_Found(span, kind))
        self.edges.append(span)

    def take_prose(self, mark: Mark, *, titled: bool) -> None:
        """Take a line of prose: its headline and dateline if it has them, then its sentences."""
        base = mark.line.start
        start = 0
        if mark.dateline is not None:
            start = mark.dateline.end
            self.edges.append(Span(base, base + start))
            self._take_head(mark.text[: mark.dateline.start], base, titled=titled)
        pieces = split_prose(mark.text, start)
        for piece in pieces.sentences:
            self.add(Span(base + piece.span.start, base + piece.span.end), piece.kind)
        if pieces.tails:
            self.tails.extend(pieces.tails)
            self.edges.append(Span(base, mark.line.end))

    def _take_head(self, head: str, base: int, *, titled: bool) -> None:
        """Take a headline in the dateline's own line, without the path and the time around it."""
        end = cut_stamp(head)
        if end < len(head):
            self.tails.append(head[end:])
        path = _PATH.match(head)
        start = path.end() if path else 0
        end = start + len(head[start:end].rstrip())
        if end - start >= 4:
            self.add(Span(base + start, base + end), "title")
            self.inline_title = self.inline_title or (None if titled else self.edges[-1])

    def take_caption(self, mark: Mark) -> None:
        """Take a caption: the photo's own headline before a dateline, then its sentences."""
        base, start = mark.line.start, 0
        if mark.dateline is not None:
            start = mark.dateline.end
            head = mark.text[: mark.dateline.start].rstrip()
            if head:
                self.add(Span(base, base + len(head)), "caption")
        for span in split_caption(mark.text, start):
            self.add(Span(base + span.start, base + span.end), "caption")


def split_page(page: Page) -> list[Article]:
    """Return the stories of a page in page order; none where the page holds no prose.

    Every article's text is a contiguous slice of `page.text`; its sentences are ordered,
    non-overlapping slices of that text. Spliced advertising inside them is in `masks`.
    """
    stories = find_stories(mark_lines(lines_of(page.text)))
    articles = (_article(page, story, at == 0) for at, story in enumerate(stories))
    return [article for article in articles if article is not None]


def no_article(page: Page) -> Rejection:
    """Return the rejection of a page in which `split_page` found no story."""
    return Rejection(
        page.source,
        f"a page of {len(page.text):,} characters without news prose came; give one that holds "
        "an article's sentences, not only menus, links or pictures",
    )


def _article(page: Page, story: Story, first: bool) -> Article | None:
    declared = page.metadata if first else _shared(page.metadata)
    marks = _with_title_told(story.marks[: live_end(story)], declared.title)
    opening = next((at for at, mark in enumerate(marks) if mark.kind == "prose"), None)
    if opening is None:
        return None
    prose = beginnings_of(" ".join(mark.text for mark in marks if mark.kind == "prose"))
    heading = find_heading(marks[:opening], prose, declared.title)
    gathered = _gather(marks, opening, heading, prose)
    bodies = [found.span for found in gathered.sentences if found.kind == "body"]
    if sum(span.end - span.start for span in bodies) < _SHORTEST:
        return None
    title = heading.text
    if title is None and gathered.inline_title is not None:
        title = page.text[gathered.inline_title.start : gathered.inline_title.end]
    after = story.marks[len(marks) :]
    tails = tuple(gathered.tails)
    lines = StoryText(marks[:opening], marks, after, tails, title, heading.index)
    return _finish(page, gathered, story_metadata(lines, declared))


def _shared(metadata: Metadata) -> Metadata:
    """Return what a container declares that also holds for the later stories of its page."""
    return Metadata(outlet=metadata.outlet, url=metadata.url)


def _with_title_told(marks: tuple[Mark, ...], declared: str | None) -> tuple[Mark, ...]:
    """Return the lines with a headline that looked like prose ("…일까?", "…한다") made loose."""
    at = next((at for at, mark in enumerate(marks) if mark.kind == "prose"), None)
    if at is None or marks[at].dateline is not None:
        return marks
    text, later = marks[at].text, [mark for mark in marks[at + 1 :] if mark.kind == "prose"]
    titled = any(mark.kind == "loose" and len(mark.text) >= 12 for mark in marks[:at])
    bare = len(text) <= 110 and not text.rstrip("\"'”’)").endswith(".") and not titled
    if later and (bare or (declared is not None and same_words(text, declared))):
        return (*marks[:at], replace(marks[at], kind="loose"), *marks[at + 1 :])
    return marks


def _gather(
    marks: Sequence[Mark], opening: int, heading: Heading, prose: frozenset[str]
) -> _Gathered:
    gathered = _Gathered()
    if heading.title is not None:
        gathered.add(heading.title, "title")
    for sub in heading.subs:
        gathered.add(sub, "title")
    last = max(at for at, mark in enumerate(marks) if mark.kind == "prose")
    above = heading.index if heading.index is not None else -1
    for at, mark in enumerate(marks):
        if mark.kind == "prose":
            gathered.take_prose(mark, titled=heading.title is not None)
        elif mark.kind == "caption" and above < at <= last + 2:
            gathered.take_caption(mark)
        elif mark.kind == "loose" and opening < at < last:
            _take_loose(gathered, mark, prose)
        elif mark.kind in ("byline", "stamp") and above < at <= last + 2:
            gathered.edges.append(Span(mark.line.start, mark.line.end))
    gathered.sentences.sort(key=lambda found: found.span.start)
    return gathered


def _take_loose(gathered: _Gathered, mark: Mark, prose: frozenset[str]) -> None:
    """Keep a line between paragraphs that is a sub-headline or a caption without a credit."""
    if not is_heading(mark.text, prose):
        if (
            describes_scene(mark.text)
            and 6 <= len(mark.text) <= 150
            and overlap(mark.text, prose) > 0
        ):
            gathered.add(Span(mark.line.start, mark.line.end), "caption")
        return
    scene = describes_scene(mark.text) and not has_bullet(mark.text)
    gathered.add(without_bullet(mark), "caption" if scene else "title")


def _finish(page: Page, gathered: _Gathered, metadata: Metadata) -> Article:
    start = min(edge.start for edge in gathered.edges)
    end = max(edge.end for edge in gathered.edges)
    text = page.text[start:end]
    article_id = content_hash(metadata.outlet or "", metadata.published_at or "", text)
    sentences = tuple(
        Sentence(
            article_id,
            ordinal,
            span.start - start,
            span.end - start,
            page.text[span.start : span.end],
            found.kind,
        )
        for ordinal, found in enumerate(gathered.sentences)
        for span in (found.span,)
    )
    masks = tuple(find_adverts(text, sentences))
    return Article(article_id, page.source, text, metadata, sentences, masks)
