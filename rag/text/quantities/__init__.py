"""Quantities in Korean and English news: found, multiplied out, compared and written again.

Dates, clock times, bare years, digits inside names (H20, GPT-4, 완 2.1) and vague amounts (수십,
dozens) are not quantities. The words that limit a quantity (약, 이상, at least) are read into it
but lie outside its span; its counter lies inside, when it follows directly.
"""

from __future__ import annotations

from rag.text.quantities.amounts import Bound, Quantity, compare
from rag.text.quantities.finding import find_quantities, normalize_numbers
from rag.text.quantities.numerals import sino_value
from rag.text.quantities.rendering import COUNTED_NOUNS, render
from rag.text.quantities.spelling import plain, spell_korean

__all__ = [
    "COUNTED_NOUNS",
    "Bound",
    "Quantity",
    "compare",
    "find_quantities",
    "normalize_numbers",
    "plain",
    "render",
    "sino_value",
    "spell_korean",
]
