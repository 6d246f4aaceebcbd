"""Claims that are known to be false, to see whether the check lets them through.

A verifier that always agrees makes every other figure look better.  So each question's evidence is
read back to the verifier: as it stands, which it must accept, and with its amounts made wrong,
which it must not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from typing import Final

from rag.domain import Verdict
from rag.evaluate.statistics import Share
from rag.text.quantities import Quantity, find_quantities

_FIRST_DIGIT: Final = re.compile(r"\d")


def probe(claim: str, check: Callable[[str], Verdict]) -> dict[str, Share]:
    """Return the shares of one true claim in the figures `check/…`, keyed "group/name"."""
    false = list(corruptions(claim))
    if not false:
        return {}
    passed = sum(check(wrong) == "supported" for wrong in false)
    return {
        "check/false_passed": Share(passed, len(false)),
        "check/true_refused": Share(float(check(claim) != "supported")),
    }


def corruptions(claim: str) -> Iterator[str]:
    """Yield the claim with its first amount changed, and with two amounts of a kind exchanged.

    Only amounts that are written in digits are touched; a claim without any yields nothing.
    """
    amounts = [q for q in find_quantities(claim) if _FIRST_DIGIT.search(claim, q.start, q.end)]
    if amounts:
        yield _changed(claim, amounts[0])
    pairs = ((a, b) for a, b in combinations(amounts, 2) if a.unit == b.unit and a.low != b.low)
    for first, second in islice(pairs, 1):
        yield _exchanged(claim, first, second)


def _changed(claim: str, amount: Quantity) -> str:
    """Raise the first digit of the amount, so that it is off by a tenth of itself at the least."""
    digit = _FIRST_DIGIT.search(claim, amount.start)
    assert digit is not None  # amounts without digits were left out
    other = str(int(digit.group()) % 9 + 1)
    return claim[: digit.start()] + other + claim[digit.end() :]


def _exchanged(claim: str, first: Quantity, second: Quantity) -> str:
    left, right = claim[first.start : first.end], claim[second.start : second.end]
    between = claim[first.end : second.start]
    return f"{claim[: first.start]}{right}{between}{left}{claim[second.end :]}"
