"""Lines that say in one row who printed a story, when, and who wrote it.

어느신문 2025-05-03 09:00 아무개 기자      아무개·누구누 기자(a@b.example) | 입력 2025.05.03.
(서울=어느통신) 아무개 기자 =           By Jane Doe, Staff Writer | The Lake Herald | May 3, 2025
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rag.ingest.bylines import BARE_NAME, LABELLED_NAME, MAIL, REPORTER, is_job, names_in
from rag.ingest.clock import STAMP, without_stamps
from rag.ingest.datelines import find_dateline
from rag.ingest.mastheads import masthead

_LONGEST = 160
_LEFT_OVER = 8  # letters of a section's name beside a time and a reporter
# "·" and "/" without spaces around them join names: 아무개·누구누 기자, 글·사진=아무개 기자.
_DIVIDER = re.compile(rf"{STAMP}|[|ㅣ│]|\s[·•/\-–—]\s")
_EDGE = " \t,.·•ㆍ/:=<>()[]【】〔〕-–—"
_REPORTERS = re.compile(rf"(?:(?:글|취재|글[·/]사진)\s?[=:：]?\s?)?{REPORTER}")
_BY = re.compile(r"^by\s(?=[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """What such a line names; `dated` where it also has a full date, which `clock` reads."""

    outlet: str | None
    reporters: tuple[str, ...]
    place: str | None
    dated: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a line and what it is; `words` are its text or the names in it.

    "name" is a name if an outlet or a job follows it, and may be a topic elsewhere.
    """

    kind: Literal["outlet", "reporters", "job", "name", "other"]
    words: tuple[str, ...]


def read_credit(line: str) -> Credit | None:
    """Return what a line of nothing but credits names, or None for any other line.

    Two of outlet, reporters and date must stand there.  A sentence that holds a date and a
    reporter has other words too.
    """
    if len(line) > _LONGEST:
        return None
    opening = find_dateline(line)
    dateline = opening if opening is not None and opening.start == 0 else None
    rest = without_stamps(re.sub(MAIL, "", line[dateline.end if dateline else 0 :]))
    parts = [part for text in _DIVIDER.split(rest) for part in _parts(text.strip(_EDGE))]
    outlets = [part.words[0] for part in parts if part.kind == "outlet"]
    outlet = dateline.outlet if dateline and dateline.outlet else next(iter(outlets), None)
    reporters = (*(dateline.reporters if dateline else ()), *_reporters(parts))
    dated = STAMP in rest
    unknown = [part.words[0] for part in parts if part.kind == "other"]
    spare = _LEFT_OVER if dated and reporters else 0
    if dated + bool(outlet) + bool(reporters) < 2 or len("".join(unknown)) > spare:
        return None
    return Credit(outlet, reporters, dateline.place if dateline else None, dated)


def _parts(text: str) -> Iterator[_Part]:
    """Yield what one part of a line is; an outlet's name may open that of its reporter."""
    if not text:
        return
    if outlet := masthead(text):
        yield _Part("outlet", (outlet,))
    elif is_job(text):
        yield _Part("job", (text,))
    elif opening := _outlet_and_names(text):
        yield from opening
    elif names := _names(text):
        yield _Part("reporters", names)
    elif "," in text and not _BY.match(text):
        for piece in text.split(","):
            yield from _parts(piece.strip(_EDGE))
    else:
        yield _Part("name" if BARE_NAME.match(text) else "other", (text,))


def _outlet_and_names(text: str) -> tuple[_Part, ...]:
    """Return the parts of "어느방송 뉴스 아무개 기자" or "어느신문=아무개 기자", else none."""
    for end in reversed([gap.start() for gap in re.finditer(r"[\s=]", text)][:2]):
        outlet, names = masthead(text[:end].rstrip()), _names(text[end:].strip(_EDGE))
        if outlet and names:
            return _Part("outlet", (outlet,)), _Part("reporters", names)
    return ()


def _names(text: str) -> tuple[str, ...]:
    """Return the reporters of a text that names nothing else."""
    if _BY.match(text) or LABELLED_NAME.match(text) or _REPORTERS.fullmatch(text):
        return names_in(_BY.sub("By ", text))
    return ()


def _reporters(parts: Sequence[_Part]) -> Iterator[str]:
    """Yield the reporters; a bare name is one where its outlet or its job follows."""
    for part, after in pairwise((*parts, _Part("other", ("",)))):
        if part.kind == "reporters" or (part.kind == "name" and after.kind in ("outlet", "job")):
            yield from part.words
