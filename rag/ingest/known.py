"""What a page says about a story: outlet, reporters, times, place, language.

What the container declares (meta tags, front matter, JSON keys) wins; then the dateline, stamps
and bylines of the story's own lines; then its closing lines. Photo credits never name an outlet,
a date above the headline is the site's calendar, and what is unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from rag.domain import Metadata
from rag.ingest.bylines import BARE_NAME, OUTLET_NAME, Dateline, names_in, outlet_of_copyright
from rag.ingest.captions import is_stamped_caption
from rag.ingest.clock import Stamps, dates_in, has_label, is_label, read_stamps, reported_day
from rag.ingest.lines import is_korean
from rag.ingest.marks import Mark

_WIRES_BY_MAIL = {"yna.co.kr": "연합뉴스", "newsis.com": "뉴시스", "news1.kr": "뉴스1"}
_LOGO = re.compile(r"^(?P<name>[A-Z][A-Za-z]{2,20})(?: Desktop| Mobile)? [Ll]ogo$")
_OPENING_LINES = 3


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
        outlet=declared.outlet or _outlet(story, dateline),
        reporters=declared.reporters or _reporters(story, dateline, korean=korean),
        published_at=declared.published_at or stamps.published,
        updated_at=declared.updated_at or stamps.updated,
        place=declared.place or (dateline.place if dateline else None),
        language="ko" if korean else "en",
    )


def _outlet(story: StoryText, dateline: Dateline | None) -> str | None:
    if dateline is not None and dateline.outlet:
        return dateline.outlet
    shown = _outlet_in_header(story)
    if shown:
        return shown
    for mark in chain(story.marks[len(story.header) :], story.after):
        if mark.zone == "copyright":
            named = outlet_of_copyright(mark.text)
            if named:
                return named
    mails = " ".join(chain(story.tails, (m.text for m in story.marks if m.kind == "byline")))
    return next((name for mail, name in _WIRES_BY_MAIL.items() if f"@{mail}" in mails), None)


def _outlet_in_header(story: StoryText) -> str | None:
    """Return the outlet whose name is the page's first lines or stands between headline and time.

    Elsewhere such a name is a photo's credit or a link.
    """
    top = [mark.text for mark in story.header[:3]]
    if story.title_at is not None:
        stamp = next((i for i, m in enumerate(story.header) if m.kind == "stamp"), story.title_at)
        top.extend(mark.text for mark in story.header[story.title_at + 1 : stamp])
    for text in top:
        logo = _LOGO.match(text)
        if logo is not None or OUTLET_NAME.fullmatch(text):
            return logo["name"] if logo else text
    return None


def _reporters(story: StoryText, dateline: Dateline | None, *, korean: bool) -> tuple[str, ...]:
    found = list(dateline.reporters) if dateline else []
    for mark in story.marks:
        if mark.kind in ("byline", "stamp"):
            found.extend(names_in(mark.text))
    for tail in story.tails:
        found.extend(names_in(tail))
    if not found and not korean:
        found.extend(_names_beside_stamp(story.header))
    return tuple(dict.fromkeys(found))


def _names_beside_stamp(header: tuple[Mark, ...]) -> Iterator[str]:
    """Yield the name on a line of its own next to the time, as English sites print it."""
    for at, mark in enumerate(header):
        if mark.kind == "stamp" and at and BARE_NAME.match(header[at - 1].text):
            yield header[at - 1].text


def _stamps(story: StoryText, prose: str, *, korean: bool) -> Stamps:
    head = read_stamps(_header_stamps(story), korean=korean)
    tail = read_stamps(_closing_stamps(story), korean=korean)
    published = head.published or tail.published
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


def _header_stamps(story: StoryText) -> Iterator[str]:
    """Yield the stamps above the prose; above the headline only those that say what they are."""
    pending = ""
    for at, mark in enumerate(story.header):
        if mark.kind != "stamp":
            pending = ""
            continue
        if is_label(mark.text):
            pending = mark.text
            continue
        text = f"{pending} {mark.text}" if pending else mark.text
        pending = ""
        if has_label(text) or (story.title_at is not None and at > story.title_at):
            yield text


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
