"""Bytes to text: byte order marks, declared charsets, UTF-8, the Korean code pages."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from rag.errors import PageError

MOST_BYTES = 20 * 1024 * 1024
LONGEST_LINE = 1_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,20})",
    re.I,
)
# Korean pages that declare EUC-KR are written in its superset CP949.
_SUPERSET = {"euc-kr": "cp949", "euckr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949"}
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office or HWP document"),
    (b"HWP Document", "an HWP document"),
    (b"SQLite format", "a database"),
)


def decode(data: bytes, *, declared: str | None = None, markup: bool = False) -> str:
    """Return the text of `data`, without byte order mark and with "\\n" line ends.

    A byte order mark decides, then strict UTF-8, then the charset an HTTP header or (`markup`) the
    document declares, then CP949, then charset detection. Raises `PageError` for what is empty,
    too large, binary or in no readable encoding.
    """
    refuse_binary(data)
    text = _decoded(data, declared, markup=markup).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise PageError("an empty file came; a page with an article's text was wanted")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE and not markup:
        raise PageError(
            f"a line of {longest:,} characters came; at most {LONGEST_LINE:,} are allowed: "
            "break the text into paragraphs"
        )
    return text


def refuse_binary(data: bytes) -> None:
    """Raise `PageError` where bytes are no text at all, naming what they seem to be."""
    if len(data) > MOST_BYTES:
        raise PageError(
            f"{len(data):,} bytes came; at most {MOST_BYTES:,} are read: "
            "split the file into articles"
        )
    if data.startswith(tuple(bom for bom, _ in _BOMS)):
        return
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise PageError(f"{name} came where text was wanted; extract the article's text first")
    head = data[:8192]
    if b"\x00" in head or _control_share(head) > 0.02:
        raise PageError("binary data came where text was wanted; give the article as text or HTML")


def _control_share(head: bytes) -> float:
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in head)
    return controls / len(head) if head else 0.0


def _decoded(data: bytes, declared: str | None, *, markup: bool) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, name) or _refuse()
    names = ["utf-8", declared, _declared_in(data) if markup else None, "cp949"]
    for charset in names:
        if charset is None:
            continue
        decoded = _strictly(data, _SUPERSET.get(charset.lower(), charset))
        if decoded is not None:
            return decoded
    return _lenient(data, _declared_in(data) if markup else declared)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, declared: str | None) -> str:
    """Accept a text with a few broken bytes, as cut or mixed pages have; refuse noise."""
    for name in ("utf-8", _SUPERSET.get((declared or "").lower(), declared), "cp949"):
        try:
            text = data.decode(name or "utf-8", errors="replace")
        except LookupError:
            continue
        if text.count("\ufffd") * 200 <= len(text):
            return text
    best = from_bytes(data[:200_000]).best()
    if best is not None and best.percent_chaos <= 5:
        text = data.decode(best.encoding, errors="replace")
        if text.count("\ufffd") * 200 <= len(text):
            return text
    return _refuse()


def _refuse() -> str:
    raise PageError(
        "text in no readable encoding came; save it as UTF-8 (EUC-KR and CP949 also work)"
    )


def _declared_in(data: bytes) -> str | None:
    match = _META.search(data, 0, 4096)
    return (match.group(1) or match.group(2)).decode("ascii") if match else None
