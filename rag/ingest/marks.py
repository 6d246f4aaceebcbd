"""What each line of a page is, by itself: prose, caption, byline, stamp, chrome or loose text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.ingest.bylines import MAIL, is_byline, signs_off
from rag.ingest.captions import (
    find_credit,
    is_labelled_caption,
    is_marked_caption,
    is_signed_caption,
    is_stamped_caption,
)
from rag.ingest.chrome import Zone, is_chrome, is_plain, is_polite, zone_of
from rag.ingest.clock import is_label, is_stamp
from rag.ingest.credits import Credit, read_credit
from rag.ingest.datelines import Dateline, find_dateline
from rag.ingest.lines import Line, is_korean
from rag.text.sentences import split_sentences

LineKind = Literal["prose", "caption", "byline", "stamp", "chrome", "loose"]

_KOREAN_END = re.compile(
    r"(?:[다요죠까라자네군음함임됨것듯뿐지나야랴](?:[.!?…]+|(?=[\"”'’)\]]*$))|[가-힣)%\]][.!?])[\"'”’)\]」』]*$"
)
_KOREAN_INSIDE = re.compile(r"다[.!?][\"'”’)\]]*\s")
_ENGLISH_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_UNFINISHED = re.compile(r"^[가-힣A-Z\d\"“'‘][^…]{22,}[가-힣](?<=다)$")
_PARTICLE = re.compile(r"[은는이가을를에의로와과도며고서][\"'”’,)]*$")
_TEASER = re.compile(r"(?:\.\.\.|…|···)$")
_MAIL_ONLY = re.compile(rf"^[\s(\[<]*{MAIL}[\s)\]>.]*$")
_TERMINATED = re.compile(r"[.!?][\"'”’)\]」』]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line and what it is; `zone` where nothing of a story follows it."""

    line: Line
    kind: LineKind
    zone: Zone | None = None
    dateline: Dateline | None = None
    credit: Credit | None = None

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text


def mark_lines(lines: Sequence[Line]) -> list[Mark]:
    """Judge every line; the style of most of the prose tells whose a polite line is.

    News is written in the plain style and interfaces speak politely, but broadcasters, speeches
    and letters are polite throughout.
    """
    marks = _with_unfinished([_mark(line) for line in lines])
    prose = [mark.text for mark in marks if mark.kind == "prose"]
    plain = sum(len(text) for text in prose if is_plain(text))
    if plain <= sum(len(text) for text in prose if is_polite(text)):
        return marks
    return [
        replace(mark, kind="chrome")
        if mark.kind == "prose" and len(mark.text) < 80 and is_polite(mark.text)
        else mark
        for mark in marks
    ]


def _with_unfinished(marks: list[Mark]) -> list[Mark]:
    """Return the lines with short sentences that lost their full stop made prose.

    A headline may end in a verb too; it stands above the time, and a sub-headline is shorter.
    """
    result = list(marks)
    begun = False
    for at, mark in enumerate(marks):
        beside = [other.kind for other in (*marks[max(0, at - 1) : at], *marks[at + 1 : at + 2])]
        above_time = at + 1 < len(marks) and marks[at + 1].kind in ("stamp", "byline")
        if begun and "prose" in beside and not above_time and _is_unfinished(mark):
            result[at] = replace(mark, kind="prose")
        begun = begun or mark.kind in ("stamp", "byline", "prose")
    return result


def _is_unfinished(mark: Mark) -> bool:
    return mark.kind == "loose" and bool(_UNFINISHED.match(mark.text))


def _mark(line: Line) -> Mark:
    text = line.text
    credit = read_credit(text)
    if is_stamp(text) or is_label(text) or (credit is not None and credit.dated):
        return Mark(line, "stamp", credit=credit)
    zone = zone_of(text)
    if zone is not None:
        return Mark(line, "chrome", zone)
    if credit is not None or is_byline(text) or signs_off(text) or _MAIL_ONLY.match(text):
        return Mark(line, "byline", credit=credit)
    if is_chrome(text):
        return Mark(line, "chrome")
    dateline = find_dateline(text[:400])
    if _is_caption(text):
        return Mark(line, "caption", None, dateline)
    if dateline is not None and _is_head(text[: dateline.start]) and len(text) - dateline.end >= 20:
        return Mark(line, "prose", None, dateline)
    return Mark(line, "prose" if is_prose(text) else "loose")


def _is_head(head: str) -> bool:
    """Tell whether what stands before a dateline may be a headline."""
    return len(head) <= 150 and not _KOREAN_INSIDE.search(head)


def _is_caption(text: str) -> bool:
    if is_stamped_caption(text) or is_labelled_caption(text) or is_signed_caption(text):
        return True
    if len(text) > 300:
        return False
    if is_marked_caption(text) and not text[1:].lstrip().startswith(("▲", "△")):
        return True
    if find_credit(text) is None:
        return False
    return len(split_sentences(text)) <= 3


def is_prose(text: str) -> bool:
    """Tell whether a line is running text and not a heading, a link or a menu."""
    if _TEASER.search(text):
        return False
    if not is_korean(text):
        count = len(text.split())
        return (
            count >= 25 or (count >= 3 and bool(_ENGLISH_END.search(text))) or _quotes_english(text)
        )
    if (
        len(text) >= 8
        and _KOREAN_END.search(text)
        and (_TERMINATED.search(text) or _ends_verb(text))
    ):
        return True
    if len(text) >= 20 and _KOREAN_INSIDE.search(text):
        return True
    words = text.split()
    particles = sum(bool(_PARTICLE.search(word)) for word in words)
    return len(text) >= 100 and particles * 10 >= 3 * len(words)


def _quotes_english(text: str) -> bool:
    """Tell whether a line is a quotation with its speaker: “…,” — a name."""
    return len(text.split()) >= 6 and bool(re.search(r"[.,!?][\"”’]\s?[—–-]", text))


def _ends_verb(text: str) -> bool:
    """Tell whether an unterminated Korean line is a sentence that only lost its full stop."""
    return len(text) >= 40 and bool(re.search(r"[다요][\"”'’)\]]*$", text))
