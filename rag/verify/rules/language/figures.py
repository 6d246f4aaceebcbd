"""The quantities of a text, kept: several checks ask for those of one claim and its source."""

from __future__ import annotations

from functools import lru_cache

from rag.text.quantities import Quantity, find_quantities


@lru_cache(maxsize=256)
def figures_in(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text from left to right."""
    return tuple(find_quantities(text))
