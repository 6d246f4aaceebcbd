"""What a search keeps at hand, and when it lets go of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rag.domain import Page
from rag.ingest.catalogue import Catalogue
from rag.retrieve.memory import Memory
from rag.retrieve.retriever import Retriever
from rag.retrieve.shelf import Shelf
from tests.fakes import BagOfCharacters
from tests.index_homes import GPU, IMF, WAICO, add, open_index


def _counted(asked: list[str]) -> Callable[[list[str]], dict[str, int]]:
    def look_up(keys: list[str]) -> dict[str, int]:
        asked.extend(keys)
        return {key: len(key) for key in keys if key != "none"}

    return look_up


def test_what_was_looked_up_is_not_looked_up_again() -> None:
    """Each key once, in the order asked; what is not there is asked for again and left out."""
    asked: list[str] = []
    memory = Memory(_counted(asked), 10)
    assert memory.of(["bb", "a", "bb", "none"]) == {"bb": 2, "a": 1}
    assert list(memory.of(["a", "bb", "none"])) == ["a", "bb"]
    assert asked == ["bb", "a", "none", "none"]


def test_the_oldest_is_forgotten_first() -> None:
    """Using a key makes it new; one look-up may be larger than the memory."""
    asked: list[str] = []
    memory = Memory(_counted(asked), 2)
    memory.of(["a", "b"])
    memory.of(["a"])
    memory.of(["c"])
    memory.of(["a", "b"])
    assert asked == ["a", "b", "c", "b"]
    assert len(memory.of(list("defg"))) == 4


def test_a_shelf_forgets_when_the_indexes_change(tmp_path: Path) -> None:
    """An article that was removed, or has come, is seen as soon as it is indexed."""
    catalogue = add(tmp_path, "a", GPU, IMF)
    index = open_index(tmp_path)
    index.drain()
    shelf = Shelf(catalogue, index)
    key = f"{WAICO.id}:0"
    assert set(shelf.articles([GPU.id, IMF.id, WAICO.id])) == {GPU.id, IMF.id}
    assert shelf.vectors([key]) == shelf.terms([key]) == {}
    catalogue.remove("a")
    add(tmp_path, "b", WAICO)
    index.drain()
    assert set(shelf.articles([GPU.id, IMF.id, WAICO.id])) == {WAICO.id}
    assert list(shelf.vectors([key])) == list(shelf.terms([key])) == [key]


def test_a_question_asked_again_is_answered_anew_after_a_change(tmp_path: Path) -> None:
    """The same question gives the same evidence until another process has indexed more."""
    catalogue = add(tmp_path, "a", GPU)
    open_index(tmp_path).drain()
    retriever = Retriever(tmp_path, catalogue, BagOfCharacters())
    first = retriever.retrieve("성장률을 높였나", 3)
    assert retriever.retrieve("성장률을 높였나", 3) == first
    assert retriever.retrieve("성장률을 높였나", 1) == first[:1]
    elsewhere = Catalogue(tmp_path / "catalogue.sqlite")
    elsewhere.add(Page("b", "b"), [IMF], [()])
    open_index(tmp_path).drain()
    assert retriever.retrieve("성장률을 높였나", 1)[0].sentence.article_id == IMF.id
