"""Stories: which copies are one, who leads them, and two processes that meet."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from rag.domain import Article, Metadata, Page, Sentence
from rag.ingest.catalogue import Catalogue
from rag.ingest.copies import story_keys
from tests.copy_cases import EVENTS, cut
from tests.fakes import an_article
from tests.processes import Child, add_page

WIRE = EVENTS[0].wire


def copy_of(outlet: str, at: str | None, text: str = WIRE) -> Article:
    """Return an outlet's copy of a story, which knows of no other yet."""
    found = an_article(*text.split("\n"), outlet=outlet, published_at=at or "")
    metadata = Metadata(outlet=outlet, published_at=at)
    return replace(found, story_id="", source=outlet, metadata=metadata)


def put(catalogue: Catalogue, *articles: Article) -> None:
    """Add each article from a page of its own."""
    for article in articles:
        catalogue.add(Page(article.source, article.id), [article], [story_keys(article)])


def leaders(catalogue: Catalogue) -> list[str]:
    """Return the leader of each article's story, by outlet."""
    held = {article.id: article for article in catalogue.every_article()}
    return [str(held[article.story_id].metadata.outlet) for article in held.values()]


def test_the_outlets_of_a_story_come_oldest_first(catalogue: Catalogue) -> None:
    """A story's outlets are those of its copies by time, the undated last, each once."""
    times = {"셋": None, "둘": "2025-10-30T21:14", "하나": "2025-10-30T20:10"}
    put(catalogue, *(copy_of(outlet, at) for outlet, at in times.items()))
    again = replace(copy_of("하나", "2025-10-30T23:00"), source="하나의 둘째 쪽")
    put(catalogue, again)
    (story,) = {article.story_id for article in catalogue.every_article()}
    assert catalogue.outlets_of_stories([story, "other"]) == {story: ("하나", "둘", "셋")}


def test_times_are_compared_across_zones(catalogue: Catalogue) -> None:
    """Ten in the evening in New York is later than eight of the next morning in Seoul."""
    copies = [
        copy_of("뉴욕", "2025-10-31T22:00:00-05:00"),
        copy_of("서울", "2025-11-01T08:00:00+09:00"),
        copy_of("모름", None),
    ]
    put(catalogue, *copies)
    assert leaders(catalogue) == ["서울"] * 3
    (story,) = {article.story_id for article in catalogue.every_article()}
    assert catalogue.outlets_of_stories([story]) == {story: ("서울", "뉴욕", "모름")}
    newest = [article.metadata.outlet for article in catalogue.newest(3)]
    assert newest == ["뉴욕", "서울", "모름"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_earliest_leads_whichever_came_first(
    catalogue: Catalogue, order: tuple[int, ...]
) -> None:
    """The id of a story is that of its first printing, known or learned later."""
    copies = [copy_of("하나", "2025-10-30T08:00"), copy_of("둘", "2025-10-30T09:00")]
    copies.append(copy_of("셋", None))
    put(catalogue, *(copies[at] for at in order))
    assert leaders(catalogue) == ["하나"] * 3


def test_a_late_copy_makes_one_story_of_two(catalogue: Catalogue) -> None:
    """Two briefs of different halves meet when the whole story comes."""
    lines = WIRE.split("\n")
    first = copy_of("앞", "2025-10-30T10:00", "\n".join(lines[:4]))
    second = copy_of("뒤", "2025-10-30T11:00", "\n".join(lines[4:]))
    put(catalogue, first, second)
    assert leaders(catalogue) == ["앞", "뒤"]
    put(catalogue, copy_of("통신", "2025-10-30T09:00"))
    assert leaders(catalogue) == ["통신"] * 3


def test_when_the_leader_leaves_the_next_one_leads(catalogue: Catalogue) -> None:
    """A story outlives the removal of its first printing, and its return."""
    copies = [copy_of(name, f"2025-10-30T0{n}:00") for n, name in enumerate(["하나", "둘", "셋"])]
    put(catalogue, *copies)
    assert catalogue.remove("하나") == 1
    assert leaders(catalogue) == ["둘", "둘"]
    put(catalogue, copies[0])
    assert leaders(catalogue) == ["하나"] * 3


def test_a_wire_story_printed_by_another_outlet_counts_as_the_wires(catalogue: Catalogue) -> None:
    """Three pages, two of them under the wire's dateline, come from two sources."""
    put(catalogue, copy_of("한빛통신", "2025-10-30T08:00"), copy_of("물빛신문", None))
    text = f"(솔내=한빛통신) 류다온 기자 = {WIRE}"
    plain = copy_of("첨성일보", "2025-10-30T09:00")
    shift = len(text) - len(WIRE)
    moved = tuple(
        Sentence(s.article_id, s.ordinal, s.start + shift, s.end + shift, s.text)
        for s in plain.sentences
    )
    put(catalogue, replace(plain, text=text, sentences=moved))
    (story,) = {article.story_id for article in catalogue.every_article()}
    assert catalogue.outlets_of_stories([story]) == {story: ("한빛통신", "물빛신문")}


def test_other_stories_of_the_event_stay_apart(catalogue: Catalogue) -> None:
    """Three events with three stories each are nine stories, and a shortened copy joins its own."""
    dated = [
        replace(
            copy_of(f"{n}-{m}", day, text),
            metadata=Metadata(outlet=f"{n}-{m}", published_at=day, language=event.language),
        )
        for n, event in enumerate(EVENTS)
        for m, (text, day) in enumerate(event.stories)
    ]
    put(catalogue, *dated)
    assert len({article.story_id for article in catalogue.every_article()}) == len(dated)
    put(catalogue, copy_of("copy", "2025-10-30", cut(WIRE, 3, random.Random(1))))
    assert len({article.story_id for article in catalogue.every_article()}) == len(dated)


def test_two_processes_that_take_in_two_copies_end_with_one_story(tmp_path: Path) -> None:
    """Whoever comes second sees the first, since a story is decided under the writer's lock."""
    path = tmp_path / "catalogue.sqlite"
    Catalogue(path)
    for turn in range(4):
        day = f"2025-10-{10 + 5 * turn}"
        pair = [copy_of(name, f"{day}T0{n}:00") for n, name in enumerate(("하나", "둘"))]
        named = [replace(a, source=f"{turn}-{a.source}") for a in pair]
        children = [Child(add_page, path, article) for article in named]
        assert [child.hear() for child in children] == ["ready"] * 2
        for child in children:
            child.pipe.send("go")
        for child in children:
            assert child.end() == ["added"]
        held = Catalogue(path).articles(article.id for article in named)
        assert {article.story_id for article in held.values()} == {named[0].id}
