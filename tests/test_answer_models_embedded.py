"""The real embedded model, where its weights are: in this process and behind llama.cpp's server."""

from __future__ import annotations

from pathlib import Path

import httpx
import openai
import pytest
from langchain_openai import ChatOpenAI

from rag.answer.chain import Writer
from rag.answer.limits import limits_of
from rag.answer.local import LOCAL_URL, LocalEngine, Which, start_engine
from rag.answer.models import EMBEDDED, open_chat_model
from rag.answer.reading import ModelReader
from rag.answer.tokens import count_tokens
from rag.answer.weights import weights_named
from rag.assistant import open_assistant
from rag.settings import Settings
from tests.asking import ENGLISH_GPU
from tests.conftest import settings_for
from tests.llama_server import SERVED, llama_server
from tests.model_settings import settings_with

WEIGHTS = Settings().models_dir / weights_named(EMBEDDED).file
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not WEIGHTS.exists(), reason=f"{WEIGHTS} is not here; run 'rag models pull'"
    ),
]


@pytest.fixture
def settings() -> Settings:
    """Settings under which the model has a small context and time enough."""
    return settings_with(WEIGHTS.parent, context_tokens=512, answer_tokens=16, timeout_s=120)


@pytest.fixture
def engine(settings: Settings) -> LocalEngine:
    """An engine of the weights, apart from the one behind the model."""
    return start_engine(Which(WEIGHTS, 512, 1))


def test_the_embedded_model_answers_in_this_process(settings: Settings) -> None:
    """By its name alone it opens and answers."""
    model = open_chat_model(EMBEDDED, settings)
    pieces = model.stream("What is the capital of France? Answer with one word.")
    assert "Paris" in "".join(piece.text for piece in pieces)


def test_a_model_answers_again_after_another_was_opened(settings: Settings, tmp_path: Path) -> None:
    """The former's engine is ended and its memory given back; asked once more, it starts anew."""
    other = tmp_path / "other.gguf"
    other.symlink_to(WEIGHTS)
    other_settings = settings.model_copy(update={"context_tokens": 640})
    first = open_chat_model(EMBEDDED, settings)
    open_chat_model(f"llamacpp:{other}", other_settings)
    one = _memory_mb()
    for model in (first, open_chat_model(f"llamacpp:{other}", other_settings), first):
        assert model.invoke("Say yes.").text
        assert _memory_mb() < 1.5 * one


def _memory_mb() -> int:
    (line,) = (
        line
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        if line.startswith("VmRSS")
    )
    return int(line.split()[1]) // 1024


def test_a_name_and_a_path_open_one_file(settings: Settings) -> None:
    """Both are asked at the same address, which is on this machine."""
    for name in (EMBEDDED, f"llamacpp:{WEIGHTS}"):
        model = open_chat_model(name, settings)
        assert isinstance(model, ChatOpenAI)
        assert model.openai_api_base == f"{LOCAL_URL}/v1" == "http://127.0.0.1/v1"


def test_an_engine_refuses_a_stranger(engine: LocalEngine) -> None:
    """It listens on this machine alone, and who does not hold its key gets no answer."""
    assert engine.url.host == "127.0.0.1"
    stranger = settings_with(WEIGHTS.parent, base_url=f"{engine.url}/v1")
    with pytest.raises(openai.AuthenticationError):
        open_chat_model("openai:m", stranger).invoke("?")


def test_the_limits_of_the_embedded_model_are_its_own(
    settings: Settings, engine: LocalEngine
) -> None:
    """Its context is the one that was opened, and its tokens are counted as it counts them."""
    limits = limits_of(EMBEDDED, settings)
    assert limits.context == 512
    assert not limits.capable
    text = "인공지능 정상회의가 경주에서 열렸다. 26만 장"
    posted = httpx.post(
        f"{engine.url}/tokenize",
        json={"content": text},
        headers={"Authorization": f"Bearer {engine.key}"},
    )
    assert limits.count(text) == len(posted.json()["tokens"]) != count_tokens(text, EMBEDDED)


def test_one_question_is_answered_by_three_backends_chosen_by_name(seeds_home: Path) -> None:
    """Quotes, the model in this process and llama.cpp's own server differ by name alone."""
    question = ENGLISH_GPU
    with llama_server(WEIGHTS, 1024) as address:
        settings = settings_for(
            seeds_home, models_dir=WEIGHTS.parent, base_url=address, timeout_s=120
        )
        assistant = open_assistant(settings)
        for name in ("quote", EMBEDDED, f"openai:{SERVED}"):
            answer = assistant.ask(question, model=name)
            assert answer.model == name
            assert "260,000" in answer.text
            assert answer.claims
            assert all(claim.verdict == "supported" for claim in answer.claims)
            assert (answer.tokens.completion > 0) == (name != "quote")


def test_the_embedded_model_reads(settings: Settings) -> None:
    """It finds a paraphrase in another language likelier than its opposite."""
    model, limits = open_chat_model(EMBEDDED, settings), limits_of(EMBEDDED, settings)
    reader = ModelReader(Writer(EMBEDDED, model, limits))
    source = "국회는 9일 예산안을 의결했다."
    passed = reader.read("The Assembly passed the budget.", source)
    assert passed > reader.read("The Assembly threw out the budget.", source) + 1
