"""A sentence cut where one event ends and another begins, as far as commas and endings show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rag.verify.rules.language.script import is_korean

_ENGLISH = re.compile(
    r"(?<!\d),\s|,\s(?!\d)|;\s|\s[–—]\s|\s(?=(?:and|but|while|whereas|after|before|when|since|until|"
    r"although|though|because|if|which|who|whose|than)\b)"
)
# 만난 뒤, 끝난 후: a verb in ㄴ before them makes a clause; "석 달 뒤" is a time.
_KOREAN = re.compile(
    r",\s|;\s|(?<=[고며])\s|(?<=지만)\s|(?<=으나)\s|(?<=는데)\s|(?<=면서)\s|(?<=반면)\s|"
    r"(?<=[가-힣]면)\s|(?<=[가-힣]자)\s|(?<=[한된난친운른린긴든룬쓴춘]\s[뒤후])\s"
)
SENTENCE_END = re.compile(r"(?<!\d)[.!?][”\"’']?\s")
_RELATIVE = re.compile(r"\s*(?:which|who|whose|that)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text, `text[start:end]`; `relative` ones only say more of a noun."""

    start: int
    end: int
    text: str

    @property
    def relative(self) -> bool:
        """Whether the clause only tells more of a noun before it (which took effect in July)."""
        return _RELATIVE.match(self.text) is not None

    def holds(self, start: int) -> bool:
        """Return whether a place of the whole text lies in this clause."""
        return self.start <= start < self.end


def clauses_of(text: str) -> list[Clause]:
    """Return the clauses of a text in order; quotations are cut as well."""
    within = (_KOREAN if is_korean(text) else _ENGLISH).finditer(text)
    cuts = {match.end() for match in (*within, *SENTENCE_END.finditer(text))}
    bounds = [0, *sorted(cuts), len(text)]
    return [
        Clause(start, end, text[start:end])
        for start, end in pairwise(bounds)
        if text[start:end].strip()
    ]
