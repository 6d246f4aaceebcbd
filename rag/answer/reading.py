"""A chat model as a reader: does a text say what a sentence says?

Rules compare numbers, dates and names; whether a free paraphrase is true is a matter of reading,
and a model reads better than it writes (docs/decisions.md).
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from langchain_core.messages import AIMessageChunk

from rag.answer import prompts
from rag.answer.chain import Writer
from rag.answer.patience import patient
from rag.errors import ModelUnavailable

_WORD = re.compile(r"\s*\W*(yes|no)\b", re.IGNORECASE)
_REMEMBERED = 1024
_SECONDS = 20.0  # for one word; a 1.5 B model takes 1 to 3 on two cores
_LONGEST = 80  # characters of a reply that is one word
# The likeliest first words, whose chances llama.cpp is asked for beside its reply.
_LIKELIEST = 20
_CERTAIN = 20.0  # log-odds where one of the two words is not even among the likeliest


class ModelReader:
    """Reads by a chat model; threads may share it."""

    def __init__(self, writer: Writer) -> None:
        """Ask the model of `writer`: llama.cpp for the chances of its words, others for a word."""
        self._writer = writer
        self._options: dict[str, Any] = {}
        if writer.name.startswith("llamacpp:"):
            brief = {"max_tokens": 1, "cache_prompt": True}
            self._options = {"logprobs": True, "top_logprobs": _LIKELIEST, "extra_body": brief}
        self._known = OrderedDict[tuple[str, str], float]()
        self._lock = threading.Lock()

    def within(self, seconds: float) -> Callable[[str, str], float | None]:
        """Return what reads as `read` does for one answer, for which there are so many seconds.

        Where there is no time left it gives None, and so it does from the first failure on: an
        answer can do without.
        """
        ends = time.monotonic() + seconds

        def reading(claim: str, source: str) -> float | None:
            """Return the log-odds, or None from the first failure on."""
            nonlocal ends
            try:
                return self.read(claim, source, ends - time.monotonic())
            except Exception:  # noqa: BLE001 - providers share no base class of errors
                ends = -math.inf
                return None

        return reading

    def read(self, claim: str, source: str, seconds: float = _SECONDS) -> float:
        """Return the log-odds that `source` says all that `claim` says, within so many seconds.

        They are above 0 where yes is likelier than no, and infinite where the model gives a word
        without its chances.  What was read before is remembered.

        Raises:
            ModelUnavailable: the model's reply is neither yes nor no, or did not come in time.
            Exception: whatever the model's library raises where it can't be reached.
        """
        key = claim, source
        with self._lock:
            if key in self._known:
                return self._known[key]
        odds = self._asked(claim, source, seconds)
        with self._lock:
            self._known[key] = odds
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return odds

    def _asked(self, claim: str, source: str, seconds: float) -> float:
        writer = self._writer
        if seconds <= 0:
            raise ModelUnavailable(f"no time is left for {writer.name} to read a sentence")
        prompt = prompts.load("support", "en", writer.prompts_dir)
        messages = prompt.messages(evidence=source, sentence=claim)
        reply = AIMessageChunk(content="")
        for piece in patient(
            writer.name,
            lambda: writer.model.stream(messages, **self._options),
            min(seconds, _SECONDS),
            _LONGEST,
        ):
            reply += piece
        odds = _odds(reply)
        if odds is None:
            raise ModelUnavailable(f"{writer.name} was asked for yes or no and gave neither")
        return odds


def _odds(reply: AIMessageChunk) -> float | None:
    if chances := _chances(reply):
        return chances.get("yes", -_CERTAIN) - chances.get("no", -_CERTAIN)
    word = _WORD.match(reply.text)
    if word is None:
        return None
    return math.inf if word[1].lower() == "yes" else -math.inf


def _chances(reply: AIMessageChunk) -> dict[str, float]:
    """Return the log-probabilities of yes and no as the first word of a reply, if it tells them."""
    told = (reply.response_metadata.get("logprobs") or {}).get("content") or []
    chances: dict[str, float] = {}
    for each in told[0]["top_logprobs"] if told else ():
        if (word := each["token"].strip().lower()) in ("yes", "no"):
            chances[word] = max(each["logprob"], chances.get(word, -math.inf))
    return chances
