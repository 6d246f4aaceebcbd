"""A sentence that fails the check is asked for once more, and no oftener."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.assistant import Assistant
from rag.domain import Finished, Repairing, Token
from tests.asking import ENGLISH_GPU, TRUE, WRONG, assert_sound
from tests.conftest import assistant_over
from tests.fakes_chat import ChatServer, Reply, says


def test_a_sentence_that_fails_is_asked_for_once_more(
    modelled: Assistant, server: ChatServer
) -> None:
    """The model is told what is wrong and the exact value; its second sentence is the answer."""
    server.replies.extend([says(WRONG), says(TRUE)])
    events = list(modelled.stream(ENGLISH_GPU))
    [at] = [n for n, event in enumerate(events) if isinstance(event, Repairing)]
    assert "".join(e.text for e in events[at:] if isinstance(e, Token)) == TRUE
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert (last.answer.status, last.answer.note) == ("answered", "")
    asked = server.asked[1]["messages"][-1]["content"]
    assert "26,000 GPUs to Korea." in asked
    assert "does not give the number 26,000" in asked
    assert "(= 260,000" in asked


@pytest.mark.parametrize(
    "second",
    [
        says(WRONG),
        says("NOT IN THE ARTICLES"),
        Reply(),
        Reply(status=500),
        Reply(("Nvidia",), breaks=True),
    ],
)
def test_a_sentence_is_asked_for_no_third_time(
    modelled: Assistant, server: ChatServer, second: Reply
) -> None:
    """Whatever comes the second time, what it does not mend is left out and the quotes answer."""
    server.replies.extend([says(WRONG), *[second] * 3])
    answer = modelled.ask(ENGLISH_GPU)
    assert answer.status == "answered"
    assert "26만 장" in answer.text
    assert "26,000 GPUs" not in answer.text
    assert "quoted instead" in answer.note
    assert_sound(modelled, answer)


@pytest.mark.parametrize("first", [TRUE, f"{TRUE} {WRONG}", "NOT IN THE ARTICLES"])
def test_a_draft_that_answers_or_refuses_is_not_asked_for_again(
    modelled: Assistant, server: ChatServer, first: str
) -> None:
    """A second call is made only where it may change the answer."""
    server.replies.append(says(first))
    assert not any(isinstance(event, Repairing) for event in modelled.stream(ENGLISH_GPU))
    assert len(server.asked) == 1


def test_the_chain_repairs_too(modelled: Assistant, server: ChatServer) -> None:
    """Whoever builds upon the chain gets the same answer as the chat."""
    server.replies.extend([says(WRONG), says(TRUE)])
    answer = modelled.chain().invoke({"question": ENGLISH_GPU})
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"


def test_a_repair_takes_no_longer_than_the_answer_may(seeds_home: Path, server: ChatServer) -> None:
    """Both calls share one limit of time; a second one that stalls leaves the quotes."""
    server.replies.extend([says(WRONG), *[Reply(("Nvidia",), wait_s=30)] * 3])
    answer = assistant_over(server, seeds_home, timeout_s=2).ask(ENGLISH_GPU)
    assert "26만 장" in answer.text
    assert answer.timings_ms["total"] < 10_000
