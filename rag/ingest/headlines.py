"""The headline and the sub-headlines among the lines above and between a story's prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Span
from rag.ingest.bylines import BARE_NAME
from rag.ingest.lines import is_korean, overlap, words_of
from rag.ingest.marks import Mark

_BULLET = re.compile(r"^[\s•·ㆍ\-–—*◇◆■□●○▶►▷◈☐▣◎→※#=]+\s*(?=\S)")
_SITE_NAME = re.compile(r"\s+[|\-–—<:]\s+[^|\-–—]{1,30}$|\s*::.*$")
_INLINE_LINK = re.compile(r"^\[[^\]]{1,12}\]|…$|\.\.\.$|^\d+\.?$")
_QUOTED = re.compile(r"^[\"“'‘][^\"”'’]{6,80}[\"”'’]$")
_MOST_SUBHEADS = 6


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
    first line that shares its words with the body, which menus and labels do not.
    """
    loose = [(at, mark) for at, mark in enumerate(header) if mark.kind == "loose"]
    chosen = _declared_line(header, declared) if declared else None
    if chosen is None:
        chosen = next((at for at, mark in loose if _is_title(mark.text, body)), None)
    title_text = clean_title(declared) if declared else None
    if chosen is None:
        return Heading(None, title_text, ())
    subs = _subs(header, chosen, body)
    span = _without_bullet(header[chosen])
    return Heading(span, title_text or _text(header[chosen], span), subs, chosen)


def _subs(header: Sequence[Mark], chosen: int, body: frozenset[str]) -> tuple[Span, ...]:
    """Return the sub-headlines below the headline.

    A line that stands right under another of them needs only one word of the body.
    """
    subs: list[Span] = []
    above = chosen
    for at in range(chosen + 1, len(header)):
        mark = header[at]
        if mark.kind != "loose" or mark.text == header[chosen].text or _is_name(header, at):
            continue
        near = at == above + 1 and len(words_of(mark.text)) >= 4 and overlap(mark.text, body) > 0
        if near or is_heading(mark.text, body) or _QUOTED.match(mark.text):
            subs.append(_without_bullet(mark))
            above = at
    return tuple(subs[:_MOST_SUBHEADS])


def _is_name(header: Sequence[Mark], at: int) -> bool:
    """Tell whether a line is a reporter's name, which English sites print above the time."""
    follower = header[at + 1].kind if at + 1 < len(header) else None
    return follower == "stamp" and bool(BARE_NAME.match(header[at].text))


def _text(mark: Mark, span: Span) -> str:
    return mark.text[span.start - mark.line.start : span.end - mark.line.start]


def _without_bullet(mark: Mark) -> Span:
    match = _BULLET.match(mark.text)
    return Span(mark.line.start + (match.end() if match else 0), mark.line.end)


def without_bullet(mark: Mark) -> Span:
    """Return the span of a line in its page without the bullet that opens it."""
    return _without_bullet(mark)


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
    return next((at for at, mark in enumerate(header) if same_words(mark.text, declared)), None)


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
    if len(words_of(text)) < (2 if is_korean(text) else 3):
        return False
    return overlap(text, body) >= 0.3 or (has_bullet(text) and overlap(text, body) > 0)
