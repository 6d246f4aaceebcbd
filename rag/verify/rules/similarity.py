"""How near two texts are in meaning, as the rules are given it."""

from __future__ import annotations

from collections.abc import Callable

# Cosine of two texts in any language, -1 to 1.
Similarity = Callable[[str, str], float]

# Of pairs of an English and a Korean noun in news, translations lie above and others below.
MEANS = 0.62
# How many nouns of a text are compared with one name at most: each costs a vector.
MOST_COMPARED = 8
