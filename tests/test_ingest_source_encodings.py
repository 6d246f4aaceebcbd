"""Text in every encoding and with every invisible character ends as the same clean text."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import httpx
import pytest

from rag.ingest.readers.clean import clean
from rag.ingest.sources import Sources
from tests.fake_web import FakeWeb
from tests.source_pages import (
    NEWS_PAGE,
    PROSE,
    STORY,
    html,
    network,
    page_of,
    read_bytes,
    text_of,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16"])
def test_text_in_korean_encodings_is_read_alike(tmp_path: Path, encoding: str) -> None:
    """Byte order marks and Korean code pages give the same text, with line ends made one."""
    data = STORY.replace("\n", "\r\n").encode(encoding)
    assert text_of(read_bytes(tmp_path, "a.txt", data)) == STORY


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (STORY.encode("euc-kr")[:-3], STORY[:-3]),
        (STORY.encode()[:-3], STORY[:-3]),
        ((STORY + "똠방각하가 웃었다.").encode("cp949"), STORY + "똠방각하가 웃었다."),
        (STORY.encode("utf-16-le"), STORY),
        (STORY.encode("utf-16-be"), STORY),
        ("The café’s naïve résumé — déjà vu.\n".encode("cp1252"),
         "The café’s naïve résumé — déjà vu.\n"),
        (STORY.encode() + STORY.encode("cp949"), STORY * 2),
    ],
    ids=["euc-kr cut", "utf-8 cut", "cp949 only", "utf-16-le", "utf-16-be", "latin-1", "mixed"],
)  # fmt: skip
def test_broken_encodings_are_read(tmp_path: Path, data: bytes, wanted: str) -> None:
    """A cut character is left out; a mark is not needed; lines may differ in their encoding."""
    assert text_of(read_bytes(tmp_path, "a.txt", data)) == wanted


@pytest.mark.parametrize(
    "charset",
    ["utf-7", "punycode", "unicode_escape", "rot13", "zip", "idna", "ISO-8859-1"],
)
def test_a_false_charset_of_a_server_is_not_believed(
    web: FakeWeb, sources: Sources, charset: str
) -> None:
    """Names of Python's codecs that are no charsets reach none of them; Korean is no Latin-1."""
    body = html(f"<p>{PROSE}</p>").decode().replace("charset=utf-8", "").encode("cp949")
    address = web.page("/a", body, f"text/html; charset={charset}")
    assert PROSE in text_of(sources.read(address))


def test_a_web_page_uses_the_charset_of_its_header() -> None:
    """A page without a declaration of its own is read as the server says."""
    answer = httpx.Response(
        200,
        headers={"content-type": "text/html; charset=euc-kr"},
        content=NEWS_PAGE.format(charset="").encode("cp949", "ignore"),
    )
    page = page_of(network({"a.example.com/x": answer}).read("https://a.example.com/x"))
    assert page.text.startswith("달빛전자, 새 칩 공개")
    assert page.metadata.url == "https://news.example.com/1"


INVISIBLE = (
    "\u200b\u200d\u2060\ufeff\u00ad\u202e\u202c\u2066\u2069\u200f\u034f\u3164\U000e0041\x07\x1b"
)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.xml"])
def test_invisible_characters_leave_words_and_numbers_whole(tmp_path: Path, name: str) -> None:
    """Zero-width, bidi and control characters inside words and numbers go, in every reader."""
    dirty = "".join(f"{c}{INVISIBLE[at % 13]}" for at, c in enumerate(PROSE))
    bodies = {
        "a.html": html(f"<p>{dirty}</p>"),
        "a.jsonl": b'{"text": "%s"}' % dirty.encode("ascii", "backslashreplace").replace(
            b"\\U000e0041", b"\\udb40\\udc41").replace(b"\\xad", b"\\u00ad"),
        "a.xml": b"<rss><channel><item><description>%s</description></item></channel></rss>"
        % (dirty * 8).encode(),
    }  # fmt: skip
    text = text_of(read_bytes(tmp_path, name, bodies.get(name, dirty.encode())))
    assert PROSE in text
    assert not set(text) & set(INVISIBLE)


def test_syllables_written_in_letters_are_composed() -> None:
    """Hangul as a Mac writes it (NFD), and Hanja's doubles, are what everyone else writes."""
    assert clean("\u1112\u116a\u1107\u1162\u11a8 \uf90a") == "화백 金"


def test_names_a_page_declares_are_composed_too(tmp_path: Path) -> None:
    """An outlet, a reporter or a place in a Mac's letters is the one that a question names."""
    declared = {"outlet": "한빛일보", "reporters": ["김솔내", "\u200b\u200b"], "place": "솔내"}
    written = json.dumps({"text": PROSE, **declared}, ensure_ascii=False)
    decomposed = unicodedata.normalize("NFD", written).encode()
    about = page_of(read_bytes(tmp_path, "a.jsonl", decomposed)).metadata
    assert (about.outlet, about.reporters, about.place) == ("한빛일보", ("김솔내",), "솔내")
