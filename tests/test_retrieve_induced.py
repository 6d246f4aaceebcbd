"""How the corpus writes words that no list translates."""

from __future__ import annotations

import pytest

from rag.index.embedders import Usem3Embeddings
from rag.retrieve.induced import Inducer
from tests.fakes import an_article
from tests.index_homes import add, open_index


@pytest.fixture(scope="module")
def inducer(tmp_path_factory: pytest.TempPathFactory) -> Inducer:
    """Return an inducer over a few words, some of them near whatever an encoder cannot read."""
    home, embedder = tmp_path_factory.mktemp("induced"), Usem3Embeddings()
    text = (
        "대통령은 난관을 헤치고 협의를 이끌었다.",
        "안건을 꼽아 보고 길을 서둘러 내었다.",
        "스탠포드 총장",
        "새 아이디어가 나왔다.",
    )
    add(home, "a", an_article(*text))
    index = open_index(home, embedder)
    index.drain()
    return Inducer(index, embedder)


@pytest.mark.parametrize(
    ("word", "korean"), [("cooperation", "협의"), ("president", "대통령"), ("Stanford", "스탠포드")]
)
def test_a_word_is_found_by_its_meaning_or_its_sound(
    inducer: Inducer, word: str, korean: str
) -> None:
    """The word of the corpus comes first that says the same in Korean."""
    assert inducer.of(word)[0] == korean


@pytest.mark.parametrize("word", ["zzz", "quux", "rrrr", "wug", "takeover", "held", "weather"])
def test_what_no_word_comes_near_is_given_none(inducer: Inducer, word: str) -> None:
    """Verbs that are near to any letters translate neither nonsense nor a word they don't mean."""
    assert not inducer.of(word)
