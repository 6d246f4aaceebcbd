"""Who wrote a story and whose it is, as bylines, closing lines and copyright lines print them.

아무개 기자 = …      글·사진=아무개 선임기자      /뉴욕=아무개 특파원      번역: 아무개 객원기자
By Jane Doe and John Roe, Staff Writer      By JANE DOE | Outlet      Reporting by Jane Doe in Seoul
"""

from __future__ import annotations

import re

ROLE = (
    r"(?:(?:선임|수습|인턴|전문|객원|편집|정치|경제|국제|사회|산업|과학|문화|영상|사진|탐사|의학|"
    r"IT|AI)\s?)?"
    r"(?:기자|특파원|논설위원|앵커|통신원|리포터|에디터|칼럼니스트|PD)"
)
NAME = r"[가-힣]{2,4}"
TEAM = r"(?:공동|합동|특별)?취재[단팀반본부]+"
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
REPORTER = rf"{NAME}(?:[·,ㆍ\s]+{NAME})*\s?{ROLE}"
BARE_NAME = re.compile(r"^[A-Z][a-z]+(?:\s[A-Z][\w.'’\-]*){1,2}$")
_REPORTERS = re.compile(
    rf"(?<![가-힣])(?P<who>{NAME}(?:[·,ㆍ\s]+{NAME})*)\s?{ROLE}(?![가-힣A-Za-z])"
)
_WORK = r"(?:글|사진|정리|번역|대담|진행|사회|취재|구성|편집)"
# "글·사진 아무개": what was done stands before the name, and no word for the job after it
_DID = re.compile(
    rf"^(?:글(?:[·,ㆍ/&\s]{{1,3}}{_WORK})*(?:\s?[=:：|]|\s)|(?!사진\s?[=:：|]){_WORK}(?:[·,ㆍ/&]{_WORK})*\s?[=:：|])"
    rf"\s?(?P<who>{NAME})$"
)
LABELLED_NAME = re.compile(
    rf"^(?:기자\s?[=:：]|(?:기자명|글쓴이|작성자)(?:\s?[=:：]|\s))\s?(?P<who>{NAME}(?:[·,ㆍ\s]+{NAME})*)$"
)
_PHOTOGRAPHER = re.compile(
    rf"(?<![·,ㆍ/&가-힣])(?:사진|영상|촬영|그래픽)\s?[=:：]\s?{NAME}(?:\s?{ROLE})?"
)
_POSTED = re.compile(rf"^[/(\[]?\s?(?P<place>[가-힣]{{2,6}})\s?=\s?{REPORTER}")
_SIGN_OFF = re.compile(
    r"^(?:지금까지 )?(?:[가-힣A-Z]{2,6}\s?뉴스,? |[가-힣]{2,8}에서 )"
    rf"(?P<who>{NAME}?)(?:\s기자)?(?:입니다|이었습니다|였습니다)\.?$"
)
_CONTRIBUTOR = re.compile(
    rf"^[/|]?\s?(?P<who>{NAME})[\s,/|·(]+(?:[가-힣A-Za-z·()]+\s){{0,3}}[가-힣A-Za-z·()]*"
    r"(?:교수|대표|변호사|연구원|연구위원|위원|위원장|소장|원장|회장|이사장|이사|작가|평론가|박사|"
    r"의원|장관|대사|센터장|본부장|국장|칼럼니스트|주필|논설실장)\)?$"
)
_TEAM_ONLY = re.compile(TEAM)
_ROLE_END = re.compile(rf"\s?{ROLE}$")
_NOT_NAMES = """뉴스 사진 영상 취재 담당 본지 현장 선임 수습 인턴 전문 객원 편집 기사 기자명 입력
등록 수정 글 정치 경제 사회 국제 문화 산업 과학 정리 번역 그래픽 구독 서울 세종 부산 대구 광주 대전
인천 울산 경주 제주 워싱턴 베이징 도쿄 뉴욕 런던 파리 기자 특파원 작성자 글쓴이 시민 동행 다른
이메일"""
_NOT_A_NAME = frozenset(_NOT_NAMES.split())
_BY = re.compile(
    r"^(?:By|BY|Written by|Reporting by|Story by|Words by|Text by)\s+(?P<who>[A-Z].*)$"
)
_ENGLISH_NAME = re.compile(
    r"[A-Z][\w.'’\-]*(?:\s(?:(?:de|van|von|bin|al|der|la)\s)?[A-Z][\w.'’\-]*){0,3}"
)
_JOB = re.compile(
    r"\b(?:Writers?|Correspondents?|Reporters?|Editors?|Staff|Agenc(?:y|ies)|Wires?|News|Press|"
    r"Bureau|Columnist|Contributor|Producer|Reuters|AP|AFP|Bloomberg|Yonhap)\b",
    re.I,
)
_JOB_LINE = re.compile(
    r"^(?:[A-Z][\w.&'’-]*\s|(?:and|of|in|for|the|at)\s){0,5}"
    r"(?:Writer|Correspondent|Reporter|Editor|Columnist|Contributor)s?(?:,\s[A-Z][\w. ]{2,20})?$|"
    r"^Special to .{2,40}$"
)
# A claim, and not news about copyright: "저작권자 동의 없이 …", "Copyright law was …".
_COPYRIGHT = re.compile(
    r"(?:copyrights?|저작권자?)\s?(?:[ⓒ©:：]|\(c\)|(?:19|20)\d{2})|"
    r"^\W{0,2}copyrights? (?!law|holder|owner|claim|office|case)[\w .,'&-]{2,40}$|"
    r"[<\[(]\s?저작권자|[ⓒ©]\s?copyright|"
    r"(?:[ⓒ©]|\(c\))[^.]{0,40}(?:19|20)\d{2}|무단\s?(?:전재|복제)\s?(?:및|[-·,/&]|와|금지|재배포|배포|$)|"
    r"all rights reserved|재배포\s?금지",
    re.I,
)
_BARE_SIGN = re.compile(r"^\W{0,3}(?:[ⓒ©]|\(c\))")
_COPYRIGHT_NOISE = re.compile(
    r"저작권자|저작권법.*|copyrights?|ⓒ|©|\(c\)|(?:19|20)\d{2}(?:\s?[-–~]\s?(?:\d{4}|현재))?년?|"
    r"[\[\]<>()《》]|"
    r"㈜|주식회사|\(주\)|무단.*|재배포.*|재판매.*|all rights.*|AI\s?학습.*|'[^']*'|‘[^’]*’|"
    r"\"[^\"]*\"|"
    r"(?:https?://)?(?:www\.)?[\w-]+\.(?:com|co\.kr|kr|net|org)\S*|\bby\b|"
    r"\bthe associated\b(?! press)",
    re.I,
)
_COMPANY = re.compile(
    r"(?:,?\s(?:Media|Group|Holdings|Publishing|Company|Corporation|Limited|Ltd|LLC|Inc|Corp|Co)\.?)+$"
)


def names_in(text: str) -> tuple[str, ...]:
    """Return the reporters a byline names, in order: "가나다·라마바 기자", "By A B and C D"."""
    text = text.strip()
    english = _english_names(text)
    if english is not None:
        return english
    found: list[str] = []
    for match in _REPORTERS.finditer(_PHOTOGRAPHER.sub(" ", text)):
        found.extend(split_names(match["who"]))
    if not found:
        found.extend(_TEAM_ONLY.findall(text))
    if not found:
        told = _DID.match(text) or LABELLED_NAME.match(text) or _SIGN_OFF.match(text)
        found.extend(split_names(told["who"]) if told else ())
    return tuple(dict.fromkeys(found))


def _english_names(text: str) -> tuple[str, ...] | None:
    """Return the names after "By" or "Reporting by"; None where anything else stands there too."""
    by = _BY.match(text)
    if by is None or len(text) > 200:
        return None
    names: list[str] = []
    who = re.split(r"\s[|/]\s|;|\s[—–]\s", by["who"])[0].strip(" .")
    for part in re.split(r",\s(?:and\s)?|\sand\s|\s&\s|\swith\s", who):
        name = re.sub(r"\s(?:in|for|at|of)\s.*$", "", part.strip())
        if _JOB.search(name) or not name:
            continue
        if not _ENGLISH_NAME.fullmatch(name) or re.search(r"\d", name):
            return None
        names.append(name.title() if name.isupper() and " " in name else name)
    return tuple(dict.fromkeys(names))


def split_names(who: str) -> tuple[str, ...]:
    """Return the Korean names of a list without the words for their jobs."""
    names = (_ROLE_END.sub("", part).strip() for part in re.split(r"[·,ㆍ・/&\s]+", who))
    kept = (name for name in names if re.fullmatch(NAME, name) and name not in _NOT_A_NAME)
    return tuple(dict.fromkeys(kept))


def is_byline(line: str) -> bool:
    """Tell whether a short line only says who wrote the story."""
    if len(line) > 120:
        return False
    if _BY.match(line):
        return _english_names(line) is not None
    if _DID.match(line) or LABELLED_NAME.match(line) or _JOB_LINE.match(line):
        return True
    rest = re.sub(MAIL, "", line)
    left = _REPORTERS.sub("", rest) if rest == line or _REPORTERS.search(rest) else rest
    if left == line:
        return False
    bare = re.sub(
        rf"[\s()\[\]|·ㆍ,/=:<>{{}}]+|구독|입력|기자명|{_WORK}|이메일|다른기사.*|페이스북.*",
        "",
        left,
    )
    return len(bare) <= 6


def place_of_byline(line: str) -> str | None:
    """Return where a reporter is posted, of a line such as "워싱턴=아무개 특파원"."""
    posted = _POSTED.match(line)
    if posted is None or re.fullmatch(_WORK, posted["place"]):
        return None
    return posted["place"]


def signs_off(line: str) -> bool:
    """Tell whether a line is a broadcaster's last: "어느뉴스 아무개입니다."."""
    return bool(_SIGN_OFF.match(line))


def contributor_in(line: str) -> tuple[str, ...]:
    """Return who a line such as "아무개 어느대 교수" names, which stands over a guest's column."""
    told = _CONTRIBUTOR.match(line) if len(line) <= 50 else None
    return split_names(told["who"]) if told else ()


def is_job(line: str) -> bool:
    """Tell whether a line is only a reporter's job: "Southeast Asia Correspondent"."""
    return bool(_JOB_LINE.match(line))


def is_copyright(line: str) -> bool:
    """Tell whether a line claims copyright or forbids copying.

    A mere "ⓒ" after a text is a photo's credit.
    """
    return len(line) <= 250 and bool(_COPYRIGHT.search(line) or _BARE_SIGN.match(line))


def ends_story(line: str) -> bool:
    """Tell whether a copyright line is a story's last; a bare "ⓒ somebody" may be a photo's."""
    return is_copyright(line) and bool(_COPYRIGHT.search(line))


def outlet_of_copyright(line: str) -> str | None:
    """Return who claims copyright in a line, or None where nobody is named."""
    if not is_copyright(line):
        return None
    named = _COPYRIGHT_NOISE.sub(" ", re.sub(r"&\s?[\w-]+(?:\.[\w-]+)+", " ", line))
    named = re.sub(r"^[\s,.·:|&-]+|[\s,.·:|&-]+$", "", re.sub(r"\s+", " ", named))
    named = re.split(r"[.,|]\s|\s[-|]\s", named)[0].strip(" .,")
    named = _COMPANY.sub("", re.sub(r"^The (?=[A-Z])", "", named))
    return named if 2 <= len(named) <= 30 and not re.search(r"[다요]$", named) else None
