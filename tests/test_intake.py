"""From pages to the catalogue: what is taken in, what is refused, and which stories are one."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from rag.domain import Article
from rag.ingest.catalogue import Catalogue
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
    catalogue.settle(catalogue.ids("pending"), [])
    (news / "chip.txt").write_text(STORY.replace("100만원", "200만원"), encoding="utf-8")
    report = take_in(catalogue, [str(news)])
    assert (report.added, report.updated, report.unchanged, report.articles) == (0, 1, 1, 2)
    assert [("200만원" in a.text) for a in catalogue.in_state("pending", 9)] == [True]
    assert [("100만원" in a.text) for a in catalogue.in_state("removing", 9)] == [True]


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
    told: list[int] = []
    take_in(catalogue, [str(news)], told.append)
    assert told == [1, 2, 3]


def test_sources_are_forgotten(catalogue: Catalogue, news: Path) -> None:
    """A forgotten source's articles go, and one that is not held is reported."""
    take_in(catalogue, [str(news)])
    report = forget(catalogue, [str(news / "chip.txt"), "unknown.txt"])
    assert (report.removed, report.articles) == (1, 1)
    assert [(r.source, "not held" in r.reason) for r in report.rejected] == [("unknown.txt", True)]
    assert take_in(catalogue, [str(news)]).added == 1
    assert catalogue.count() == 2


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
