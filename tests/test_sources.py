"""Reading sources: every kind of file, charsets, hostile input, addresses that are refused."""

import gzip
import io
import json
import os
import random
import socket
import zipfile
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from rag.domain import Page, Rejection
from rag.ingest.articles import split_page
from rag.ingest.readers.decode import MOST_BYTES
from rag.ingest.readers.feed import Found
from rag.ingest.readers.web import MOST_REDIRECTS, Fetcher
from rag.ingest.sources import Sources, read_source

STORY = "달빛전자, 새 칩 공개\n\n달빛전자가 새 칩을 2일 공개했다.\n\n가격은 100만원이다.\n"
HTML = """<!doctype html><html lang="ko"><head><meta charset="{charset}">
<title>달빛전자, 새 칩 공개 - 어느일보</title>
<meta property="og:title" content="달빛전자, 새 칩 공개">
<meta property="og:site_name" content="어느일보">
<link rel="canonical" href="https://news.example.com/1">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "달빛전자, 새 칩 공개",
 "datePublished": "2025-05-02T09:10:00+09:00", "dateModified": "2025-05-02T11:00:00+09:00",
 "author": [{{"@type": "Person", "name": "나아무 기자"}}],
 "publisher": {{"@type": "Organization", "name": "어느일보"}}}}</script></head>
<body><nav><a href="/">홈</a> <a href="/p">정치</a></nav><h1>달빛전자, 새 칩 공개</h1>
<article><figure><img src="a.jpg"><figcaption>달빛전자의 새 칩. 달빛전자 제공</figcaption></figure>
<p>달빛전자가 새 칩을 2일 공\u200b개했다. 크기는 손톱만 하다.</p>
<p style="display: none">숨은 광고 문장이 여기에 있다.</p>
<p>가격은 100만원이다. <span hidden>몰래 넣은 말이 있다.</span>회사는 "내년에 판다"고 말했다.</p>
<h3>전력은 절반으로 줄어</h3><p>새 칩의 전력은 절반이다.<br>업계는 반겼다.</p></article>
<footer>저작권자 ⓒ 어느일보 무단전재 금지</footer></body></html>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>어느일보</title>
<item><title>달빛전자, 새 칩 공개</title><link>https://news.example.com/1</link><guid>1</guid>
<pubDate>Fri, 02 May 2025 00:10:00 GMT</pubDate>
<description>&lt;p&gt;달빛전자가 새 칩을 2일 공개했다.
&lt;/p&gt;&lt;p&gt;가격은 100만원이다.&lt;/p&gt;</description></item>
<item><title>같은 글</title><link>https://news.example.com/1</link><guid>1</guid></item>
</channel></rss>"""


def public(host: str, port: int) -> Sequence[str]:
    """Resolve every name to an address of the public network, but names of the inside."""
    inside = {"inside.example.com": "10.0.0.8", "mixed.example.com": "127.0.0.1"}
    return ["93.184.216.34", inside[host]] if host == "mixed.example.com" else [
        inside.get(host, "93.184.216.34")
    ]  # fmt: skip


def web(answers: dict[str, httpx.Response]) -> Sources:
    """Return sources whose network answers each path with a prepared response."""

    def handle(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "93.184.216.34"
        made = answers[f"{request.headers['host']}{request.url.path}"]
        # As from a network: not yet read.
        return httpx.Response(made.status_code, headers=made.headers, stream=made.stream)

    return Sources(Fetcher(transport=httpx.MockTransport(handle), resolver=public))


def only_page(found: list[Found]) -> Page:
    """Return the only page of what was read."""
    (page,) = found
    assert isinstance(page, Page), page
    return page


def only_reason(found: list[Found]) -> str:
    """Return the reason of the only rejection of what was read."""
    (rejection,) = found
    assert isinstance(rejection, Rejection), rejection
    return rejection.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16"])
def test_text_in_korean_encodings_is_read_alike(tmp_path: Path, encoding: str) -> None:
    """Byte order marks and Korean code pages give the same text, with line ends made one."""
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.replace("\n", "\r\n").encode(encoding))
    assert only_page(list(read_source(str(path)))).text == STORY


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
def test_html_gives_what_is_shown_and_declared(tmp_path: Path, charset: str) -> None:
    """Hidden elements and invisible characters go; headings, captions and metadata stay."""
    path = tmp_path / "a.html"
    markup = HTML.format(charset=charset)
    path.write_bytes(
        markup.replace("\u200b", "" if charset == "euc-kr" else "\u200b").encode(charset)
    )
    page = only_page(list(read_source(str(path))))
    (article,) = split_page(page)
    assert [(s.kind, s.text) for s in article.sentences] == [
        ("title", "달빛전자, 새 칩 공개"),
        ("caption", "달빛전자의 새 칩."),
        ("body", "달빛전자가 새 칩을 2일 공개했다."),
        ("body", "크기는 손톱만 하다."),
        ("body", "가격은 100만원이다."),
        ("body", '회사는 "내년에 판다"고 말했다.'),
        ("title", "전력은 절반으로 줄어"),
        ("body", "새 칩의 전력은 절반이다."),
        ("body", "업계는 반겼다."),
    ]
    known = article.metadata
    assert (known.outlet, known.reporters) == ("어느일보", ("나아무",))
    assert known.published_at == "2025-05-02T09:10:00+09:00"
    assert known.updated_at == "2025-05-02T11:00:00+09:00"
    assert (known.url, known.language) == ("https://news.example.com/1", "ko")


def test_markdown_front_matter_is_metadata(tmp_path: Path) -> None:
    """Front matter is read and markup leaves the text."""
    path = tmp_path / "a.md"
    front = "title: 달빛전자, 새 칩 공개\noutlet: 어느일보\n"
    front += "author:\n  - 나아무 기자\ndate: 2025-05-02 09:10\n"
    path.write_text(
        f"---\n{front}---\n# 달빛전자, 새 칩 공개\n\n**달빛전자**가 [새 칩](u)을 공개했다.\n"
    )
    page = only_page(list(read_source(str(path))))
    assert page.text.strip() == "달빛전자, 새 칩 공개\n\n달빛전자가 새 칩을 공개했다."
    assert page.metadata.reporters == ("나아무",)
    assert page.metadata.published_at == "2025-05-02T09:10:00+09:00"


def test_json_lines_give_a_page_each_and_a_broken_line_is_named(tmp_path: Path) -> None:
    """A bad line is rejected by its number and the others are read."""
    path = tmp_path / "a.jsonl"
    good = {"body": STORY, "title": "달빛전자, 새 칩 공개", "reporters": ["나아무"], "url": "x"}
    path.write_text(json.dumps(good) + "\n{broken\n" + '{"title": "x"}\n[1]\n')
    page, *rejected = list(read_source(str(path)))
    assert isinstance(page, Page)
    assert (page.metadata.reporters, page.metadata.url) == (("나아무",), None)
    assert [r.source.rsplit(":", 1)[1] for r in rejected] == ["2", "3", "4"]


def test_a_feed_gives_its_entries_once_each(tmp_path: Path) -> None:
    """Entries carry the feed's name and their own time; a repeated entry is passed over."""
    path = tmp_path / "a.xml"
    path.write_text(RSS)
    sources = web({"news.example.com/1": httpx.Response(404)})
    assert "404" in only_reason(list(sources.read(str(path))))
    sources = web({"news.example.com/1": httpx.Response(200, html=HTML.format(charset="utf-8"))})
    page = only_page(list(sources.read(str(path))))
    assert page.metadata.published_at == "2025-05-02T09:10:00+09:00"


def test_a_feed_that_links_to_feeds_ends(tmp_path: Path) -> None:
    """A feed among a feed's links is refused, so feeds that name each other can't loop."""
    path = tmp_path / "a.rss"
    path.write_text(RSS)
    sources = web({"news.example.com/1": httpx.Response(200, text=RSS)})
    assert "links to a feed" in only_reason(list(sources.read(str(path))))


def test_a_feed_gives_a_silent_host_up(tmp_path: Path) -> None:
    """After three pages without an answer the rest of that host wait, and other hosts are read."""
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        if request.headers["host"] == "silent.example.com":
            raise httpx.ReadTimeout("nothing came")
        made = httpx.Response(200, html=HTML.format(charset="utf-8"))
        return httpx.Response(200, headers=made.headers, stream=made.stream)

    hosts = ["silent.example.com"] * 5 + ["news.example.com"]
    items = "".join(
        f"<item><title>{n}</title><link>https://{host}/{n}</link></item>"
        for n, host in enumerate(hosts)
    )
    path = tmp_path / "a.rss"
    path.write_text(f"<rss><channel><title>달빛</title>{items}</channel></rss>")
    sources = Sources(Fetcher(transport=httpx.MockTransport(handle), resolver=public))
    for _ in range(2):  # the second reading tries again
        *rejected, page = sources.read(str(path))
        assert isinstance(page, Page)
        reasons = [r.reason for r in rejected if isinstance(r, Rejection)]
        assert [("ReadTimeout" in r, "3 times" in r) for r in reasons] == (
            [(True, False)] * 3 + [(False, True)] * 2
        )
    assert asked == ["silent.example.com", "silent.example.com", "silent.example.com",
                     "news.example.com"] * 2  # fmt: skip


STYLED = """<html><head><style>
@import "a.css"; /* .lead {display: none} */
.promo, #tip { display:none !important }
p.note { position:absolute; left:-9999px }
.fold { display:none } .fold { display:block }
.slow { opacity:0 }
@media print { .lead { display:none } }
.open .lead { display:none }
</style></head><body><article><h1>솔내시, 다리 아홉 곳 고쳐</h1>
<img src="a.jpg"><p class="photo_caption">다리를 살피는 사람들. 솔내시 제공</p>
<p class="lead">솔내시는 내년 봄까지 다리 아홉 곳을 고친다고 3일 밝혔다. 비용은 40억 원이다.</p>
<p class="promo">지금 가입하면 상품권을 드립니다. 오늘 하루만 드리는 혜택을 놓치지 마세요.</p>
<p class="note">이 문장은 화면 밖에 있어 독자에게 보이지 않는다고 제작자가 말했다.</p>
<p id="tip">도움말은 눌러야 나온다고 화면을 만든 사람이 설명했다.</p>
<p class="fold">시는 다리마다 무게를 재는 기계를 달고 결과를 매달 알리기로 했다.</p>
<p class="slow">공사는 밤에만 하며 낮에는 차가 다닐 수 있다고 시는 덧붙였다.</p>
</article></body></html>"""


def test_html_keeps_captions_apart_and_what_style_sheets_hide_out(tmp_path: Path) -> None:
    """A caption by its class is marked as one; a class or id that a sheet hides is not read."""
    path = tmp_path / "a.html"
    path.write_text(STYLED)
    paragraphs = only_page(list(read_source(str(path)))).text.split("\n\n")
    assert paragraphs[1] == "▲ 다리를 살피는 사람들. 솔내시 제공"
    assert [p[:4] for p in paragraphs] == ["솔내시,", "▲ 다리", "솔내시는", "시는 다", "공사는 "]


def test_a_feed_with_entities_is_refused(tmp_path: Path) -> None:
    """Entities can unfold without end."""
    path = tmp_path / "a.xml"
    path.write_text('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa">]><rss><channel/></rss>')
    assert "entities" in only_reason(list(read_source(str(path))))


def test_a_folder_is_walked_in_order_without_what_is_no_news(tmp_path: Path) -> None:
    """Hidden files, notes, gold questions and other kinds of files are passed over."""
    for name in [
        "b.txt",
        "a/c.txt",
        ".hidden.txt",
        "README.md",
        "gold.jsonl",
        "gold-2.jsonl",
        "x.py",
    ]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY)
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    found = list(read_source(str(tmp_path)))
    assert [Path(f.source).name for f in found] == ["c.txt", "b.txt", "broken.txt"]
    assert isinstance(found[2], Rejection)


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "0" * 10_000_000)
    return buffer.getvalue()


def _empty_pdf() -> bytes:
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
        ("a.txt", _zip(), "ZIP"),
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
def test_hostile_files_are_refused_with_a_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """What can't be read says what came; nothing is raised."""
    path = tmp_path / name
    path.write_bytes(data)
    assert reason in only_reason(list(read_source(str(path))))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.com/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://127.0.0.1/", "private or local"),
        ("http://[::1]/", "private or local"),
        ("http://[::ffff:10.0.0.1]/", "private or local"),
        ("http://169.254.169.254/latest", "private or local"),
        ("http://192.168.0.1:8080/", "private or local"),
        ("http://0.0.0.0/", "private or local"),
        ("http:///x", "names no host"),
        ("http://example.com:99999/", "no address"),
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str, reason: str) -> None:
    """Other schemes and addresses of the inside never get a connection."""
    assert reason in only_reason(list(read_source(address)))


@pytest.mark.parametrize("host", ["inside.example.com", "mixed.example.com"])
def test_a_name_that_resolves_inside_is_refused(host: str) -> None:
    """All addresses of a name are checked, not only the first."""
    assert "private or local" in only_reason(list(web({}).read(f"http://{host}/")))


def test_a_redirect_to_the_inside_is_refused() -> None:
    """Each step of a redirect is checked again."""
    step = httpx.Response(302, headers={"location": "http://inside.example.com/"})
    sources = web({"news.example.com/": step})
    assert "private or local" in only_reason(list(sources.read("https://news.example.com/")))


def test_redirects_are_followed_but_not_for_ever() -> None:
    """Five redirects are allowed, a sixth is not."""
    answers = {
        f"a.example.com/{n}": httpx.Response(301, headers={"location": f"/{n + 1}"})
        for n in range(MOST_REDIRECTS + 2)
    }
    reason = only_reason(list(web(answers).read("http://a.example.com/0")))
    assert f"more than {MOST_REDIRECTS} redirects" in reason
    answers[f"a.example.com/{MOST_REDIRECTS}"] = httpx.Response(200, text=STORY)
    assert only_page(list(web(answers).read("http://a.example.com/0"))).text == STORY


def test_a_page_that_unfolds_over_the_limit_is_refused() -> None:
    """The limit counts what a compressed answer unfolds to."""
    bomb = httpx.Response(
        200, headers={"content-encoding": "gzip"}, content=gzip.compress(bytes(MOST_BYTES + 1))
    )
    assert "over" in only_reason(list(web({"a.example.com/": bomb}).read("http://a.example.com/")))


def test_a_web_page_uses_the_charset_of_its_header() -> None:
    """A page without a declaration of its own is read as the server says."""
    answer = httpx.Response(
        200,
        headers={"content-type": "text/html; charset=euc-kr"},
        content=HTML.format(charset="").encode("cp949", "ignore"),
    )
    page = only_page(list(web({"a.example.com/x": answer}).read("https://a.example.com/x")))
    assert page.text.startswith("달빛전자, 새 칩 공개")
    assert page.metadata.url == "https://news.example.com/1"


def test_a_host_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed look-up ends as a rejection that names the host."""

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert "nowhere.example" in only_reason(list(read_source("http://nowhere.example/")))


def test_damaged_files_end_as_pages_or_rejections(tmp_path: Path) -> None:
    """No bytes crash a reader or the splitting of what it reads (FUZZ_FILES sets how many)."""
    dice = random.Random(11)
    seeds = [STORY.encode(), HTML.format(charset="utf-8").encode(), RSS.encode(), _empty_pdf()]
    seeds += [STORY.encode("cp949"), b'{"text": "a."}\n', b"---\ntitle: a\n---\nb."]
    suffixes = [".txt", ".html", ".xml", ".pdf", ".txt", ".jsonl", ".md"]
    sources = web({"news.example.com/1": httpx.Response(404)})
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
