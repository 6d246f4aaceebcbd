"""Pages of the web: which addresses are asked, how far they are followed, and when they are left.

No address of the inside gets a connection, in whatever spelling and after whatever redirect.
"""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler

import httpx
import pytest

from rag.ingest.readers.decode import MOST_BYTES
from rag.ingest.readers.web import MOST_REDIRECTS, Fetcher
from rag.ingest.sources import Sources
from tests.fake_web import FakeWeb, send
from tests.source_pages import PROSE, STORY, html, network, reason_of, text_of


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://localhost/", "HTTP://LOCALHOST:80/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/", "http://[fc00::1]/",
        "http://[2002:7f00:1::]/", "http://169.254.169.254/latest/meta-data/",
        "http://192.168.0.1:8080/", "http://100.64.0.1/", "http://224.0.0.1/", "http://0.0.0.0/",
        "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_the_inside_is_refused_in_every_spelling(address: str) -> None:
    """Decimal, octal, mapped, translated and named addresses of the inside get no connection."""
    assert "private or local" in reason_of(Sources().read(address))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "FILE://localhost/etc/passwd", "ftp://a.example/",
        "gopher://a.example/", "data://text/html,x", "javascript://%0aalert(1)", "://x",
        "jar:http://a.example!/",
    ],
)  # fmt: skip
def test_other_schemes_are_refused(address: str) -> None:
    """Only http and https are read."""
    assert "only http and https" in reason_of(Sources().read(address))


@pytest.mark.parametrize(
    ("address", "reason"),
    [("http:///x", "names no host"), ("http://example.com:99999/", "no address")],
)
def test_what_is_no_address_is_refused(address: str, reason: str) -> None:
    """An address without a host or with an impossible port is named as such."""
    assert reason in reason_of(Sources().read(address))


@pytest.mark.parametrize(
    "address",
    ["http://user:pass@example.com/", "http://user@example.com/",
     "http://public.example@127.0.0.1/"],
)  # fmt: skip
def test_credentials_are_refused(address: str) -> None:
    """An address with a user name is refused before its host is looked up, and not repeated."""
    reason = reason_of(Sources().read(address))
    assert "user name or password" in reason
    assert "pass@" not in reason


@pytest.mark.parametrize("host", ["inside.example.com", "mixed.example.com"])
def test_a_name_that_resolves_inside_is_refused(host: str) -> None:
    """All addresses of a name are checked, not only the first."""
    assert "private or local" in reason_of(network({}).read(f"http://{host}/"))


def test_a_host_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed look-up ends as a rejection that names the host."""

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert "nowhere.example" in reason_of(Sources().read("http://nowhere.example/"))


def test_a_name_is_resolved_once(web: FakeWeb) -> None:
    """The connection goes to the address that was checked, so a second look-up can't differ."""
    port = int(web.url.rsplit(":", 1)[1])
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    fetcher = Fetcher(allow_loopback=True, resolver=lambda *_: answers.pop(0))
    web.page("/a", html(f"<p>{PROSE}</p>"))
    found = list(Sources(fetcher).read(f"http://news.example:{port}/a"))
    assert PROSE in text_of(found)
    assert answers == [["10.0.0.1"]]


def test_a_redirect_to_a_name_that_resolves_inside_is_refused() -> None:
    """The name of each step is looked up and checked again."""
    step = httpx.Response(302, headers={"location": "http://inside.example.com/"})
    sources = network({"news.example.com/": step})
    assert "private or local" in reason_of(sources.read("https://news.example.com/"))


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://169.254.169.254/", "private"),
        ("//10.0.0.1/", "private"),
        ("file:///etc/passwd", "only http"),
        ("http://u:p@a.example/", "user name"),
    ],
)
def test_a_redirect_out_of_the_net_is_refused(
    web: FakeWeb, sources: Sources, target: str, reason: str
) -> None:
    """Each step is checked: a public page can't send us to a file, the inside or credentials."""
    assert reason in reason_of(sources.read(web.redirect("/a", target)))


def test_redirects_are_followed_but_not_for_ever() -> None:
    """Five redirects are allowed, a sixth is not."""
    answers = {
        f"a.example.com/{n}": httpx.Response(301, headers={"location": f"/{n + 1}"})
        for n in range(MOST_REDIRECTS + 2)
    }
    reason = reason_of(network(answers).read("http://a.example.com/0"))
    assert f"more than {MOST_REDIRECTS} redirects" in reason
    answers[f"a.example.com/{MOST_REDIRECTS}"] = httpx.Response(200, text=STORY)
    assert text_of(network(answers).read("http://a.example.com/0")) == STORY


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
    assert PROSE in text_of(sources.read(address))


@pytest.mark.parametrize("packer", PACKERS)
def test_a_bomb_in_a_body_is_refused(web: FakeWeb, sources: Sources, packer: str) -> None:
    """A body of kilobytes that unfolds beyond the limit stops at the limit."""
    bomb = PACKERS[packer](bytes(MOST_BYTES + 1))
    assert len(bomb) < 100_000
    address = web.page("/a", bomb, Content_Encoding=packer.split()[-1])
    assert "over 20,971,520 bytes" in reason_of(sources.read(address))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 50])
def test_an_encoding_that_was_not_asked_for_is_refused(
    web: FakeWeb, sources: Sources, encoding: str
) -> None:
    """Brotli and chains of encodings are not unfolded at all."""
    address = web.page("/a", b"\x0b\x02\x80", Content_Encoding=encoding)
    assert "only gzip, deflate are read" in reason_of(sources.read(address))


@pytest.mark.parametrize("cut", [1, 30])
def test_a_compressed_body_that_breaks_off_is_refused(
    web: FakeWeb, sources: Sources, cut: int
) -> None:
    """Half of an article is not taken for the whole."""
    address = web.page("/a", gzip.compress(html(PROSE))[:-cut], Content_Encoding="gzip")
    assert "broke off" in reason_of(sources.read(address))


def test_a_body_over_the_limit_is_refused(web: FakeWeb, sources: Sources) -> None:
    """One that declares no length is cut at the limit; one that declares its size isn't begun."""

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(bytes(1_000_000))

    assert "over 20,971,520" in reason_of(sources.read(web.at("/a", endless)))
    declared = web.at("/b", lambda r: send(r, 200, {"Content-Length": "99999999"}, b"x"))
    assert "over 20,971,520" in reason_of(sources.read(declared))


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.0 200 OK\r\n", b"HTTP/1.0 200 OK\r\n\r\n"],
    ids=["in the headers", "in the body"],
)
def test_a_server_that_drips_is_left(web: FakeWeb, sources: Sources, start: bytes) -> None:
    """A byte now and then does not hold us for ever."""

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        while True:
            request.wfile.write(b"a")
            time.sleep(0.05)

    began = time.perf_counter()
    assert "slow" in reason_of(sources.read(web.at("/a", drip)))
    assert time.perf_counter() - began < 2
