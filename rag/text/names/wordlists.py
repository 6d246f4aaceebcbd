"""Lists of words written as running text."""

from __future__ import annotations


def listed(text: str) -> list[str]:
    """Return the words of `text`, split at spaces and line ends."""
    return text.split()
