"""The assistant with a model behind it: whatever the model does, the answer is a checked one."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.prompts import load
from rag.assistant import Assistant, open_assistant
from rag.domain import EvidenceFound, Finished, Token
from tests.asking import ENGLISH_GPU, KOREAN_GPU, TRUE, assert_sound
from tests.conftest import STORY, assistant_over, ingest, settings_for
from tests.fakes_chat import ChatServer, Reply, says


def test_a_stream_shows_evidence_then_words_then_the_checked_answer(
    modelled: Assistant, server: ChatServer
) -> None:
    """The evidence and its quotes come first, the draft in pieces, the checked answer last."""
    server.replies.append(says(TRUE))
    events = list(modelled.stream(ENGLISH_GPU))
    assert isinstance(events[0], EvidenceFound)
    assert "260,000" in events[0].preview.text
    assert all(isinstance(event, Token) for event in events[1:-1])
    assert "".join(event.text for event in events[1:-1] if isinstance(event, Token)) == TRUE
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert last.answer.model == "openai:fake"
    assert "first_token" in last.answer.timings_ms
    assert_sound(modelled, last.answer)


def test_no_model_is_asked_what_the_articles_do_not_hold(
    modelled: Assistant, server: ChatServer
) -> None:
    """A refusal costs no call of the model."""
    assert modelled.ask("How many GPUs will AMD supply to Korea?").status == "not_found"
    assert not server.asked


FAILURES = {
    "bad request": Reply(status=400),
    "wrong key": Reply(status=401),
    "no such model": Reply(status=404),
    "says nothing": Reply(),
    "empty words": Reply(("", " ", "\n")),
    "breaks off": Reply(("Nvidia will supply", " 260,000"), breaks=True),
    "no protocol": Reply(("raw:data: {not json}\n\n",)),
    "another protocol": Reply(('raw:data: {"error": {"message": "overloaded"}}\n\n',)),
    "garbage": says("�� lorem ipsum ]]] [1 ((( <|im_end|>"),
    "only markers": says("[1] [2] [99]"),
    "wrong number": says("Nvidia will supply 26,000 GPUs to Korea [1]."),
    "wrong firm": says("AMD will supply 260,000 GPUs to Korea [1]."),
    "another subject": says("Paris is the capital of France [1]."),
    "repeats without end": says("Nvidia will supply 27,000 GPUs [1]. " * 12),
}


@pytest.mark.parametrize("reply", FAILURES.values(), ids=list(FAILURES))
def test_whatever_a_model_does_the_quotes_answer(
    modelled: Assistant, server: ChatServer, reply: Reply
) -> None:
    """A model that fails or errs ends in verified quotes and a note, never in an exception."""
    server.replies.extend([reply] * 3)
    answer = modelled.ask(ENGLISH_GPU)
    assert server.asked
    assert answer.status == "answered"
    assert "26만 장" in answer.text
    assert answer.note
    assert "lorem" not in answer.text
    assert_sound(modelled, answer)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(("Nvidia", " will"), wait_s=30),
        Reply(tuple("Nvidia will supply many"), wait_s=0.3),
    ],
    ids=["stalls", "drips"],
)
def test_a_model_that_takes_too_long_is_not_awaited(
    seeds_home: Path, server: ChatServer, reply: Reply
) -> None:
    """After its time, in silence or in drips, the quotes answer with a note."""
    server.replies.extend([reply] * 3)
    answer = assistant_over(server, seeds_home, timeout_s=1).ask(ENGLISH_GPU)
    assert answer.status == "answered"
    assert "26만 장" in answer.text
    assert answer.note
    assert answer.timings_ms["total"] < 10_000


def test_wrong_markers_are_put_right(modelled: Assistant, server: ChatServer) -> None:
    """A true sentence under a number that was never given is shown with its real source."""
    server.replies.append(says("Nvidia will supply 260,000 GPUs to Korea 【42】."))
    answer = modelled.ask(ENGLISH_GPU)
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert "26만 장" in answer.sources[0].sentence.text


def test_a_server_that_is_down_leaves_the_quotes(seeds_home: Path) -> None:
    """A refused connection is told in the note, with what to do."""
    settings = settings_for(seeds_home, base_url="http://127.0.0.1:9/v1", timeout_s=2)
    answer = open_assistant(settings).ask(KOREAN_GPU, model="openai:fake")
    assert "26만 장" in answer.text
    assert "openai:fake did not answer" in answer.note
    assert "127.0.0.1" not in answer.note


def test_a_follow_up_is_asked_in_its_own_language(modelled: Assistant, server: ChatServer) -> None:
    """After an answer that quotes Korean an English question still gets the English prompt."""
    server.replies.append(says(TRUE))
    earlier = ["When did they meet?", "“두 사람은 이날 오후 회의장에서 협력 방안을 논의했다.” [1]"]
    answer = modelled.ask(ENGLISH_GPU, earlier)
    assert answer.language == "en"
    [system, *_] = server.asked[0]["messages"]
    assert system["content"] == load("answer", "en").system


def test_a_conversation_does_not_count_against_a_questions_length(assistant: Assistant) -> None:
    """A question of nearly the longest kind may follow a long answer."""
    question = f"{ENGLISH_GPU} {'Please. ' * 240}"
    assert len(question) < 2_000
    assert assistant.ask(question, ["누가 만났나?", "가" * 400]).language == "en"


def test_names_explained_by_later_articles_are_known_to_the_check(tmp_path: Path) -> None:
    """An assistant that is open when an article comes checks by the names it explains."""
    first = tmp_path / "first.txt"
    first.write_text(STORY, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    ingest(home, first)
    opened = open_assistant(settings_for(home))
    opened.ask("달빛전자의 새 칩은 얼마인가?")
    later = [tmp_path / "explains.txt", tmp_path / "names.txt"]
    later[0].write_text("문 연 곳\n\n새벽별연구소(Morningstar Lab)가 3일 문을 열었다.\n", "utf-8")
    later[1].write_text("새 지도 나왔다\n\n새벽별연구소가 5일 바다 지도를 내놓았다.\n", "utf-8")
    ingest(home, *later)
    [evidence, *_] = opened.search("바다 지도는 누가 내놓았나?", 1)
    assert opened.check("Morningstar Lab released a map of the sea.", evidence) == "supported"
