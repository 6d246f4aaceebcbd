"""What works on this machine, and what to do about what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from rag.answer.discover import choices
from rag.answer.models import EMBEDDED
from rag.answer.tokens import count_tokens, make_encodings_available
from rag.errors import HwabaekError
from rag.index.embedders import Embedder, open_embedder
from rag.index.store import Index
from rag.ingest.catalogue import Catalogue, require_home
from rag.settings import Settings
from rag.text.morphemes import analyse


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried; `told` is its figure, or what is wrong and what to do."""

    what: str
    ok: bool
    told: str

    def json(self) -> dict[str, object]:
        """Return the finding as `rag doctor --json` prints it."""
        return asdict(self)


def examine(settings: Settings) -> list[Finding]:
    """Try every room on `settings`; no article and no question is sent to a hosted service."""
    return list(_findings(settings))


def _findings(settings: Settings) -> Iterator[Finding]:
    embedder = cache(lambda: open_embedder(settings))  # a hosted one is asked for its dimension
    yield _try("embedder", lambda: _embedder(embedder()))
    yield _try("morphemes", lambda: " ".join(analyse("정상회의가 경주에서 열렸다").morphemes))
    yield _try("token counts", lambda: _tokens(settings))
    yield _try("catalogue and indexes", lambda: _stores(settings, embedder))
    embedded = next(c for c in choices(settings) if c.name == EMBEDDED)
    # Without it the quotes still answer, so its absence is no failure.
    told = embedded.reason or "ready"
    if embedded.fits is False:
        told += ", but this machine's memory is too small for it"
    yield Finding("embedded model", ok=True, told=told)


def _try(what: str, trial: Callable[[], str]) -> Finding:
    try:
        return Finding(what, ok=True, told=trial())
    except (HwabaekError, OSError, ImportError, RuntimeError) as error:
        return Finding(what, ok=False, told=str(error))


def _embedder(embedder: Embedder) -> str:
    identity = embedder.identity
    return f"{identity.name} {identity.version}, {identity.dimension} dimensions"


def _tokens(settings: Settings) -> str:
    make_encodings_available(settings.models_dir / "encodings")
    return f"{count_tokens('인공지능 정상회의', 'gpt-5-mini')} tokens for a Korean phrase"


def _stores(settings: Settings, embedder: Callable[[], Embedder]) -> str:
    require_home(settings.home)
    catalogue = Catalogue(settings.home / "catalogue.sqlite")
    index = Index(settings.home, catalogue, embedder())
    corpus = catalogue.summary()
    waiting = catalogue.count("pending")
    told = f"{corpus.articles} articles, {len(index.sentences)} sentence vectors"
    return f"{told}, {waiting} articles wait for 'rag ingest' to go on" if waiting else told
