"""Lists of other stories that stand above or inside a story: "관련기사", "많이 본 뉴스"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.ingest.marks import Mark
from rag.text.sentences import split_sentences

_RANKED = re.compile(r"^\[?\d{1,2}(?:\]|위|\.|\))?\s+\S")
_MOST_ITEMS = 15
_LONGEST_TEASER = 60


def without_lists(marks: Sequence[Mark]) -> list[Mark]:
    """Return the lines with the items below each list's header made chrome.

    A list's items stand together below its header, up to an empty line; where every line stands
    alone, they are headlines and single short sentences. A list above the prose leaves a headline.
    """
    result = list(marks)
    prose = 0
    for at, mark in enumerate(marks):
        prose += result[at].kind == "prose"
        if mark.zone == "related":
            for item in _items(marks, at, above=not prose):
                result[item] = replace(marks[item], kind="chrome", dateline=None)
    return result


def _items(marks: Sequence[Mark], header: int, *, above: bool) -> Iterable[int]:
    first = end = header + 1
    most = min(len(marks), first + _MOST_ITEMS)
    while end < most and (end == first or not marks[end].line.apart):
        end += 1
    block = range(first, end)
    if any(_is_of_story(marks[at]) for at in block):
        return [at for at in block if _RANKED.match(marks[at].text)]
    if len(block) >= 2:
        return block if not above or _leaves_headline(marks[end:]) else ()
    if above:
        return [at for at in range(first, most) if _RANKED.match(marks[at].text)]
    while end < most and _is_teaser(marks[end]):
        end += 1
    return range(first, end) if first < most and _is_teaser(marks[first]) else ()


def _is_of_story(mark: Mark) -> bool:
    return mark.kind in ("stamp", "byline") or mark.dateline is not None


def _leaves_headline(marks: Sequence[Mark]) -> bool:
    """Tell whether a line that may be a headline stands above the next prose."""
    telling = (m for m in marks if m.kind == "prose" or (m.kind == "loose" and len(m.text) >= 12))
    return next((mark.kind == "loose" for mark in telling), False)


def _is_teaser(mark: Mark) -> bool:
    if mark.zone is not None or _is_of_story(mark):
        return False
    if mark.kind != "prose":
        return True
    return len(mark.text) < _LONGEST_TEASER and len(split_sentences(mark.text)) == 1
