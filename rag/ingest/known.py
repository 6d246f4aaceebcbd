"""What a page says about a story: outlet, reporters, times, place, language.

What the container declares (meta tags, front matter, JSON keys) wins; then the dateline, stamps
and bylines of the story's own lines; then its closing lines. Photo credits never name an outlet,
a date above the headline is the site's calendar, and what is unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from rag.domain import Metadata
from rag.ingest.bylines import (
    BARE_NAME,
    contributor_in,
    is_job,
    names_in,
    outlet_of_copyright,
    place_of_byline,
)
from rag.ingest.captions import is_stamped_caption
from rag.ingest.clock import Stamps, dates_in, has_label, is_label, read_stamps, reported_day
from rag.ingest.credits import Credit
from rag.ingest.datelines import Dateline
from rag.ingest.headlines import clean_title, same_words
from rag.ingest.lines import is_korean
from rag.ingest.marks import Mark
from rag.ingest.mastheads import after_title, masthead, opening_masthead, outlet_of_mail

_OPENING_LINES = 3
_TOP = 4
_COLUMN = re.compile(r"칼럼|기고|시론|논단|시평|오피니언|컬럼|의 눈\]|세상\]|Opinion|OPINION")
_LETTER = re.compile(
    r"수신\s?거부|구독\s?해지|이 메일이|[Uu]nsubscribe|[Vv]iew (?:this email )?in (?:your )?browser"
)


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story's lines by their place: above its prose, up to its end, and after that.

    `tails` are texts cut off its sentences (reporter, mail, date); `title_at` is the headline's
    line among `header`.
    """

    header: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    after: tuple[Mark, ...]
    tails: tuple[str, ...]
    title: str | None
    title_at: int | None


def story_metadata(story: StoryText, declared: Metadata) -> Metadata:
    """Return what is known of a story; what its container declares is kept."""
    prose = "\n".join(mark.text for mark in story.marks if mark.kind in ("prose", "caption"))
    korean = is_korean(prose)
    dateline = next((m.dateline for m in story.marks if m.kind == "prose" and m.dateline), None)
    stamps = _stamps(story, prose, korean=korean)
    return replace(
        declared,
        title=story.title,
        outlet=declared.outlet or _outlet(story, dateline, declared.title),
        reporters=declared.reporters or _reporters(story, dateline, prose, korean=korean),
        published_at=declared.published_at or stamps.published,
        updated_at=declared.updated_at or stamps.updated,
        place=declared.place or (dateline.place if dateline else None) or _posted(story),
        language="ko" if korean else "en",
    )


def _outlet(story: StoryText, dateline: Dateline | None, declared_title: str | None) -> str | None:
    if dateline is not None and dateline.outlet:
        return dateline.outlet
    shown = _outlet_in_header(story)
    if shown:
        return shown
    if declared_title and story.title and same_words(story.title, clean_title(declared_title)):
        named = after_title(declared_title)
        if named:
            return named
    prose = [at for at, mark in enumerate(story.marks) if mark.kind == "prose"]
    for mark in chain(story.marks[prose[-1] + 1 :], story.after):
        if mark.kind == "chrome":
            named = outlet_of_copyright(mark.text)
            if named:
                return named
    mails = chain(story.tails, (m.text for m in story.marks if m.kind == "byline"))
    return outlet_of_mail(" ".join(mails))


def _posted(story: StoryText) -> str | None:
    """Return where the byline says its reporter is posted."""
    credited = (credit.place for credit in _credits(story) if credit.place)
    lines = chain((m.text for m in story.marks if m.kind == "byline"), story.tails)
    posted = (place for line in lines if (place := place_of_byline(line)))
    return next(chain(credited, posted), None)


def _outlet_in_header(story: StoryText) -> str | None:
    """Return the outlet whose name is the page's first lines or stands between headline and time.

    Elsewhere such a name is a photo's credit or a link, but for a line that also has the time or
    the reporter.
    """
    at_top = (m.text for at, m in enumerate(story.header[:_TOP]) if at != story.title_at)
    for text in at_top:
        named = masthead(text, at_top=True) or opening_masthead(text)
        if named:
            return named
    credited = (credit.outlet for credit in _credits(story) if credit.outlet)
    beside = (name for text in _beside_title(story) if (name := masthead(text)))
    return next(chain(credited, beside), None)


def _credits(story: StoryText) -> Iterator[Credit]:
    """Yield the header's credits from its headline on, then those above that name a reporter."""
    start = story.title_at or 0
    yield from (mark.credit for mark in story.header[start:] if mark.credit)
    above = (mark.credit for mark in story.header[:start] if mark.credit)
    yield from (credit for credit in above if credit.reporters)


def _beside_title(story: StoryText) -> Iterator[str]:
    """Yield the lines from the headline to the time or byline, and the one after that."""
    if story.title_at is None:
        return
    told = (i for i, m in enumerate(story.header) if m.kind in ("stamp", "byline"))
    end = next((at for at in told if at > story.title_at), story.title_at)
    yield from (mark.text for mark in story.header[story.title_at + 1 : end + 2])


def _reporters(
    story: StoryText, dateline: Dateline | None, prose: str, *, korean: bool
) -> tuple[str, ...]:
    found = list(dateline.reporters) if dateline else []
    for mark in story.marks:
        if mark.kind in ("byline", "stamp"):
            found.extend(mark.credit.reporters if mark.credit else names_in(mark.text))
    for tail in story.tails:
        found.extend(names_in(tail))
    if not found and not korean:
        found.extend(_names_beside_stamp(story, prose))
    if not found:
        found.extend(_contributors(story))
    return tuple(dict.fromkeys(found))


def _names_beside_stamp(story: StoryText, prose: str) -> Iterator[str]:
    """Yield the name on a line of its own beside the time or above the job, as English sites do.

    Below the time such a line may also be a topic, of which the prose would speak.
    """
    lines = [mark.text for mark in story.header]
    for at, mark in enumerate(story.header):
        if at == story.title_at or not (mark.kind == "stamp" or is_job(mark.text)):
            continue
        above = lines[at - 1] if at and at - 1 != story.title_at else ""
        below = lines[at + 1] if mark.kind == "stamp" and at + 1 < len(lines) else ""
        if BARE_NAME.match(above):
            yield above
        elif BARE_NAME.match(below) and below not in prose:
            yield below


def _contributors(story: StoryText) -> Iterator[str]:
    """Yield who wrote a guest's column, which its page calls so; there, no reporter is named."""
    if any(_COLUMN.search(mark.text) for mark in story.header):
        for mark in story.marks:
            if mark.kind == "loose":
                yield from contributor_in(mark.text)


def _stamps(story: StoryText, prose: str, *, korean: bool) -> Stamps:
    head = read_stamps(_header_stamps(story), korean=korean)
    tail = read_stamps(_closing_stamps(story), korean=korean)
    published = head.published or tail.published or _day_of_dateline(story, korean=korean)
    if published is None:
        published = read_stamps(_stamps_of_credits(story), korean=korean).published
    if published is None:
        published = _caption_day(story, korean=korean)
    if published is None:
        opening = [mark.text for mark in story.marks if mark.kind == "prose"][:_OPENING_LINES]
        published = next(
            (day for line in opening if (day := reported_day(line, prose, korean=korean))), None
        )
    updated = head.updated or tail.updated
    if published is None and updated is not None and not story.header:
        return Stamps(None, updated)
    return Stamps(published, updated if updated != published else None)


def _day_of_dateline(story: StoryText, *, korean: bool) -> str | None:
    """Return the full date in the dateline that opens a press release, where one stands there."""
    opening = next((mark for mark in story.marks if mark.kind == "prose"), None)
    if opening is None or opening.dateline is None:
        return None
    found = dates_in(opening.text[: opening.dateline.end], korean=korean)
    return found[0][1][:10] if found else None


def _header_stamps(story: StoryText) -> Iterator[str]:
    """Yield the stamps above the prose; above the headline only those that say what they are.

    A letter has no calendar: the date over its headline is its own.
    """
    pending = ""
    letter = any(_LETTER.search(mark.text) for mark in chain(story.marks, story.after))
    for at, mark in enumerate(story.header):
        if mark.kind != "stamp":
            pending = ""
            continue
        if is_label(mark.text):
            pending = mark.text
            continue
        text = f"{pending} {mark.text}" if pending else mark.text
        pending = ""
        below = story.title_at is not None and at > story.title_at
        if letter or below or has_label(text):
            yield text


def _stamps_of_credits(story: StoryText) -> Iterator[str]:
    """Yield what is left of the header's times: beside a reporter, or right over the prose.

    A date above the headline is its story's where it stands beside who wrote it; without any
    headline the last lines above the prose are the story's own.
    """
    for mark in story.header:
        if mark.credit and mark.credit.dated and mark.credit.reporters:
            yield mark.text
    if story.title_at is None:
        last = takewhile(lambda m: m.kind in ("stamp", "byline"), reversed(story.header))
        yield from (mark.text for mark in last if mark.kind == "stamp")


def _closing_stamps(story: StoryText) -> Iterator[str]:
    yield from story.tails[::-1]
    for mark in story.marks[len(story.header) :]:
        if mark.kind == "stamp" or (
            mark.kind == "byline" and re.search(r"(?:19|20)\d{2}", mark.text)
        ):
            yield mark.text


def _caption_day(story: StoryText, *, korean: bool) -> str | None:
    """Return the day all stamped captions agree on: the day its photos were taken and sent."""
    stamped = (m.text for m in story.marks if m.kind == "caption" and is_stamped_caption(m.text))
    days = {found[-1][1][:10] for text in stamped if (found := dates_in(text, korean=korean))}
    return days.pop() if len(days) == 1 else None
