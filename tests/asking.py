"""The question that most tests ask of the starter news, and what any answer to it must keep."""

from __future__ import annotations

from rag.assistant import Assistant
from rag.domain import Answer, content_hash

KOREAN_GPU = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
ENGLISH_GPU = "How many GPUs will Nvidia supply to Korea?"
# What a model may write about it: the articles say 26만, which is 260,000.
TRUE = "Nvidia will supply 260,000 GPUs to Korea [1]."
WRONG = "Nvidia will supply 26,000 GPUs to Korea [1]."


def assert_sound(assistant: Assistant, answer: Answer) -> None:
    """Every source is an exact place of a stored article, and every claim has one that bears it."""
    for source in answer.sources:
        article = assistant.article(source.sentence.article_id)
        assert article.text[source.sentence.start : source.sentence.end] == source.sentence.text
        assert source.citation.text_hash == content_hash(source.sentence.text)
    numbers = {source.n for source in answer.sources}
    for claim in answer.claims:
        assert claim.citations
        assert set(claim.citations) <= numbers
        assert claim.verdict == "supported"
