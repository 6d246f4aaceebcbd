"""What a run cost at a price that the person names; no price list is kept here."""

from __future__ import annotations

from dataclasses import dataclass

from rag.domain import TokenUse
from rag.errors import GoldError

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens that a model reads, and for a million that it writes."""

    read: float
    written: float

    @classmethod
    def parsed(cls, text: str) -> Price:
        """Return the price written "0.25/2"; GoldError for anything else."""
        try:
            read, written = (float(part) for part in text.split("/"))
        except ValueError:
            read = written = -1.0
        if not (read >= 0 and written >= 0):
            raise GoldError(
                f"wanted a price as US dollars for a million tokens, read/written, such as 0.25/2; "
                f"got {text!r}."
            )
        return cls(read, written)

    def of(self, tokens: TokenUse) -> float:
        """Return the US dollars for these tokens."""
        return (tokens.prompt * self.read + tokens.completion * self.written) / _MILLION
