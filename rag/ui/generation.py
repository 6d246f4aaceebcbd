"""An answer in the making, in a thread of its own.

Streamlit runs the page anew at every click.  Were the model called from the page, opening a
citation while it writes would throw its work away; here the next run of the page takes up the same
generation again.  One that nobody follows any more (the tab is gone, the run was stopped) ends at
its next piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Condition, Thread
from time import monotonic
from typing import Final

from rag.domain import Answer, Event, EvidenceFound, Finished, Repairing, Token
from rag.errors import HwabaekError

_FORGOTTEN_AFTER_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an answer has come; `version` grows with every change.

    `again`: a sentence failed the check and is being written anew; `draft` is what there is of it.
    `error` is a sentence for a person; `broken` is an end that nobody foresaw.
    """

    version: int = 0
    preview: Answer | None = None
    draft: str = ""
    again: bool = False
    answer: Answer | None = None
    error: str | None = None
    done: bool = False
    broken: bool = False


class Generation:
    """Runs a stream of events and keeps what has been seen of it."""

    def __init__(self, question: str, events: Callable[[], Iterator[Event]]) -> None:
        self.question = question
        self.started_at = monotonic()
        self._events = events
        self._changed = Condition()
        self._progress = Progress()
        self._stopped = False
        self._followed_at = monotonic()

    def start(self) -> Generation:
        """Begin, and return itself."""
        Thread(target=self._run, name="hwabaek-answer", daemon=True).start()
        return self

    def stop(self) -> None:
        """Ask it to end at the next event."""
        self._stopped = True

    def progress(self) -> Progress:
        """Return what there is now, without waiting."""
        return self.wait(seen=-1, timeout_s=0)

    def wait(self, seen: int, timeout_s: float) -> Progress:
        """Return the progress once it is newer than version `seen`, or after the timeout."""
        with self._changed:
            self._followed_at = monotonic()
            self._changed.wait_for(lambda: self._progress.version > seen, timeout_s)
            return self._progress

    def _run(self) -> None:
        broken = True
        try:
            self._consume()
            broken = False
        except HwabaekError as error:
            broken = False
            self._show(replace(self._progress, error=str(error)))
        finally:
            # Also after an unforeseen error, or the page would wait for ever; Python prints its
            # traceback to the server's log when this thread ends.
            self._show(replace(self._progress, done=True, broken=broken))

    def _consume(self) -> None:
        for event in self._events():
            if self._stopped or monotonic() - self._followed_at > _FORGOTTEN_AFTER_S:
                return
            self._show(_further(self._progress, event))

    def _show(self, progress: Progress) -> None:
        """Let whoever waits see how far it has come."""
        with self._changed:
            self._progress = replace(progress, version=progress.version + 1)
            self._changed.notify_all()


def _further(progress: Progress, event: Event) -> Progress:
    """Return the progress after an event."""
    match event:
        case EvidenceFound(preview=preview):
            return replace(progress, preview=preview)
        case Token(text=piece):
            return replace(progress, draft=progress.draft + piece)
        case Repairing():
            return replace(progress, draft="", again=True)
        case Finished(answer=answer):
            return replace(progress, answer=answer)
