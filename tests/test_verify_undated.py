"""What is said where an undated article answers a question about a certain time."""

from __future__ import annotations

import pytest

from rag.domain import Evidence, Metadata, Sentence
from rag.verify.undated import unconfirmed_periods


def piece(text: str, day: str | None = None) -> Evidence:
    """Return a place in an article of a day, or of none."""
    sentence = Sentence("a", 0, 0, len(text), text)
    return Evidence(1, sentence, Metadata(published_at=day), text, 2.0)


@pytest.mark.parametrize(
    ("question", "text", "day", "told"),
    [
        (
            "2024년 8월에 위원회는 무엇을 정했나?",
            "위원회는 새 규정을 정했다.",
            None,
            ("2024년 8월",),
        ),
        ("What did the council decide in August 2024?", "It chose rules.", None, ("August 2024",)),
        (
            "2024년 8월에 위원회는 무엇을 정했나?",
            "위원회는 8일 규정을 정했다.",
            None,
            ("2024년 8월",),
        ),
        # The place says itself when it was, the article was printed then, or no time was asked.
        ("2024년 8월에 무엇을 정했나?", "위원회는 2024년 8월 3일 규정을 정했다.", None, ()),
        ("2024년 8월에 무엇을 정했나?", "위원회는 새 규정을 정했다.", "2024-08-05", ()),
        ("위원회는 무엇을 정했나?", "위원회는 새 규정을 정했다.", None, ()),
    ],
)
def test_a_time_that_no_place_is_known_to_speak_of_is_told(
    question: str, text: str, day: str | None, told: tuple[str, ...]
) -> None:
    """The reader would otherwise take any undated report for one of that month."""
    assert unconfirmed_periods(question, [piece(text, day)]) == told


def test_nothing_cited_leaves_nothing_open() -> None:
    """A refusal tells of its own what is lacking."""
    assert unconfirmed_periods("2024년 8월에 무엇을 정했나?", []) == ()
