"""Pages of every shape that news is scraped in, read as a careful reader reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.careful_reader import PAGES, expected, read_page

_PAGES = expected()


@pytest.mark.parametrize("entry", _PAGES, ids=lambda entry: entry["file"])
def test_a_page_is_read_as_a_careful_reader_reads_it(entry: Mapping[str, Any]) -> None:
    """Every story's fields, first and last sentence and captions; and no chrome is cited."""
    wrong = [reading for reading in read_page(entry) if not reading.right]
    known = set(entry.get("missed", ()))
    assert {reading.field for reading in wrong} == known, wrong


def test_every_page_of_the_folder_is_expected() -> None:
    """No page lies unread beside the others, and none is expected twice."""
    files = sorted(path.name for path in PAGES.glob("*.txt"))
    assert sorted(entry["file"] for entry in _PAGES) == files
    assert len(files) >= 24
