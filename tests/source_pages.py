"""Pages, feeds and a network of our own making, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import httpx

from rag.domain import Page, Rejection
from rag.ingest.readers.feed import Found
from rag.ingest.readers.web import Fetcher
from rag.ingest.sources import Sources

PROSE = "달빛전자가 새 칩을 2일 공개했다. 가격은 100만원이다. 회사는 내년에 판다고 밝혔다."
STORY = f"달빛전자, 새 칩 공개\n\n{PROSE}\n"
# A page with all that a page declares of itself, for a charset to be filled in.
NEWS_PAGE = """<!doctype html><html lang="ko"><head><meta charset="{charset}">
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
NEWS_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>어느일보</title>
<item><title>달빛전자, 새 칩 공개</title><link>https://news.example.com/1</link><guid>1</guid>
<pubDate>Fri, 02 May 2025 00:10:00 GMT</pubDate>
<description>&lt;p&gt;달빛전자가 새 칩을 2일 공개했다.
&lt;/p&gt;&lt;p&gt;가격은 100만원이다.&lt;/p&gt;</description></item>
<item><title>같은 글</title><link>https://news.example.com/1</link><guid>1</guid></item>
</channel></rss>"""
_ITEM = "<item><title>{title}</title><link>{link}</link><guid>{title}</guid></item>"
_PUBLIC = "93.184.216.34"
_INSIDE = {"inside.example.com": ["10.0.0.8"], "mixed.example.com": [_PUBLIC, "127.0.0.1"]}


def html(body: str, head: str = "") -> bytes:
    """Return a plain document with a headline and a body, in UTF-8."""
    title = "<title>달빛전자, 새 칩 공개</title>"
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{title}{head}</head><body>"
        f"<h1>달빛전자, 새 칩 공개</h1>{body}</body></html>"
    ).encode()


def feed(*links: str) -> bytes:
    """Return a feed whose entries have nothing but a link."""
    items = "".join(_ITEM.format(title=f"글 {n}", link=link) for n, link in enumerate(links))
    return f"<rss version='2.0'><channel><title>어느일보</title>{items}</channel></rss>".encode()


def read_bytes(folder: Path, name: str, data: bytes) -> list[Found]:
    """Return what is read from a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return list(Sources().read(str(path)))


def page_of(found: Iterable[Found]) -> Page:
    """Return the only page of what was read."""
    [page] = found
    assert isinstance(page, Page), page
    return page


def text_of(found: Iterable[Found]) -> str:
    """Return the text of the only page of what was read."""
    return page_of(found).text


def reason_of(found: Iterable[Found]) -> str:
    """Return the reason of the only rejection of what was read."""
    [rejection] = found
    assert isinstance(rejection, Rejection), rejection
    return rejection.reason


def resolve(host: str, port: int) -> Sequence[str]:
    """Resolve every name to an address of the public network, but names of the inside."""
    return _INSIDE.get(host, [_PUBLIC])


def network(answers: dict[str, httpx.Response]) -> Sources:
    """Return sources whose network answers each host and path with a prepared response."""

    def handle(request: httpx.Request) -> httpx.Response:
        assert request.url.host == _PUBLIC
        return unread(answers[f"{request.headers['host']}{request.url.path}"])

    return Sources(Fetcher(transport=httpx.MockTransport(handle), resolver=resolve))


def unread(made: httpx.Response) -> httpx.Response:
    """Return a response as it comes from a network: its body not yet read."""
    return httpx.Response(made.status_code, headers=made.headers, stream=made.stream)
