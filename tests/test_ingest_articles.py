"""Splitting pages: stories, kinds of sentences, metadata, chrome left out, invariants."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain import Article, Metadata, Page
from rag.ingest.articles import split_page

WIRE = """홈
정치
경제
검색
달빛전자, 남해에 데이터센터 짓는다…"2조원 투자"
기사입력 2025-05-02 10:00
최종수정 2025-05-02 11:30
공유
댓글 3
"남쪽 전력망 활용"

[서울=뉴스핌] 나아무 기자 = 달빛전자가 남해에 데이터센터를 짓는다고 2일 밝혔다. 규모는 40MW다.

달빛전자 사옥 전경.[사진=달빛전자]

달빛전자는 "2027년까지 2조원을 넣겠다. 지역 인재를 뽑겠다"고 말했다.

◆ 일자리 300개 생긴다

지역 주민들은 일자리 300개가 생길 것으로 기대한다.

amu@example.com

Copyright ⓒ 뉴스핌. 무단전재 및 재배포 금지
[많이 본 기사]
전혀 다른 소식이 여기 있다
로그인 후 댓글을 쓸 수 있습니다.
좋은 기사입니다. 고맙습니다.
"""
TWO = """한 회사, 새 칩 양산
기사입력 2025.03.01 09:00
[서울=뉴시스] 한아무 기자 = 한 회사가 새 칩 양산을 시작했다고 1일 밝혔다. 수율은 60%다.
회사는 내년 흑자 전환을 목표로 한다.
han@example.com

[주요 기사]
다른 회사, 메모리 공개 [이천=뉴시스] 두아무 기자 = 다른 회사가 새 메모리를 2일 공개했다. \
속도는 초당 2TB다. \
하반기에 공급을 시작하며 고객은 밝히지 않았다. 업계는 값이 지난해보다 20% 오를 것으로 본다. \
회사는 공장을 한 곳 더 짓는다. \
doo@example.com 2025-03-02 10:00
"""
ENGLISH = """World
Business
Chip maker to supply processors to Gyeongju lab
By Jane Doe and John Roe
October 31, 2025 3:12 AM EDT Updated 2 hours ago
Engineers stand by a rack in Gyeongju, South Korea, October 31, 2025. REUTERS/Kim Photo
GYEONGJU, South Korea, Oct 31 (Reuters) - A chip maker will supply 260,000 processors to a lab. \
"It is a start," its head said.
Sign up here.
The shares rose 1.5%. Analysts at J.P. Example put the deal at $10 billion.
Our Standards: The Thomson Reuters Trust Principles.
© 2025 Reuters. All rights reserved
"""


def split(text: str, metadata: Metadata | None = None) -> list[Article]:
    """Return the articles of a page with this text."""
    return split_page(Page("test", text, metadata or Metadata()))


def of_kind(article: Article, kind: str) -> list[str]:
    """Return the sentences of one kind."""
    return [sentence.text for sentence in article.sentences if sentence.kind == kind]


def test_a_wire_page_gives_its_story_and_no_chrome() -> None:
    """Headline, sub-headlines, body and caption are told apart; menus and comments are left out."""
    (article,) = split(WIRE)
    assert of_kind(article, "title") == [
        '달빛전자, 남해에 데이터센터 짓는다…"2조원 투자"',
        '"남쪽 전력망 활용"',
        "일자리 300개 생긴다",
    ]
    assert of_kind(article, "caption") == ["달빛전자 사옥 전경."]
    assert of_kind(article, "body") == [
        "달빛전자가 남해에 데이터센터를 짓는다고 2일 밝혔다.",
        "규모는 40MW다.",
        '달빛전자는 "2027년까지 2조원을 넣겠다. 지역 인재를 뽑겠다"고 말했다.',
        "지역 주민들은 일자리 300개가 생길 것으로 기대한다.",
    ]


def test_a_wire_page_says_who_when_and_where() -> None:
    """Dateline and stamps give outlet, reporter, place and Korean clock times."""
    (article,) = split(WIRE)
    assert article.metadata == Metadata(
        title='달빛전자, 남해에 데이터센터 짓는다…"2조원 투자"',
        outlet="뉴스핌",
        reporters=("나아무",),
        published_at="2025-05-02T10:00:00+09:00",
        updated_at="2025-05-02T11:30:00+09:00",
        place="서울",
        language="ko",
    )


def test_two_stories_in_one_page_come_apart() -> None:
    """A second headline and dateline below the first story's end begin a story of its own."""
    first, second = split(TWO)
    assert [a.metadata.title for a in (first, second)] == [
        "한 회사, 새 칩 양산",
        "다른 회사, 메모리 공개",
    ]
    assert second.metadata.published_at == "2025-03-02T10:00:00+09:00"
    assert second.metadata.reporters == ("두아무",)
    assert "메모리" not in first.text


def test_an_english_page_is_read_the_same_way() -> None:
    """Dateline, byline, zone and caption of an English wire story."""
    (article,) = split(ENGLISH)
    assert article.metadata == Metadata(
        title="Chip maker to supply processors to Gyeongju lab",
        outlet="Reuters",
        reporters=("Jane Doe", "John Roe"),
        published_at="2025-10-31T03:12:00-04:00",
        place="Gyeongju",
        language="en",
    )
    assert len(of_kind(article, "caption")) == 1
    assert of_kind(article, "body")[0].startswith("A chip maker will supply")
    assert len(of_kind(article, "body")) == 4


def test_wire_captions_with_datelines_stay_inside_their_story() -> None:
    """A photo's own headline, dateline, day and mail neither start a story nor are cited."""
    text = (
        "(경주=연합뉴스) 특별취재단 = 회의가 31일 열렸다. 장관 21명이 왔다.\n"
        "장관들, 기념촬영 (경주=연합뉴스) 사아무 기자 = "
        "장관들이 31일 회의장 앞에서 기념촬영을 하고 있다. 2025.10.31 photo@example.com\n"
        "회의는 1일까지 이어진다. (가나다 라마바 기자) mail@example.com ▶제보는 카톡 example"
    )
    (article,) = split(text)
    assert of_kind(article, "caption") == [
        "장관들, 기념촬영",
        "장관들이 31일 회의장 앞에서 기념촬영을 하고 있다.",
    ]
    assert article.metadata.reporters == ("특별취재단", "가나다", "라마바")
    assert article.metadata.published_at == "2025-10-31"
    assert article.metadata.title is None


def test_what_a_page_does_not_say_stays_unknown() -> None:
    """No date is made of "15일", no outlet of a photo credit."""
    text = (
        "회사 대표, 장관과 면담…수출 허용되나\n\n"
        "회사 대표와 장관 [연합뉴스 자료사진]\n\n"
        "회사 대표가 지난 10일 장관과 만나 수출을 논의했다고 신문이 15일 보도했다.\n\n"
        "수출은 2023년 10월부터 막혀 있다.\n"
    )
    (article,) = split(text)
    assert article.metadata.published_at is None
    assert article.metadata.outlet is None
    assert of_kind(article, "caption") == ["회사 대표와 장관"]


def test_what_the_container_declares_wins() -> None:
    """Meta tags and front matter are believed before the page's own lines."""
    declared = Metadata(outlet="어느일보", published_at="2025-05-01", url="https://example.com/1")
    (article,) = split(WIRE, declared)
    assert (article.metadata.outlet, article.metadata.published_at) == ("어느일보", "2025-05-01")
    assert article.metadata.url == "https://example.com/1"


def test_the_sites_calendar_is_no_publication_date() -> None:
    """A bare date above the headline is today's; one below it, or labelled, is the story's."""
    body = "장관이 새 규제를 내놓았다. 업계는 규제 완화를 반겼다.\n시행은 내년이다."
    calendar = f"2025.11.09\n장관, 새 규제 발표\n{body}"
    stamped = f"장관, 새 규제 발표\n2025.11.08\n{body}"
    assert split(calendar)[0].metadata.published_at is None
    assert split(stamped)[0].metadata.published_at == "2025-11-08"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "홈\n정치\n경제\n로그인\n더보기",
        "X\n주목\n사진",
        "https://example.com/1\n댓글0",
    ],
)
def test_a_page_without_prose_gives_no_article(text: str) -> None:
    """Menus and links alone are no news."""
    assert split(text) == []


_ODD_LINES = [
    "관련기사", "[Photo: A hall of servers. File picture]", "By", "ⓒ", "| | |", "=", "[", "(경주=",
    "2025.13.99", "▲ 가",
]  # fmt: skip
_LINES = st.sampled_from([*WIRE.split("\n"), *TWO.split("\n"), *ENGLISH.split("\n"), *_ODD_LINES])


@settings(max_examples=400, deadline=None)
@given(st.lists(_LINES | st.text(max_size=60), max_size=30).map("\n".join) | st.text(max_size=400))
def test_any_text_keeps_the_invariants(text: str) -> None:
    """Whatever the page, articles and sentences are exact, ordered slices and none is a crash."""
    _assert_exact(split(text), text)


def test_a_photos_credit_may_close_with_the_day() -> None:
    """The scene is a caption; who took it, and when, belongs to no sentence."""
    scene = "시장이 3일 호숫가에서 계획을 설명하고 있다."
    (article,) = split(
        WIRE.replace("달빛전자 사옥 전경.[사진=", f"{scene} 사진=").replace(
            "달빛전자]", "어느경제 2025.05.03"
        )
    )
    assert of_kind(article, "caption") == [scene]
    assert not [s.text for s in article.sentences if "사진=" in s.text]


def test_a_page_of_two_stories_keeps_the_invariants() -> None:
    """Random lines seldom make a page of several stories; this one is sure to."""
    articles = split(TWO)
    assert [len(article.sentences) for article in articles] == [4, 6]
    _assert_exact(articles, TWO)


def _assert_exact(articles: list[Article], text: str) -> None:
    at = 0
    for article in articles:
        start = text.index(article.text, at)
        at = start + len(article.text)
        end = 0
        for ordinal, sentence in enumerate(article.sentences):
            assert sentence.ordinal == ordinal
            assert end <= sentence.start < sentence.end <= len(article.text)
            assert article.text[sentence.start : sentence.end] == sentence.text
            end = sentence.end
        for mask in article.masks:
            assert any(s.start <= mask.start < mask.end <= s.end for s in article.sentences)
