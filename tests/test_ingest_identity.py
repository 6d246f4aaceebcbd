"""One source under every spelling of its path or address."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.domain import Page
from rag.ingest.catalogue import Catalogue
from rag.ingest.identity import canonical
from rag.ingest.intake import forget, take_in
from tests.conftest import OTHER


def test_one_folder_has_one_name(
    catalogue: Catalogue, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative, absolute, doubled and linked spellings are one source, at ingest and removal."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(news)
    spellings = ["news/", "./news", str(news), "link", "news/../news//"]
    report = take_in(catalogue, spellings)
    assert (report.added, report.unchanged) == (2, 0)
    for spelling in spellings:
        assert take_in(catalogue, [spelling]).unchanged == 2
    assert catalogue.sources() == [str(news / "chip.txt"), str(news / "rate.txt")]
    assert forget(catalogue, ["./link/chip.txt"]).removed == 1
    assert forget(catalogue, ["link"]).removed == 1


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        (
            "HTTPS://News.Example:443/a?id=1&utm_source=x&fbclid=y#top",
            "https://news.example/a?id=1",
        ),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example:8080/?b=2&a=1", "http://news.example:8080/?b=2&a=1"),
        ("https://news.example./A/../B", "https://news.example/B"),
        ("https://뉴스.example/가", "https://xn--vg1b002a.example/%EA%B0%80"),
        ("https://news.example/?UTM_Medium=x", "https://news.example/"),
        ("https://news.example/a?utm=1&xutm_a=2", "https://news.example/a?utm=1&xutm_a=2"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_one_address_has_one_name(spelled: str, name: str) -> None:
    """What does not choose the page is no part of its name."""
    assert canonical(spelled) == name
    assert canonical(name) == name


def test_an_older_home_is_taken_over(
    catalogue: Catalogue, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages stored under names as they were typed get their present ones, and no copies."""
    take_in(catalogue, [str(news)])
    catalogue.settle(dict(catalogue.editions("pending")), [])
    monkeypatch.chdir(news.parent)
    for name in ("chip.txt", "rate.txt"):
        page_id = Page(f"news/{name}", (news / name).read_text(encoding="utf-8")).id
        catalogue.rename(str(news / name), f"news/{name}", page_id)
    (news / "rate.txt").write_text(OTHER.replace("3일", "4일"), encoding="utf-8")
    report = take_in(catalogue, ["news"])
    assert (report.added, report.updated, report.unchanged, report.articles) == (0, 1, 1, 2)
    assert catalogue.sources() == [str(news / "chip.txt"), str(news / "rate.txt")]
