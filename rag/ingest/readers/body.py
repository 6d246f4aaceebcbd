"""The body of an answer, unfolded no further than the limit whatever it was compressed with."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from rag.errors import PageError

ACCEPTED = "gzip, deflate"
_STEP = 65_536
_ZLIB_OR_GZIP = zlib.MAX_WBITS | 32


def unfold(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return the decoded body of at most `most` bytes.

    At no time are more than `most` bytes and two steps held: httpx's own decoders unfold each
    network read whole, and a chain of them (`gzip, gzip`) each read a million times.

    Raises:
        PageError: an encoding that was not asked for, a broken one, or too many bytes.
    """
    match encoding.strip().lower():
        case "" | "identity":
            pieces = iter(chunks)
        case "gzip" | "x-gzip" | "deflate":
            pieces = _inflated(chunks)
        case other:
            raise PageError(f'a body in the encoding "{other}" came; only {ACCEPTED} are read')
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most:
            raise PageError(f"over {most:,} bytes came; give the article's own page")
    return bytes(body)


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = None
    try:
        for chunk in chunks:
            if inflater is None and chunk:
                inflater = _inflater(chunk)
            piece = b""
            # A full piece may not be all: zlib can hold more than it has input left for.
            while inflater and (chunk or len(piece) == _STEP) and not inflater.eof:
                piece = inflater.decompress(chunk, _STEP)
                chunk = inflater.unconsumed_tail
                yield piece
    except zlib.error:
        raise PageError("a broken compressed body came; try later") from None
    if inflater is not None and not inflater.eof:
        raise PageError("a compressed body broke off; try later")


def _inflater(head: bytes) -> zlib._Decompress:
    """Return a decoder for gzip, zlib, or the bare deflate that some servers send as "deflate"."""
    wrapped = head[:2] == b"\x1f\x8b" or (
        len(head) > 1 and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    )
    return zlib.decompressobj(_ZLIB_OR_GZIP if wrapped else -zlib.MAX_WBITS)
