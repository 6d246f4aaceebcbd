"""What one reader has asked and been told, kept in their session across runs of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from rag.domain import Answer, Event
from rag.ui.generation import Generation, Progress

Ask = Callable[[str, Sequence[str]], Iterator[Event]]
_KEY = "conversation"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and how it ended: an answer with its sources, or an error.

    `error` is a sentence for a person, empty for an unforeseen error, `None` for no error.
    """

    question: str
    answer: Answer | None = None
    error: str | None = None
    stopped: bool = False


@dataclass(slots=True)
class Conversation:
    """The finished turns and the one being answered.

    Streamlit begins a new run of the page, with its callbacks, before the old run has ended; so
    an answer may be stopped or cleared by one run while another still follows it.  Whichever
    comes first ends it, and only once.
    """

    turns: list[Turn] = field(default_factory=list)
    running: Generation | None = None
    _ending: Lock = field(default_factory=Lock, repr=False)

    @property
    def started(self) -> bool:
        """Whether anything has been asked."""
        return bool(self.turns) or self.running is not None

    def ask(self, question: str, ask: Ask) -> None:
        """Begin to answer a question; one still being answered is stopped."""
        self.stop()
        history = self.history()
        self.running = Generation(question, lambda: ask(question, history)).start()

    def history(self) -> tuple[str, ...]:
        """Return the earlier questions and answers in turns, oldest first."""
        answered = ((turn.question, turn.answer.text) for turn in self.turns if turn.answer)
        return tuple(text for pair in answered for text in pair)

    def stop(self) -> None:
        """End the running answer with the quotes that were verified before the model spoke."""
        running = self.running
        if running is not None:
            running.stop()
            self.finish(running, running.progress())

    def finish(self, generation: Generation, progress: Progress) -> Turn | None:
        """Keep an answer's end as a turn and return it; `None` if it was ended before."""
        with self._ending:
            if self.running is not generation:
                return None
            turn = _turn(generation.question, progress)
            self.turns.append(turn)
            self.running = None
            return turn

    def clear(self) -> None:
        """Forget everything, for a new chat."""
        with self._ending:
            if self.running is not None:
                self.running.stop()
            self.running = None
            self.turns.clear()


def _turn(question: str, progress: Progress) -> Turn:
    error = "" if progress.broken else progress.error
    stopped = progress.answer is None and error is None
    return Turn(question, progress.answer or progress.preview, error, stopped)


def current_conversation() -> Conversation:
    """Return this reader's conversation, making it on their first visit."""
    conversation = st.session_state.setdefault(_KEY, Conversation())
    assert isinstance(conversation, Conversation)
    return conversation
