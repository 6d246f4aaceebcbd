"""The table of quantities as news writes them, and a reader for texts that hold one."""

from __future__ import annotations

from pathlib import Path

from rag.text.quantities import Quantity, find_quantities

TABLE = Path(__file__).parent / "tables" / "quantities.tsv"
# Each text with the quantities in it, as the table describes them: "" where there is none.
ROWS = [
    (text, expected)
    for text, expected in (
        line.split("\t")
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
]


def only(text: str) -> Quantity:
    """Read the one quantity of a text."""
    (quantity,) = find_quantities(text)
    return quantity
