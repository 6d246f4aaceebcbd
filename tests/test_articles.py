"""Splitting pages: stories, kinds of sentences, metadata, chrome left out, invariants."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain import Article, Metadata, Page
from rag.ingest.articles import no_article, split_page
from rag.ingest.bylines import names_in, outlet_of_copyright
from rag.ingest.chrome import is_chrome, is_notice
from rag.ingest.clock import normal_time, read_stamps
from rag.ingest.datelines import find_dateline
from rag.ingest.mastheads import masthead, outlet_of_mail

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
    """Menus and links alone are no news, and the reason can be told."""
    assert split(text) == []
    assert "news prose" in no_article(Page("test", text)).reason


def test_the_sites_calendar_is_no_publication_date() -> None:
    """A bare date above the headline is today's; one below it, or labelled, is the story's."""
    body = "장관이 새 규제를 내놓았다. 업계는 규제 완화를 반겼다.\n시행은 내년이다."
    calendar, stamped = (
        f"2025.11.09\n장관, 새 규제 발표\n{body}",
        f"장관, 새 규제 발표\n2025.11.08\n{body}",
    )
    assert split(calendar)[0].metadata.published_at is None
    assert split(stamped)[0].metadata.published_at == "2025-11-08"


@pytest.mark.parametrize(
    ("line", "outlet", "place", "reporters"),
    [
        ("(서울=연합뉴스) 가나다 라마바 기자 = 정부는", "연합뉴스", "서울", ("가나다", "라마바")),
        ("[세종=뉴시스]가나다 기자 = 정부는", "뉴시스", "세종", ("가나다",)),
        ("【베이징=신화/뉴시스】 중국은", "뉴시스", "베이징", ()),
        ("(서울=뉴스1) 가나다 기자 = 정부는", "뉴스1", "서울", ("가나다",)),
        ("[이데일리 가나다 기자] 정부는", "이데일리", None, ("가나다",)),
        ("[세종=이데일리 가나다 기자] 정부는", "이데일리", "세종", ("가나다",)),
        ("[헤럴드경제=가나다 기자] 정부는", "헤럴드경제", None, ("가나다",)),
        ("(지디넷코리아=가나다 기자)정부는", "지디넷코리아", None, ("가나다",)),
        ("[파이낸셜뉴스] 정부는", "파이낸셜뉴스", None, ()),
        ("SEOUL, Oct. 31 (Yonhap) -- South Korea said", "Yonhap", "Seoul", ()),
        ("WASHINGTON (AP) — The president said", "AP", "Washington", ()),
        ("Oct 31 (Coral Wire) - A maker said", "Coral Wire", None, ()),
        ("INCHEON, South Korea — Ministers agreed", None, "Incheon", ()),
        ("BUSAN, South Korea, June 24, 2025 — The lab said", None, "Busan", ()),
        ("[워싱턴=가나다 특파원] 미국은", None, "워싱턴", ("가나다",)),
        ("[서울=뉴시온] 정부는", "뉴시온", "서울", ()),
    ],
)
def test_datelines_of_many_outlets_are_read(
    line: str, outlet: str | None, place: str | None, reporters: tuple[str, ...]
) -> None:
    """Each press agency writes its dateline in its own way."""
    dateline = find_dateline(line)
    assert dateline is not None
    assert (dateline.outlet, dateline.place, dateline.reporters) == (outlet, place, reporters)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "[사진=시청] 시장이",
            "(가나다 라마바 기자)",
            "값은 (a=b) 이다",
            "[로이터=연합뉴스 자료사진]",
        ),
        *("NVIDIA — the chip maker — rose", "AI — The next step", "The plan (part two) works"),
    ],
)
def test_credits_and_closing_bylines_are_no_datelines(line: str) -> None:
    """Brackets with a photographer or only names name no outlet."""
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("©'세 나라 말 경제신문' 아주경제. 무단전재·재배포 금지", "아주경제"),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "연합뉴스"),
        ("[ⓒ 매일경제 & mk.co.kr, 무단 전재, 재배포 및 AI학습 이용 금지]", "매일경제"),
        ("Copyright ⓒ 조선일보. All rights reserved.", "조선일보"),
        ("© 2025 Reuters. All rights reserved", "Reuters"),
        ("© 2025 Pacific Ledger Media Ltd.", "Pacific Ledger"),
        ("Copyright law was not part of the case.", None),
        ("저작권자 동의 없이 1만 권", None),
        ("학생들이 토론하는 모습 ⓒ 어느일보", None),
        ("무단전재 및 재배포 금지", None),
    ],
)
def test_copyright_lines_name_the_outlet(line: str, outlet: str | None) -> None:
    """Slogans, years, addresses and threats around the name are left out."""
    assert outlet_of_copyright(line) == outlet


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(가나다 라마바 기자)", ("가나다", "라마바")),
        ("가나다·라마바 기자 a@example.com", ("가나다", "라마바")),
        ("워싱턴=가나다 특파원", ("가나다",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By JANE DOE and JOHN ROE | Some Press", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Staff Writer", ("Jane Doe",)),
        ("By Jane Doe and Agencies", ("Jane Doe",)),
        (
            "Reporting by Jane Doe in Oslo and John Roe in Seoul; Editing by A B",
            ("Jane Doe", "John Roe"),
        ),
        ("By Friday, the court had met", ()),
        ("글·사진=가나다 선임기자", ("가나다",)),
        ("글=가나다 기자 / 사진=라마바 기자", ("가나다",)),
        ("번역: 가나다 객원기자", ("가나다",)),
        ("지금까지 세종에서 가나다였습니다.", ("가나다",)),
        ("로그인 회원가입 PDF보기", ()),
        ("글로벌", ()),
        ("기자 구독", ()),
        ("사진 기자", ()),
    ],
)
def test_bylines_give_names(line: str, names: tuple[str, ...]) -> None:
    """Names are taken without the word for the job; words that are no names are not."""
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("기사입력 : 2021년03월09일 16:57", "2021-03-09T16:57:00+09:00", None),
        ("입력 2025.10.31. 오후 3:20 수정2025.10.31. 오후 4:00", "2025-10-31T15:20:00+09:00",
         "2025-10-31T16:00:00+09:00"),
        ("등록 2025-10-31 09:05:11", "2025-10-31T09:05:11+09:00", None),
        ("입력 2025.04.07 (21:30)", "2025-04-07T21:30:00+09:00", None),
        ("승인 2025.02.30 10:00", None, None),
        ("보도시점 2025. 10. 27.(월) 12:00 배포 2025. 10. 27.(월) 09:00",
         "2025-10-27T12:00:00+09:00", None),
        ("October 15, 2025 8:12 AM GMT+2 Updated 41 mins ago", "2025-10-15T08:12:00+02:00", None),
        ("Wed 10 Sep 2025 07.30 BST", "2025-09-10T07:30:00+01:00", None),
        ("입력 2025-10-31 10:00 수정 3시간 전", "2025-10-31T10:00:00+09:00", None),
        ("수정 2025-06-05 19:10 등록 2025-06-05 14:05", "2025-06-05T14:05:00+09:00",
         "2025-06-05T19:10:00+09:00"),
    ],
)  # fmt: skip
def test_korean_stamps_are_read_in_korean_time(
    line: str, published: str | None, updated: str | None
) -> None:
    """Labels, halves of the day and impossible days are understood."""
    stamps = read_stamps([line], korean=True)
    assert (stamps.published, stamps.updated) == (published, updated)


@pytest.mark.parametrize(
    ("value", "korean", "wanted"),
    [
        ("2025-05-06T22:10:00Z", True, "2025-05-07T07:10:00+09:00"),
        ("2025-05-06T09:10:00", True, "2025-05-06T09:10:00+09:00"),
        ("2025-05-06T09:10:00", False, "2025-05-06"),
        ("2025-05-06", True, "2025-05-06"),
        ("October 3, 2025", False, "2025-10-03"),
        ("yesterday", False, None),
    ],
)
def test_declared_times_are_brought_to_one_form(
    value: str, korean: bool, wanted: str | None
) -> None:
    """A Korean page's time is Korean; without a zone an English one keeps only its day."""
    assert normal_time(value, korean=korean) == wanted


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("PACIFIC LEDGER", "Pacific Ledger"),
        ("누리국제뉴스", "누리국제뉴스"),
        ("소나무방송 뉴스9", "소나무방송"),
        ("주요뉴스", None),
        ("스포츠뉴스", None),
        ("Samsung Sets Record", None),
        ("Ministers agree to keep meeting", None),
    ],
)
def test_a_masthead_is_told_from_a_headline_and_a_section(line: str, outlet: str | None) -> None:
    """A line that is nothing but an outlet's name says so by its form."""
    assert masthead(line) == outlet


def test_the_and_a_name_is_a_masthead_only_at_the_top_of_a_page() -> None:
    """Elsewhere "The Key Points" is a sub-headline."""
    assert masthead("The Morning Strait", at_top=True) == "The Morning Strait"
    assert masthead("The Key Points") is None


def test_a_reporters_mail_tells_the_outlet_only_by_its_own_domain() -> None:
    """A mail service's address says nothing of the outlet."""
    assert outlet_of_mail("(가나다) a@newsis.com") == "뉴시스"
    assert outlet_of_mail("(가나다) a@mail.example, b@notnewsis.com") is None


@pytest.mark.parametrize(
    "line",
    [
        "The privacy commission fined Meta 20 billion won on Monday.",
        "Its advertising revenue rose 12% in the quarter.",
        "Cookies were at the centre of the ruling.",
        "Authors sued over copyright in California.",
    ],
)
def test_news_about_privacy_and_advertising_is_no_box(line: str) -> None:
    """The words of a site's boxes are also what the news is about."""
    assert not is_chrome(line)
    assert not is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter.",
        "Privacy Policy",
        "We use cookies.",
        "Start your free trial now.",
    ],
)
def test_a_box_speaks_to_the_reader(line: str) -> None:
    """A box addresses its reader or is a mere label."""
    assert is_chrome(line)


_LINES = st.sampled_from(
    [
        *WIRE.split("\n"),
        *TWO.split("\n"),
        *ENGLISH.split("\n"),
        *("관련기사", "[Photo: A hall of servers. File picture]", "By", "ⓒ", "| | |"),
        "=",
        "[",
        "(경주=",
        "2025.13.99",
        "▲ 가",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_LINES | st.text(max_size=60), max_size=30).map("\n".join) | st.text(max_size=400))
def test_any_text_keeps_the_invariants(text: str) -> None:
    """Whatever the page, articles and sentences are exact, ordered slices and none is a crash."""
    at = 0
    for article in split(text):
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
