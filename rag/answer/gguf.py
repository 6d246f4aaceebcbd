"""Read the metadata header of a GGUF file, without loading the model.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_SCALARS = {
    0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d",
}  # fmt: skip
_STRING, _ARRAY = 8, 9
_MOST_ENTRIES, _LONGEST_STRING = 10_000, 1 << 20
_COMPUTE_BYTES = 400 << 20  # llama.cpp's working memory for a model of up to 8 B, rounded up


@dataclass(frozen=True, slots=True)
class Gguf:
    """A model file: bytes on disk, trained context in tokens, bytes of cache for one token.

    Zero or empty is unknown.
    """

    size: int
    name: str = ""
    licence: str = ""
    context: int = 0
    cache_bytes: int = 0

    def memory(self, context: int) -> int:
        """Return about how many bytes of memory the model takes with so many tokens of context."""
        return self.size + context * self.cache_bytes + _COMPUTE_BYTES


def read_gguf(path: Path) -> Gguf | None:
    """Return what the file at `path` tells, or None if it is no GGUF file that can be read."""
    try:
        found = path.stat()
        return _read(path, found.st_size, found.st_mtime_ns)
    except (OSError, ValueError, struct.error):
        return None


@lru_cache(64)
def _read(path: Path, size: int, changed: int) -> Gguf:
    with path.open("rb") as file:
        told = _head(file)
    kind = told.get("general.architecture", "")

    def number(key: str) -> int:
        """Return a figure of the model's architecture, 0 where it is not told."""
        value = told.get(f"{kind}.{key}", 0)
        return value if isinstance(value, int) else 0

    heads = number("attention.head_count")
    width = number("attention.key_length") or (number("embedding_length") // heads if heads else 0)
    # A key and a value of two bytes a number, in each layer.
    cache = 4 * number("block_count") * (number("attention.head_count_kv") or heads) * width
    name, licence = (str(told.get(f"general.{key}", "")) for key in ("name", "license"))
    return Gguf(size, name, licence, number("context_length"), cache)


def _head(file: BinaryIO) -> dict[str, object]:
    """Return the scalar entries up to the vocabulary, which is long and tells nothing here."""
    if file.read(4) != b"GGUF":
        raise ValueError("not a GGUF file")
    _version, _tensors, entries = struct.unpack("<IQQ", _exactly(file, 20))
    told: dict[str, object] = {}
    for _ in range(min(entries, _MOST_ENTRIES)):
        key = _text(file)
        if key.startswith("tokenizer."):
            break
        told[key] = _value(file, _scalar(file, 4))
    return told


def _value(file: BinaryIO, kind: int) -> object:
    if kind == _STRING:
        return _text(file)
    if kind != _ARRAY:
        return _scalar(file, kind)
    inner, length = _scalar(file, 4), _scalar(file, 10)
    for _ in range(min(length, _MOST_ENTRIES)):
        _value(file, inner)
    return None


def _scalar(file: BinaryIO, kind: int) -> int:
    if kind not in _SCALARS:
        raise ValueError(f"a GGUF file has no values of kind {kind}")
    form = f"<{_SCALARS[kind]}"
    (value,) = struct.unpack(form, _exactly(file, struct.calcsize(form)))
    return value  # type: ignore[no-any-return]


def _text(file: BinaryIO) -> str:
    return _exactly(file, _scalar(file, 10)).decode("utf-8", "replace")


def _exactly(file: BinaryIO, size: int) -> bytes:
    if size > _LONGEST_STRING or len(read := file.read(size)) < size:
        raise ValueError("the file is cut short or no GGUF file")
    return read
