"""The catalogue: what becomes of pages and articles, alone and among threads."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from rag.domain import Article, Metadata, Page, Span
from rag.ingest.catalogue import Catalogue
from rag.text.names import AliasPair
from tests.fakes import an_article

GPU = an_article(
    "엔비디아는 한국에 26만 장을 공급한다.", "가격은 밝히지 않았다.", outlet="한빛통신"
)
IMF = an_article("국제통화기금(IMF)은 한국 경제가 회복한다고 봤다.", outlet="첨성일보")


def page(source: str, text: str = "본문") -> Page:
    """Return a page of its own text."""
    return Page(source, text)


def put(catalogue: Catalogue, source: str, *articles: Article, text: str = "본문") -> str:
    """Add a page that carries `articles`; return what changed."""
    return catalogue.add(page(source, text), articles, [(f"band-{a.id}",) for a in articles])


def settle_all(catalogue: Catalogue) -> None:
    """Play the drain: whatever waits is done."""
    catalogue.settle(catalogue.editions("pending"), catalogue.ids("removing"))


def test_a_page_is_added_once_and_then_unchanged(catalogue: Catalogue) -> None:
    """Adding the same page again changes nothing."""
    assert put(catalogue, "a", GPU) == "added"
    settle_all(catalogue)
    assert put(catalogue, "a", GPU) == "unchanged"
    assert (catalogue.count(), catalogue.count("pending")) == (1, 0)


def test_a_changed_page_replaces_its_articles(catalogue: Catalogue) -> None:
    """The articles of a source's new text take the place of its old ones."""
    put(catalogue, "a", GPU)
    settle_all(catalogue)
    assert put(catalogue, "a", IMF, text="다른 본문") == "updated"
    assert [a.id for a in catalogue.in_state("removing")] == [GPU.id]
    assert [a.id for a in catalogue.in_state("pending")] == [IMF.id]
    assert [a.id for a in catalogue.every_article()] == [IMF.id]


def test_an_article_comes_back_as_it_was_stored(catalogue: Catalogue) -> None:
    """Text, offsets, masks and every field of the metadata survive the database."""
    metadata = Metadata(
        "제목", "한빛통신", ("류다온", "백이안"), "2025-10-31T20:10:00+09:00", None, "경주",
        "https://news.example/1", "ko",
    )  # fmt: skip
    stored = replace(GPU, metadata=metadata, masks=(Span(0, 4),))
    put(catalogue, "a", stored)
    assert catalogue.articles([stored.id]) == {stored.id: stored}
    (again,) = Catalogue(catalogue.path).every_article()
    assert again == stored
    assert all(again.text[s.start : s.end] == s.text for s in again.sentences)


def test_an_article_of_two_sources_stays_until_both_are_gone(catalogue: Catalogue) -> None:
    """Removing one of two sources releases nothing, removing the second releases the article."""
    put(catalogue, "a", GPU)
    put(catalogue, "b", GPU)
    settle_all(catalogue)
    assert catalogue.count() == 1
    assert catalogue.remove("a") == 0
    assert catalogue.count("indexed") == 1
    assert catalogue.remove("b") == 1
    assert catalogue.count() == 0
    assert catalogue.ids("removing") == [GPU.id]


def test_a_removed_article_is_hidden_at_once_and_then_forgotten(catalogue: Catalogue) -> None:
    """What is being removed is not read any more; once settled nothing of it is left."""
    put(catalogue, "a", IMF)
    settle_all(catalogue)
    catalogue.remove("a")
    assert catalogue.articles([IMF.id]) == {}
    assert catalogue.summary().articles == 0
    assert catalogue.outlets_of_stories([IMF.story_id]) == {}
    settle_all(catalogue)
    assert catalogue.ids("removing", "pending", "indexed") == []
    assert catalogue.alias_pairs() == []
    assert catalogue.sources() == []


@pytest.mark.parametrize("moment", ["before the drain", "during the drain"])
def test_an_article_that_comes_back_is_kept(catalogue: Catalogue, moment: str) -> None:
    """One that is added again while it is being removed is pending again, and is not deleted."""
    put(catalogue, "a", GPU)
    settle_all(catalogue)
    catalogue.remove("a")
    under_way = catalogue.ids("removing") if moment == "during the drain" else []
    assert put(catalogue, "a", GPU) == "added"
    catalogue.settle({}, under_way)
    assert catalogue.ids("pending") == [GPU.id]
    assert catalogue.ids("removing") == []


def test_an_article_removed_while_it_is_indexed_is_still_taken_out(catalogue: Catalogue) -> None:
    """A drain that finishes an article which was removed meanwhile leaves it to be removed."""
    put(catalogue, "a", GPU)
    under_way = catalogue.editions("pending")
    catalogue.remove("a")
    catalogue.settle(under_way, [])
    assert catalogue.ids("removing") == [GPU.id]
    assert catalogue.ids("indexed") == []


def test_the_generation_grows_when_the_indexes_change(catalogue: Catalogue) -> None:
    """Adding to the catalogue leaves the generation, settling moves it."""
    before = catalogue.generation
    put(catalogue, "a", GPU)
    assert catalogue.generation == before
    settle_all(catalogue)
    assert catalogue.generation == before + 1


def test_settings_are_kept(catalogue: Catalogue) -> None:
    """A stored setting is there after reopening, one never stored gives the default."""
    catalogue.set_meta("model", "quote")
    catalogue.set_meta("model", "openai:gpt-5-mini")
    again = Catalogue(catalogue.path)
    assert again.meta("model") == "openai:gpt-5-mini"
    assert again.meta("nothing", "default") == "default"


def test_the_summary_counts_what_is_held(catalogue: Catalogue) -> None:
    """The summary tells articles, sentences, outlets by frequency and the period."""
    dated = [
        an_article(f"기사 {n}이다.", outlet=outlet, published_at=day)
        for n, (outlet, day) in enumerate(
            [("드문일보", "2020-10-08"), ("한빛통신", "2025-10-31"), ("한빛통신", "2025-08-04")]
        )
    ]
    put(catalogue, "a", *dated, an_article("날짜 없는 기사다.", "둘째 문장이다."))
    summary = catalogue.summary()
    assert (summary.articles, summary.sentences) == (4, 5)
    assert summary.outlets == ("한빛통신", "드문일보")
    assert (summary.first, summary.last) == ("2020-10-08", "2025-10-31")


def test_the_summary_is_read_again_only_when_something_was_written(catalogue: Catalogue) -> None:
    """Every answer asks for it; another process may have written meanwhile."""
    put(catalogue, "a", an_article("첫 기사다."))
    before = catalogue.summary()
    assert catalogue.summary() is before
    put(Catalogue(catalogue.path), "b", an_article("둘째 기사다."))
    assert (before.articles, catalogue.summary().articles) == (1, 2)


def test_an_empty_catalogue_answers_everything(catalogue: Catalogue) -> None:
    """Nothing held is no error anywhere."""
    summary = catalogue.summary()
    assert (summary.articles, summary.sentences, summary.first) == (0, 0, None)
    assert catalogue.articles([]) == {}
    assert catalogue.outlets_of_stories([]) == {}
    assert catalogue.remove("nothing") == 0
    assert catalogue.page_id("nothing") is None


def test_names_that_articles_explain_are_mined(catalogue: Catalogue) -> None:
    """국제통화기금(IMF) becomes a pair, once however many articles explain it."""
    put(catalogue, "a", IMF, an_article("국제통화기금(IMF)이 다시 말했다."))
    assert catalogue.alias_pairs().count(AliasPair("국제통화기금", "IMF")) == 1


def test_a_failed_page_leaves_nothing_half_stored(catalogue: Catalogue) -> None:
    """An error in the middle of a page undoes all of it, and the catalogue goes on."""
    with pytest.raises(ValueError, match="shorter"):
        catalogue.add(page("a"), [GPU, IMF], [("only one band",)])
    assert catalogue.page_id("a") is None
    assert catalogue.count() == 0
    assert put(catalogue, "a", GPU) == "added"


def test_threads_share_one_catalogue(catalogue: Catalogue) -> None:
    """Four threads that add their own and one shared article lose and double nothing."""
    failures: list[BaseException] = []

    def add(name: int) -> None:
        try:
            for n in range(15):
                put(catalogue, f"{name}/{n}", GPU, an_article(f"기자 {name}의 기사 {n}이다."))
                list(catalogue.every_article())
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=add, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert len(catalogue.sources()) == 60
    assert catalogue.count() == 61
    assert len(set(catalogue.ids("pending"))) == 61
