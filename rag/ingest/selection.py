"""Which articles are meant: of a period, of outlets and reporters, or of a sort of headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rag.domain import Metadata


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles printed from `first` to `last` by one of `outlets` and one of `reporters`.

    `titled`: one of these words stands in the headline.  What is empty restricts nothing.
    """

    first: date | None = None
    last: date | None = None
    outlets: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()
    titled: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != EVERYTHING

    def holds(self, metadata: Metadata) -> bool:
        """Return whether an article is meant; an undated one is of no period."""
        day, title = metadata.published_on, (metadata.title or "").lower()
        return (
            (self.first is None or (day is not None and day >= self.first))
            and (self.last is None or (day is not None and day <= self.last))
            and (not self.outlets or metadata.outlet in self.outlets)
            and (not self.reporters or not self.reporters.isdisjoint(metadata.reporters))
            and (not self.titled or any(word in title for word in self.titled))
        )

    def condition(self) -> tuple[str, list[str]]:
        """Return the same as a condition on the catalogue's rows, with its parameters."""
        terms, values = ["state != 'removing'"], list[str]()
        if self.first is not None:
            terms.append("published_at >= ?")
            values.append(self.first.isoformat())
        if self.last is not None:
            terms.append("substr(published_at, 1, 10) <= ?")
            values.append(self.last.isoformat())
        if self.outlets:
            terms.append(f"outlet IN ({_marks(self.outlets)})")
            values += sorted(self.outlets)
        if self.reporters:
            terms.append(
                "EXISTS (SELECT 1 FROM json_each(metadata, '$.reporters')"
                f" WHERE value IN ({_marks(self.reporters)}))"
            )
            values += sorted(self.reporters)
        if self.titled:
            title = "instr(lower(json_extract(metadata, '$.title')), ?)"
            terms.append(f"({' OR '.join([title] * len(self.titled))})")
            values += self.titled
        return " AND ".join(terms), values


EVERYTHING = Selection()


def _marks(values: Iterable[str]) -> str:
    return ",".join("?" for _ in values)
