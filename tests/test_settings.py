"""The settings: what a variable may hold, and the table of them all in docs/models.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
    for field in ("openai_api_key", "ollama_host", "base_url"):
        monkeypatch.setenv(variable(field), f"of {field}")
    settings = Settings()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "of openai_api_key"
    assert (settings.ollama_host, settings.base_url) == ("of ollama_host", "of base_url")
    assert variable("base_url") == "RAG_BASE_URL"


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
