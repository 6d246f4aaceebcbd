"""One question under way."""

from __future__ import annotations

import time


class Run:
    """One question under way: its model, its clock and what to tell the reader."""

    def __init__(self, question: str, model: str) -> None:
        """Start the clock of a question to the model of that name."""
        self.question = question
        self.model = model
        self.note = ""
        self._started = time.perf_counter()
        self._marks: dict[str, float] = {}

    def mark(self, name: str) -> None:
        """Note the milliseconds since the start under a name, the first time only."""
        self._marks.setdefault(name, self._elapsed_ms())

    def timings(self) -> dict[str, float]:
        """Return the marks so far and the total, in milliseconds."""
        return {**self._marks, "total": self._elapsed_ms()}

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self._started

    def _elapsed_ms(self) -> float:
        return round(1000 * self.seconds, 1)
