"""Ranking measures over "which wanted things does each rank hold"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2
from typing import Final

CUTOFFS: Final = (1, 3, 5, 10)
DEPTH: Final = 10


def recall(found: Sequence[Collection[int]], wanted: int, k: int) -> float:
    """Return the share of the `wanted` things (numbered from 0) held by the first k ranks."""
    return len({thing for rank in found[:k] for thing in rank}) / wanted


def reciprocal_rank(found: Sequence[Collection[int]], depth: int = DEPTH) -> float:
    """Return 1 over the first rank that holds anything wanted; 0.0 where none does."""
    ranks = (1 / rank for rank, things in enumerate(found[:depth], start=1) if things)
    return next(ranks, 0.0)


def ndcg(found: Sequence[Collection[int]], wanted: int, depth: int = DEPTH) -> float:
    """Return the normalised discounted gain, 0 to 1; a thing counts where it first comes.

    A rank may hold several wanted things, which beats the ideal of one a rank: that is still 1.
    """
    seen: set[int] = set()
    gain = 0.0
    for rank, things in enumerate(found[:depth], start=1):
        gain += len(set(things) - seen) / log2(rank + 1)
        seen.update(things)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(wanted, depth) + 1))
    return min(1.0, gain / ideal)
