"""A model asked to translate a question: once, not for long, and its failures are none of ours."""

from __future__ import annotations

import time
from collections import deque

from rag.answer.chain import Writer
from rag.answer.limits import Limits
from rag.answer.translation import Translator
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.fakes_chat import QueuedChat, Reply, says


def translator(*replies: Reply, seconds: float = 5) -> tuple[Translator, QueuedChat]:
    """A translator whose model gives these replies."""
    model = QueuedChat(replies=deque(replies))
    limits = Limits(len, evidence=900, context=4096, answer=100, seconds=20)
    return Translator(Writer("queued", model, limits), seconds), model


def test_a_question_is_translated_once() -> None:
    """The model reads the question under the prompt of the other language, and is asked once."""
    translate, model = translator(says(KOREAN_GPU), says(ENGLISH_GPU))
    assert [translate(ENGLISH_GPU), translate(ENGLISH_GPU), translate(KOREAN_GPU)] == [
        KOREAN_GPU,
        KOREAN_GPU,
        ENGLISH_GPU,
    ]
    [[into_korean, asked], [into_english, _]] = model.asked
    assert "into Korean" in into_korean.text
    assert ENGLISH_GPU in asked.text
    assert "into English" in into_english.text


def test_a_model_that_fails_is_asked_again_another_time() -> None:
    """A failure is no translation and no error, and is not remembered."""
    broken = Reply(("엔비",), breaks=True)
    translate, model = translator(Reply(status=500), broken, says(KOREAN_GPU))
    assert [translate(ENGLISH_GPU) for _ in range(3)] == ["", "", KOREAN_GPU]
    assert len(model.asked) == 3


def test_a_slow_model_is_not_waited_for() -> None:
    """A search waits for a translation no longer than agreed."""
    translate, _ = translator(Reply(("엔비", "디아"), wait_s=30), seconds=0.2)
    began = time.monotonic()
    assert translate(ENGLISH_GPU) == ""
    assert time.monotonic() - began < 5


def test_a_translation_without_end_is_cut_off() -> None:
    """What is much longer than the question is not read to its end."""
    translate, _ = translator(Reply(("말 " * 10,) * 1_000))
    assert len(translate(ENGLISH_GPU)) <= 3 * len(ENGLISH_GPU)
