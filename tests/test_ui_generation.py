"""A running answer: stopped, followed by another, left alone, and failing."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature

import pytest

from rag.domain import Event
from rag.errors import QuestionError
from rag.ui.conversation import Conversation
from rag.ui.generation import Generation
from rag.ui.protocol import ChatBackend
from tests.asking import KOREAN_GPU
from tests.fake_assistant import FakeAssistant


@pytest.fixture
def fake() -> FakeAssistant:
    """The assistant that the pages of these tests are drawn over."""
    return FakeAssistant()


def _wait_for_preview(generation: Generation) -> None:
    progress = generation.progress()
    while progress.preview is None:
        progress = generation.wait(progress.version, 5)


def test_a_stopped_answer_keeps_the_verified_quotes(fake: FakeAssistant) -> None:
    """Stopping throws the unchecked draft away, not what was already checked."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    assert conversation.running is not None
    _wait_for_preview(conversation.running)
    conversation.stop()
    (turn,) = conversation.turns
    assert turn.stopped
    assert turn.answer is not None
    assert turn.answer.text == " ".join(source.text for source in turn.answer.sources)


def test_a_new_question_ends_the_one_before(fake: FakeAssistant) -> None:
    """Two answers never run for one reader at once."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    first = conversation.running
    assert first is not None
    _wait_for_preview(first)
    conversation.ask(KOREAN_GPU, fake.stream)
    assert conversation.running is not first
    assert [turn.question for turn in conversation.turns] == ["slow GPU"]


def test_an_answer_that_nobody_follows_ends_as_stopped(fake: FakeAssistant) -> None:
    """A closed tab costs no more than a few words of the model, and is no error."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    generation = conversation.running
    assert generation is not None
    generation.stop()  # what the thread does itself once nobody asks for progress
    progress = generation.progress()
    while not progress.done:
        progress = generation.wait(progress.version, 5)
    ended = conversation.finish(generation, progress)
    assert ended is not None
    assert ended.stopped


def test_an_answer_that_was_stopped_is_not_finished_again(fake: FakeAssistant) -> None:
    """The run of the page that still follows it comes too late to add a turn of its own."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    generation = conversation.running
    assert generation is not None
    _wait_for_preview(generation)
    conversation.stop()
    assert conversation.finish(generation, generation.progress()) is None
    assert [turn.question for turn in conversation.turns] == ["slow GPU"]


def test_an_answer_that_was_cleared_leaves_no_turn_in_the_new_chat(fake: FakeAssistant) -> None:
    """What was still being followed belongs to the old chat, also once something new is asked."""
    conversation = Conversation()
    conversation.ask("slow GPU", fake.stream)
    generation = conversation.running
    assert generation is not None
    _wait_for_preview(generation)
    conversation.clear()
    assert conversation.finish(generation, generation.progress()) is None
    assert not conversation.started
    conversation.ask(KOREAN_GPU, fake.stream)
    assert conversation.finish(generation, generation.progress()) is None
    assert conversation.running is not None
    assert conversation.turns == []


def test_an_error_of_ours_ends_a_generation_with_its_message() -> None:
    """The message travels to the page as text."""

    def refuse() -> Iterator[Event]:
        raise QuestionError("The question is empty; type one.")

    generation = Generation("", refuse).start()
    progress = generation.wait(seen=1, timeout_s=5)
    assert progress.done
    assert progress.error == "The question is empty; type one."


def test_the_fake_has_all_that_the_chat_needs(fake: FakeAssistant) -> None:
    """What the protocol names is there, and its methods take the same arguments."""
    for name, wanted in vars(ChatBackend).items():
        if name.startswith("_"):
            continue
        assert hasattr(fake, name)
        if callable(wanted):
            given = signature(getattr(fake, name)).parameters
            assert ["self", *given] == [*signature(wanted).parameters]
