"""Files and folders of every kind: what is read of them, and what is refused with a reason."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import time
import zipfile
from pathlib import Path

import httpx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from rag.domain import Page, Rejection
from rag.ingest.articles import split_page
from rag.ingest.readers.decode import MOST_BYTES
from rag.ingest.sources import Sources
from tests.source_pages import (
    NEWS_FEED,
    NEWS_PAGE,
    PROSE,
    STORY,
    network,
    page_of,
    read_bytes,
    reason_of,
    text_of,
)


def test_markdown_front_matter_is_metadata(tmp_path: Path) -> None:
    """Front matter is read and markup leaves the text."""
    front = "title: 달빛전자, 새 칩 공개\noutlet: 어느일보\n"
    front += "author:\n  - 나아무 기자\ndate: 2025-05-02 09:10\n"
    body = "# 달빛전자, 새 칩 공개\n\n**달빛전자**가 [새 칩](u)을 공개했다.\n"
    page = page_of(read_bytes(tmp_path, "a.md", f"---\n{front}---\n{body}".encode()))
    assert page.text.strip() == "달빛전자, 새 칩 공개\n\n달빛전자가 새 칩을 공개했다."
    assert page.metadata.reporters == ("나아무",)
    assert page.metadata.published_at == "2025-05-02T09:10:00+09:00"


def test_json_lines_give_a_page_each_and_a_broken_line_is_named(tmp_path: Path) -> None:
    """A bad line is rejected by its number and the others are read."""
    good = {"body": STORY, "title": "달빛전자, 새 칩 공개", "reporters": ["나아무"], "url": "x"}
    lines = [json.dumps(good), "{broken", '{"title": "x"}', "[1]"]
    page, *rejected = read_bytes(tmp_path, "a.jsonl", "\n".join(lines).encode())
    assert isinstance(page, Page)
    assert (page.metadata.reporters, page.metadata.url) == (("나아무",), None)
    assert [r.source.rsplit(":", 1)[1] for r in rejected] == ["2", "3", "4"]


def test_a_folder_is_walked_in_order_without_what_is_no_news(tmp_path: Path) -> None:
    """Hidden files, notes, gold questions and other kinds of files are passed over."""
    news, others = ["b.txt", "a/c.txt"], [".hidden.txt", "README.md", "gold.jsonl", "gold-2.jsonl"]
    for name in [*news, *others, "x.py"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY)
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    found = list(Sources().read(str(tmp_path)))
    assert [Path(f.source).name for f in found] == ["c.txt", "b.txt", "broken.txt"]
    assert isinstance(found[2], Rejection)


def _empty_pdf() -> bytes:
    """Return a PDF with a blank page and a script."""
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    action[NameObject("/JS")] = TextStringObject("app.alert('x')")
    writer.root_object[NameObject("/OpenAction")] = action
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", gzip.compress(b"0" * 1000), "gzip"),
        ("a.txt", b"\x7fELF" + bytes(100), "program"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", bytes(random.Random(1).choices(range(128, 256), k=4000)), "encoding"),
        ("a.txt", b"a" * 2_000_000, "line"),
        ("a.txt", b"a\n" * (MOST_BYTES // 2 + 1), "at most"),
        ("a.pdf", b"%PDF-1.4 nonsense", "PDF"),
        ("a.pdf", _empty_pdf(), "without text"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "visible"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "feed"),
        ("a.rss", b"<rss><channel></channel></rss>", "without entries"),
        ("a.md", b"---\ntitle: x\n---\n", "front matter"),
        ("a.doc", b"x", "wanted one of"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_can_not_be_read_are_refused_with_a_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """What can't be read says what came; nothing is raised."""
    assert reason in reason_of(read_bytes(tmp_path, name, data))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.xml", "a.jsonl"])
@pytest.mark.parametrize("entry", ["bomb.txt", "word/document.xml"])
def test_an_archive_under_another_name_is_refused(tmp_path: Path, name: str, entry: str) -> None:
    """A .zip or .docx is not opened, whatever it is called."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, bytes(1_000_000))
    assert "ZIP" in reason_of(read_bytes(tmp_path, name, buffer.getvalue()))


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{of};' * 10}'>" for of, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
ENTITIES = {
    "laughs": LAUGHS,
    "file": "<!DOCTYPE r [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>",
    "address": "<!DOCTYPE r [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]>",
}


@pytest.mark.parametrize("doctype", ENTITIES)
@pytest.mark.parametrize("name", ["a.xml", "a.rss"])
def test_a_feed_with_entities_is_refused(tmp_path: Path, name: str, doctype: str) -> None:
    """Entities can unfold without end, and name files of this machine."""
    item = f"<item><description>&i;{PROSE * 9}</description></item>"
    feed = f"<?xml version='1.0'?>{ENTITIES[doctype]}<rss><channel>{item}</channel></rss>"
    assert "entities" in reason_of(read_bytes(tmp_path, name, feed.encode()))


@pytest.mark.parametrize("doctype", ENTITIES)
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_entities_of_a_page_are_never_unfolded(tmp_path: Path, name: str, doctype: str) -> None:
    """Neither a billion laughs nor a file of this machine gets into a page."""
    page = f"{ENTITIES[doctype]}<html><body><p>{PROSE}</p><p>&i; 그렇게 말했다.</p></body></html>"
    text = text_of(read_bytes(tmp_path, name, page.encode()))
    assert PROSE in text
    assert "&i;" in text
    assert "root:" not in text
    assert "hahaha" not in text


@pytest.mark.parametrize("unit", [
    "[", "![](", "[a](", "**a ", "*a ", "<!--", "# #", "`", "(", '"', "“가 ", "1,", "a@", "a.",
    "the Mr. A. ", "가", " ", "뉴스>", "2025.10.31 ", "국제통화기금(", "홍길동 기자 ", "일이삼만억",
    "ⓒ", "▲", "http://a.", "가|", "...", "\t ",
])  # fmt: skip
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_lines_that_bait_patterns_end(tmp_path: Path, name: str, unit: str) -> None:
    """A long line of anything is read and split in a time that grows with its length alone."""
    began = time.process_time()
    line = unit * (10_000 // len(unit))
    for found in read_bytes(tmp_path, name, f"{line}\n\n{PROSE}\n".encode()):
        if isinstance(found, Page):
            split_page(found)
    assert time.process_time() - began < 2


def test_damaged_files_end_as_pages_or_rejections(tmp_path: Path) -> None:
    """No bytes crash a reader or the splitting of what it reads (FUZZ_FILES sets how many)."""
    dice = random.Random(11)
    page = NEWS_PAGE.format(charset="utf-8")
    seeds = [STORY.encode(), page.encode(), NEWS_FEED.encode(), _empty_pdf()]
    seeds += [STORY.encode("cp949"), b'{"text": "a."}\n', b"---\ntitle: a\n---\nb."]
    suffixes = [".txt", ".html", ".xml", ".pdf", ".txt", ".jsonl", ".md"]
    sources = network({"news.example.com/1": httpx.Response(404)})
    for number in range(int(os.environ.get("FUZZ_FILES", "700"))):
        kind = dice.randrange(len(seeds))
        data = bytearray(seeds[kind])
        for _ in range(dice.randint(1, 40)):
            at = dice.randrange(len(data) + 1)
            data[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        path = tmp_path / f"{number}{suffixes[kind]}"
        path.write_bytes(bytes(data))
        for found in sources.read(str(path)):
            if isinstance(found, Page):
                assert all(article.text in found.text for article in split_page(found))
            else:
                assert found.reason
        path.unlink()
