"""A model as a reader: how sure it is that a text says what a sentence says."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from rag.answer.chain import Writer
from rag.answer.limits import Limits
from rag.answer.reading import ModelReader
from rag.errors import ModelUnavailable
from tests.fakes_chat import QueuedChat, Reply, says

SOURCE = "국회는 9일 예산안을 의결했다."
CLAIM = "The Assembly passed the budget."
LIMITS = Limits(len, evidence=900, context=4096, answer=100, seconds=5)


class _Chances(BaseChatModel):
    """Says one word, and how likely others were, as servers of OpenAI's protocol tell it."""

    told: dict[str, float]

    @property
    def _llm_type(self) -> str:
        return "chances"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    def _stream(
        self, messages: list[BaseMessage], *_: Any, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        assert kwargs["logprobs"]
        likeliest = [{"token": word, "logprob": chance} for word, chance in self.told.items()]
        content = [{"token": "yes", "logprob": 0.0, "top_logprobs": likeliest}]
        yield ChatGenerationChunk(
            message=AIMessageChunk(content="yes"),
            generation_info={"logprobs": {"content": content}},
        )


def reader(*replies: Reply) -> tuple[ModelReader, QueuedChat]:
    """A reader whose model gives these replies, words without chances."""
    model = QueuedChat(replies=deque(replies))
    return ModelReader(Writer("queued", model, LIMITS)), model


@pytest.mark.parametrize(
    ("reply", "odds"),
    [
        ("yes", math.inf),
        ("No.", -math.inf),
        ("**Yes**, the source says so.", math.inf),
        ("no, it does not: yes would be wrong", -math.inf),
    ],
)
def test_a_word_decides_where_no_chances_are_told(reply: str, odds: float) -> None:
    """Its first word is what counts."""
    reads, model = reader(says(reply))
    assert reads.read(CLAIM, SOURCE) == odds
    [[_, asked]] = model.asked
    assert SOURCE in asked.text
    assert CLAIM in asked.text


@pytest.mark.parametrize(
    ("told", "odds"),
    [
        ({"yes": -0.5, "no": -1.5}, 1.0),
        ({" Yes": -0.75, "yes": -2.0, "No": -0.25}, -0.5),
        ({"no": -0.5, "The": -1.0}, -19.5),
    ],
)
def test_chances_are_weighed(told: dict[str, float], odds: float) -> None:
    """Of several ways to write a word the likeliest counts; one that is absent is unlikely."""
    reads = ModelReader(Writer("llamacpp:chances", _Chances(told=told), LIMITS))
    assert reads.read(CLAIM, SOURCE) == odds


def test_a_sentence_is_read_once() -> None:
    """The same claim of the same source is not asked for again; another is."""
    reads, model = reader(says("yes"), says("no"))
    assert [reads.read(CLAIM, text) for text in (SOURCE, SOURCE, "")] == [
        math.inf,
        math.inf,
        -math.inf,
    ]
    assert len(model.asked) == 2


def test_a_model_that_gives_neither_word_is_an_error() -> None:
    """It is told, and asked again another time."""
    reads, _ = reader(says("Perhaps."), says("maybe yes"), says("yes"))
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="queued was asked for yes or no"):
            reads.read(CLAIM, SOURCE)
    assert reads.read(CLAIM, SOURCE) == math.inf


def test_within_an_answer_a_failure_is_no_opinion() -> None:
    """From then on the model is not asked for this answer, but for the next."""
    reads, model = reader(says("yes"), Reply(status=500), says("no"))
    reading = reads.within(5)
    assert [reading(CLAIM, text) for text in (SOURCE, "a", "b")] == [math.inf, None, None]
    assert len(model.asked) == 2
    assert reads.within(5)(CLAIM, "b") == -math.inf


@pytest.mark.parametrize("seconds", [0.2, 0.0, -1.0])
def test_an_answer_is_not_held_up(seconds: float) -> None:
    """A slow model has no opinion in time."""
    reads, _ = reader(Reply(("y", "es"), wait_s=30))
    began = time.monotonic()
    assert reads.within(seconds)(CLAIM, SOURCE) is None
    assert time.monotonic() - began < 5
