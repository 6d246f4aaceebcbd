"""The five real pages, where they are at hand: what a careful reader finds in them."""

from collections import Counter

import pytest

from rag.domain import Article
from rag.ingest.articles import split_page
from rag.ingest.sources import Sources
from tests.shared_gold import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "pages").is_dir(), reason=f"{SHARED / 'pages'} is not on this machine"
)


def stories(name: str) -> list[Article]:
    """Return the articles of one of the five pages."""
    return [a for page in Sources().read(str(SHARED / "pages" / name)) for a in split_page(page)]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("000.txt", [("연합뉴스", "2025-10-31", ("특별취재단", "고동욱", "황윤기"), "경주")]),
        ("001.txt", [("아주경제", None, (), None)]),
        (
            "002.txt",
            [
                ("뉴스핌", "2020-10-08T16:57:00+09:00", ("노민호",), "서울"),
                ("뉴스핌", "2025-02-26T06:00:00+09:00", ("김연순",), "서울"),
                ("뉴스핌", "2025-02-26T19:59:00+09:00", ("고인원",), "서울"),
            ],
        ),
        ("003.txt", [(None, None, (), None)]),
        ("004.txt", [(None, "2025-11-01", (), None)]),
    ],
)
def test_each_page_gives_its_stories_with_what_it_says_of_them(
    name: str, facts: list[tuple[str | None, str | None, tuple[str, ...], str | None]]
) -> None:
    """Outlet, time, reporters and place are those the page prints, and nothing is guessed."""
    found = [a.metadata for a in stories(name)]
    assert [(m.outlet, m.published_at, m.reporters, m.place) for m in found] == facts


def test_headlines_are_found_where_the_page_has_one() -> None:
    """Page 000 begins with its first sentence; the others show a headline each."""
    pages = [stories(f"00{n}.txt") for n in range(5)]
    assert pages[0][0].metadata.title is None
    for article in [a for page in pages[1:] for a in page]:
        titles = [s.text for s in article.sentences if s.kind == "title"]
        assert titles
        assert titles[0] == article.metadata.title


def test_no_chrome_can_be_cited() -> None:
    """No sentence holds a word of a menu, a login box, a notice, a byline or an address."""
    menus = (
        "로그인 댓글 닫기 더보기 전체기사 무단전재 관련기사 안다쇼핑 Top으로 컴패션 카톡 기사입력"
    )
    chrome = [*menus.split(), "http", "@", "본 기사는", "베스트 기사", "특별취재단 =", " 기자 ="]
    for n in range(5):
        for article in stories(f"00{n}.txt"):
            texts = [s.text for s in article.sentences]
            assert not [t for t in texts for word in chrome if word in t]
            assert not {"X", "주목", "사진", "속보"} & set(texts)


def test_captions_stand_apart_from_the_body() -> None:
    """Photo captions are told from the body in every form the pages print them."""
    kinds = [Counter(s.kind for a in stories(f"00{n}.txt") for s in a.sentences) for n in range(5)]
    assert [k["caption"] for k in kinds] == [7, 2, 3, 2, 2]
    assert [k["body"] for k in kinds] == [21, 14, 56, 18, 26]


def test_the_five_spliced_advertisements_are_masked_and_nothing_else() -> None:
    """Page 000 holds five advertisements; no other page has any."""
    found = {
        a.text[m.start : m.end] for n in range(5) for a in stories(f"00{n}.txt") for m in a.masks
    }
    wanted = {"펀드 주식", "산와", "생애최초주택구입자금대출 한도조회", "직장인딴짓1위", "폐차"}
    assert found == wanted
