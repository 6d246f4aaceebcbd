"""What every page's text goes through, whatever it was read from: clean characters, sane size."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from rag.domain import Page
from rag.errors import PageError

MOST_CHARACTERS = 500_000
MOST_LINES = 25_000
LONGEST_LINE = 200_000
# Nobody sees them, but inside a word or a number they hide it from the search and from the check:
# zero-width and bidi controls, soft hyphens, fillers, variation selectors, tag characters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` as a reader sees it: nothing invisible, "\\n" line ends, composed syllables.

    Hangul that a Mac or a PDF wrote letter by letter (NFD) is composed, or no search would find it.
    """
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def clean_page(page: Page) -> Page:
    """Return a page with clean text and metadata; raises `PageError` for one beyond reason."""
    text = clean(page.text)
    if not text.strip():
        raise PageError("a page without text came; a page with an article's text was wanted")
    refuse_oversize(text)
    declared = page.metadata
    metadata = replace(
        declared,
        title=_clean_name(declared.title),
        outlet=_clean_name(declared.outlet),
        reporters=tuple(filter(None, map(_clean_name, declared.reporters))),
        place=_clean_name(declared.place),
    )
    return replace(page, text=text, metadata=metadata)


def _clean_name(name: str | None) -> str | None:
    return clean(name or "").strip() or None


def refuse_oversize(text: str) -> None:
    """Raise `PageError` for what no article is and what would take minutes to read."""
    lines = text.count("\n") + 1
    longest = max(map(len, text.split("\n")))
    for size, most, what in (
        (longest, LONGEST_LINE, "a line of {:,} characters came; at most {:,} are read: "
         "break the text into paragraphs"),
        (len(text), MOST_CHARACTERS, "a page of {:,} characters came; at most {:,} are read: "
         "split it into articles"),
        (lines, MOST_LINES, "a page of {:,} lines came; at most {:,} are read: "
         "split it into articles"),
    ):  # fmt: skip
        if size > most:
            raise PageError(what.format(size, most))
