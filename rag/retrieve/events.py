"""Decisive events: a resignation, a merger, an award that a question presupposes.

"Why did he resign?" is near to every sentence about his candidacy; only an article that tells of a
resignation can answer it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rag.domain import Article


@dataclass(frozen=True, slots=True)
class _Event:
    korean: re.Pattern[str]
    english: re.Pattern[str]
    further: re.Pattern[str] | None = None  # by which an article tells of it, and no question

    def named_in(self, question: str) -> str:
        """Return the word by which a question names the event, or nothing."""
        # A Korean word begins where its event does: 개방한 is no visit, 방한.
        match = self.english.search(question) or next(
            (m for m in self.korean.finditer(question) if not _inside_a_word(question, m)), None
        )
        return match.group() if match else ""

    def told_in(self, text: str) -> bool:
        """Return whether an article tells of the event."""
        patterns = filter(None, (self.korean, self.english, self.further))
        return any(pattern.search(text) for pattern in patterns)


_HANGUL = re.compile("[가-힣]")
# What stands before a noun without a space, as in 조기퇴임 and 총사퇴.
_BEFORE_A_NOUN = re.compile("(?<![가-힣])(?:총|재|전격|조기|중도|자진|기조|경영|정계|잠정|무기한)$")


def _inside_a_word(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    if not (start and _HANGUL.match(text[start - 1]) and _HANGUL.match(match.group())):
        return False
    return _BEFORE_A_NOUN.search(text[:start]) is None


@cache
def _events() -> tuple[_Event, ...]:
    text = resources.files("rag.retrieve").joinpath("data/events.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        _Event(
            re.compile(korean),
            re.compile(rf"\b(?:{english})\b", re.IGNORECASE),
            re.compile("|".join(further), re.IGNORECASE) if further else None,
        )
        for _, korean, english, *further in rows
    )


def events_missing(question: str, article: Article) -> list[str]:
    """Return the words for events that a question presupposes and an article does not tell of."""
    presupposed = _events_in(question)
    if not presupposed:
        return []
    text = "\n".join(sentence.text for sentence in article.sentences)
    return [word for event, word in presupposed if not event.told_in(text)]


@lru_cache(maxsize=16)  # a dozen places are held to one question
def _events_in(question: str) -> tuple[tuple[_Event, str], ...]:
    return tuple((event, word) for event in _events() if (word := event.named_in(question)))
