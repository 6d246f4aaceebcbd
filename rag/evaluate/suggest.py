"""Candidate gold questions from the articles' own words, for a person to accept or reject.

A candidate hides one amount of a sentence, so that its answer and its evidence are exact without
any model.  Its type is "candidate" until a person has read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rag.domain import Answer, Article, Sentence, content_hash
from rag.evaluate.gold import GoldRow
from rag.text.quantities import Quantity, find_quantities

CANDIDATE: Final = "candidate"
_BLANK: Final = "____"
_SHORTEST, _LONGEST = 20, 160


def suggest(articles: Sequence[Article], most: int = 50) -> tuple[GoldRow, ...]:
    """Return up to `most` candidates, in turn from each article so that none dominates."""
    queues = [_candidates(article) for article in articles]
    found: list[GoldRow] = []
    while queues and len(found) < most:
        rows = [(queue, next(queue, None)) for queue in queues]
        found.extend(row for _, row in rows if row is not None)
        queues = [queue for queue, row in rows if row is not None]
    return tuple(found[:most])


def from_feedback(answer: Answer, remark: str = "") -> GoldRow:
    """Return the candidate that a reader's thumbs-down makes: a question whose answer is open.

    What was shown is kept as `forbid`, so that the same wrong answer can't pass again.  Without a
    `remark` that says what is right, `read_gold` refuses the row until a person has filled it.
    """
    return GoldRow(
        id=f"feedback-{content_hash(answer.question, answer.text)}",
        lang=answer.language,
        question=answer.question,
        answer=remark,
        forbid=tuple(claim.text for claim in answer.claims),
        type=CANDIDATE,
    )


def _candidates(article: Article) -> Iterator[GoldRow]:
    for sentence in article.sentences:
        if sentence.kind != "body" or not _SHORTEST <= len(sentence.text) <= _LONGEST:
            continue
        if any(mask.start < sentence.end and sentence.start < mask.end for mask in article.masks):
            continue  # a spliced advertisement would be part of the question
        quantity = max(find_quantities(sentence.text), key=lambda q: q.end - q.start, default=None)
        if quantity is not None and quantity.unit != "rank":
            yield _candidate(article, sentence, quantity)


def _candidate(article: Article, sentence: Sentence, quantity: Quantity) -> GoldRow:
    text, hidden = sentence.text, sentence.text[quantity.start : quantity.end]
    cloze = f"{text[: quantity.start]}{_BLANK}{text[quantity.end :]}"
    about = article.metadata.title or article.source
    asked = {
        "ko": f"「{about}」 기사에서 다음 빈칸에 들어갈 값은 무엇인가? “{cloze}”",
        "en": f"In “{about}”, which value fills this blank? “{cloze}”",
    }
    return GoldRow(
        id=f"candidate-{content_hash(article.id, text)}",
        lang=article.language,
        question=asked[article.language],
        answer=hidden,
        accept=(hidden,),
        doc=(article.source,),
        evidence=(text,),
        type=CANDIDATE,
    )
