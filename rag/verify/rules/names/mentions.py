"""The names that stand in a text: those that lists know, and those that only look like names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.text.names import AliasTable, NameMention, unknown_names
from rag.verify.rules.names.capitals import is_contraction

_HANGUL = re.compile(r"[가-힣]")
# 2차 대전이, 4차 산업혁명: the name and what may follow it
_NUMBERED = re.compile(r"(?<![\d가-힣])\d{1,2}차\s?[가-힣]+(?:\s[가-힣]+)?")


@lru_cache(maxsize=256)  # several checks ask for the names of one claim and its source
def all_names(text: str, aliases: AliasTable) -> tuple[NameMention, ...]:
    """Return the known names of a text and those that no list knows, from left to right."""
    numbered = list(_numbered(text, aliases))
    found = (
        *numbered,
        *(m for m in aliases.mentions(text) if not any(n.start < m.end <= n.end for n in numbered)),
        *(m for m in unknown_names(text, aliases) if not is_contraction(m)),
    )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _numbered(text: str, aliases: AliasTable) -> Iterator[NameMention]:
    """Yield the known names that a figure begins, which no letter does: 2차 대전."""
    for match in _NUMBERED.finditer(text):
        phrase = match.group()
        for end in reversed([syllable.end() for syllable in _HANGUL.finditer(phrase)]):
            if entity := aliases.entity(phrase[:end]):
                start = match.start()
                kind = aliases.kind(entity) or "name"
                yield NameMention(start, start + end, phrase[:end], entity, kind)
                break


def may_be_person(name: NameMention) -> bool:
    """Return whether a name is a person's, or one that no list knows."""
    return name.kind in ("person", "name")
