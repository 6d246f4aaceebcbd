"""The lists of names: the field's own in data/names.tsv, the world's places in data/places.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = ("person", "org", "company", "product", "place", "event")


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of the field: its forms in each script, the canonical one first."""

    kind: str
    korean: tuple[str, ...]
    english: tuple[str, ...]
    hanja: tuple[str, ...] = ()

    @property
    def entity(self) -> str:
        """The identifier of the name: its canonical English form in lower case."""
        return (self.english or self.korean)[0].lower()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form, Korean first."""
        return self.korean + self.english + self.hanja


@cache
def known_names() -> tuple[KnownName, ...]:
    """Return the known names, the field's own first."""
    rows = data_rows("names.tsv") + data_rows("places.tsv")
    return tuple(KnownName(kind, _forms(ko), _forms(en), _forms(hj)) for kind, ko, en, hj in rows)


def data_rows(name: str) -> list[list[str]]:
    """Return the rows of a tab-separated data file; lines that begin with "#" are headings."""
    text = (files("rag.text.names") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
