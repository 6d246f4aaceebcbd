"""The headline and the sub-headlines among the lines above and between a story's prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Span
from rag.ingest.bylines import BARE_NAME
from rag.ingest.captions import is_scene
from rag.ingest.lines import is_korean, overlap, words_of
from rag.ingest.marks import Mark
from rag.ingest.mastheads import masthead, opening_masthead

_BULLET = re.compile(r"^[\s•·ㆍ\-–—*◇◆■□●○▶►▷◈☐▣◎→※#=]+\s*(?=\S)")
_SITE_NAME = re.compile(r"\s+[|\-–—<:]\s+[^|\-–—]{1,30}$|\s*::.*$")
_INLINE_LINK = re.compile(r"^\[[^\]]{1,12}\]|…$|\.\.\.$|^\d+\.?$")
_QUOTED = re.compile(r"^[\"“'‘][^\"”'’]{6,80}[\"”'’]$")
_SECTION_SIGN = re.compile(r"^[■◆◇]\s?\S")
_MOST_SUBHEADS = 6
_TOP = 4  # lines of a page that may be its masthead
_ITEM = re.compile(r"^1[.)]\s+\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """The headline (if the page shows one) and the sub-headlines, as spans of the page."""

    title: Span | None
    text: str | None
    subs: tuple[Span, ...]
    index: int | None = None


def find_heading(header: Sequence[Mark], body: frozenset[str], declared: str | None) -> Heading:
    """Choose the headline among the lines above the prose.

    The declared title (meta tag, front matter) decides if a line shows it; otherwise it is the
    first line that shares its words with the body, which menus and labels do not; otherwise the
    line that stands where headlines stand, over the time or the byline. An outlet's name is chosen
    only where nothing else is there.
    """
    chosen = _declared_line(header, declared) if declared else None
    if chosen is None:
        loose = [at for at, mark in enumerate(header) if mark.kind == "loose"]
        sure = [at for at in loose if not _names_someone(header, at) and not _is_item(header, at)]
        chosen = next((at for at in sure if _is_title(header[at].text, body)), None)
        if chosen is None:
            chosen = _by_place(header, sure)
        elif chosen - 1 in sure and _QUOTED.match(header[chosen - 1].text):
            chosen -= 1
        if chosen is None:
            chosen = next((at for at in loose if _is_title(header[at].text, body)), None)
    title_text = clean_title(declared) if declared else None
    if chosen is None:
        return Heading(None, title_text, ())
    subs = _subs(header, chosen, body, declared)
    span = _title_span(header[chosen], declared)
    return Heading(span, title_text or _text(header[chosen], span), subs, chosen)


def _names_someone(header: Sequence[Mark], at: int) -> bool:
    """Tell whether a line is the page's masthead or a writer's name."""
    text = header[at].text
    outlet = (masthead(text, at_top=True) if at < _TOP else None) or opening_masthead(text)
    return outlet is not None or bool(BARE_NAME.match(text))


def _is_item(header: Sequence[Mark], at: int) -> bool:
    """Tell whether a line is the first of a letter's items: "1. …" below a headline of its own."""
    return at > 0 and bool(_ITEM.match(header[at].text)) and header[at - 1].kind == "loose"


def _by_place(header: Sequence[Mark], candidates: Sequence[int]) -> int | None:
    """Return the first line of three words or more in the block right above the time or byline."""
    told = (at for at, m in enumerate(header) if m.kind in ("stamp", "byline") and at > 0)
    for end in (*told, len(header)):
        start = end
        while start > 0 and header[start - 1].kind == "loose":
            start -= 1
        for at in range(start, end):
            text = header[at].text
            if at in candidates and len(text) >= 10 and len(text.split()) >= 3:
                return at
    return None


def _title_span(mark: Mark, declared: str | None) -> Span:
    """Return the span of a headline without its bullet and without the site's name after it."""
    span = without_bullet(mark)
    if declared and mark.text.strip() == declared.strip():
        name = _SITE_NAME.search(mark.text)
        if name is not None and name.start() >= 8:
            return Span(span.start, mark.line.start + name.start())
    return span


def _subs(
    header: Sequence[Mark], chosen: int, body: frozenset[str], declared: str | None
) -> tuple[Span, ...]:
    """Return the sub-headlines below the headline.

    A line that stands right under another of them needs only one word of the body.
    """
    subs: list[Span] = []
    above = chosen
    for at in range(chosen + 1, len(header)):
        mark = header[at]
        if mark.kind != "loose" or mark.text == header[chosen].text or _is_name(header, at):
            continue
        if is_scene(mark.text) or (declared and same_words(mark.text, declared)):
            continue
        near = at == above + 1 and len(words_of(mark.text)) >= 4 and overlap(mark.text, body) > 0
        if near or is_heading(mark.text, body) or _QUOTED.match(mark.text):
            subs.append(without_bullet(mark))
            above = at
    return tuple(subs[:_MOST_SUBHEADS])


def _is_name(header: Sequence[Mark], at: int) -> bool:
    """Tell whether a line is a reporter's name, which English sites print above the time."""
    follower = header[at + 1].kind if at + 1 < len(header) else None
    return follower == "stamp" and bool(BARE_NAME.match(header[at].text))


def _text(mark: Mark, span: Span) -> str:
    return mark.text[span.start - mark.line.start : span.end - mark.line.start]


def without_bullet(mark: Mark) -> Span:
    """Return the span of a line in its page without the bullet that opens it."""
    match = _BULLET.match(mark.text)
    return Span(mark.line.start + (match.end() if match else 0), mark.line.end)


def has_bullet(text: str) -> bool:
    """Tell whether a line opens with a bullet."""
    return bool(_BULLET.match(text))


def clean_title(title: str) -> str:
    """Return a declared title without the site's name after it."""
    cleaned = _SITE_NAME.sub("", title).strip()
    return cleaned if len(cleaned) >= 8 else title.strip()


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def same_words(text: str, declared: str) -> bool:
    """Tell whether a line is the declared title, whatever its spacing and marks."""
    return _key(text) in {_key(declared), _key(clean_title(declared))} - {""}


def _declared_line(header: Sequence[Mark], declared: str) -> int | None:
    clean = _key(clean_title(declared))
    shown = [at for at, mark in enumerate(header) if same_words(mark.text, declared)]
    return next((at for at in shown if _key(header[at].text) == clean), shown[0] if shown else None)


def _is_title(text: str, body: frozenset[str]) -> bool:
    if not 8 <= len(text) <= 200 or len(words_of(text)) < 2:
        return False
    share = overlap(text, body)
    return share >= 0.5 or (share >= 0.3 and len(words_of(text)) >= 4) or _is_newslike(text, share)


def _is_newslike(text: str, share: float) -> bool:
    """Tell a headline whose words the body paraphrases: long, quoting or broken by "…"."""
    told = re.search(r"[…“”\"'‘’,?]|\.\.", text)
    return share > 0 and len(text) >= 18 and is_korean(text) and told is not None


def is_heading(text: str, body: frozenset[str]) -> bool:
    """Tell whether a line near the prose is a sub-headline: it speaks of what the body says."""
    if not 6 <= len(text) <= 150 or _INLINE_LINK.search(text):
        return False
    if len(text) <= 40 and _SECTION_SIGN.match(text):
        return True
    if len(words_of(text)) < (2 if is_korean(text) else 3):
        return False
    return overlap(text, body) >= 0.3 or (has_bullet(text) and overlap(text, body) > 0)
