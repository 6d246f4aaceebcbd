"""What several test files share: homes, assistants, servers, settings that reach no one else."""

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
from tests.fakes_chat import ChatServer

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
STORY = "달빛전자, 새 칩 공개\n\n달빛전자가 새 칩을 2일 공개했다. 가격은 100만원이다.\n"
OTHER = "별빛은행, 금리 내려\n\n별빛은행이 예금 금리를 3일 0.25%포인트 내렸다. 고객은 실망했다.\n"
NOBODY = "http://127.0.0.1:9"  # no server listens there


def settings_for(home: Path, **changes: object) -> Settings:
    """Return settings of which every field is given: no variable of the environment reaches them.

    No model and no server of this machine is found with them.
    """
    values: dict[str, object] = {
        **Settings.model_construct().model_dump(),
        "home": home,
        "models_dir": home.parent / "models",
        "model": "quote",
        "ollama_host": NOBODY,
        "lmstudio_url": f"{NOBODY}/v1",
        "timeout_s": 20,
        **changes,
    }
    return Settings.model_validate(values)


def assistant_over(server: ChatServer, home: Path, timeout_s: float = 20) -> Assistant:
    """Return an assistant with a model behind the server, whose answer it awaits for so long."""
    return open_assistant(
        settings_for(home, model="openai:fake", base_url=server.base_url, timeout_s=timeout_s)
    )


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
def catalogue(tmp_path: Path) -> Catalogue:
    """An empty catalogue."""
    return Catalogue(tmp_path / "home" / "catalogue.sqlite")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of two readable pages."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "chip.txt").write_text(STORY, encoding="utf-8")
    (folder / "rate.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """A model's server on this machine, which answers from its queue."""
    chat = ChatServer()
    yield chat
    chat.close()


@pytest.fixture
def modelled(seeds_home: Path, server: ChatServer) -> Assistant:
    """The assistant over the starter news with a model behind the server."""
    return assistant_over(server, seeds_home)


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """A server on this machine."""
    with fake_web() as served:
        yield served


@pytest.fixture
def sources() -> Sources:
    """Sources that may reach this machine too, and hang up after half a second."""
    return Sources(Fetcher(allow_loopback=True, longest=0.5))
