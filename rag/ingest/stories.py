"""Where one page's stories begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.ingest.clock import has_label, is_label
from rag.ingest.marks import Mark
from rag.text.sentences import split_sentences

_LONG = 150  # characters after a dateline that make a story and not a caption or a teaser


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of one story, with the chrome among and around them."""

    marks: tuple[Mark, ...]


def find_stories(marks: Sequence[Mark]) -> list[Story]:
    """Cut a page's lines into stories; a page that shows no second beginning is one story.

    A second story begins where, after prose of the first, a fresh dateline or a labelled
    publication time stands over prose of its own. What follows a story's end (copyright, comments,
    related links) stays with it but is no prose any more.
    """
    starts = [0]
    prose = 0
    ended = False
    for at, mark in enumerate(marks):
        if prose >= 1 and _begins(marks, at, ended=ended):
            starts.append(_headline_start(marks, at, starts[-1]))
            prose, ended = 0, False
        if mark.kind == "prose":
            prose += 1
        elif prose >= 1 and (mark.zone is not None or mark.kind == "byline"):
            ended = True
    ends = [*starts[1:], len(marks)]
    return [Story(tuple(marks[start:end])) for start, end in zip(starts, ends, strict=True)]


def _begins(marks: Sequence[Mark], at: int, *, ended: bool) -> bool:
    mark = marks[at]
    if mark.kind == "prose" and mark.dateline is not None and mark.dateline.outlet:
        own = mark.text[mark.dateline.end :]
        has_head = mark.dateline.start >= 8 or (at > 0 and marks[at - 1].kind in ("loose", "stamp"))
        said = len(split_sentences(own))
        full = said >= 4 or (said >= 2 and len(own) >= _LONG) or _prose_after(marks, at) >= 2
        return full and (ended or has_head)
    if mark.kind == "stamp" and (has_label(mark.text) or is_label(mark.text)):
        near = marks[max(0, at - 4) : at]
        titled = any(other.kind == "loose" and len(other.text) >= 12 for other in near)
        apart = ended or not any(other.kind == "prose" for other in near)
        return titled and apart and _prose_after(marks, at) >= 2
    return False


def _prose_after(marks: Sequence[Mark], at: int) -> int:
    """Count the prose lines soon after a line, up to the next end of a story."""
    count = 0
    for mark in marks[at + 1 : at + 13]:
        if mark.zone is not None:
            break
        count += mark.kind == "prose"
    return count


def _headline_start(marks: Sequence[Mark], at: int, floor: int) -> int:
    """Return the line where the story that begins at line `at` has its headline."""
    mark = marks[at]
    if mark.dateline is not None and mark.dateline.start >= 8:
        return at
    start = at
    while start - 1 > floor and at - start < 6:
        before = marks[start - 1]
        if before.kind in ("prose", "caption") or before.zone is not None:
            break
        if before.kind == "byline" and not _leads_to_headline(marks, start - 1, at):
            break
        start -= 1
    return start


def _leads_to_headline(marks: Sequence[Mark], byline: int, at: int) -> bool:
    """Tell whether a byline above a beginning belongs to it: no headline stands between them."""
    return not any(mark.kind == "loose" and len(mark.text) >= 12 for mark in marks[byline:at])


def live_end(story: Story) -> int:
    """Return how many of a story's lines can hold its text: up to what ends it for good.

    Copyright lines and comment boxes end a story that has prose; a "related" header does so
    unless full paragraphs go on below it, as where a box interrupts the text, or the story's
    closing byline is yet to come.
    """
    prose, closed = 0, False
    for at, mark in enumerate(story.marks):
        if mark.kind == "prose":
            prose += 1
        closed = closed or (prose > 0 and mark.kind == "byline")
        if not prose or mark.zone is None:
            continue
        below = story.marks[at + 1 :]
        if mark.zone == "related" and (_resumes(below[:10]) or (not closed and _closes(below))):
            continue
        if mark.zone == "comments" and _resumes(story.marks[at + 1 : at + 11]) and prose < 2:
            continue
        return at
    return len(story.marks)


def _closes(marks: Sequence[Mark]) -> bool:
    """Tell whether prose goes on to a closing byline before anything else ends the story."""
    prose = 0
    for mark in marks:
        if mark.zone is not None:
            return False
        if mark.kind == "byline":
            return prose >= 2
        prose += mark.kind == "prose"
    return False


def _resumes(marks: Sequence[Mark]) -> bool:
    """Tell whether at least two full paragraphs are among the few lines that follow."""
    ends = (at for at, mark in enumerate(marks) if mark.zone not in (None, "related"))
    near = marks[: next(ends, len(marks))]
    return sum(mark.kind == "prose" and len(mark.text) >= 60 for mark in near) >= 2
