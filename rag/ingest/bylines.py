"""Datelines, reporters and outlets, as Korean and English pages print them.

(경주=통신사) 특별취재단 =          [서울=통신사] 아무개 기자 =       [경제지 아무개 기자]
(지디넷코리아=아무개 기자)          [파이낸셜뉴스]                   뉴욕=아무개 특파원
SEOUL, Oct 31 (Agency) -            By Jane Doe and John Roe
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROLE = (
    r"(?:(?:선임|수습|인턴|전문|객원|편집|정치|경제|국제|사회|산업|과학|문화|영상|사진|탐사|의학|"
    r"IT|AI)\s?)?"
    r"(?:기자|특파원|논설위원|앵커|통신원|리포터|에디터|칼럼니스트|PD)"
)
_NAME = r"[가-힣]{2,4}"
_TEAM = r"(?:공동|합동|특별)?취재[단팀반본부]+"
_PEOPLE = rf"{_NAME}(?:\s?{_ROLE})?(?:[·,ㆍ・/&\s]+{_NAME}(?:\s?{_ROLE})?)*"
_OUTLET_TAIL = (
    r"(?:뉴스|뉴스\d|일보|신문|경제|시스|통신|방송|타임스|타임즈|데일리|투데이|저널|헤럴드|코리아|"
    r"핌|"
    r"프레시안|오마이뉴스|한겨레|경향|미디어|비즈|이코노미|일리|TV|채널\w|포스트|리뷰|매거진|펜|팩트|"
    r"토마토)"
)
_NOT_A_PLACE = re.compile(
    r"사진|제공|자료|그래픽|출처|영상|캡처|캡쳐|이미지|일러스트|삽화|DB|편집|촬영"
)
_WIRE = re.compile(
    r"[\[(【〔<](?P<place>[가-힣A-Za-z][가-힣A-Za-z·,./\s]{0,24}?)\s*=\s*"
    rf"(?:(?P<outlet>[^\[\]()【】〔〕<>=\n]{{2,24}}?))[\])】〕>]\s*"
    rf"(?:(?P<who>(?:{_TEAM}|{_PEOPLE}))\s*=\s*)?"
)
_SQUARE = re.compile(
    r"[\[【(](?:(?P<place>[가-힣]{1,8})\s*=\s*)?(?P<outlet>[^\[\]【】()=\n]{2,24}?)"
    rf"\s*[\s=ㅣ|/·,]\s*(?P<who>{_NAME}(?:[·,ㆍ\s]+{_NAME})*)\s?{_ROLE}[\]】)]\s*=?\s*"
)
_OPENER = re.compile(rf"[\[【](?P<outlet>[가-힣A-Za-z\d]{{1,12}}{_OUTLET_TAIL})[\]】]\s*")
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_ENGLISH = re.compile(
    r"(?P<place>[A-Z][A-Za-z.'’/\- ]{2,30}(?:,\s[A-Z][A-Za-z.' ]{2,25}){0,2}?)"
    rf"(?:,\s+{_MONTH}\s\d{{1,2}})?\s*\((?P<outlet>[A-Z][A-Za-z .&]{{1,24}})\)\s*(?:[—–―_-]+|--)\s*"
)
_ENGLISH_BARE = re.compile(r"\((?P<outlet>[A-Z][A-Za-z .&]{1,24})\)\s*(?:[—–―_-]+|--)\s*")
_BY = re.compile(
    r"^(?:By|BY|Written by|Reporting by|"
    r"Story by)\s+(?P<who>[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3}"
    r"(?:(?:,\s(?:and\s)?|\sand\s|\s&\s)[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){1,3})*)"
    r"(?:,?\s(?:in\s.*|Associated Press|AP|Reuters|Staff.*|.*[Ww]riter|.*[Cc]orrespondent))?\s*$"
)
BARE_NAME = re.compile(r"^[A-Z][a-z]+(?:\s[A-Z][\w.'’\-]*){1,2}$")
OUTLET_NAME = re.compile(
    r"[가-힣]{1,6}(?:일보|신문|저널|헤럴드|타임스|타임즈|투데이|데일리|방송|통신)|연합뉴스|뉴시스|"
    r"뉴스1|뉴스핌|한겨레|이데일리|"
    r"NEWSIS|(?:KBS|MBC|SBS|YTN|JTBC|TV조선|채널A|MBN)(?:\s?뉴스)?|(?:아주|한국|매일|서울|아시아|"
    r"헤럴드)경제|"
    r"ZDNet Korea|지디넷코리아|머니투데이|오마이뉴스|프레시안|노컷뉴스|The Korea (?:Herald|Times)|"
    r"Yonhap News(?: Agency)?|"
    r"Reuters|AP News|TechCrunch|Bloomberg|CNBC|CNN|BBC(?: News)?|The Guardian|The New York Times"
)
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
REPORTER = rf"{_NAME}(?:[·,ㆍ\s]+{_NAME})*\s?{_ROLE}"
_REPORTERS = re.compile(rf"(?<![가-힣])(?P<who>{_NAME}(?:[·,ㆍ\s]+{_NAME})*)\s?{_ROLE}(?![가-힣])")
_TEAM_ONLY = re.compile(_TEAM)
_ROLE_END = re.compile(rf"\s?{_ROLE}$")
_NOT_A_NAME = frozenset(
    [
        *[
            "사진",
            "영상",
            "취재",
            "담당",
            "본지",
            "현장",
            "선임",
            "수습",
            "인턴",
            "전문",
            "객원",
            "편집",
            "기사",
        ],
        *[
            "입력",
            "등록",
            "수정",
            "글",
            "정치",
            "경제",
            "사회",
            "국제",
            "문화",
            "산업",
            "과학",
            "정리",
            "그래픽",
        ],
        *[
            "구독",
            "서울",
            "세종",
            "부산",
            "대구",
            "광주",
            "대전",
            "인천",
            "경주",
            "제주",
            "워싱턴",
            "베이징",
        ],
        *[
            "도쿄",
            "뉴욕",
            "런던",
            "파리",
            "기자",
            "특파원",
            "작성자",
            "글쓴이",
            "시민",
            "동행",
            "다른",
            "이메일",
        ],
    ]
)
_COPYRIGHT = re.compile(
    r"ⓒ|©|\(c\)|저작권자|copyright|무단\s?전재|무단\s?복제|all rights reserved|재배포\s?금지", re.I
)
_COPYRIGHT_NOISE = re.compile(
    r"저작권자|저작권법.*|copyrights?|ⓒ|©|\(c\)|(?:19|20)\d{2}(?:\s?[-–~]\s?(?:\d{4}|현재))?년?|"
    r"[\[\]<>()《》]|"
    r"㈜|주식회사|\(주\)|무단.*|재배포.*|재판매.*|all rights.*|AI\s?학습.*|'[^']*'|‘[^’]*’|"
    r"\"[^\"]*\"|"
    r"(?:https?://)?(?:www\.)?[\w-]+\.(?:com|co\.kr|kr|net|org)\S*|\bby\b|"
    r"\bthe associated\b(?! press)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """An opening such as "(경주=통신사) 아무개 기자 = "; the offsets are in the line searched."""

    start: int
    end: int
    outlet: str | None
    place: str | None
    reporters: tuple[str, ...]


def find_dateline(line: str) -> Dateline | None:
    """Return the first dateline of a line, wherever it stands, or None."""
    if "=" in line or "[" in line or "【" in line:
        for pattern in (_WIRE, _SQUARE):
            for match in pattern.finditer(line):
                dateline = _korean_dateline(match)
                if dateline is not None:
                    return dateline
        opener = _OPENER.match(line)
        if opener is not None:
            return Dateline(0, opener.end(), opener["outlet"], None, ())
    english = _ENGLISH.match(line)
    if english is not None and _is_upper_place(english["place"]):
        place = english["place"].split(",")[0].strip()
        return Dateline(0, english.end(), english["outlet"].strip(), _capital(place), ())
    bare = _ENGLISH_BARE.match(line)
    return Dateline(0, bare.end(), bare["outlet"].strip(), None, ()) if bare else None


def _korean_dateline(match: re.Match[str]) -> Dateline | None:
    place, outlet, who = match["place"], (match["outlet"] or "").strip(), match["who"] or ""
    if _NOT_A_PLACE.search(f"{place or ''} {outlet}"):
        return None
    if match.re is _WIRE:
        if re.search(rf"{_ROLE}$", outlet):
            first, _, people_text = outlet.partition(" ")
            if place and re.search(rf"{_OUTLET_TAIL}$", first):  # [세종=경제지 아무개 기자]
                people = names_in(people_text)
                return Dateline(match.start(), match.end(), first, place.strip(), people)
            # [경제지=아무개 기자]: the outlet stands first
            before, people = (place or "").split(), names_in(outlet)
            return Dateline(match.start(), match.end(), before[0] if before else None, None, people)
        if not who and not re.search(rf"{_OUTLET_TAIL}$", outlet):
            return None
    elif not match.group().startswith("[") and not match.group().startswith("【") and not place:
        return None  # "(아무개 아무개 기자)" closes a story, it names no outlet
    elif re.fullmatch(_NAME, outlet) and not re.search(rf"{_OUTLET_TAIL}$", outlet):
        return None
    outlet = outlet.split("/")[-1].strip()
    people = (who,) if _TEAM_ONLY.fullmatch(who) else _split_names(who)
    place = place.strip() if place else None
    return Dateline(match.start(), match.end(), outlet, place, people)


def _is_upper_place(place: str) -> bool:
    first = place.split(",")[0].strip()
    return first.isupper() or len(first.split()) <= 2


def _capital(place: str) -> str:
    return place.title() if place.isupper() else place


def names_in(text: str) -> tuple[str, ...]:
    """Return the reporters a byline names, in order: "가나다·라마바 기자", "By A B and C D"."""
    by = _BY.match(text.strip())
    if by is not None:
        names = re.split(r",\s(?:and\s)?|\sand\s|\s&\s", by["who"])
        return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    found: list[str] = []
    for match in _REPORTERS.finditer(text):
        found.extend(_split_names(match["who"]))
    if not found:
        found.extend(_TEAM_ONLY.findall(text))
    return tuple(dict.fromkeys(found))


def _split_names(who: str) -> tuple[str, ...]:
    names = (_ROLE_END.sub("", part).strip() for part in re.split(r"[·,ㆍ・/&\s]+", who))
    kept = (name for name in names if re.fullmatch(_NAME, name) and name not in _NOT_A_NAME)
    return tuple(dict.fromkeys(kept))


def is_byline(line: str) -> bool:
    """Tell whether a short line only says who wrote the story."""
    if len(line) > 120:
        return False
    if _BY.match(line):
        return True
    rest = re.sub(MAIL, "", line)
    left = _REPORTERS.sub("", rest) if rest == line or _REPORTERS.search(rest) else rest
    if left == line:
        return False
    return (
        len(re.sub(r"[\s()\[\]|·ㆍ,/=:<>{}]+|구독|입력|글|이메일|다른기사.*|페이스북.*", "", left))
        <= 6
    )


def is_copyright(line: str) -> bool:
    """Tell whether a line claims copyright or forbids copying."""
    return len(line) <= 250 and bool(_COPYRIGHT.search(line))


def outlet_of_copyright(line: str) -> str | None:
    """Return who claims copyright in a line, or None where nobody is named."""
    if not is_copyright(line):
        return None
    named = _COPYRIGHT_NOISE.sub(" ", re.sub(r"&\s?[\w.-]+\.(?:com|co\.kr|kr|net)\b", " ", line))
    named = re.sub(r"^[\s,.·:|&-]+|[\s,.·:|&-]+$", "", re.sub(r"\s+", " ", named))
    named = re.split(r"[.,|]\s|\s[-|]\s", named)[0].strip(" .,")
    named = re.sub(r"^The (?=[A-Z])", "", named)
    return named if 2 <= len(named) <= 30 and not re.search(r"[다요]$", named) else None
