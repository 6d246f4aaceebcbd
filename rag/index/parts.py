"""What an article is cut into for the indexes: sentences under keys, and passages of them."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Article, Passage

_PASSAGE_SENTENCES = 5
_PASSAGE_CHARACTERS = 600


def sentence_key(article_id: str, ordinal: int) -> str:
    """Return the key of a sentence in the vector and word indexes."""
    return f"{article_id}:{ordinal}"


def article_of(key: str) -> str:
    """Return the article that a sentence key or a passage id names."""
    return key.partition(":")[0]


def passage_range(passage_id: str) -> tuple[str, range]:
    """Return the article and the ordinals of the sentences that a passage id names."""
    article_id, _, ends = passage_id.partition(":")
    first, _, last = ends.partition("-")
    return article_id, range(int(first), int(last) + 1)


def readable(article: Article, ordinal: int, mark: str = "") -> str:
    """Return a sentence as models and indexes read it: spliced advertising left out.

    For a person `mark` stands in its place.
    """
    sentence = article.sentences[ordinal]
    text, at = "", sentence.start
    for mask in article.masks:
        if sentence.start <= mask.start and mask.end <= sentence.end:
            text += article.text[at : mask.start].rstrip() + " " + (f"{mark} " if mark else "")
            at = mask.end + (article.text[mask.end : mask.end + 1] == " ")
    return text + article.text[at : sentence.end] if text else sentence.text


def passages_of(article: Article) -> list[Passage]:
    """Cut an article into passages of up to 5 sentences and about 600 characters."""
    passages: list[Passage] = []
    group: list[int] = []
    size = 0
    for sentence in article.sentences:
        length = sentence.end - sentence.start
        full = len(group) == _PASSAGE_SENTENCES or size + length > _PASSAGE_CHARACTERS
        if group and full:
            passages.append(_passage(article, group))
            group, size = [], 0
        group.append(sentence.ordinal)
        size += length
    if group:
        passages.append(_passage(article, group))
    return passages


def _passage(article: Article, group: Sequence[int]) -> Passage:
    text = " ".join(readable(article, ordinal) for ordinal in group)
    return Passage(f"{article.id}:{group[0]}-{group[-1]}", article.id, group[0], group[-1], text)
