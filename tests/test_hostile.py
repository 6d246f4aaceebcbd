"""Hostile input: each case ends in a clear rejection or a clean article, soon.

The large cases and the fuzz are in `tests/bench_hostile.py`.
"""

from __future__ import annotations

import gzip
import io
import time
import zipfile
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from rag.domain import Page, Rejection
from rag.ingest.articles import split_page
from rag.ingest.readers.clean import clean
from rag.ingest.readers.decode import MOST_BYTES
from rag.ingest.readers.feed import Found, Unchanged
from rag.ingest.readers.web import Fetcher
from rag.ingest.sources import Sources, read_source
from tests.fake_web import FakeWeb, fake_web, pdf, send

PROSE = "달빛전자가 새 칩을 2일 공개했다. 가격은 100만원이다. 회사는 내년에 판다고 밝혔다."
STORY = f"달빛전자, 새 칩 공개\n\n{PROSE}\n"
ITEM = "<item><title>{title}</title><link>{link}</link><guid>{title}</guid></item>"


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """A server on this machine."""
    with fake_web() as served:
        yield served


@pytest.fixture
def sources() -> Sources:
    """Sources that may reach this machine too, and hang up after two seconds."""
    return Sources(Fetcher(allow_loopback=True, longest=0.5))


def html(body: str, head: str = "") -> bytes:
    """Return a document with a headline and a body."""
    title = "<title>달빛전자, 새 칩 공개</title>"
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{title}{head}</head><body>"
        f"<h1>달빛전자, 새 칩 공개</h1>{body}</body></html>"
    ).encode()


def feed(*links: str) -> bytes:
    """Return a feed whose entries have nothing but a link."""
    items = "".join(ITEM.format(title=f"글 {n}", link=link) for n, link in enumerate(links))
    return f"<rss version='2.0'><channel><title>어느일보</title>{items}</channel></rss>".encode()


def written(folder: Path, name: str, data: bytes) -> list[Found]:
    """Return what is read from a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return list(read_source(str(path)))


def text_of(found: list[Found]) -> str:
    """Return the text of the only page of what was read."""
    [page] = found
    assert isinstance(page, Page), page
    return page.text


def reason_of(found: list[Found]) -> str:
    """Return the reason of the only rejection of what was read."""
    [rejection] = found
    assert isinstance(rejection, Rejection), rejection
    return rejection.reason


# Compression bombs


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "bare deflate": _raw_deflate}


@pytest.mark.parametrize("packer", PACKERS)
def test_a_compressed_page_is_read(web: FakeWeb, sources: Sources, packer: str) -> None:
    """Both encodings that we ask for are read, and deflate without its wrapper as some send it."""
    address = web.page(
        "/a", PACKERS[packer](html(f"<p>{PROSE}</p>")), Content_Encoding=packer.split()[-1]
    )
    assert PROSE in text_of(list(sources.read(address)))


@pytest.mark.parametrize("packer", PACKERS)
def test_a_bomb_in_a_body_is_refused(web: FakeWeb, sources: Sources, packer: str) -> None:
    """A body of kilobytes that unfolds beyond the limit stops at the limit."""
    bomb = PACKERS[packer](bytes(MOST_BYTES + 1))
    assert len(bomb) < 100_000
    address = web.page("/a", bomb, Content_Encoding=packer.split()[-1])
    assert "over 20,971,520 bytes" in reason_of(list(sources.read(address)))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 50])
def test_an_encoding_that_was_not_asked_for_is_refused(
    web: FakeWeb, sources: Sources, encoding: str
) -> None:
    """Brotli and chains of encodings are not unfolded at all."""
    address = web.page("/a", b"\x0b\x02\x80", Content_Encoding=encoding)
    assert "only gzip, deflate are read" in reason_of(list(sources.read(address)))


@pytest.mark.parametrize("cut", [1, 30])
def test_a_compressed_body_that_breaks_off_is_refused(
    web: FakeWeb, sources: Sources, cut: int
) -> None:
    """Half of an article is not taken for the whole."""
    address = web.page("/a", gzip.compress(html(PROSE))[:-cut], Content_Encoding="gzip")
    assert "broke off" in reason_of(list(sources.read(address)))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.md", "a.xml", "a.jsonl"])
@pytest.mark.parametrize("entry", ["bomb.txt", "word/document.xml"])
def test_an_archive_under_another_name_is_refused(tmp_path: Path, name: str, entry: str) -> None:
    """A .zip or .docx is not opened, whatever it is called."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, bytes(1_000_000))
    assert reason_of(written(tmp_path, name, buffer.getvalue()))


# PDF


def test_a_pdf_is_read_in_paragraphs(tmp_path: Path) -> None:
    """Running heads and page numbers go; words and sentences that lines and pages cut are whole."""
    head = "과학부 보도자료 2026. 3. 2."
    data = pdf([
        [head, "달빛 반도체, 새 공장 짓는다", "",
         "달빛 반도체가 인공지능에 쓰는 새 칩을 만드는 공장을 경주에 짓는다고 2일 밝",
         "혔다. 공장은 내년 3월에 문을 열며 모두 3조 5,000억원이 들어간다고 회사는",
         "설명했다. 회사는 1,200명을 새로 뽑는다.", "", "- 1 -"],
        [head, "경주시는 공장이 들어설 땅의 값을 절반으로 낮추고 길을 새로 내기로 했다고",
         "시장이 말했다. 시민들은 크게 반겼고 이웃 도시의 상인들도 기대를 나타냈다고",
         "- 2 -"],
        [head, "전했다.", "- 3 -"],
    ], flate=True)  # fmt: skip
    text = text_of(written(tmp_path, "a.pdf", data))
    assert [line for line in text.split("\n") if line] == [
        "달빛 반도체, 새 공장 짓는다",
        "달빛 반도체가 인공지능에 쓰는 새 칩을 만드는 공장을 경주에 짓는다고 2일 밝혔다. "
        "공장은 내년 3월에 문을 열며 모두 3조 5,000억원이 들어간다고 회사는 설명했다. "
        "회사는 1,200명을 새로 뽑는다.",
        "경주시는 공장이 들어설 땅의 값을 절반으로 낮추고 길을 새로 내기로 했다고 시장이 말했다. "
        "시민들은 크게 반겼고 이웃 도시의 상인들도 기대를 나타냈다고 전했다.",
    ]


def test_hyphens_of_an_english_pdf_are_undone(tmp_path: Path) -> None:
    """A word cut at the margin is whole again; a compound that has one elsewhere keeps it."""
    lines = ["The company said on Monday that it would build a new semi-",
             "conductor plant in Gyeongju, and that the long-",
             "term plan would cost 3.5 trillion won; officials praised",
             "the long-term plan."]  # fmt: skip
    assert text_of(written(tmp_path, "a.pdf", pdf([lines]))).strip() == (
        "The company said on Monday that it would build a new semiconductor plant in Gyeongju, "
        "and that the long-term plan would cost 3.5 trillion won; officials praised "
        "the long-term plan."
    )


def test_scripts_and_attachments_of_a_pdf_are_not_read(tmp_path: Path) -> None:
    """A PDF with JavaScript, an opening action and an attachment gives its text and no more."""
    action = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC 12 0 R>>"
    names = "/Names<</EmbeddedFiles<</Names[(secret.txt)13 0 R]>>>>"
    launch = b"<</S/Launch/F(/bin/sh)>>"
    secret = b"<</Type/Filespec/F(secret.txt)/Desc(hidden words)>>"
    data = pdf([[PROSE]], extra=action + names, objects=[launch, secret])
    assert text_of(written(tmp_path, "a.pdf", data)).strip() == PROSE


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    """One that wants a password says so; one that opens without is read."""
    for password, owner in (("secret", "secret"), ("", "secret")):
        writer, buffer = PdfWriter(PdfReader(io.BytesIO(pdf([[PROSE]])))), io.BytesIO()
        writer.encrypt(password, owner, algorithm="RC4-128")
        writer.write(buffer)
        found = written(tmp_path, "a.pdf", buffer.getvalue())
        if password:
            assert "password" in reason_of(found)
        else:
            assert text_of(found).strip() == PROSE


def test_a_pdf_whose_stream_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    """A flate bomb stops at a few megabytes."""
    bomb = pdf([["x"]], flate=True, contents=b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert "broken PDF" in reason_of(written(tmp_path, "a.pdf", bomb))


def test_a_pdf_that_calls_itself_ends(tmp_path: Path) -> None:
    """A form that draws itself is drawn once."""
    looped = pdf([["x"]], contents=b"/X Do").replace(b"/X 8 0 R", b"/X 12 0 R")
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 12 0 R>>>>"
    form += b"/Length 11>>stream\n/X Do /X Do\nendstream"
    data = looped[: looped.index(b"xref")] + b"12 0 obj\n" + form + b"\nendobj\n"
    data += b"trailer<</Size 13/Root 1 0 R>>\n%%EOF"
    assert reason_of(written(tmp_path, "a.pdf", data))


# Encodings


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (STORY.encode("euc-kr")[:-3], STORY[:-3]),
        (STORY.encode()[:-3], STORY[:-3]),
        (STORY.encode("cp949"), STORY),
        ((STORY + "똠방각하가 웃었다.").encode("cp949"), STORY + "똠방각하가 웃었다."),
        (STORY.encode("utf-16"), STORY),
        (STORY.encode("utf-16-le"), STORY),
        (STORY.encode("utf-16-be"), STORY),
        ("The café’s naïve résumé — déjà vu.\n".encode("cp1252"),
         "The café’s naïve résumé — déjà vu.\n"),
        (STORY.encode() + STORY.encode("cp949"), STORY * 2),
    ],
    ids=["euc-kr cut", "utf-8 cut", "cp949", "cp949 only", "utf-16", "utf-16-le", "utf-16-be",
         "latin-1", "mixed"],
)  # fmt: skip
def test_broken_encodings_are_read(tmp_path: Path, data: bytes, wanted: str) -> None:
    """A cut character is left out; a mark is not needed; lines may differ in their encoding."""
    assert text_of(written(tmp_path, "a.txt", data)) == wanted


@pytest.mark.parametrize("charset", ["utf-7", "punycode", "unicode_escape", "rot13", "zip", "idna"])
def test_a_charset_that_is_none_is_not_tried(web: FakeWeb, sources: Sources, charset: str) -> None:
    """Python decodes more than charsets by such names; a server's claim reaches none of it."""
    body = html(f"<p>{PROSE}</p>").decode().replace("charset=utf-8", "").encode("cp949")
    address = web.page("/a", body, f"text/html; charset={charset}")
    assert PROSE in text_of(list(sources.read(address)))


def test_korean_under_a_western_charset_is_read(web: FakeWeb, sources: Sources) -> None:
    """A server that calls everything ISO-8859-1 does not make Korean unreadable."""
    body = html(f"<p>{PROSE}</p>").decode().replace("charset=utf-8", "").encode("cp949")
    address = web.page("/a", body, "text/html; charset=ISO-8859-1")
    assert PROSE in text_of(list(sources.read(address)))


# Characters nobody sees

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
    text = text_of(written(tmp_path, name, bodies.get(name, dirty.encode())))
    assert PROSE in text
    assert not set(text) & set(INVISIBLE)


def test_syllables_written_in_letters_are_composed() -> None:
    """Hangul as a Mac writes it (NFD), and Hanja's doubles, are what everyone else writes."""
    assert clean("\u1112\u116a\u1107\u1162\u11a8 \uf90a") == "화백 金"


# HTML

HIDDEN = [
    "<p style='display:none'>{}</p>", "<p style='DISPLAY : NONE !important'>{}</p>",
    "<p style='display:/**/none'>{}</p>", "<p style='visibility:hidden'>{}</p>",
    "<p style='opacity:0'>{}</p>", "<p style='opacity: 0.0 !important'>{}</p>",
    "<p style='font-size:0'>{}</p>", "<p style='font-size: 0px;'>{}</p>",
    "<p style='font-size:1px'>{}</p>", "<p style='font-size:0.01em'>{}</p>",
    "<p style='position:absolute;left:-9999px'>{}</p>", "<p style='text-indent:-999em'>{}</p>",
    "<p style='position:absolute;clip:rect(0,0,0,0)'>{}</p>",
    "<p style='clip-path: inset(100%)'>{}</p>", "<p style='transform:scale(0)'>{}</p>",
    "<p style='height:0;overflow:hidden'>{}</p>", "<p style='width:1px;overflow:hidden'>{}</p>",
    "<p style='color:#fff;background:#ffffff'>{}</p>", "<p style='color:white'>{}</p>",
    "<p style='color:rgb(255, 255, 255);background-color:White'>{}</p>",
    "<div style='background:#123456'><p style='color:#123456'>{}</p></div>",
    "<p style='color:transparent'>{}</p>", "<p style='color:rgba(0,0,0,0)'>{}</p>",
    "<p><font color='#FFFFFF'>{}</font></p>",
    "<p hidden>{}</p>", "<p aria-hidden=TRUE>{}</p>", "<template><p>{}</p></template>",
    "<noscript><p>{}</p></noscript>", "<dialog>{}</dialog>", "<!-- {} -->", "<script>{}</script>",
    "<style>{}</style>", "<textarea>{}</textarea>", "<div hidden><div><b>{}</b></div></div>",
]  # fmt: skip


@pytest.mark.parametrize("markup", HIDDEN)
def test_hidden_text_is_left_out(tmp_path: Path, markup: str) -> None:
    """What a browser does not show is never read, however it is hidden."""
    body = f"<p>{PROSE}</p>{markup.format('몰래 넣은 문장이 여기에 있다.')}<p>끝 문장이다.</p>"
    text = text_of(written(tmp_path, "a.html", html(body)))
    assert "몰래" not in text
    assert PROSE in text
    assert "끝 문장이다." in text


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='color:#000'>{}</p>", "<p style='font-size:10px;left:-5px'>{}</p>",
        "<div style='background:#000'><p style='color:#fff'>{}</p></div>",
        "<div style='background:url(a.png)'><p style='color:#fff'>{}</p></div>",
        "<p style='opacity:0.9;width:1000px;overflow:hidden'>{}</p>",
        "<p aria-hidden=false>{}</p>", "<p style='display:block'>{}</p>",
    ],
)  # fmt: skip
def test_shown_text_is_kept(tmp_path: Path, markup: str) -> None:
    """Styles that hide nothing hide nothing."""
    shown = "보이는 문장이 여기에 있다."
    body = f"<p>{PROSE}</p>{markup.format(shown)}<p>끝 문장이다.</p>"
    assert shown in text_of(written(tmp_path, "a.html", html(body)))


def test_deep_nesting_ends(tmp_path: Path) -> None:
    """A hundred thousand nested elements are refused; a few hundred are read."""
    deep = html("<div>" * 100_000 + PROSE)
    assert "tags" in reason_of(written(tmp_path, "a.html", deep))
    some = html("<div>" * 150 + f"<p>{PROSE}</p>" + "</div>" * 150)
    assert PROSE in text_of(written(tmp_path, "a.html", some))


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{of};' * 10}'>" for of, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    "doctype",
    [LAUGHS, "<!DOCTYPE r [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>",
     "<!DOCTYPE r [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]>"],
    ids=["laughs", "file", "address"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.xml", "a.html", "a.rss", "a.txt"])
def test_entities_are_never_unfolded(tmp_path: Path, name: str, doctype: str) -> None:
    """Neither a billion laughs nor a file of this machine gets into a page."""
    body = f"<rss><channel><item><description>&i;{PROSE * 9}</description></item></channel></rss>"
    if name == "a.html":
        body = f"<html><body><p>{PROSE}</p><p>&i; 그렇게 말했다.</p></body></html>"
    found = written(tmp_path, name, f"<?xml version='1.0'?>{doctype}{body}".encode())
    for one in found:
        shown = one.text if isinstance(one, Page) else "reason"
        assert "root:" not in shown
        assert "hahaha" not in shown


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
    for found in written(tmp_path, name, f"{line}\n\n{PROSE}\n".encode()):
        if isinstance(found, Page):
            split_page(found)
    assert time.process_time() - began < 2


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/", "http://[fc00::1]/", "http://[2002:7f00:1::]/", "http://localhost/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://224.0.0.1/",
        "http://0.0.0.0/", "http://255.255.255.255/", "HTTP://LOCALHOST:80/",
    ],
)  # fmt: skip
def test_the_inside_is_refused_in_every_spelling(address: str) -> None:
    """Decimal, octal, mapped, translated and named addresses of the inside get no connection."""
    assert "private or local" in reason_of(list(read_source(address)))


@pytest.mark.parametrize(
    "address",
    ["http://user:pass@example.com/", "http://user@example.com/",
     "http://public.example@127.0.0.1/"],
)  # fmt: skip
def test_credentials_are_refused(address: str) -> None:
    """An address with a user name is refused before its host is looked up, and not repeated."""
    reason = reason_of(list(read_source(address)))
    assert "user name or password" in reason
    assert "pass@" not in reason


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "FILE://localhost/etc/passwd", "ftp://a.example/", "gopher://a.example/",
     "data://text/html,x", "javascript://%0aalert(1)", "://x", "jar:http://a.example!/"],
)  # fmt: skip
def test_other_schemes_are_refused(address: str) -> None:
    """Only http and https are read."""
    assert "only http and https" in reason_of(list(read_source(address)))


def test_a_redirect_out_of_the_net_is_refused(web: FakeWeb, sources: Sources) -> None:
    """Each step is checked: a public page can't send us to a file, the inside or credentials."""
    targets = {"http://169.254.169.254/": "private", "file:///etc/passwd": "only http",
               "http://u:p@a.example/": "user name", "//10.0.0.1/": "private"}  # fmt: skip
    for target, word in targets.items():
        assert word in reason_of(list(sources.read(web.redirect("/a", target))))


def test_redirects_that_go_round_end(web: FakeWeb, sources: Sources) -> None:
    """Two pages that send us to each other are left after five steps."""
    web.redirect("/a", "/b")
    assert "more than 5" in reason_of(list(sources.read(web.redirect("/b", "/a"))))
    assert len(web.asked) == 6


def test_a_name_is_resolved_once(web: FakeWeb) -> None:
    """The connection goes to the address that was checked, so a second look-up can't differ."""
    port = int(web.url.rsplit(":", 1)[1])
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    fetcher = Fetcher(allow_loopback=True, resolver=lambda *_: answers.pop(0))
    web.page("/a", html(f"<p>{PROSE}</p>"))
    found = list(Sources(fetcher).read(f"http://news.example:{port}/a"))
    assert PROSE in text_of(found)
    assert answers == [["10.0.0.1"]]


def test_a_body_over_the_limit_is_refused_without_a_declared_length(
    web: FakeWeb, sources: Sources
) -> None:
    """A server that declares no length, or a false one, is cut at the limit."""

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(bytes(1_000_000))

    assert "over 20,971,520" in reason_of(list(sources.read(web.at("/a", endless))))
    declared = web.at("/b", lambda r: send(r, 200, {"Content-Length": "99999999"}, b"x"))
    assert "over 20,971,520" in reason_of(list(sources.read(declared)))


def test_a_server_that_drips_is_left(web: FakeWeb, sources: Sources) -> None:
    """A byte now and then, in the headers or the body, does not hold us for ever."""

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while True:
            request.wfile.write(b"a")
            time.sleep(0.05)

    def drip_body(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"a")
            time.sleep(0.05)

    for answer in (drip, drip_body):
        began = time.perf_counter()
        assert "slow" in reason_of(list(sources.read(web.at("/a", answer))))
        assert time.perf_counter() - began < 2


# Feeds


def test_feeds_that_loop_end(web: FakeWeb, sources: Sources) -> None:
    """A feed that links to itself, to another feed and to what redirects round is left."""
    web.redirect("/round", "/round")
    links = [
        f"{web.url}{path}" for path in ("/feed", "/other", "/round", "/feed#x", "/feed?utm_id=1")
    ]
    web.page("/other", feed(f"{web.url}/feed"), "application/rss+xml")
    found = list(sources.read(web.page("/feed", feed(*links), "application/rss+xml")))
    assert [isinstance(one, Rejection) for one in found] == [True] * 3
    assert len(web.asked) == 1 + 1 + 1 + 6


def test_what_has_not_changed_is_not_sent_again(web: FakeWeb, sources: Sources) -> None:
    """A page or feed with an ETag or a date is asked for with it; 304 means unchanged."""
    asked: list[tuple[str | None, str | None]] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        sent = request.headers["If-None-Match"], request.headers["If-Modified-Since"]
        asked.append(sent)
        headers = {"ETag": '"1"', "Last-Modified": "Mon, 02 Mar 2026 00:00:00 GMT"}
        status = 304 if sent[0] == '"1"' else 200
        body = feed(f"{web.url}/a") if request.path == "/feed" else html(f"<p>{PROSE}</p>")
        send(request, status, headers, b"" if status == 304 else body)

    web.at("/a", answer)
    address = web.at("/feed", answer)
    assert PROSE in text_of(list(sources.read(address)))
    assert list(sources.read(address)) == [Unchanged(f"{web.url}/a")]
    assert asked[:2] == [(None, None)] * 2
    assert asked[2:] == [('"1"', "Mon, 02 Mar 2026 00:00:00 GMT")] * 2
