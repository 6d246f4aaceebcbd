"""Large hostile inputs, each in a process of its own, and a fuzz of every reader.

    python -m tests.bench_hostile [CASE…]

Prints one line per case: how it ended, seconds of work (a shared machine's clock says little),
peak memory. Exit 1 if one crashed, took over 15 seconds or held over 700 MB.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from rag.domain import Page, Rejection
from rag.ingest.articles import split_page
from rag.ingest.copies import sketch
from rag.ingest.readers.web import Fetcher
from rag.ingest.sources import Sources
from tests.fake_web import fake_web, pdf

MOST_SECONDS, MOST_MB = 15.0, 700
MUTATIONS = 5_000
BIG = 19_000_000
PROSE = "달빛전자가 새 칩을 2일 공개했다고 밝혔다. "
STORY = f"달빛전자, 새 칩 공개\n\n{PROSE * 3}\n"
SUFFIXES = (".txt", ".html", ".xml", ".pdf", ".jsonl", ".md")


def _prose(size: int) -> bytes:
    return (PROSE * (size // len(PROSE.encode()))).encode()


def _forms(depth: int) -> bytes:
    """Return a PDF in which each of some forms draws the next one ten times."""
    draws = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        b"/Length 60>>stream\n%s\nendstream" % (13 + at, b"/X Do " * 10)
        for at in range(depth)
    ]
    return pdf([["x"]], contents=b"/X Do " * 10, objects=draws).replace(b"/X 8 0 R", b"/X 12 0 R")


_P = b"<html><body>"
FILES: dict[str, Callable[[], bytes]] = {
    "50 MB of one line.txt": lambda: _prose(50_000_000),
    "19 MB of one line.txt": lambda: _prose(BIG),
    "19 MB of one line.md": lambda: _prose(BIG),
    "19 MB of one line.jsonl": lambda: b'{"text": "' + _prose(BIG) + b'"}',
    "19 MB of one line.html": lambda: _P + b"<p>" + _prose(BIG),
    "19 MB of one line.xml": lambda: b"<rss><channel><item><description>" + _prose(BIG),
    "19 MB of one letter.txt": lambda: b"a" * BIG,
    "19 MB of spaces.txt": lambda: b" " * BIG + STORY.encode(),
    "19 MB of line ends.txt": lambda: b"\n" * BIG + STORY.encode(),
    "19 MB of short lines.txt": lambda: b"a\n" * (BIG // 2),
    "19 MB of paragraphs.txt": lambda: _prose(300).join([b"\n\n"] * (BIG // 300)),
    "19 MB of rows.jsonl": lambda: b'{"a":1}\n' * (BIG // 8),
    "19 MB of tags.html": lambda: _P + b"<p>a</p>" * (BIG // 8),
    "19 MB of open angles.html": lambda: _P + b"<" * BIG,
    "19 MB of attributes.html": lambda: _P + b"<p " + b"a=b " * (BIG // 4) + b">" + _prose(900),
    "19 MB of references.html": lambda: _P + b"<p>" + b"&#44032;" * (BIG // 8),
    "19 MB of entries.xml": lambda: b"<rss><channel>" + b"<item><link>x</link></item>" * 700_000,
    "100,000 nested.html": lambda: _P + b"<div>" * 100_000 + _prose(900),
    "50,000 nested.html": lambda: _P + b"<span>" * 50_000 + _prose(900),
    "50,000 nested.xml": lambda: b"<rss><channel>" + b"<item>" * 50_000,
    "a million nested.jsonl": lambda: b'{"a":' * 1_000_000,
    "just under each limit.txt": lambda: (_prose(900) + b"\n") * 1_300,
    "just under each limit.html": lambda: _P + (b"<p>" + _prose(100) + b"</p>") * 12_000,
    "billion laughs.xml": lambda: b"<!DOCTYPE r [<!ENTITY a '%s'>]><rss>&a;</rss>" % (b"a" * BIG),
    "zeros in gzip.txt": lambda: _gzipped(100_000_000),
    "flate bomb.pdf": lambda: pdf([["x"]], flate=True, contents=b" " * 100_000_000),
    "flate text bomb.pdf": lambda: pdf([["x"]], flate=True, contents=b"BT (a) Tj ET " * 600_000),
    "forms within forms.pdf": lambda: _forms(9),
    "400 pages.pdf": lambda: pdf([[PROSE] * 30] * 400, flate=True),
    "2,000 pages.pdf": lambda: pdf([["x"]] * 2_000),
}  # fmt: skip
BAITS = {
    "brackets": "[", "images": "![](", "links": "[a](", "bold": "**a ", "stars": "*a ",
    "comments": "<!--", "hashes": "# ", "ticks": "`", "parentheses": "(", "quotes": '"',
    "curly": "“가 ", "digits": "1,", "mail": "a@",
    "abbreviations": "the Mr. A. ", "syllables": "가",
    "menus": "뉴스>", "dates": "2025.10.31 ", "aliases": "국제통화기금(", "bylines": "홍길동 기자 ",
    "numerals": "일이삼만억", "copyright": "ⓒ ", "photos": "▲ ", "addresses": "http://a.",
    "pipes": "가 | ", "ends": "다. ", "commas": "가, ", "capitals": "A B ",
}  # fmt: skip


def _bait(unit: str) -> bytes:
    return f"{unit * (100_000 // len(unit))}\n\n{STORY}".encode()


FILES |= {f"100,000 of {name}.md": partial(_bait, unit) for name, unit in BAITS.items()}


def _read_file(name: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case{Path(name).suffix}"
        path.write_bytes(FILES[name]())
        return _ended(Sources(), str(path))


def _ended(sources: Sources, source: str) -> str:
    """Read a source to its end, split and sketch its pages as an intake does; say what came."""
    articles, reasons = 0, Counter[str]()
    for found in sources.read(source):
        if isinstance(found, Page):
            pages = split_page(found)
            articles += len(pages)
            for article in pages:
                sketch(article.text)
        elif isinstance(found, Rejection):
            reasons[found.reason] += 1
    told = [f"{articles} articles"] if articles else []
    return "; ".join([*told, *(f"{n} × {reason}" for reason, n in reasons.most_common(1))])


def _served(body: bytes, encoding: str) -> str:
    with fake_web() as web:
        address = web.page("/a", body, Content_Encoding=encoding)
        return _ended(Sources(Fetcher(allow_loopback=True)), address)


def _packed(size: int, window: int = zlib.MAX_WBITS) -> bytes:
    """Return zeros packed by zlib, made without holding them."""
    packer = zlib.compressobj(6, zlib.DEFLATED, window)
    zeros = bytes(10_000_000)
    return b"".join(packer.compress(zeros) for _ in range(size // len(zeros))) + packer.flush()


def _gzipped(size: int) -> bytes:
    return _packed(size, zlib.MAX_WBITS | 16)


def _fuzz(_: str = "") -> str:
    """Mutate readable inputs of every kind; any exception but a rejection ends the case."""
    dice = random.Random(20_261_122)
    page = (
        "<html><head><meta charset=utf-8><title>새 칩</title></head><body><h1>새 칩 공개</h1>"
        f"<p style='color:#fff'>{PROSE}</p><article><p>{PROSE * 3}</p></article></body></html>"
    )
    rss = (
        "<rss><channel><title>어느일보</title><item><title>새 칩</title><pubDate>Fri, 02 May 2025 "
        f"00:10:00 GMT</pubDate><description>{PROSE * 12}</description></item></channel></rss>"
    )
    seeds = [
        (".txt", STORY.encode()), (".txt", STORY.encode("cp949")), (".txt", STORY.encode("utf-16")),
        (".html", page.encode()), (".html", page.encode("cp949")), (".xml", rss.encode()),
        (".pdf", pdf([[PROSE] * 4, [PROSE] * 3])), (".pdf", pdf([[PROSE] * 4], flate=True)),
        (".jsonl", json.dumps({"text": STORY, "author": ["나아무 기자"], "date": "2025"}).encode()),
        (".md", f"---\ntitle: 새 칩\nby: [나]\n---\n# 새 칩\n\n**달**이 [새](u) {PROSE}".encode()),
    ]  # fmt: skip
    ended = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(MUTATIONS):
            suffix, seed = seeds[number % len(seeds)]
            data = bytearray(seed)
            for _ in range(dice.choice((1, 2, 5, 40))):
                at, size = dice.randrange(len(data) + 1), dice.choice((0, 1, 2, 30))
                piece = dice.choice(
                    (dice.randbytes(size), bytes(data[at : at + 40]) * size, b"", b"<" * size)
                )
                data[at : at + dice.choice((0, 1, 3, 60))] = piece
            # Now and then under a name that is not its own.
            path = Path(folder) / f"case{suffix if dice.random() < 0.9 else dice.choice(SUFFIXES)}"
            path.write_bytes(bytes(data))
            said = _ended(Sources(Fetcher(resolver=lambda *_: ["127.0.0.1"])), str(path))
            ended["articles" if "articles" in said else "rejected"] += 1
    return f"{MUTATIONS:,} inputs: {ended['articles']:,} articles, {ended['rejected']:,} rejected"


CASES: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(FILES, _read_file),
    "a gzip body of 300 MB": lambda _: _served(_gzipped(300_000_000), "gzip"),
    "a deflate body of 300 MB": lambda _: _served(_packed(300_000_000), "deflate"),
    "a gzip in a gzip body": lambda _: _served(gzip.compress(_gzipped(10**8)), "gzip, gzip"),
    "a brotli body": lambda _: _served(bytes.fromhex("5b ff ff 7f f8"), "br"),
    "fuzz": _fuzz,
}


def _run(pipe: Connection, name: str) -> None:
    """Run one case; a case's own data counts in its memory, which is why it is made here."""
    try:
        said = CASES[name](name)
    except BaseException as problem:  # noqa: BLE001 - what is measured is that there is none
        said = f"CRASHED {type(problem).__name__}: {problem}"
    used = resource.getrusage(resource.RUSAGE_SELF)
    pipe.send((said, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))


def main(names: list[str]) -> int:
    """Run the cases of these names, or all; return how many failed."""
    context = multiprocessing.get_context("fork")
    failed = 0
    for name in names or CASES:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(theirs, name))
        process.start()
        theirs.close()
        limit = MOST_SECONDS * (40 if name == "fuzz" else 1)
        seconds, said, peak = limit, "OVER time", 0
        if ours.poll(4 * limit):
            said, seconds, peak = ours.recv()
        process.kill()
        process.join()
        bad = said.startswith("CRASHED") or seconds >= limit or peak > MOST_MB
        failed += bad
        shown = f"{'FAILED ' if bad else ''}{said or 'nothing to read'}"
        print(f"{name:32} {seconds:6.2f} s {peak:5} MB  {shown[:110]}", flush=True)  # noqa: T201
    print(f"{failed} failed")  # noqa: T201
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
