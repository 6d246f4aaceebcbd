"""How near the words of sentences come to the concepts of a question."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rag.retrieve.concepts import Concept
from rag.retrieve.likeness import Likeness
from tests.fakes import BagOfCharacters, an_article
from tests.index_homes import add, open_index


def test_a_concept_is_as_near_as_its_nearest_word_in_any_of_its_forms(tmp_path: Path) -> None:
    """The same word has 1, an unrelated one next to nothing, a sentence without words nothing."""
    add(tmp_path, "a", an_article("회의가 경주에서 열렸다.", "반도체가 부족하다."))
    index = open_index(tmp_path)
    index.drain()
    likeness = Likeness(index, BagOfCharacters())
    concepts = [Concept.of("word", "회의"), Concept.of("word", "chips", "반도체")]
    found = likeness.of(concepts, [("회의", "경주"), ("반도체",), ()])
    assert found.shape == (3, 2)
    np.testing.assert_allclose(found[[0, 1], [0, 1]], 1.0, atol=1e-5)
    assert found[0, 1] < 0.5
    assert found[1, 0] < 0.5
    assert not found[2].any()


def test_a_word_that_the_index_does_not_hold_is_like_nothing(tmp_path: Path) -> None:
    """An index that lost a word's vector gives an answer all the same."""
    likeness = Likeness(open_index(tmp_path), BagOfCharacters())
    assert not likeness.of([Concept.of("word", "회의")], [("회의",)]).any()
    assert likeness.of([], [("회의",)]).shape == (1, 0)
