"""True claims made wrong in one way each, without help of the parsers that are measured.

Every corruption takes a claim, whether it is Korean, and dice; it returns the wrong claim, or None
where the claim gives nothing to take hold of.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Corruption = Callable[[str, bool, random.Random], str | None]

_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
]  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NUMBER = re.compile(
    r"(?<![\w.,-])(?<!제)[$€£]?(?P<digits>\d[\d,]*(?:\.\d+)?)(?!\s?[년월일시]|[\d.]*\d|st|nd|rd|th|[A-Z/])"
)
_YEAR_OR_DAY = re.compile(
    rf"(?:{'|'.join(_MONTHS)}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s\d|\b(?:19|20)\d\d\b"
)
_WORDS_EN = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_WORDS_KO = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]
_KO_WORD = re.compile(
    r"(?<![가-힣])(한|두|세|네|다섯|여섯|일곱|여덟|아홉) (?=명|개|번|차례|곳|사람|달)"
)
_EN_WORD = re.compile(rf"\b({'|'.join(_WORDS_EN)})\b(?= [a-z]+s\b)")
_SCALES_EN = {
    "thousand": "million", "million": "billion", "billion": "million", "trillion": "billion",
}  # fmt: skip
_UNITS_KO = {
    "%": "%p",
    "명": "개국",
    "달러": "배럴",
    "년간": "개월간",
    "시간": "분",
    "분간": "시간 동안",
    "km": "kg",
    "킬로미터": "킬로그램",
    "미터": "킬로미터",
    "개월": "주",
    "배럴": "톤",
    "세트": "명",
    "세기": "년",
    "개국": "명",
    "배": "명",
    "표": "명",
    "세": "년",
    "살": "년",
    "건": "명",
    "개": "명",
    "야드": "마일",
    "마일": "미터",
    "대": "명",
    "퍼센트": "명",
    "톤": "km",
    "주": "개월",
}
_UNITS_EN = {
    "percent": "percentage points",
    "%": " percentage points",
    "people": "countries",
    "hours": "minutes",
    "minutes": "hours",
    "days": "weeks",
    "weeks": "months",
    "months": "weeks",
    "years": "months",
    "miles": "feet",
    "feet": "miles",
    "kilometers": "kilograms",
    "gigawatts": "kilometers",
    "barrels": "tons",
    "cents": "percent",
    "pounds": "miles",
    "points": "people",
    "countries": "people",
    "soldiers": "countries",
    "women": "countries",
    "-year-old": "-foot-tall",
    "yard": "mile",
    "votes": "percent",
    "seconds": "hours",
}
_MONEY_KO = {
    "달러": "원", "유로": "달러", "파운드": "달러", "엔": "위안", "원": "달러", "위안": "엔",
}  # fmt: skip
_MONEY_EN = {"dollars": "won", "dollar": "won", "won": "dollars", "euros": "dollars", "yen": "yuan"}
# fmt: off
_NAMES_KO = (
    "오바마", "매케인", "부시", "클린턴", "힐러리", "카라지치", "무가베", "이명박",
    "노무현", "사르코지", "푸틴", "라이스", "블레어", "미국", "중국", "일본", "한국",
    "북한", "영국", "프랑스", "독일", "이라크", "이란", "이스라엘", "러시아", "인도",
    "파키스탄", "터키", "아프가니스탄", "세르비아", "짐바브웨", "수단", "캄보디아",
    "태국", "호주", "캐나다", "브라질", "멕시코", "베이징", "서울", "런던", "뉴욕",
    "워싱턴", "바그다드", "도쿄", "베를린", "파리", "캘리포니아", "구글", "애플",
    "마이크로소프트", "야후", "보잉", "삼성", "현대", "소니", "인텔", "인터넷익스플로러",
)
# fmt: on
_NAME_KO = re.compile(rf"(?<![가-힣])(?:{'|'.join(_NAMES_KO)})(?=[ ,]|[은는이가을를의에와과도])")
_NAME_EN = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})*(?=[ ,.'])")
_NOT_NAMES = frozenset(
    (
        *_MONTHS, *_DAYS, "President", "Minister", "Mr", "English", "Internet", "North", "South",
        "East", "West", "Middle", "Eastern", "Western", "Southeast", "United", "States", "Nations",
        "State", "Secretary", "Assistant", "Foreign", "Prime", "Department", "Ministry", "Senator",
        "General", "Bank", "Museum", "Arts", "Airways", "Center", "Agency", "Control", "Security",
        "Committee", "Council", "University", "Court", "House", "White", "Olympic", "Olympics",
        "Tropical", "Storm", "Typhoon", "Hurricane", "Year", "Prize", "Party", "Games", "World",
    )
)  # fmt: skip
_NEGATED_KO = (
    (r"(?<!지 )(?<!지)않(았|는)다", None),
    (r"없었다", "있었다"),
    (r"없다", "있다"),
    (r"아니다", "이다"),
    (r"했다", "하지 않았다"),
    (r"됐다", "되지 않았다"),
    (r"되었다", "되지 않았다"),
    (r"한다", "하지 않는다"),
    (r"된다", "되지 않는다"),
    (r"있었다", "있지 않았다"),
    (r"있다", "있지 않다"),
    (r"였다", "이 아니었다"),
    (r"혔다", "히지 않았다"),
    (r"냈다", "내지 않았다"),
    (r"겼다", "기지 않았다"),
    (r"렸다", "리지 않았다"),
    (r"났다", "나지 않았다"),
    (r"왔다", "오지 않았다"),
    (r"했습니다", "하지 않았습니다"),
    (r"입니다", "이 아닙니다"),
    (r"합니다", "하지 않습니다"),
    (r"이다", "이 아니다"),
)
_AUXILIARY = re.compile(
    r"(?<=[a-z.] )(is|are|was|were|will|would|can|could|has been|have been|should|has|have|had)"
    r"(?= [a-z]+)(?! not| never| no )"
)
_DENIED_EN = re.compile(r" not(?= [a-z])(?! only| just)|(?<=[a-z])n[’']t(?= )")


def digit(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Change one digit of an amount, or a spelled number."""
    places = _amounts(claim)
    if not places:
        return _spelled(claim, korean, dice)
    start, end = dice.choice(places)
    at = dice.choice([i for i in range(start, end) if claim[i].isdigit()])
    lowest = "1" if at == start else "0"
    new = dice.choice([d for d in "0123456789" if d != claim[at] and d >= lowest])
    return claim[:at] + new + claim[at + 1 :]


def magnitude(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Make an amount ten or a thousand times as large or as small."""
    if not korean and (scale := re.search(rf"(?<=\d )({'|'.join(_SCALES_EN)})\b", claim)):
        return claim[: scale.start()] + _SCALES_EN[scale[0]] + claim[scale.end() :]
    if korean and (scale := re.search(r"(?<=\d)[만억](?!\s?\d)", claim)):
        return claim[: scale.start()] + {"만": "억", "억": "만"}[scale[0]] + claim[scale.end() :]
    places = _amounts(claim)
    if not places:
        return None
    start, end = dice.choice(places)
    whole = claim[start:end].replace(",", "")
    value = whole.replace(".", "") if "." in whole else whole + "0"
    return claim[:start] + value.lstrip("0") + claim[end:] if value.strip("0") else None


def unit(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Give an amount another unit."""
    return _after_number(claim, _UNITS_KO if korean else _UNITS_EN, dice)


def currency(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Give money another currency."""
    if not korean and (sign := re.search(r"\$(?=\d)", claim)):
        return claim[: sign.start()] + dice.choice("€£") + claim[sign.end() :]
    return _after_number(
        claim, _MONEY_KO if korean else _MONEY_EN, dice, gap=r"[\d만억천조 ]|illion "
    )


def date(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Move a year, a month, a day or a weekday."""
    patterns = (
        (
            r"(?<!\d)(?:19|20)\d\d(?=년)",
            r"(?<![\d.])\d{1,2}(?=월)",
            r"(?<![\d.])\d{1,2}(?=일(?![가-힣]{2}))",
            "[월화수목금토일](?=요일)",
        )
        if korean
        else (
            r"\b(?:19|20)\d\d\b(?! [a-z]+s\b)",
            rf"\b(?:{'|'.join(_MONTHS)})\b(?! [a-z])",
            r"(?<=(?:uary|arch|pril|June|July|gust|mber|ober) )\d{1,2}\b",
            rf"\b(?:{'|'.join(_DAYS)})\b",
        )
    )
    found = [m for pattern in patterns for m in re.finditer(pattern, claim)]
    if not found:
        return None
    place = dice.choice(found)
    return claim[: place.start()] + _moved(place[0], dice) + claim[place.end() :]


def name(claim: str, korean: bool, dice: random.Random, pool: tuple[str, ...] = ()) -> str | None:
    """Put another name, of a list (Korean) or of another sentence (English), for one."""
    pattern, names = (_NAME_KO, _NAMES_KO) if korean else (_NAME_EN, pool)
    found = [m for m in pattern.finditer(claim) if not _NOT_NAMES & set(m[0].split())]
    if not found or not names:
        return None
    place = dice.choice(found)
    for _ in range(20):
        new = dice.choice(names)
        if new not in claim and place[0] not in new:
            return claim[: place.start()] + new + claim[place.end() :]
    return None


def names_in(english: str) -> list[str]:
    """Return the names of an English sentence that may stand in for others, no parts of names."""
    found = (m[0] for m in _NAME_EN.finditer(english))
    return [name for name in found if not _NOT_NAMES & set(name.split())]


def korean_names_in(text: str) -> set[str]:
    """Return the listed Korean names of a text."""
    return {listed for listed in _NAMES_KO if listed in text}


def negation(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Deny what the claim says, or take its denial away."""
    if korean:
        for old, new in _NEGATED_KO:
            place = re.search(old + r"(?=[.\"”]*\s*$)", claim)
            if place and new:
                return claim[: place.start()] + new + claim[place.end() :]
        return None
    denied = list(_DENIED_EN.finditer(claim))
    if denied:
        place = denied[0]
        return None if len(denied) > 1 else claim[: place.start()] + claim[place.end() :]
    found = list(_AUXILIARY.finditer(claim))
    if not found:
        return None
    place = dice.choice(found)
    first = place[0].split()[0]
    return claim[: place.start()] + first + " not" + claim[place.start() + len(first) :]


def _amounts(claim: str) -> list[tuple[int, int]]:
    taken = [m.span() for m in _YEAR_OR_DAY.finditer(claim)]
    spans = [m.span("digits") for m in _NUMBER.finditer(claim)]
    spans = [(s, e - (claim[e - 1] == ",")) for s, e in spans]
    return [(s, e) for s, e in spans if not any(s < stop and begin < e for begin, stop in taken)]


def _spelled(claim: str, korean: bool, dice: random.Random) -> str | None:
    words = _WORDS_KO if korean else _WORDS_EN
    place = (_KO_WORD if korean else _EN_WORD).search(claim)
    if not place:
        return None
    new = dice.choice([word for word in words if word != place[1]])
    return claim[: place.start(1)] + new + claim[place.end(1) :]


def _after_number(
    claim: str, table: dict[str, str], dice: random.Random, gap: str = r"[\d만억천조 ]"
) -> str | None:
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    tail = r"(?![A-Za-z])" if words.isascii() else ""
    found = list(re.finditer(rf"(?<=\d)(?P<gap>(?:{gap})*)(?P<unit>{words}){tail}", claim))
    if not found:
        return None
    place = dice.choice(found)
    return claim[: place.start("unit")] + table[place["unit"]] + claim[place.end("unit") :]


def _moved(written: str, dice: random.Random) -> str:
    for row in (_MONTHS, _DAYS, list("월화수목금토일")):
        if written in row:
            return dice.choice([other for other in row if other != written])
    if len(written) == 4:
        return str(int(written) + dice.choice((-10, -3, -2, -1, 1, 2, 3)))
    top = 12 if int(written) < 13 else 28
    return str(dice.choice([n for n in range(1, top + 1) if n != int(written)]))


KINDS: dict[str, Corruption] = {
    "digit": digit,
    "magnitude": magnitude,
    "unit": unit,
    "currency": currency,
    "date": date,
    "name": name,
    "negation": negation,
}
