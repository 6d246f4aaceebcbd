"""What tests of both indexes share: three articles, homes that hold them, and ways to die."""

from __future__ import annotations

from pathlib import Path

from rag.domain import Article, Page
from rag.index.embedders import Embedder, Vectors
from rag.index.parts import passages_of, sentence_key
from rag.index.store import Index
from rag.index.words import QueryTerm
from rag.ingest.catalogue import Catalogue
from tests.fakes import BagOfCharacters, an_article

GPU = an_article("엔비디아는 한국에 반도체를 공급한다.", "가격은 밝히지 않았다.")
IMF = an_article("국제통화기금은 성장률을 높였다.")
WAICO = an_article("상하이에서 세계 협력기구 구상이 나왔다.", "출범 시기는 정해지지 않았다.")


class Killed(BaseException):
    """Stands for kill -9: nothing in the program catches it."""


class Dying(BagOfCharacters):
    """An embedder whose process dies at its n-th call."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self._left = calls

    def passages(self, texts: list[str]) -> Vectors:
        if self._left == 0:
            raise Killed
        self._left -= 1
        return super().passages(texts)


def add(home: Path, source: str, *articles: Article) -> Catalogue:
    """Put a page of `articles` into the catalogue of `home`."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    catalogue.add(Page(source, source), articles, [()] * len(articles))
    return catalogue


def open_index(home: Path, embedder: Embedder | None = None) -> Index:
    """Open the indexes of `home` as another part of the program would."""
    return Index(home, Catalogue(home / "catalogue.sqlite"), embedder or BagOfCharacters())


def keys_of(*articles: Article) -> set[str]:
    """Return the sentence keys of some articles."""
    return {sentence_key(a.id, s.ordinal) for a in articles for s in a.sentences}


def words(*forms: str) -> list[QueryTerm]:
    """Return a query for some morphemes, each one way."""
    return [QueryTerm((frozenset({form}),)) for form in forms]


def assert_holds(index: Index, *articles: Article) -> None:
    """Assert that both indexes hold exactly the sentences of `articles`."""
    keys = keys_of(*articles)
    assert len(index.sentences) == len(index.sentence_words) == len(keys)
    assert index.sentences.held(sorted(keys)) == keys
    assert set(index.sentence_words.read(sorted(keys))) == keys
    assert len(index.passage_words) == sum(len(passages_of(a)) for a in articles)
