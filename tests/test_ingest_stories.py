"""The starter news taken in: which copies are one story, and which names are explained."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from rag.domain import Article
from rag.ingest.catalogue import Catalogue
from rag.ingest.intake import forget, take_in
from rag.text.names import AliasPair
from tests.conftest import SEEDS

PAGES = SEEDS / "pages"


@pytest.fixture
def seeds(seeds_home: Path) -> Catalogue:
    """The catalogue of the starter news."""
    return Catalogue(seeds_home / "catalogue.sqlite")


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
    wire, reprint = sorted(PAGES.glob("0[34]-*"))
    take_in(catalogue, [str(reprint), str(wire)])
    assert stories(catalogue) == [{wire.stem, reprint.stem}]


def test_copies_within_one_page_are_one_story(catalogue: Catalogue, tmp_path: Path) -> None:
    """Two outlets' copies in one file of rows group as they do from two files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("0[34]-*"))]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
    take_in(catalogue, [str(file)])
    assert catalogue.count() == 2
    assert len({a.story_id for a in catalogue.every_article()}) == 1


def test_a_copy_joins_no_story_that_is_being_removed(catalogue: Catalogue) -> None:
    """A story whose only article has left is not joined any more."""
    wire, reprint = sorted(PAGES.glob("0[34]-*"))
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
