"""Who wrote and printed an article, read off its datelines, bylines, mastheads and copyright."""

import pytest

from rag.domain import Page
from rag.ingest.articles import split_page
from rag.ingest.bylines import names_in, outlet_of_copyright
from rag.ingest.credits import read_credit
from rag.ingest.datelines import find_dateline
from rag.ingest.mastheads import masthead, outlet_of_mail


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
        "[사진=시청] 시장이",
        "(가나다 라마바 기자)",
        "값은 (a=b) 이다",
        "[로이터=연합뉴스 자료사진]",
        "NVIDIA — the chip maker — rose",
        "AI — The next step",
        "The plan (part two) works",
    ],
)
def test_credits_and_closing_bylines_are_no_datelines(line: str) -> None:
    """Brackets with a photographer or only names name no outlet."""
    assert find_dateline(line) is None


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


_DAY, _MORNING = "2025-05-03", "2025-05-03T09:00:00+09:00"
_MINUTE = "2025-05-03T09:01:00+09:00"
_KIM, _BOTH, _DOE = ("김가나",), ("김가나", "나다라"), ("Jane Doe",)
_KOREAN_STORY = (
    "달빛시, 호수 아래에 데이터센터 짓는다",
    "달빛시가 호수 아래에 데이터센터를 짓는다고 밝혔다. 규모는 40MW이고 2027년에 문을 연다.\n\n"
    "시는 지역 인재 300명을 뽑겠다고 설명했다.",
)
_ENGLISH_STORY = (
    "Lake city to build data centre under water",
    "The lake city will build a data centre under water, its mayor said. It opens in 2027.\n\n"
    "The city plans to hire 300 local people for the centre.",
)


@pytest.mark.parametrize(
    ("line", "outlet", "reporters", "published", "updated"),
    [
        ("가나신문 2025-05-03 09:00 김가나 기자", "가나신문", _KIM, _MORNING, None),
        ("2025-05-03 09:00 김가나 기자", None, _KIM, _MORNING, None),
        ("가나신문 | 김가나 기자 | 2025.05.03", "가나신문", _KIM, _DAY, None),
        ("가나신문 김가나 기자 2025.05.03 09:01", "가나신문", _KIM, _MINUTE, None),
        ("가나방송 뉴스 김가나 기자 2025.05.03", "가나방송", _KIM, _DAY, None),
        ("가나신문=김가나 기자 2025.05.03", "가나신문", _KIM, _DAY, None),
        ("2025.05.03 09:00 ㅣ 김가나 특파원 ㅣ 가나신문", "가나신문", _KIM, _MORNING, None),
        ("가나신문 · 2025-05-03", "가나신문", (), _DAY, None),
        ("가나신문 김가나 기자", "가나신문", _KIM, None, None),
        ("입력 2025.05.03. 오전 9:01", None, (), _MINUTE, None),
        ("등록 2025-05-03 09:00:00 | 수정 2025-05-04 10:00", None, (), _MORNING,
         "2025-05-04T10:00:00+09:00"),
        ("송고시간 2025-05-03 09:00", None, (), _MORNING, None),
        ("입력 : 2025/05/03 [09:00]", None, (), _MORNING, None),
        ("2025년 5월 3일 (토) 09:00", None, (), _MORNING, None),
        ("김가나 기자 입력 2025.05.03 09:00 업데이트 2025.05.04 10:00", None, _KIM, _MORNING,
         "2025-05-04T10:00:00+09:00"),
        ("김가나 기자(kim@example.com) 2025.05.03 09:00", None, _KIM, _MORNING, None),
        ("김가나·나다라 기자 | 입력 2025. 5. 3.", None, _BOTH, _DAY, None),
        ("2025-05-03 김가나, 나다라 기자", None, _BOTH, _DAY, None),
        ("기자=김가나 2025-05-03", None, _KIM, _DAY, None),
        ("기자명 김가나 입력 2025.05.03 09:00", None, _KIM, _MORNING, None),
        ("과학 2025-05-03 09:00 김가나 선임기자", None, _KIM, _MORNING, None),
        ("(서울=가나통신) 김가나 기자 =", "가나통신", _KIM, None, None),
        ("(서울=가나통신) 김가나 기자 = 2025.05.03 09:00", "가나통신", _KIM, _MORNING, None),
        ("[가나신문 김가나 기자] 2025.05.03", "가나신문", _KIM, _DAY, None),
        ("By Jane Doe | May 3, 2025", None, _DOE, _DAY, None),
        ("By Jane Doe, May 3, 2025", None, _DOE, _DAY, None),
        ("By JANE DOE May 3, 2025", None, _DOE, _DAY, None),
        ("By Jane Doe · May 3, 2025, 9:01 a.m. KST", None, _DOE, _MINUTE, None),
        ("By Jane Doe (jane@example.com) - Saturday, May 3, 2025", None, _DOE, _DAY, None),
        ("By Jane Doe, Staff Writer | The Lake Herald | May 3, 2025", "The Lake Herald", _DOE,
         _DAY, None),
        ("By Jane Doe and John Roe | Published: May 3, 2025 | Updated May 4, 2025", None,
         ("Jane Doe", "John Roe"), _DAY, "2025-05-04"),
        ("Jane Doe, The Lake Herald | 3 May 2025", "The Lake Herald", _DOE, _DAY, None),
        ("Jane Doe, Reporter | May 3, 2025 | 9:01 AM", None, _DOE, _DAY, None),
        ("Posted on May 3, 2025 by Jane Doe", None, _DOE, _DAY, None),
        ("The Lake Herald | May 3, 2025", "The Lake Herald", (), _DAY, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("titled", [True, False], ids=["below a headline", "without a headline"])
def test_a_line_of_credits_dates_its_story(
    line: str,
    outlet: str | None,
    reporters: tuple[str, ...],
    published: str | None,
    updated: str | None,
    titled: bool,
) -> None:
    """Outlet, reporters and times in one row are read, and the row never becomes the headline."""
    title, body = _KOREAN_STORY if any("가" <= c <= "힣" for c in line) else _ENGLISH_STORY
    (article,) = split_page(Page("test", "\n".join((*[title] * titled, line, "", body))))
    told = article.metadata
    assert (told.outlet, told.reporters) == (outlet, reporters)
    assert (told.published_at, told.updated_at) == (published, updated)
    assert told.title == (title if titled else None)
    assert line not in [sentence.text for sentence in article.sentences]


@pytest.mark.parametrize(
    "line",
    [
        "김가나 기자는 2025년 5월 3일 이 호수를 찾았다.",
        "가나신문은 2025년 5월 3일 김가나 기자의 기사를 실었다",
        "2025년 5월 3일 김가나 기자가 만난 사람들",
        "시장은 2025년 5월 3일 가나신문 기자와 만났다",
        "가나신문 2025년 5월 3일자 김가나 기자 보도",
        "호수 전경. 가나신문 김가나 기자 2025.05.03",
        "김가나 기자 체험기, 2025년 5월 3일의 호수",
        "On May 3, 2025 Jane Doe of The Lake Herald met the mayor",
        "By May 3, 2025, the mayor had left",
        "The Lake Herald reported on May 3, 2025",
        "South Korea | May 3, 2025",
        "Jane Doe met the press on May 3, 2025",
    ],
)
def test_a_sentence_with_a_day_and_a_reporter_is_no_credit(line: str) -> None:
    """Any word that is neither a name nor a time makes a line part of the story."""
    assert read_credit(line) is None


def test_a_credit_above_the_headline_gives_way_to_the_time_below_it() -> None:
    """A list of other stories may stand on top; alone, a reporter's line is the story's own."""
    title, body = _KOREAN_STORY
    credit, stamp = "가나신문 2025-05-02 08:00 김가나 기자", "입력 2025-05-03 09:00"
    (alone,) = split_page(Page("test", f"{credit}\n{title}\n\n{body}"))
    assert alone.metadata.published_at == "2025-05-02T08:00:00+09:00"
    (both,) = split_page(Page("test", f"{credit}\n{title}\n{stamp}\n\n{body}"))
    assert both.metadata.published_at == _MORNING


def test_an_outlet_and_a_day_above_the_headline_may_be_the_sites_calendar() -> None:
    """There it is no story's date."""
    title, body = _KOREAN_STORY
    (article,) = split_page(Page("test", f"가나신문 2025.05.03\n{title}\n\n{body}"))
    assert article.metadata.published_at is None
