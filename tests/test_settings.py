"""The settings: what a variable may hold, and the table of them all in docs/models.md."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.cli_shared import settings_for
from rag.errors import SettingsError
from rag.settings import Settings, variable
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("RAG_EVIDENCE_TOKENS", "abc", "valid integer"),
        ("RAG_EVIDENCE_TOKENS", "99", "greater than or equal to 100"),
        ("RAG_TIMEOUT_S", "-1", "greater than 0"),
        ("RAG_TRACEBACK", "perhaps", "valid boolean"),
    ],
)
def test_a_variable_that_can_not_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, wanted: str
) -> None:
    """One sentence tells the variable, what it holds, what was wanted and what to do."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"^{name} is '{value}': .*{wanted}.*; set it anew"):
        Settings()


def test_every_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and addresses of others keep the names that their owners gave them."""
    addresses = {"ollama_host": "http://ollama.example:1", "base_url": "http://own.example:2/v1"}
    for field, value in {"openai_api_key": "a key", **addresses}.items():
        monkeypatch.setenv(variable(field), value)
    settings = Settings()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "a key"
    assert {field: getattr(settings, field) for field in addresses} == addresses
    assert variable("base_url") == "RAG_BASE_URL"


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that says RAG_HOME= means no folder; only a prefix may be nothing."""
    unset = Settings()
    for field in Settings.model_fields:
        monkeypatch.setenv(variable(field), "")
    prefixes = {"query_prefix": "", "passage_prefix": ""}
    assert Settings() == unset.model_copy(update=prefixes)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
@pytest.mark.parametrize(
    ("value", "home"), [("", ROOT / ".home"), ("/elsewhere", Path("/elsewhere"))]
)
def test_make_too_takes_an_empty_home_for_none(value: str, home: Path) -> None:
    """`make chat` keeps its articles beside the program unless a folder is named."""
    shown = subprocess.run(
        ["make", "--silent", "--eval", "shown: ; @echo $$RAG_HOME", "shown"],
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "RAG_HOME": value},
    )  # fmt: skip
    assert shown.stdout.strip() == str(home)


def test_a_tilde_is_the_home_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Quotes and an equals sign keep a shell from expanding it, in a variable and in an option."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for field in ("home", "models_dir", "prompts_dir"):
        monkeypatch.setenv(variable(field), f"~/{field}")
    settings = Settings()
    assert settings.home == tmp_path / "home"
    assert settings.models_dir == tmp_path / "models_dir"
    assert settings.prompts_dir == tmp_path / "prompts_dir"
    assert settings_for(Path("~/given")).home == tmp_path / "given"
    with pytest.raises(SettingsError, match="no user of that name"):
        settings_for(Path("~nobody-of-this-name/given"))


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:11434"),
        ("gpu.example/", "http://gpu.example:11434"),
        ("gpu.example:8080", "http://gpu.example:8080"),
        (":8080", "http://127.0.0.1:8080"),
        ("[::1]", "http://[::1]:11434"),
        ("https://gpu.example", "https://gpu.example"),
    ],
)
def test_the_host_of_ollama_is_read_as_ollama_reads_it(
    monkeypatch: pytest.MonkeyPatch, value: str, address: str
) -> None:
    """The variable is Ollama's own: a host without a port means Ollama's."""
    monkeypatch.setenv("OLLAMA_HOST", value)
    assert Settings().ollama_host == address


def _rows() -> Iterator[str]:
    """The table as the fields themselves tell it."""
    yield "| variable | what it sets | default |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        yield f"| `{variable(name)}` | {field.description} | {_default(name)} |"


def _default(name: str) -> str:
    field = Settings.model_fields[name]
    if field.default_factory is not None:
        folder = Path(str(field.get_default(call_default_factory=True, validated_data={})))
        return f"`~/{folder.relative_to(Path.home())}`"
    return f"`{field.default}`" if field.default not in (None, "") else ""


def test_the_table_of_settings_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/models.md lists every field with its variable, its words and its default."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    wanted = "\n".join(_rows())
    assert wanted in (ROOT / "docs" / "models.md").read_text(encoding="utf-8"), wanted
