"""Claims that rules can't decide are read by a model; those that they can are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.assistant import Assistant
from rag.verify.check import Checker, Source
from tests.asking import ENGLISH_GPU, TRUE
from tests.fakes_chat import ChatServer, Reply, says
from tests.rag_command import Ran

SOURCE = Source("국회는 9일 본회의를 열어 예산안을 의결했다. 여당은 환영했다.")
NEAR = "국회가 본회의에서 예산안을 의결했다."
FAR = "살림살이 계획이 통과됐다."
WRONG = "국회는 10일 본회의를 열어 예산안을 의결했다."
QUOTED = "국회는 9일 본회의를 열어 예산안을 의결했다."


class _Reader:
    """Gives the same odds of everything and keeps what it was asked."""

    def __init__(self, odds: float | None) -> None:
        self.odds = odds
        self.read: list[tuple[str, str]] = []

    def __call__(self, claim: str, source: str) -> float | None:
        self.read.append((claim, source))
        return self.odds


@pytest.mark.parametrize(
    ("claim", "odds", "verdict"),
    [
        (NEAR, 3.0, "supported"),
        (NEAR, -3.0, "unsupported"),
        (NEAR, None, "supported"),
        (FAR, 3.0, "supported"),
        (FAR, 0.1, "unsupported"),  # what is far must be said for sure
        (FAR, -3.0, "unsupported"),
        (FAR, None, "unsupported"),
    ],
)
def test_a_reader_decides_what_rules_can_not(
    checker: Checker, claim: str, odds: float | None, verdict: str
) -> None:
    """It may hold back what rules let pass, and let pass what is only far in meaning."""
    reader = _Reader(odds)
    judgement = checker.reading_by(reader).check(claim, SOURCE)
    assert judgement.verdict == verdict
    assert bool(judgement.problems) == (verdict != "supported")
    assert reader.read == [(claim, SOURCE.text)]


@pytest.mark.parametrize(("claim", "verdict"), [(WRONG, "contradicted"), (QUOTED, "supported")])
def test_what_rules_decide_is_not_read(checker: Checker, claim: str, verdict: str) -> None:
    """No reader excuses a wrong day, and none is needed for a quotation."""
    reader = _Reader(3.0 if verdict == "contradicted" else -3.0)
    assert checker.reading_by(reader).check(claim, SOURCE).verdict == verdict
    assert not reader.read


def test_a_model_reads_its_own_sentences(modelled: Assistant, server: ChatServer) -> None:
    """A sentence that passes the rules is shown if the model finds it in the place, too."""
    server.reads = says("Yes.")
    server.replies.append(says(TRUE))
    answer = modelled.ask(ENGLISH_GPU)
    assert answer.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    [asked] = server.read
    assert "26만 장" in asked
    assert "Nvidia will supply 260,000 GPUs to Korea." in asked


def test_what_the_model_takes_back_is_not_shown(modelled: Assistant, server: ChatServer) -> None:
    """It is asked for once more, with that reason; then the quotes answer."""
    server.reads = says("No.")
    server.replies.extend([says(TRUE), says(TRUE)])
    answer = modelled.ask(ENGLISH_GPU)
    assert "26만 장" in answer.text
    assert "Nvidia will supply" not in answer.text
    assert "does not say that" in server.asked[1]["messages"][-1]["content"]
    assert len(set(server.read)) == len(server.read)  # no place is read twice for it


@pytest.mark.parametrize("reads", [Reply(status=500), Reply(), says("Perhaps."), Reply(("y",))])
def test_a_model_that_can_not_read_changes_nothing(
    modelled: Assistant, server: ChatServer, reads: Reply
) -> None:
    """Then the rules alone decide."""
    server.reads = reads
    server.replies.append(says(TRUE))
    assert modelled.ask(ENGLISH_GPU).text == "Nvidia will supply 260,000 GPUs to Korea. [1]"


def test_claims_of_a_file_are_read_by_the_model_that_is_named(
    tmp_path: Path, server: ChatServer
) -> None:
    """`rag check --model` asks it; without, nobody is; one that fails is an error."""
    claims = tmp_path / "claims.jsonl"
    line = {"id": 1, "claim": NEAR, "source": SOURCE.text}
    claims.write_text(json.dumps(line), encoding="utf-8")
    home = tmp_path / "home"
    named = ("--model", "openai:fake", "--base-url", server.base_url)
    server.reads = says("no")
    verdicts = [
        json.loads(Ran(home, "check", str(claims), *model).out)["verdict"] for model in ((), named)
    ]
    assert verdicts == ["supported", "unsupported"]
    assert len(server.read) == 1
    server.reads = Reply(status=404)
    Ran(home, "check", str(claims), *named).assert_refused("does not know openai:fake")
