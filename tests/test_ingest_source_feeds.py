"""Feeds: every entry once, and an end, whatever they link to."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest

from rag.domain import Page, Rejection
from rag.ingest.readers.feed import Unchanged
from rag.ingest.readers.web import Fetcher
from rag.ingest.sources import Sources
from tests.fake_web import FakeWeb, send
from tests.source_pages import (
    NEWS_FEED,
    NEWS_PAGE,
    PROSE,
    feed,
    html,
    network,
    page_of,
    reason_of,
    resolve,
    text_of,
    unread,
)


def test_a_feed_gives_its_entries_once_each(tmp_path: Path) -> None:
    """Entries carry the feed's name and their own time; a repeated entry is passed over."""
    path = tmp_path / "a.xml"
    path.write_text(NEWS_FEED)
    sources = network({"news.example.com/1": httpx.Response(404)})
    assert "404" in reason_of(sources.read(str(path)))
    page = httpx.Response(200, html=NEWS_PAGE.format(charset="utf-8"))
    found = page_of(network({"news.example.com/1": page}).read(str(path)))
    assert found.metadata.published_at == "2025-05-02T09:10:00+09:00"


@pytest.mark.parametrize(
    "written", ["0000-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "9999-12-31T23:59:59Z"]
)
def test_a_placeholder_for_a_time_is_no_time(tmp_path: Path, written: str) -> None:
    """An entry whose system had no date to give is undated, and nothing ends at it."""
    item = f"<item><pubDate>{written}</pubDate><description>{PROSE * 8}</description></item>"
    path = tmp_path / "a.rss"
    path.write_text(f"<rss><channel>{item}</channel></rss>")
    assert page_of(Sources().read(str(path))).metadata.published_at is None


def test_a_feed_that_links_to_feeds_ends(tmp_path: Path) -> None:
    """A feed among a feed's links is refused, so feeds that name each other can't loop."""
    path = tmp_path / "a.rss"
    path.write_text(NEWS_FEED)
    sources = network({"news.example.com/1": httpx.Response(200, text=NEWS_FEED)})
    assert "links to a feed" in reason_of(sources.read(str(path)))


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


def test_a_feed_gives_a_silent_host_up(tmp_path: Path) -> None:
    """After three pages without an answer the rest of that host wait, and other hosts are read."""
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        if request.headers["host"] == "silent.example.com":
            raise httpx.ReadTimeout("nothing came")
        return unread(httpx.Response(200, html=NEWS_PAGE.format(charset="utf-8")))

    hosts = ["silent.example.com"] * 5 + ["news.example.com"]
    items = "".join(
        f"<item><title>{n}</title><link>https://{host}/{n}</link></item>"
        for n, host in enumerate(hosts)
    )
    path = tmp_path / "a.rss"
    path.write_text(f"<rss><channel><title>달빛</title>{items}</channel></rss>")
    sources = Sources(Fetcher(transport=httpx.MockTransport(handle), resolver=resolve))
    for _ in range(2):  # the second reading tries again
        *rejected, page = sources.read(str(path))
        assert isinstance(page, Page)
        reasons = [r.reason for r in rejected if isinstance(r, Rejection)]
        assert [("ReadTimeout" in r, "3 times" in r) for r in reasons] == (
            [(True, False)] * 3 + [(False, True)] * 2
        )
    assert asked == ["silent.example.com", "silent.example.com", "silent.example.com",
                     "news.example.com"] * 2  # fmt: skip


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
    assert PROSE in text_of(sources.read(address))
    assert list(sources.read(address)) == [Unchanged(f"{web.url}/a")]
    assert asked[:2] == [(None, None)] * 2
    assert asked[2:] == [('"1"', "Mon, 02 Mar 2026 00:00:00 GMT")] * 2
