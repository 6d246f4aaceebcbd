"""The opening of a story that says where it was written and by whom.

(경주=통신사) 특별취재단 =          [서울=통신사] 아무개 기자 =       [경제지 아무개 기자]
(지디넷코리아=아무개 기자)          [파이낸셜뉴스]                   [뉴욕=아무개 특파원]
SEOUL, Oct 31 (Agency) -            Oct 31 (Agency) -            INCHEON, South Korea —
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.ingest.bylines import NAME, ROLE, TEAM, names_in, split_names
from rag.ingest.mastheads import OUTLET_TAIL

_PEOPLE = rf"{NAME}(?:\s?{ROLE})?(?:[·,ㆍ・/&\s]+{NAME}(?:\s?{ROLE})?)*"
_NOT_A_PLACE = re.compile(
    r"사진|제공|자료|그래픽|출처|영상|캡처|캡쳐|이미지|일러스트|삽화|DB|편집|촬영"
)
_CITY_NAMES = """
서울 부산 대구 인천 광주 대전 울산 세종 수원 성남 용인 고양 평택 이천 춘천 원주 강릉 청주 천안
전주 군산 목포 여수 순천 포항 경주 안동 구미 창원 진주 제주 서귀포 판교 송도 워싱턴 뉴욕
로스앤젤레스 실리콘밸리 샌프란시스코 베이징 상하이 홍콩 선전 도쿄 오사카 런던 파리 베를린 브뤼셀
제네바 모스크바 하노이 방콕 싱가포르 자카르타 뉴델리 두바이 카이로 시드니"""
_CITIES = frozenset(_CITY_NAMES.split())
_WIRE = re.compile(
    r"[\[(【〔<](?P<place>[가-힣A-Za-z][가-힣A-Za-z·,./\s]{0,24}?)\s*=\s*"
    rf"(?:(?P<outlet>[^\[\]()【】〔〕<>=\n]{{2,24}}?))[\])】〕>]\s*"
    rf"(?:(?P<who>(?:{TEAM}|{_PEOPLE}))\s*=\s*)?"
)
_SQUARE = re.compile(
    r"[\[【(](?:(?P<place>[가-힣]{1,8})\s*=\s*)?(?P<outlet>[^\[\]【】()=\n]{2,24}?)"
    rf"\s*[\s=ㅣ|/·,]\s*(?P<who>{NAME}(?:[·,ㆍ\s]+{NAME})*)\s?{ROLE}[\]】)]\s*=?\s*"
)
_OPENER = re.compile(rf"[\[【](?P<outlet>[가-힣A-Za-z\d]{{1,12}}{OUTLET_TAIL})[\]】]\s*")
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DASH = r"\s*(?:[—–―_-]+|--)\s*"
_ENGLISH = re.compile(
    r"(?P<place>[A-Z][A-Za-z.'’/\- ]{2,30}(?:,\s[A-Z][A-Za-z.' ]{2,25}){0,2}?)"
    rf"(?:,\s+{_MONTH}\s\d{{1,2}})?\s*\((?P<outlet>[A-Z][A-Za-z .&]{{1,24}})\){_DASH}"
)
_ENGLISH_BARE = re.compile(
    rf"(?:{_MONTH}\s\d{{1,2}}\s)?\((?P<outlet>[A-Z][A-Za-z .&]{{1,24}})\){_DASH}"
)
# "BUSAN, South Korea, June 24, 2025 — A …": capitals, and a sentence that begins after the dash
_ENGLISH_PLACE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’\-]+(?:\s[A-Z][A-Z.'’\-]+){0,2})(?:,\s[A-Z][A-Za-z.' ]{2,25}?){0,2}"
    rf"(?:,\s+{_MONTH}\s\d{{1,2}}(?:,\s20\d\d)?)?\s*(?:[—–―]|--?(?=\s))\s*(?=[\"“'‘]?[A-Z])"
)

# LONDON, England (CNN) --
_AGENCY_DATELINE = re.compile(
    r"""
    ^ (?: [A-Z][A-Z.\ ]{2,} (?:,\ [A-Z][A-Za-z.\ ]+)? \ ? )?
    \( (?:CNN|AP|AFP|Reuters|Yonhap|UPI) \) \s* [-–—]* \s*
    """,
    re.VERBOSE,
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
    return _english_dateline(line)


def without_dateline(claim: str) -> str:
    """Return a claim without the "LONDON, England (CNN)" that opens a wire story."""
    return _AGENCY_DATELINE.sub("", claim, count=1)


def _english_dateline(line: str) -> Dateline | None:
    english = _ENGLISH.match(line)
    if english is not None and _is_upper_place(english["place"]):
        place = english["place"].split(",")[0].strip()
        return Dateline(0, english.end(), english["outlet"].strip(), _capital(place), ())
    bare = _ENGLISH_BARE.match(line)
    if bare is not None:
        return Dateline(0, bare.end(), bare["outlet"].strip(), None, ())
    place_only = _ENGLISH_PLACE.match(line)
    if place_only is not None and len(place_only["place"]) >= 4:
        return Dateline(0, place_only.end(), None, _capital(place_only["place"]), ())
    return None


def _korean_dateline(match: re.Match[str]) -> Dateline | None:
    place, outlet, who = match["place"], (match["outlet"] or "").strip(), match["who"] or ""
    if _NOT_A_PLACE.search(f"{place or ''} {outlet}"):
        return None
    if match.re is _WIRE:
        if re.search(rf"{ROLE}$", outlet):
            return _with_reporter_inside(match, (place or "").strip(), outlet)
        opens = match.start() == 0 and (place or "").strip() in _CITIES
        if not who and not opens and not re.search(rf"{OUTLET_TAIL}$", outlet):
            return None
    elif not match.group().startswith("[") and not match.group().startswith("【") and not place:
        return None  # "(아무개 아무개 기자)" closes a story, it names no outlet
    elif re.fullmatch(NAME, outlet) and not re.search(rf"{OUTLET_TAIL}$", outlet):
        return None
    outlet = outlet.split("/")[-1].strip()
    people = (who,) if re.fullmatch(TEAM, who) else split_names(who)
    place = place.strip() if place else None
    return Dateline(match.start(), match.end(), outlet, place, people)


def _with_reporter_inside(match: re.Match[str], place: str, inside: str) -> Dateline:
    """Return the dateline of a bracket that names a reporter after its sign."""
    first, _, people_text = inside.partition(" ")
    start, end = match.span()
    if place and re.search(rf"{OUTLET_TAIL}$", first):  # [세종=경제지 아무개 기자]
        return Dateline(start, end, first, place, names_in(people_text))
    if place in _CITIES or inside.endswith("특파원"):  # [뉴욕=아무개 특파원]
        return Dateline(start, end, None, place, names_in(inside))
    # [경제지=아무개 기자]: the outlet stands first
    return Dateline(start, end, place.split()[0] if place else None, None, names_in(inside))


def _is_upper_place(place: str) -> bool:
    first = place.split(",")[0].strip()
    return first.isupper() or len(first.split()) <= 2


def _capital(place: str) -> str:
    return place.title() if place.isupper() else place
