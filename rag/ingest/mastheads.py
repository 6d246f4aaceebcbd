"""The names of outlets, where a page prints them as its masthead or after its title."""

from __future__ import annotations

import re

OUTLET_TAIL = (
    r"(?:뉴스|뉴스\d|일보|신문|경제|시스|통신|방송|타임스|타임즈|데일리|투데이|저널|헤럴드|코리아|"
    r"핌|"
    r"프레시안|오마이뉴스|한겨레|경향|미디어|비즈|이코노미|일리|TV|채널\w|포스트|리뷰|매거진|펜|팩트|"
    r"토마토)"
)
_KNOWN = (
    r"연합뉴스|뉴시스|뉴스1|뉴스핌|한겨레|이데일리|NEWSIS|"
    r"(?:KBS|MBC|SBS|YTN|JTBC|TV조선|채널A|MBN)(?:\s?뉴스)?|(?:아주|한국|매일|서울|아시아|헤럴드)경제|"
    r"ZDNet Korea|지디넷코리아|머니투데이|오마이뉴스|프레시안|노컷뉴스|The Korea (?:Herald|Times)|"
    r"Yonhap News(?: Agency)?|Reuters|AP News|TechCrunch|Bloomberg|CNBC|CNN|BBC(?: News)?|"
    r"The Guardian|The New York Times"
)
_KOREAN = re.compile(
    rf"(?P<name>{_KNOWN}|[가-힣]{{1,6}}(?:일보|신문|저널|헤럴드|타임스|타임즈|투데이|데일리|방송|통신|"
    r"레터|리뷰|매거진|TV)(?:TV)?|[가-힣]{2,5}(?:뉴스|경제)TV|[가-힣]{2,5}(?:뉴스|경제))(?:\s?뉴스\s?\d{1,2})?"
)
_NOT_OUTLETS = re.compile(
    r"(?:주요|최신|인기|속보|핫|실시간|추천|관련|오늘의?|전체|지역|스포츠|연예|날씨|경제|국제|사회|정치|"
    r"문화|산업|생활|세계|글로벌|증권|금융|포토|영상|톱|베스트|한국|미국|중국|북한|거시|실물|가짜)(?:뉴스|경제|통신|방송)"
)
_PRESS_WORD = (
    r"(?i:Times|Post|Herald|Journal|Ledger|Wire|Dispatch|Press|News|Tribune|Gazette|Chronicle|"
    r"Courier|Observer|Review|Daily|Globe|Telegraph|Examiner|Echo|Sentinel|Bulletin|Monitor|"
    r"Insider|Digest|Weekly|Magazine|Agency|Broadcasting)"
)
_CAPITAL_WORDS = r"(?:(?:[A-Z][\w.'’&-]*|of|and|the)\s){0,4}"
_ENGLISH = re.compile(
    rf"{_CAPITAL_WORDS}{_PRESS_WORD}(?:\s(?:Online|International|Asia|Korea|Agency|Network|Service))?"
)
_ENGLISH_AT_TOP = re.compile(r"The(?:\s[A-Z]\w+){1,2}")
_LOGO = re.compile(r"(?P<name>[A-Z][A-Za-z]{2,20})(?: Desktop| Mobile)? [Ll]ogo")
_AFTER_TITLE = re.compile(r"\s+(?:[|\-–—<:]|::)\s+(?P<name>[^|\-–—]{2,30})$")
_BUTTON_WORDS = """홈 메뉴 전체기사 전체메뉴 PDF 구독 지면보기 신문보기 로그인 회원가입 검색 뉴스홈
Home Menu Search"""
_BUTTONS = frozenset(_BUTTON_WORDS.split())
_DOMAINS = {
    "yna.co.kr": "연합뉴스", "newsis.com": "뉴시스", "news1.kr": "뉴스1", "newspim.com": "뉴스핌",
    "ajunews.com": "아주경제", "chosun.com": "조선일보", "joongang.co.kr": "중앙일보",
    "donga.com": "동아일보", "hani.co.kr": "한겨레", "kyunghyang.com": "경향신문",
    "hankookilbo.com": "한국일보", "seoul.co.kr": "서울신문", "kmib.co.kr": "국민일보",
    "segye.com": "세계일보", "munhwa.com": "문화일보", "mk.co.kr": "매일경제",
    "hankyung.com": "한국경제", "sedaily.com": "서울경제", "mt.co.kr": "머니투데이",
    "edaily.co.kr": "이데일리", "asiae.co.kr": "아시아경제", "fnnews.com": "파이낸셜뉴스",
    "heraldcorp.com": "헤럴드경제", "etnews.com": "전자신문", "zdnet.co.kr": "지디넷코리아",
    "dt.co.kr": "디지털타임스", "ddaily.co.kr": "디지털데일리",
    "koreaherald.com": "The Korea Herald", "koreatimes.co.kr": "The Korea Times",
}  # fmt: skip
_MAIL_DOMAIN = re.compile(r"@(?P<domain>[\w.-]+\w)")


def masthead(line: str, *, at_top: bool = False) -> str | None:
    """Return the outlet of a line that is nothing but an outlet's name, or None.

    At the top of a page, "The" and a name or two are enough.
    """
    logo = _LOGO.fullmatch(line)
    if logo is not None:
        return logo["name"]
    korean = _KOREAN.fullmatch(line)
    if korean is not None and not _NOT_OUTLETS.fullmatch(line):
        return korean["name"]
    english = _ENGLISH.fullmatch(line) or (at_top and _ENGLISH_AT_TOP.fullmatch(line))
    return _spelled(line) if english and len(line) <= 40 else None


def _spelled(name: str) -> str:
    """Return a name of several words as it is spelled in prose: no capitals but the first."""
    return name.title() if name.isupper() and " " in name else name


def opening_masthead(line: str) -> str | None:
    """Return the outlet whose name opens a line that goes on as a menu: "어느뉴스 홈 정치 경제"."""
    name, *labels = line.split()
    if len(labels) < 2 or not _BUTTONS.intersection(labels) or max(map(len, labels)) > 8:
        return None
    return masthead(name)


def after_title(title: str) -> str | None:
    """Return the site's name that a declared title ends with: "A headline - Outlet"."""
    named = _AFTER_TITLE.search(title)
    return named["name"].strip() if named else None


def outlet_of_mail(text: str) -> str | None:
    """Return the outlet whose own domain a reporter's mail address in `text` has, or None."""
    for found in _MAIL_DOMAIN.finditer(text):
        for domain, name in _DOMAINS.items():
            if found["domain"] == domain or found["domain"].endswith(f".{domain}"):
                return name
    return None
