"""From pages to the catalogue: what is taken in, updated, refused, forgotten and pruned."""

from __future__ import annotations

import json
import sqlite3
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from rag.errors import StoreError
from rag.ingest.catalogue import Catalogue
from rag.ingest.intake import forget, take_in
from rag.ingest.sources import Sources
from tests.conftest import OTHER, STORY
from tests.fake_web import FakeWeb, send


def test_pages_are_added_then_unchanged(catalogue: Catalogue, news: Path) -> None:
    """A folder taken in twice changes nothing the second time."""
    first = take_in(catalogue, [str(news)])
    assert (first.added, first.updated, first.unchanged, first.articles) == (2, 0, 0, 2)
    ids = catalogue.ids("pending")
    second = take_in(catalogue, [str(news)])
    assert (second.added, second.updated, second.unchanged, second.articles) == (0, 0, 2, 2)
    assert catalogue.ids("pending") == ids


def test_a_changed_page_is_updated(catalogue: Catalogue, news: Path) -> None:
    """A page whose text has changed takes the place of its older self."""
    take_in(catalogue, [str(news)])
    catalogue.settle(catalogue.editions("pending"), [])
    (news / "chip.txt").write_text(STORY.replace("100만원", "200만원"), encoding="utf-8")
    report = take_in(catalogue, [str(news)])
    assert (report.added, report.updated, report.unchanged, report.articles) == (0, 1, 1, 2)
    assert [("200만원" in a.text) for a in catalogue.in_state("pending")] == [True]
    assert [("100만원" in a.text) for a in catalogue.in_state("removing")] == [True]


def test_a_corrected_date_is_an_update(catalogue: Catalogue, tmp_path: Path) -> None:
    """A page whose container corrects its date alone is read again."""
    file = tmp_path / "rows.jsonl"
    row = {"title": "달빛전자, 새 칩 공개", "text": STORY, "published_at": "2025-05-02"}
    file.write_text(json.dumps(row), encoding="utf-8")
    assert take_in(catalogue, [str(file)]).added == 1
    file.write_text(json.dumps({**row, "published_at": "2024-05-02"}), encoding="utf-8")
    assert take_in(catalogue, [str(file)]).updated == 1
    assert [a.metadata.published_at for a in catalogue.every_article()] == ["2024-05-02"]


def test_a_corrected_byline_is_an_update(catalogue: Catalogue, tmp_path: Path) -> None:
    """A page whose container corrects its address alone shows the new one."""
    file = tmp_path / "rows.jsonl"
    row = {"title": "달빛전자, 새 칩 공개", "text": STORY, "url": "https://news.example/1"}
    file.write_text(json.dumps(row), encoding="utf-8")
    take_in(catalogue, [str(file)])
    file.write_text(json.dumps({**row, "url": "https://news.example/2"}), encoding="utf-8")
    assert take_in(catalogue, [str(file)]).updated == 1
    assert [a.metadata.url for a in catalogue.every_article()] == ["https://news.example/2"]


def test_a_bad_page_is_reported_and_the_rest_go_on(catalogue: Catalogue, news: Path) -> None:
    """Binary, empty and storyless pages of a folder each give a reason; the others are held."""
    (news / "a-picture.txt").write_bytes(bytes(range(256)) * 20)
    (news / "b-empty.txt").write_text("  \n")
    (news / "c-menu.txt").write_text("홈 | 로그인 | 회원가입\n", encoding="utf-8")
    report = take_in(catalogue, [str(news), str(news / "absent.txt")])
    assert (report.added, report.articles) == (2, 2)
    reasons = {Path(r.source).name: r.reason for r in report.rejected}
    assert set(reasons) == {"a-picture.txt", "b-empty.txt", "c-menu.txt", "absent.txt"}
    assert reasons["b-empty.txt"].startswith("an empty file came")
    assert "no article was found" in reasons["c-menu.txt"]
    assert "nothing is there" in reasons["absent.txt"]
    assert sorted(Path(s).name for s in catalogue.sources()) == ["chip.txt", "rate.txt"]


def test_a_page_that_lost_its_story_keeps_the_old_one(catalogue: Catalogue, news: Path) -> None:
    """A page that is refused at a later reading takes nothing away."""
    take_in(catalogue, [str(news)])
    (news / "chip.txt").write_text("로그인\n", encoding="utf-8")
    report = take_in(catalogue, [str(news)])
    assert [Path(r.source).name for r in report.rejected] == ["chip.txt"]
    assert report.articles == 2


def test_progress_counts_every_page(catalogue: Catalogue, news: Path) -> None:
    """Progress is told once a page, rejected ones included."""
    (news / "z-empty.txt").write_text("")
    told: list[tuple[int, int | None]] = []
    take_in(catalogue, [str(news)], lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_sources_are_forgotten(catalogue: Catalogue, news: Path) -> None:
    """A forgotten source's articles go, and one that is not held is reported."""
    take_in(catalogue, [str(news)])
    report = forget(catalogue, [str(news / "chip.txt"), "unknown.txt"])
    assert (report.removed, report.articles) == (1, 1)
    assert [(r.source, "nothing is held" in r.reason) for r in report.rejected] == [
        ("unknown.txt", True)
    ]
    assert take_in(catalogue, [str(news)]).added == 1
    assert catalogue.count() == 2


def test_a_feed_is_not_forgotten_by_its_name(catalogue: Catalogue, tmp_path: Path) -> None:
    """Its pages are held under their own addresses: the refusal says so, and these are taken."""
    file, link = tmp_path / "feed.xml", "https://news.example/1"
    told = "달빛전자가 새 칩을 2일 공개했다. " * 20
    item = f"<item><link>{link}</link><description>{told}</description></item>"
    file.write_text(f"<rss><channel>{item}</channel></rss>", encoding="utf-8")
    assert take_in(catalogue, [str(file)]).added == 1
    (rejected,) = forget(catalogue, [str(file)]).rejected
    assert "a feed's pages are held under their own addresses" in rejected.reason
    assert forget(catalogue, [link]).removed == 1


def test_a_page_that_was_not_stored_is_read_again(
    catalogue: Catalogue, web: FakeWeb, sources: Sources
) -> None:
    """Where another writer held the catalogue, the server's "not modified" loses no page."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        known = request.headers["If-None-Match"] == '"1"'
        send(request, 304 if known else 200, {"ETag": '"1"'}, b"" if known else STORY.encode())

    web.at("/final", answer)
    address = web.redirect("/chip.txt", "/final")
    hasty = Catalogue(catalogue.path, wait_s=0)
    with sqlite3.connect(catalogue.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing it"):
            take_in(hasty, [address], reader=sources)
    assert take_in(hasty, [address], reader=sources).added == 1


def test_nothing_is_removed_unless_asked(catalogue: Catalogue, news: Path) -> None:
    """A file that is gone takes its page with it only where that is asked for, and counts."""
    take_in(catalogue, [str(news)])
    (news / "chip.txt").unlink()
    assert take_in(catalogue, [str(news)]).removed == 0
    report = take_in(catalogue, [str(news)], prune=True)
    assert (report.unchanged, report.removed, report.articles) == (1, 1, 1)


def test_pruning_keeps_what_lies_elsewhere_or_can_not_be_read(
    catalogue: Catalogue, news: Path, tmp_path: Path
) -> None:
    """Only given folders are pruned; a page that is refused now, or a lost disk, loses nothing."""
    beside = tmp_path / "news-2"
    beside.mkdir()
    (beside / "other.txt").write_text(OTHER.replace("3일", "4일"), encoding="utf-8")
    take_in(catalogue, [str(news), str(beside)])
    (beside / "other.txt").unlink()
    (news / "chip.txt").write_bytes(bytes(range(256)) * 20)
    assert take_in(catalogue, [str(news)], prune=True).removed == 0
    news.rename(tmp_path / "elsewhere")
    report = take_in(catalogue, [str(news)], prune=True)
    assert (report.removed, len(report.rejected), report.articles) == (0, 1, 3)


def test_rows_that_are_gone_are_pruned(catalogue: Catalogue, tmp_path: Path) -> None:
    """A row taken out of a file, and a whole file taken out of a folder, lose their pages."""
    folder = tmp_path / "rows"
    folder.mkdir()
    file = folder / "a.jsonl"
    rows = [json.dumps({"text": text}) for text in (STORY, OTHER)]
    file.write_text("\n".join(rows), encoding="utf-8")
    take_in(catalogue, [str(file)])
    file.write_text(rows[0] + "\n{broken", encoding="utf-8")
    assert take_in(catalogue, [str(file)], prune=True).removed == 0
    file.write_text(rows[0], encoding="utf-8")
    assert take_in(catalogue, [str(file)], prune=True).removed == 1
    file.unlink()
    assert take_in(catalogue, [str(folder)], prune=True).removed == 1
    assert catalogue.sources() == []


def test_an_intake_stops_when_told(catalogue: Catalogue, news: Path) -> None:
    """What was read is kept, the rest left, and nothing pruned that was not looked at."""
    take_in(catalogue, [str(news)])
    (news / "rate.txt").unlink()
    (news / "a.txt").write_text(STORY.replace("2일", "5일"), encoding="utf-8")
    report = take_in(catalogue, [str(news)], prune=True, stopped=lambda: True)
    assert (report.added, report.unchanged, report.removed) == (1, 0, 0)
