"""Bytes to text: byte order marks, declared charsets, UTF-8, the Korean code pages."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from charset_normalizer import from_bytes

from rag.errors import PageError

MOST_BYTES = 20 * 1024 * 1024
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
_SINGLE_BYTE = re.compile(
    r"(?:iso-?8859-?\d+|windows-125\d|cp125\d|latin-?1|us-ascii|ascii)\Z", re.I
)
# Only charsets of text: Python also calls "punycode" or "unicode_escape" by such names.
_KNOWN = re.compile(
    r"(?:utf-?(?:8|16|32)(?:-?[lb]e)?|euc-?(?:kr|jp|cn|tw)|ks_?c_?5601(?:-1987)?|cp\d{3,4}|uhc|johab|"
    r"shift_?jis|gb(?:2312|k|18030)|big5|iso-2022-(?:kr|jp))\Z|" + _SINGLE_BYTE.pattern,
    re.I,
)
_HANGUL = re.compile("[가-힣]")
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
    document declares, then CP949, then what holds for most of it. A character that is cut at the
    end is left out. Raises `PageError` for what is empty, too large, binary or in no readable
    encoding.
    """
    refuse_binary(data)
    text = _decoded(data, declared, markup=markup).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise PageError("an empty file came; a page with an article's text was wanted")
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
    noise = b"\x00" in head or _control_share(head) > 0.02
    if noise and _utf16_without_mark(data) is None:
        raise PageError("binary data came where text was wanted; give the article as text or HTML")


def _control_share(head: bytes) -> float:
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in head)
    return controls / len(head) if head else 0.0


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 that lacks its mark: nearly all Hangul, Latin and spaces."""
    head = data[: 8192 - 8192 % 2]
    for name in ("utf-16-le", "utf-16-be"):
        text = _strictly(head, name) or ""
        plain = sum(c.isascii() and (c.isprintable() or c.isspace()) for c in text)
        plain += len(_HANGUL.findall(text))
        if text and plain >= 0.9 * len(text):
            return name
    return None


def _decoded(data: bytes, declared: str | None, *, markup: bool) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, name) or _refuse()
    if b"\x00" in data[:8192] and (order := _utf16_without_mark(data)):
        return _strictly(data, order) or _refuse()
    for charset in ("utf-8", *_claimed(declared), *_claimed(_declared_in(data, markup)), "cp949"):
        decoded = _strictly(data, charset)
        if decoded is not None:
            return decoded
    return _lenient(data)


def _claimed(charset: str | None) -> tuple[str, ...]:
    """Return what to try for a declared charset.

    Servers declare a Western one by default and send Korean: CP949 is tried first, which real
    Western text hardly ever is.
    """
    if charset is None or not _KNOWN.match(charset):
        return ()
    if _SINGLE_BYTE.match(charset):
        return ("cp949", charset)
    return (_SUPERSET.get(charset.lower(), charset),)


def _strictly(data: bytes, name: str) -> str | None:
    """Decode without errors; bytes of a character that is cut at the end are left out."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data)
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes) -> str:
    """Accept a text with a few broken bytes, as cut or mixed pages have; refuse noise."""
    kept = data.decode("utf-8", errors="ignore")
    if kept.isascii() and len(kept) >= 0.6 * len(data):
        return data.decode("cp1252", errors="replace")
    mixed = [_line(line) for line in data.split(b"\n")]
    if None not in mixed:
        return "\n".join(line or "" for line in mixed)
    for name in ("utf-8", "cp949"):
        text = data.decode(name, errors="replace")
        if text.count("\ufffd") * 200 <= len(text):
            return text
    best = from_bytes(data[:200_000]).best()
    if best is not None and best.percent_chaos <= 5:
        text = data.decode(best.encoding, errors="replace")
        if text.count("\ufffd") * 200 <= len(text):
            return text
    return _refuse()


def _line(line: bytes) -> str | None:
    """Decode one line of a file that was put together from several; None if it is neither."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        garbled = _HANGUL.search(line.decode("utf-8", errors="ignore"))
        return None if garbled else _strictly(line, "cp949")


def _refuse() -> NoReturn:
    raise PageError(
        "text in no readable encoding came; save it as UTF-8 (EUC-KR and CP949 also work)"
    )


def _declared_in(data: bytes, markup: bool) -> str | None:
    match = _META.search(data, 0, 4096) if markup else None
    return (match.group(1) or match.group(2)).decode("ascii") if match else None
