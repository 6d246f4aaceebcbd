"""Many patterns over one text, each tried only where a hint of it stands.

Most sentences hold a few of the forms that dates and numbers take; one quick search for what every
match of a pattern must contain ("월" or "달" of a month) spares the slow search for all of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Hinted(Generic[T]):
    """Rules by the hint that any text they match must hold."""

    def __init__(self, rules: Iterable[tuple[str, T]]) -> None:
        """Take rules, each behind its hint: a pattern, matched without regard to case."""
        by_hint: defaultdict[str, list[tuple[int, T]]] = defaultdict(list)
        for order, (hint, rule) in enumerate(rules):
            by_hint[hint].append((order, rule))
        self._groups = [(re.compile(hint, re.I), tuple(group)) for hint, group in by_hint.items()]

    def for_text(self, text: str) -> Iterator[tuple[int, T]]:
        """Yield the rules that may match `text`, each with its place among all, in no order."""
        for hint, group in self._groups:
            if hint.search(text):
                yield from group
