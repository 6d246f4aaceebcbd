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

from rag.domain import Answer, Event, EvidenceFound, Finished, Token
from rag.errors import HwabaekError

_FORGOTTEN_AFTER_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an answer has come; `version` grows with every change.

    `error` is a sentence for a person; `broken` is an end that nobody foresaw.
    """

    version: int = 0
    preview: Answer | None = None
    draft: str = ""
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
            self._set(error=str(error))
        finally:
            # Also after an unforeseen error, or the page would wait for ever; Python prints its
            # traceback to the server's log when this thread ends.
            self._set(done=True, broken=broken)

    def _consume(self) -> None:
        for event in self._events():
            if self._stopped or monotonic() - self._followed_at > _FORGOTTEN_AFTER_S:
                return
            match event:
                case EvidenceFound(preview=preview):
                    self._set(preview=preview)
                case Token(text=piece):
                    self._set(draft=self._progress.draft + piece)
                case Finished(answer=answer):
                    self._set(answer=answer)

    def _set(
        self,
        preview: Answer | None = None,
        draft: str | None = None,
        answer: Answer | None = None,
        error: str | None = None,
        done: bool = False,
        broken: bool = False,
    ) -> None:
        with self._changed:
            now = self._progress
            self._progress = replace(
                now,
                version=now.version + 1,
                preview=preview or now.preview,
                draft=now.draft if draft is None else draft,
                answer=answer or now.answer,
                error=now.error if error is None else error,
                done=done or now.done,
                broken=broken or now.broken,
            )
            self._changed.notify_all()
