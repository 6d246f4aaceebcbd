"""One name of a sentence and the part that it plays there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["subject", "other", ""]


@dataclass(frozen=True, slots=True)
class Actor:
    """A name of a text and its part there.

    A `topic` wears 은 or 는; an `outdone` one is whom another is ahead of ("ahead of Sora").  Who
    speaks `within` what another reports is not the one who tells it; who `reports` is only named as
    the source (강 대변인에 따르면); who is `told` is addressed.  Names of one `phrase` ("IMF chief
    Georgieva", 게오르기에바 IMF 총재) stand for one.
    """

    name: str
    role: Role
    speaks: bool
    phrase: int
    topic: bool = False
    outdone: bool = False
    within: bool = False
    reports: bool = False
    told: bool = False
