"""How much a model may read and write, counted in its own tokens wherever they can be had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx

from rag.answer.local import local_client
from rag.answer.models import EMBEDDED, local_context, local_file
from rag.answer.tokens import count_tokens, make_encodings_available
from rag.errors import ModelError
from rag.settings import Settings

Count = Callable[[str], int]
_TOKENIZER_WAIT_S = 1.0
# What chat templates write around a system and a user message: 15 to 30 tokens in common ones.
_TEMPLATE_TOKENS = 40
_CHARACTERS_A_TOKEN = 8  # a token of prose has fewer, in every language


@dataclass(frozen=True, slots=True)
class Limits:
    """A model's limits in tokens, and in seconds for a whole answer.

    `evidence` is what the evidence may take at most, `context` all that the model can hold,
    `answer` the longest answer.  `capable`: it is worth asking again for a sentence that failed,
    its translations of a question help the search, and it writes of articles in another language
    as well as in their own.  The embedded model is not (docs/decisions.md).
    """

    count: Count
    evidence: int
    context: int
    answer: int
    seconds: float
    capable: bool = True

    @property
    def characters(self) -> int:
        """The length at which a draft is cut off, longer than any answer of the allowed tokens."""
        return self.answer * _CHARACTERS_A_TOKEN

    def room(self, prompt: str) -> int:
        """Return the tokens left for evidence beside the rest of the prompt and the answer.

        It is negative where not even those fit.
        """
        left = self.context - self.answer - _TEMPLATE_TOKENS - self.count(prompt)
        return min(self.evidence, left)


def limits_of(name: str, settings: Settings) -> Limits:
    """Return the limits of the model called `name`, which can be opened.

    Raises:
        ModelError: what its tokens are counted with can't be written to the models folder.
    """
    make_encodings_available(settings.models_dir / "encodings")
    count, context = _estimate(name), settings.context_tokens
    kind, _, rest = name.partition(":")
    if kind == "llamacpp":
        path = local_file(rest, settings)
        context = local_context(path, settings)
        count = OwnTokenizer(local_client(path, context, settings.threads), count)
    return Limits(
        count,
        settings.evidence_tokens,
        context,
        settings.answer_tokens,
        settings.timeout_s,
        capable=name != EMBEDDED,
    )


def _estimate(name: str) -> Count:
    return lambda text: count_tokens(text, name)


class OwnTokenizer:
    """Counts by llama.cpp's own tokenizer, or by the estimate while it does not answer."""

    def __init__(self, engine: httpx.Client, estimate: Count) -> None:
        """Ask the engine whose client this is."""
        self._engine = engine
        self._estimate = estimate

    def __call__(self, text: str) -> int:
        """Return how many tokens a text is."""
        try:
            response = self._engine.post(
                "/tokenize", json={"content": text}, timeout=_TOKENIZER_WAIT_S
            )
            return len(response.raise_for_status().json()["tokens"])
        except (httpx.HTTPError, ModelError, KeyError, TypeError, ValueError):
            return self._estimate(text)
