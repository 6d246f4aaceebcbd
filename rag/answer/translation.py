"""Questions translated by a chat model, to search with (`rag.retrieve.translation`)."""

from __future__ import annotations

import threading
from collections import OrderedDict

from rag.answer import prompts
from rag.answer.chain import Writer
from rag.answer.patience import patient
from rag.domain import Language
from rag.retrieve.question import language_of

_SECONDS = 5.0  # longer than that no search should wait for help
_LONGEST = 3  # times the question; a translation that goes on is none
_REMEMBERED = 256
_OTHER: dict[Language, Language] = {"ko": "en", "en": "ko"}


class Translator:
    """Translates questions by a chat model; threads may share it."""

    def __init__(self, writer: Writer, seconds: float = _SECONDS) -> None:
        """Ask the model of `writer`, each question once and for at most so many seconds."""
        self._writer = writer
        self._seconds = min(seconds, writer.limits.seconds)
        self._known = OrderedDict[str, str]()
        self._lock = threading.Lock()

    def __call__(self, question: str) -> str:
        """Return a question in the other language as the model writes it, or "" if it fails."""
        with self._lock:
            if question in self._known:
                return self._known[question]
        try:
            text = self._asked(question)
        except Exception:  # noqa: BLE001 - providers share no base class; one can search without
            return ""
        with self._lock:
            self._known[question] = text
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return text

    def _asked(self, question: str) -> str:
        other, own = _OTHER[language_of(question)], self._writer.prompts_dir
        prompt = prompts.load("translate", other, own)
        messages = prompt.messages(question=question)
        pieces = patient(
            self._writer.name,
            lambda: self._writer.model.stream(messages),
            self._seconds,
            _LONGEST * len(question),
        )
        return "".join(piece.text for piece in pieces)
