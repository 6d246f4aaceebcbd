"""The note beside the indexes that says by what they were made."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from rag.errors import EmbedderMismatch, IndexDamaged
from rag.index.embedders import EmbedderIdentity

# Terms and passages are cut by code: an index of another version must be made again.
_FORMAT = 3
_NAME = "manifest.json"


def is_made(folder: Path) -> bool:
    """Tell whether the indexes in a folder were made whole once."""
    return (folder / _NAME).exists()


def check_made_by(folder: Path, embedder: EmbedderIdentity) -> None:
    """Refuse indexes, if they are made, that another embedder or another program made.

    Raises:
        EmbedderMismatch: they were.
        IndexDamaged: the note can't be read.
    """
    path, wanted = folder / _NAME, _made_by(embedder)
    if not path.exists():
        return
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise IndexDamaged(f"{path} can't be read ({error}); run 'rag rebuild'") from error
    if found != wanted:
        raise EmbedderMismatch(
            f"the index in {folder} was made by {_describe(found)}, this program would "
            f"read it with {_describe(wanted)}; run 'rag rebuild' or set RAG_EMBEDDER back"
        )


def write_made_by(folder: Path, embedder: EmbedderIdentity) -> None:
    """Note that the indexes in a folder are made; whole or not at all, even when killed here."""
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as file:
        json.dump(_made_by(embedder), file)
    Path(file.name).rename(folder / _NAME)


def _made_by(embedder: EmbedderIdentity) -> dict[str, object]:
    return {"format": _FORMAT, **asdict(embedder)}


def _describe(manifest: dict[str, object]) -> str:
    return "{name} {version} ({dimension} dimensions, format {format})".format_map(
        {"name": "?", "version": "?", "dimension": "?", "format": "?", **manifest}
    )
