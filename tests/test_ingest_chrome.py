"""Boxes of a site's own, told from news that speaks of the same things."""

import pytest

from rag.ingest.chrome import is_chrome, is_notice


@pytest.mark.parametrize(
    "line",
    [
        "The privacy commission fined Meta 20 billion won on Monday.",
        "Its advertising revenue rose 12% in the quarter.",
        "Cookies were at the centre of the ruling.",
        "Authors sued over copyright in California.",
    ],
)
def test_news_about_privacy_and_advertising_is_no_box(line: str) -> None:
    """The words of a site's boxes are also what the news is about."""
    assert not is_chrome(line)
    assert not is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter.",
        "Privacy Policy",
        "We use cookies.",
        "Start your free trial now.",
    ],
)
def test_a_box_speaks_to_the_reader(line: str) -> None:
    """A box addresses its reader or is a mere label."""
    assert is_chrome(line)
