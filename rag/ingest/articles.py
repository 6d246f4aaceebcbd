"""One page to its stories: exact slices of the page, with what may be cited and what is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.domain import (
    Article,
    Metadata,
    Page,
    Sentence,
    SentenceKind,
    Span,
    content_hash,
)
from rag.ingest.adverts import find_adverts
from rag.ingest.captions import describes_scene, is_scene, is_signed_scene
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
from rag.ingest.lists import without_lists
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
    stories = find_stories(without_lists(mark_lines(lines_of(page.text))))
    articles = (_article(page, story, at == 0) for at, story in enumerate(stories))
    return [article for article in articles if article is not None]


def _article(page: Page, story: Story, first: bool) -> Article | None:
    declared = page.metadata if first else _shared(page.metadata)
    marks = _with_title_told(story.marks[: live_end(story)], declared.title)
    marks = _with_captions_told(_with_place_told(marks))
    opening = next((at for at, mark in enumerate(marks) if mark.kind == "prose"), None)
    if opening is None:
        return None
    prose = beginnings_of(" ".join(_own_words(mark) for mark in marks if mark.kind == "prose"))
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
    metadata = story_metadata(lines, declared)
    _drop_biography(page, gathered, metadata.reporters)
    return _finish(page, gathered, metadata)


def _own_words(mark: Mark) -> str:
    """Return what a line of prose says itself, without the outlet and the place before it."""
    return mark.text[mark.dateline.end :] if mark.dateline else mark.text


def _shared(metadata: Metadata) -> Metadata:
    """Return what a container declares that also holds for the later stories of its page."""
    return Metadata(outlet=metadata.outlet, url=metadata.url)


def _with_title_told(marks: tuple[Mark, ...], declared: str | None) -> tuple[Mark, ...]:
    """Return the lines with a headline that looked like prose ("…일까?", "…한다") made loose.

    So is a standfirst of full sentences between the headline and the byline or time.
    """
    at = next((at for at, mark in enumerate(marks) if mark.kind == "prose"), None)
    if at is None or marks[at].dateline is not None:
        return marks
    text, later = marks[at].text, [mark for mark in marks[at + 1 :] if mark.kind == "prose"]
    titled = any(mark.kind == "loose" and len(mark.text) >= 12 for mark in marks[:at])
    standfirst = titled and len(text) <= 200 and _leads_to_time(marks[at + 1 : at + 4])
    bare = len(text) <= 110 and not text.rstrip("\"'”’)").endswith(".") and not titled
    told = declared is not None and same_words(text, declared)
    if later and (bare or standfirst or told):
        return (*marks[:at], replace(marks[at], kind="loose"), *marks[at + 1 :])
    return marks


def _leads_to_time(marks: Sequence[Mark]) -> bool:
    """Tell whether a byline or a time comes before any further prose."""
    telling = (mark.kind for mark in marks if mark.kind in ("byline", "stamp", "prose"))
    return next(telling, "prose") != "prose"


def _with_place_told(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the lines with no mere place before a line but the story's first of prose."""
    first = next((at for at, mark in enumerate(marks) if mark.kind == "prose"), None)
    return tuple(
        replace(mark, dateline=None)
        if mark.dateline and mark.dateline.outlet is None and mark.kind == "prose" and at != first
        else mark
        for at, mark in enumerate(marks)
    )


def _with_captions_told(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the lines with a signed scene among the prose made a caption: who took the photo."""
    last = max((at for at, mark in enumerate(marks) if mark.kind == "prose"), default=0)
    return tuple(
        replace(mark, kind="caption")
        if mark.kind == "prose" and at < last and is_signed_scene(mark.text)
        else mark
        for at, mark in enumerate(marks)
    )


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
        elif above < at <= last + 2 and _is_picture(marks, at, in_header=at < opening):
            gathered.take_caption(mark)
        elif mark.kind == "loose" and opening < at < last:
            _take_loose(gathered, mark, prose)
        elif mark.kind in ("byline", "stamp") and above < at <= last + 2:
            gathered.edges.append(Span(mark.line.start, mark.line.end))
    gathered.sentences.sort(key=lambda found: found.span.start)
    return gathered


def _is_picture(marks: Sequence[Mark], at: int, *, in_header: bool) -> bool:
    """Tell whether a line is a caption, or the headline of the wire photo below it."""
    mark, below = marks[at], marks[at + 1] if at + 1 < len(marks) else None
    if mark.kind != "loose":
        return mark.kind == "caption"
    if below is not None and below.kind == "caption" and below.dateline is not None:
        return not in_header and below.dateline.start == 0
    return in_header and is_scene(mark.text)


def _take_loose(gathered: _Gathered, mark: Mark, prose: frozenset[str]) -> None:
    """Keep a line between paragraphs that is a sub-headline or a caption without a credit."""
    if not is_heading(mark.text, prose):
        if (
            describes_scene(mark.text)
            and 6 <= len(mark.text) <= 150
            and overlap(mark.text, prose) > 0
        ):
            gathered.take_caption(mark)
    elif not has_bullet(mark.text) and (describes_scene(mark.text) or is_scene(mark.text)):
        gathered.take_caption(mark)
    else:
        gathered.add(without_bullet(mark), "title")


def _drop_biography(page: Page, gathered: _Gathered, reporters: Sequence[str]) -> None:
    """Drop a last sentence that tells who the writer is: "Jane Doe teaches law in Nairobi."."""
    while len(gathered.sentences) > 1:
        span = gathered.sentences[-1].span
        said = page.text[span.start : span.end]
        if not any(re.match(rf"{re.escape(name)} (?:is|was|\w+s)\b", said) for name in reporters):
            return
        gathered.sentences.pop()


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
