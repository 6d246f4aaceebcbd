"""Find gold evidence in the articles that were retrieved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from rag.domain import Article, Evidence, Span
from rag.evaluate.records import Piece


class Articles(Protocol):
    """Where the full text of an article is looked up."""

    def article(self, article_id: str) -> Article:
        """Return the article of this id."""
        ...


class Locator:
    """Marks evidence that overlaps gold evidence; reads each article's text once."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._texts: dict[str, str] = {}

    def pieces(self, evidence: Sequence[Evidence], gold: Sequence[str]) -> tuple[Piece, ...]:
        """Return the evidence, each piece with the gold strings that it overlaps.

        A copy of the story in another article counts: what matters is that the words stand where
        the piece says they do.
        """
        return tuple(Piece.of(one, self._hits(one, gold)) for one in evidence)

    def _hits(self, evidence: Evidence, gold: Sequence[str]) -> tuple[int, ...]:
        start, end = evidence.sentence.start, evidence.sentence.end
        text = self._text(evidence.sentence.article_id)
        found = ((number, occurrences(text, wanted)) for number, wanted in enumerate(gold))
        return tuple(
            number
            for number, spans in found
            if any(span.start < end and start < span.end for span in spans)
        )

    def _text(self, article_id: str) -> str:
        if article_id not in self._texts:
            self._texts[article_id] = self._articles.article(article_id).text
        return self._texts[article_id]


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where the wanted words stand in the text; only the kind of white space may differ."""
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    if not pattern:
        return ()
    return tuple(Span(match.start(), match.end()) for match in re.finditer(pattern, text))
