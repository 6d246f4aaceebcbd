"""Who wrote and printed an article, read off its datelines, bylines, mastheads and copyright."""

import pytest

from rag.ingest.bylines import names_in, outlet_of_copyright
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
