"""A real server on this machine that answers each path as a test says, and PDFs written by hand."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.fakes import serving

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class FakeWeb:
    """Answers by path; `asked` are the paths that were requested, in order."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def page(
        self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str
    ) -> str:
        """Answer `path` with a body; returns its address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            send(request, 200, {"Content-Type": kind, **_dashed(headers)}, body)

        return self.at(path, answer)

    def redirect(self, path: str, to: str) -> str:
        """Answer `path` with a redirect; returns its address."""
        return self.at(path, lambda request: send(request, 302, {"Location": to}))

    def at(self, path: str, answer: Answer) -> str:
        """Answer `path` by a function; returns its address."""
        self.answers[path] = answer
        return self.url + path


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def send(
    request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes = b""
) -> None:
    """Send an answer with its length, unless `headers` say another."""
    request.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def fake_web() -> Iterator[FakeWeb]:
    """Serve a `FakeWeb` on a free loopback port while the block runs."""
    web = FakeWeb()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            answer = web.answers.get(self.path)
            try:
                answer(self) if answer else send(self, 404, {})
            except OSError:
                self.close_connection = True  # the reader hung up, as it should on a bomb

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with serving(Handler) as url:
        web.url = url
        yield web


def pdf(
    pages: Sequence[Sequence[str]], *, extra: str = "", flate: bool = False,
    contents: bytes | None = None, objects: Sequence[bytes] = (),
) -> bytes:  # fmt: skip
    """Return a PDF whose pages hold the given lines, in a font that can write any character.

    `extra` goes into the catalogue, `objects` follow the others; their numbers begin at 10 + twice
    the pages. `contents` replaces each page's stream.
    """
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    made = {
        1: f"<</Type/Catalog/Pages 2 0 R{extra}>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 5 0 R>>",
        4: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/DW 1000>>",
        5: _stream(
            b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
            b"1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap",
            flate=False,
        ),
    }
    for at, lines in enumerate(pages):
        number = 10 + 2 * at
        text = b"BT /F 12 Tf 14 TL 50 800 Td " + b"".join(
            b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T* " for line in lines
        )
        made[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F 3 0 R>>/XObject<</X 8 0 R>>>>>>"
        ).encode()
        made[number + 1] = _stream(contents or text + b"ET", flate=flate)
    for at, body in enumerate(objects, 10 + 2 * len(pages)):
        made[at] = body
    return _numbered(made)


def _stream(body: bytes, *, flate: bool) -> bytes:
    data = zlib.compress(body, 9) if flate else body
    kind = b"/Filter/FlateDecode" if flate else b""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), kind, data)


def _numbered(made: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in made.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(places) + 1
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    return bytes(out)
