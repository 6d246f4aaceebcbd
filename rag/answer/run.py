"""One question under way."""

from __future__ import annotations

import time

from langchain_core.messages import BaseMessageChunk

from rag.domain import Evidence, TokenUse


class Run:
    """One question under way: what is known of it so far, its clock, what to tell the reader.

    `standalone` is the question with what it may continue, `evidence` what was found for it,
    `draft` what the model wrote so far, and `note` a remark for the reader.
    """

    def __init__(self, question: str, standalone: str, model: str) -> None:
        """Start the clock of a question to the model of that name."""
        self.question = question
        self.standalone = standalone
        self.model = model
        self.evidence: tuple[Evidence, ...] = ()
        self.draft: BaseMessageChunk | None = None
        self.note = ""
        self._started = time.perf_counter()
        self._marks: dict[str, float] = {}

    @property
    def tokens(self) -> TokenUse:
        """What the model's server says that the draft took."""
        usage = getattr(self.draft, "usage_metadata", None) or {}
        return TokenUse(usage.get("input_tokens", 0), usage.get("output_tokens", 0))

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
