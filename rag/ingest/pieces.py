"""A line of prose or a caption as its sentences, and what closes it: reporter, mail, date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.domain import SentenceKind, Span
from rag.ingest.bylines import MAIL, REPORTER
from rag.ingest.captions import caption_span, find_credit, leading_credit, shows_scene
from rag.ingest.chrome import is_notice
from rag.text.sentences import split_sentences

_DAY = (
    r"(?:19|20)\d{2}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}(?:일|\.)?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_COPYRIGHT = (
    r"[<(\[]?\s?(?:저작권자\s?[ⓒ©(:]|Copyrights?\s?(?:[ⓒ©(]|\d{4})|ⓒ|©|"
    r"무단\s?전재\s?(?:및|[-·,]|금지)).*"
)
_POINTER = r"[▶☞※◀►▷■◆].*"
_TEAM = r"\(?(?:특별|공동|합동)?취재[단팀반]\)?"
_ITEM = (
    rf"(?:[/(\[<]\s?)?(?:[가-힣]{{2,8}}\s?=\s?)?{REPORTER}(?:\s?[)\]>])?|[(\[<]?{MAIL}[)\]>]?|"
    rf"[(\[]?{_DAY}[)\]]?|{_POINTER}|{_COPYRIGHT}|{_TEAM}|\*?\s?재판매.*|[(\[][^()\[\]]{{2,60}}기자\s?[)\]]|"
    rf"끝\s?[.)]|[/=|,·]"
)
_TAIL = re.compile(rf"(?P<tail>(?:\s*(?:{_ITEM}))+)\s*$")
_TAIL_HINT = re.compile(
    r"기자|특파원|논설위원|@|[▶☞※►▷]|(?:19|20)\d{2}\s?[.\-/년]|저작권|ⓒ|©|Copyright|취재"
)
_STRONG = re.compile(rf"{MAIL}|{_POINTER}|{_COPYRIGHT}|[(\[].*기자")
_WINDOW = 260
_BULLET = re.compile(r"\s*[□ㅇ○●◇◆■◦❍▪•·ㆍ\-–*※◎☞▸►]\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence as a span of the line."""

    span: Span
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class Pieces:
    """The sentences of a line in order, and the texts cut off that name reporters and dates."""

    sentences: tuple[Piece, ...]
    tails: tuple[str, ...]


def split_prose(line: str, start: int) -> Pieces:
    """Split a line of prose from offset `start` on; captions that run along in it are told."""
    sentences: list[Piece] = []
    tails: list[str] = []
    bullet = _BULLET.match(line[start:])
    start += bullet.end() if bullet else 0
    for found in split_sentences(line[start:]):
        span = Span(found.start + start, found.end + start)
        leading = leading_credit(line[span.start : span.end])
        kind: SentenceKind = "body"
        if leading:
            kind = _settle_credit(line, span, leading, sentences)
        body, tail = _cut(line, Span(span.start + leading, span.end))
        if tail:
            tails.append(tail)
        if body is None:
            continue
        credit = find_credit(line[body.start : body.end])
        if credit is not None and credit > 0:
            body, kind = _trim(line, Span(body.start, body.start + credit)), "caption"
        if body is not None and not is_notice(line[body.start : body.end]):
            sentences.append(Piece(body, kind))
    return Pieces(tuple(sentences), tuple(tails))


def _settle_credit(line: str, span: Span, leading: int, before: list[Piece]) -> SentenceKind:
    """Decide whose credit stands before a sentence, and return that sentence's kind.

    Glued to the sentence before, or after a scene, it is that one's; before a text without a verb
    or about a scene, it is this one's.
    """
    own = line[span.start + leading : span.end]
    glued = span.start > 0 and not line[span.start - 1].isspace()
    if before and (glued or shows_scene(line[before[-1].span.start : before[-1].span.end])):
        before[-1] = Piece(before[-1].span, "caption")
        return "body"
    return (
        "caption" if own and (shows_scene(own) or not re.search(r"다[.!?\"”’]*$", own)) else "body"
    )


def _cut(line: str, span: Span) -> tuple[Span | None, str]:
    """Return a sentence without the byline, mail, date or pointer that closes it, and those."""
    text = line[span.start : span.end]
    if not _TAIL_HINT.search(text):
        return _trim(line, span), ""
    window = max(0, len(text) - _WINDOW)
    match = _TAIL.search(text, window)
    if match is None:
        return _trim(line, span), ""
    at = match.start("tail")
    before = text[:at].rstrip()
    if (
        before
        and not re.search(r"[.!?…\"'”’)\]다]$", before)
        and not _STRONG.match(match["tail"].strip())
    ):
        return _trim(line, span), ""
    return _trim(line, Span(span.start, span.start + at)), match["tail"].strip()


def _trim(line: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and (line[start].isspace() or line[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (line[end - 1].isspace() or line[end - 1] in "\u200b\ufeff"):
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in line[start:end]) else None


def split_caption(line: str, start: int) -> tuple[Span, ...]:
    """Return the sentences of a caption line from `start` on, without sign, credit and mail."""
    said = caption_span(line[start:])
    start, end = start + said.start, start + said.end
    start += leading_credit(line[start:end])
    whole, _ = _cut(line, Span(start, end))
    end = whole.end if whole is not None else start
    credit = find_credit(line[start:end])
    if credit is not None:
        end = start + credit
    spans: list[Span] = []
    for found in split_sentences(line[start:end]):
        body, _ = _cut(line, Span(found.start + start, found.end + start))
        if body is not None:
            spans.append(body)
    return tuple(spans)
