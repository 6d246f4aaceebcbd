"""What a comparison is, in whatever language: a standard, and what is held against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# By what two are compared: amount or rank, age, time, price, choice; or that they are level.
Measure = Literal["rank", "age", "time", "price", "choice", "level"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison; `text[start:end]` is the word that makes it.

    `standard` is the noun phrase with which is compared ("" where only a favourite is told), `rest`
    where the other side stands.  The standard is behind, unless it `leads`.
    """

    start: int
    end: int
    standard: str
    rest: str
    measure: Measure
    leads: bool = False
