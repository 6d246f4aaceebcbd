"""The assistant with a model that translates: evidence first, and an answer whatever it does."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from rag.assistant import Assistant
from rag.domain import EvidenceFound, Finished
from rag.errors import StoreError
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.conftest import assistant_over
from tests.fakes_chat import ChatServer, Reply, says


def test_the_evidence_is_shown_before_the_translation(
    modelled: Assistant, server: ChatServer
) -> None:
    """What is found at once is shown at once; what the translation found takes its place."""
    asked = "How many chips is Nvidia to hand over to Korea?"
    server.translates = Reply(("엔비디아는 한국에 GPU를 몇 장 넘기기로 했나?",), wait_s=0.5)
    server.replies.append(says("Nvidia will supply 260,000 GPUs to Korea [1]."))
    began = time.monotonic()
    events = modelled.stream(asked)
    first = next(events)
    shown = time.monotonic() - began
    [second, *_, last] = events
    assert isinstance(first, EvidenceFound)
    assert isinstance(second, EvidenceFound)
    assert isinstance(last, Finished)
    assert last.answer.status == "answered"
    assert "260,000" in last.answer.text
    assert shown < time.monotonic() - began - 0.4
    assert len(server.translated) == 1
    assert asked in server.translated[0]


def test_a_store_that_fails_beside_the_model_is_not_told_as_the_models(
    seeds_home: Path, tmp_path: Path, server: ChatServer
) -> None:
    """The second search finds its catalogue broken: that is raised, not put down to the model."""
    home = tmp_path / "home"
    shutil.copytree(seeds_home, home)
    server.translates = Reply(("엔비디아는 한국에 GPU를 몇 장 넘기기로 했나?",))
    events = assistant_over(server, home).stream("How many chips is Nvidia to hand over to Korea?")
    assert isinstance(next(events), EvidenceFound)
    with closing(sqlite3.connect(home / "catalogue.sqlite")) as catalogue:
        catalogue.execute("DROP TABLE meta")  # the number by which a search sees what changed
    with pytest.raises(StoreError, match=r"catalogue\.sqlite"):
        list(events)


def test_a_server_that_fails_to_translate_still_answers(
    modelled: Assistant, server: ChatServer
) -> None:
    """The answer is the one without a translation, and its reader hears nothing of it."""
    server.translates = Reply(status=400)
    server.replies.append(says("Nvidia will supply 260,000 GPUs to Korea [1]."))
    answer = modelled.ask(ENGLISH_GPU)
    assert (answer.status, answer.note) == ("answered", "")


def test_a_korean_question_on_korean_articles_is_not_translated(
    modelled: Assistant, server: ChatServer
) -> None:
    """Nor is a question to the quotes, which have no model."""
    server.replies.append(says("엔비디아는 GPU 26만 장을 공급한다 [1]."))
    modelled.ask(KOREAN_GPU)
    modelled.ask(ENGLISH_GPU, model="quote")
    assert not server.translated
