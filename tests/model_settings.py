"""Settings under which no model and no server of this machine is found, for tests of models."""

from __future__ import annotations

from pathlib import Path

from rag.settings import Settings

KEY = "sk-test-0123456789"
NOBODY = "http://127.0.0.1:9"  # no server listens there


def settings_with(models_dir: Path, **changes: object) -> Settings:
    """Return settings that nothing of this machine's environment reaches, with little patience."""
    fixed: dict[str, object] = {
        "models_dir": models_dir,
        "base_url": "",
        "OPENAI_API_KEY": None,
        "OLLAMA_HOST": NOBODY,
        "lmstudio_url": f"{NOBODY}/v1",
        "timeout_s": 5,
        "threads": 1,  # with two, a busy machine answers ten times slower
    }
    return Settings.model_validate({**fixed, **changes})
