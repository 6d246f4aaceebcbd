"""The command `rag` as a test runs it, over homes with pages of the starter news."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from rag.cli import main
from tests.conftest import NOBODY, SEEDS, ingest

RAG = Path(sys.executable).parent / "rag"
PAGES = ("01-gyeongju-nvidia", "05-songdo-ministers")
needs_rag = pytest.mark.skipif(not RAG.exists(), reason=f"no command {RAG}; run 'make install'")


def seed_page(name: str) -> Path:
    """Return the file of a page of the starter news."""
    return SEEDS / "pages" / f"{name}.txt"


def home_with(folder: Path, *names: str) -> Path:
    """Make a home in a folder with these pages of the starter news taken in."""
    home = folder / "home"
    home.mkdir()
    ingest(home, *map(seed_page, names))
    return home


class Ran:
    """How a command ended: its exit code and what it wrote to each stream."""

    def __init__(self, home: Path, *arguments: str, apart: bool = False, **variables: str) -> None:
        """Run a command in this process, or `apart` in one of its own as a shell does.

        `variables` are set in its environment.
        """
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("RAG_", "OPENAI", "OLLAMA", "COLUMNS"))
        }
        environment["RAG_MODELS_DIR"] = str(home.parent / "models")
        environment |= {"OLLAMA_HOST": NOBODY, "RAG_LMSTUDIO_URL": f"{NOBODY}/v1", **variables}
        words = [*arguments, "--home", str(home)]
        if apart:
            done = subprocess.run(
                [str(RAG), *words], capture_output=True, text=True, timeout=120, check=False,
                cwd=home.parent, env=environment,
            )  # fmt: skip
            self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        else:
            self._run_here(words, environment)
        assert "Traceback" not in self.err, self.err

    def _run_here(self, words: list[str], environment: dict[str, str]) -> None:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in os.environ.keys() - environment.keys():
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["rag", *words])
            with pytest.raises(SystemExit) as ended:
                main()
        self.code = int(ended.value.code or 0)
        self.out, self.err = out.getvalue(), err.getvalue()

    @property
    def json(self) -> Any:
        """What standard output holds, which is JSON and nothing else."""
        return json.loads(self.out)

    def assert_refused(self, *words: str) -> None:
        """Exit code 2, nothing on standard output, one sentence on standard error."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.out == ""
        said = " ".join(self.err.split())
        for word in words:
            assert word in said, said
        assert len(said) < 600
