"""From pages to the catalogue: what is taken in, what is refused, and which stories are one."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from rag.domain import Article, Page
from rag.ingest.catalogue import Catalogue
from rag.ingest.identity import canonical
from rag.ingest.intake import forget, take_in
from rag.text.names import AliasPair

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "pages"
STORY = "달빛전자, 새 칩 공개\n\n달빛전자가 새 칩을 2일 공개했다. 가격은 100만원이다.\n"
OTHER = "별빛은행, 금리 내려\n\n별빛은행이 예금 금리를 3일 0.25%포인트 내렸다. 고객은 실망했다.\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """An empty catalogue."""
    return Catalogue(tmp_path / "home" / "catalogue.sqlite")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of two readable pages."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "chip.txt").write_text(STORY, encoding="utf-8")
    (folder / "rate.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The starter news, taken in once."""
    catalogue = Catalogue(tmp_path_factory.mktemp("seeds") / "catalogue.sqlite")
    report = take_in(catalogue, [str(SEEDS)])
    assert report.rejected == ()
    return catalogue


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
    assert [(r.source, "not held" in r.reason) for r in report.rejected] == [("unknown.txt", True)]
    assert take_in(catalogue, [str(news)]).added == 1
    assert catalogue.count() == 2


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


def test_an_intake_stops_when_told(catalogue: Catalogue, news: Path) -> None:
    """What was read is kept, the rest left, and nothing pruned that was not looked at."""
    take_in(catalogue, [str(news)])
    (news / "rate.txt").unlink()
    (news / "a.txt").write_text(STORY.replace("2일", "5일"), encoding="utf-8")
    report = take_in(catalogue, [str(news)], prune=True, stopped=lambda: True)
    assert (report.added, report.unchanged, report.removed) == (1, 0, 0)


def stories(catalogue: Catalogue) -> list[set[str]]:
    """Return the groups of two or more articles that share a story, as page names."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in catalogue.every_article():
        groups[article.story_id].append(article)
    return [{Path(a.source).stem for a in group} for group in groups.values() if len(group) > 1]


def test_only_the_two_wire_copies_are_one_story(seeds: Catalogue) -> None:
    """Of the starter news the wire story and its reprint are one story, and no others are."""
    assert stories(seeds) == [{"03-session-one-wire", "04-session-one-reprint"}]
    wire = next(a for a in seeds.every_article() if "03-session" in a.source)
    assert wire.story_id == wire.id
    assert seeds.outlets_of_stories([wire.story_id]) == {wire.story_id: ("한빛통신", "첨성일보")}


def test_copies_group_in_whichever_order_they_come(catalogue: Catalogue) -> None:
    """The reprint may come first: the wire story then joins it."""
    wire, reprint = sorted(SEEDS.glob("0[34]-*"))
    take_in(catalogue, [str(reprint), str(wire)])
    assert stories(catalogue) == [{wire.stem, reprint.stem}]


def test_copies_within_one_page_are_one_story(catalogue: Catalogue, tmp_path: Path) -> None:
    """Two outlets' copies in one file of rows group as they do from two files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("0[34]-*"))]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
    take_in(catalogue, [str(file)])
    assert catalogue.count() == 2
    assert len({a.story_id for a in catalogue.every_article()}) == 1


def test_a_copy_joins_no_story_that_is_being_removed(catalogue: Catalogue) -> None:
    """A story whose only article has left is not joined any more."""
    wire, reprint = sorted(SEEDS.glob("0[34]-*"))
    take_in(catalogue, [str(wire)])
    forget(catalogue, [str(wire)])
    take_in(catalogue, [str(reprint)])
    (held,) = catalogue.every_article()
    assert held.story_id == held.id


@pytest.mark.parametrize(
    "pair",
    [
        AliasPair("아시아태평양경제협력체", "APEC"),
        AliasPair("국제통화기금", "IMF"),
        AliasPair("시진핑", "習近平"),
        AliasPair("화백컨벤션센터", "HICO"),
    ],
)
def test_names_are_mined_at_intake(seeds: Catalogue, pair: AliasPair) -> None:
    """The names that the starter news explains in brackets are known afterwards."""
    assert pair in seeds.alias_pairs()


def test_every_sentence_of_the_seeds_is_an_exact_slice(seeds: Catalogue) -> None:
    """Stored offsets give the stored text, and sentences are in order and apart."""
    articles = list(seeds.every_article())
    assert len(articles) == seeds.summary().articles == len({a.id for a in articles})
    for article in articles:
        ends = [0]
        for sentence in article.sentences:
            assert article.text[sentence.start : sentence.end] == sentence.text.strip() != ""
            assert sentence.start >= ends[-1]
            ends.append(sentence.end)
