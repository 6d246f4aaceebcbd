"""Whether a place is about what is asked."""

from __future__ import annotations

import pytest

from rag.retrieve.signs import SIGN_NAMES, Signs
from rag.retrieve.topic import TOPIC_SIGNS, on_topic

NOTHING = Signs(*[0.0] * len(SIGN_NAMES))


def test_a_place_without_a_sign_is_about_something_else() -> None:
    """What shares nothing with the question hardly is about it."""
    assert on_topic(NOTHING) < 0.01


@pytest.mark.parametrize("name", TOPIC_SIGNS)
def test_every_sign_of_the_topic_speaks_for_it(name: str) -> None:
    """More of the question in the passage, the article or around can't speak against them."""
    little, much = (NOTHING._replace(**{name: value}) for value in (0.3, 0.9))
    assert on_topic(NOTHING) < on_topic(little) < on_topic(much) < 1


def test_what_the_place_itself_offers_does_not_make_it_the_topic() -> None:
    """A number where one is wanted stands in articles on anything."""
    assert on_topic(NOTHING._replace(offers_number=1.0, is_title=1.0)) == on_topic(NOTHING)
