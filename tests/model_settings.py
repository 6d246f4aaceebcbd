"""Settings for tests of models: a folder of weights, and little patience."""

from __future__ import annotations

from pathlib import Path

from rag.settings import Settings
from tests.conftest import settings_for

KEY = "sk-test-0123456789"


def settings_with(models_dir: Path, **changes: object) -> Settings:
    """Return settings with these weights, that nothing of this machine's environment reaches."""
    fixed: dict[str, object] = {
        "models_dir": models_dir,
        "timeout_s": 5,
        "threads": 1,  # with two, a busy machine answers ten times slower
    }
    return settings_for(models_dir / "home", **{**fixed, **changes})
