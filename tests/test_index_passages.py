"""Passages of an article, and what models and indexes read of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain import Span
from rag.index.parts import passages_of, readable
from tests.fakes import an_article

sentence_texts = st.text(st.sampled_from("가나다 Ab1."), min_size=1, max_size=400).map(
    lambda text: "가" + text
)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence_texts, min_size=1, max_size=24))
def test_passages_cover_every_sentence_once(texts: list[str]) -> None:
    """Passages are in order, hold each sentence once, up to 5 of them and 600 characters."""
    article = an_article(*texts)
    passages = passages_of(article)
    held = [n for p in passages for n in range(p.first, p.last + 1)]
    assert held == list(range(len(texts)))
    assert len({p.id for p in passages}) == len(passages)
    for passage in passages:
        lengths = [len(t) for t in texts[passage.first : passage.last + 1]]
        assert len(lengths) <= 5
        assert sum(lengths) <= 600 or len(lengths) == 1
        assert passage.text == " ".join(texts[passage.first : passage.last + 1])
        assert passage.article_id == article.id


def test_an_article_without_sentences_has_no_passages() -> None:
    """Chrome alone gives nothing to index."""
    assert passages_of(an_article()) == []


@pytest.mark.parametrize(
    ("text", "masks", "read"),
    [
        ("엔비디아는 산와머니 26만 장을 공급한다.", ["산와머니"], "엔비디아는 26만 장을 공급한다."),
        ("무료 상담 엔비디아가 왔다.", ["무료 상담"], " 엔비디아가 왔다."),
        ("엔비디아가 대출 왔고 상담 갔다.", ["대출", "상담"], "엔비디아가 왔고 갔다."),
        ("엔비디아가 왔다. 대출", ["대출"], "엔비디아가 왔다. "),
        ("엔비디아가 왔다.", [], "엔비디아가 왔다."),
    ],
)
def test_spliced_advertising_is_not_read(text: str, masks: list[str], read: str) -> None:
    """What models and indexes read of a sentence leaves out its masks, with one space in place."""
    spans = tuple(Span(text.index(mask), text.index(mask) + len(mask)) for mask in masks)
    article = an_article(text, "다음 문장이다.", masks=spans)
    assert readable(article, 0) == read
    assert readable(article, 1) == "다음 문장이다."
    assert passages_of(article)[0].text == f"{read} 다음 문장이다."
