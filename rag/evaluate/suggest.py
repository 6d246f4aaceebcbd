"""Candidate gold questions from the articles' own words, for a person to accept or reject.

A candidate hides one amount or date of a sentence, so that its answer and its evidence are exact
without any model.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from rag.domain import Answer, Article, Sentence, Span, content_hash
from rag.evaluate.gold import GoldRow
from rag.text.dates import find_dates
from rag.text.quantities import find_quantities

FEEDBACK: Final = "feedback"
_BLANK: Final = "____"
_SHORTEST, _LONGEST = 20, 160
_DIGIT: Final = re.compile(r"\d")  # "두 나라" is an amount, but nobody asks for it


def suggest(
    articles: Iterable[Article], most: int = 50, known: Collection[str] = ()
) -> tuple[GoldRow, ...]:
    """Return up to `most` candidates, in turn from each story so that none dominates.

    Those whose ids are `known` are passed over.
    """
    stories = (article for article in articles if article.story_id in ("", article.id))
    queues = [_candidates(story) for story in stories]
    found: list[GoldRow] = []
    while queues and len(found) < most:
        rows = [(queue, _next(queue, known)) for queue in queues]
        found.extend(row for _, row in rows if row is not None)
        queues = [queue for queue, row in rows if row is not None]
    return tuple(found[:most])


def from_feedback(answer: Answer) -> GoldRow:
    """Return the candidate that a reader's thumbs-down makes: a question whose answer is open.

    The places that the answer cited are its evidence until a person says what is right.
    """
    return GoldRow(
        id=content_hash(answer.question, answer.text),
        lang=answer.language,
        question=answer.question,
        doc=tuple(source.sentence.article_id for source in answer.sources),
        evidence=tuple(source.sentence.text for source in answer.sources),
        type=FEEDBACK,
    )


def _next(queue: Iterator[GoldRow], known: Collection[str]) -> GoldRow | None:
    return next((row for row in queue if row.id not in known), None)


def _candidates(article: Article) -> Iterator[GoldRow]:
    for sentence in article.sentences:
        if sentence.kind != "body" or not _SHORTEST <= len(sentence.text) <= _LONGEST:
            continue
        if any(mask.start < sentence.end and sentence.start < mask.end for mask in article.masks):
            continue  # a spliced advertisement would be part of the question
        hidden = _longest(_hideable(sentence.text, article.metadata.published_on), sentence.text)
        if hidden is not None:
            yield _candidate(article, sentence, hidden)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What a question asks for, and its type."""

    span: Span
    type: str


def _hideable(text: str, day: date | None) -> Iterator[_Hidden]:
    for amount in find_quantities(text):
        if amount.unit != "rank":
            yield _Hidden(Span(amount.start, amount.end), "number")
    for mention in find_dates(text, day):
        if mention.resolved:
            yield _Hidden(Span(mention.start, mention.end), "date")


def _longest(found: Iterator[_Hidden], text: str) -> _Hidden | None:
    written = (one for one in found if _DIGIT.search(text, one.span.start, one.span.end))
    return max(written, key=lambda one: one.span.end - one.span.start, default=None)


def _candidate(article: Article, sentence: Sentence, hidden: _Hidden) -> GoldRow:
    text, start, end = sentence.text, hidden.span.start, hidden.span.end
    answer = text[start:end]
    cloze = f"{text[:start]}{_BLANK}{text[end:]}"
    about = article.metadata.title or article.source
    asked = {
        "ko": f"「{about}」 기사에서 다음 빈칸에 들어갈 말은 무엇인가? “{cloze}”",
        "en": f"In “{about}”, what fills this blank? “{cloze}”",
    }
    return GoldRow(
        id=content_hash(article.id, text),
        lang=article.language,
        question=asked[article.language],
        answer=answer,
        accept=(answer,),
        doc=(article.source,),
        evidence=(text,),
        type=hidden.type,
    )
