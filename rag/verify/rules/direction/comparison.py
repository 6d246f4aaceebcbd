"""What a comparison is, in whatever language: a standard, and what is held against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# By what two are compared: amount or rank, age, time, price, choice, a quality named by the text;
# or that they are level.
Measure = Literal["rank", "age", "time", "price", "choice", "quality", "level"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison; `text[start:end]` is the word that makes it.

    `standard` is the noun phrase with which is compared ("" where only a favourite is told), `rest`
    where the other side stands.  The standard is behind, unless it `leads`.  `quality` is the root
    of the adjective where that alone tells by what: 현실 of 더 현실적.
    """

    start: int
    end: int
    standard: str
    rest: str
    measure: Measure
    leads: bool = False
    quality: str = ""
