"""One end of a quantity: a numeral with the unit, counter or noun that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.text.quantities import numerals, unit_tables, units
from rag.text.quantities.numerals import Numeral
from rag.text.quantities.units import UnitMatch

_LOOSE_ENGLISH = (
    r"of|in|and|or|to|the|a|an|for|by|with|from|on|at|as|that|were|was|are|is|have|has|had|after|"
    r"who|which|killed|said|per|than|but|this|last|since|between|over|will|against|into|when|it|be|"
    r"more|other|if|before|during|percent|million|billion|its|their|his|her|where|while|whose|"
    r"because|"
    r"so|did|do|does|can|could|would|should|may|might|must|not|out|up|down|off|under|until|through|"
    r"about|told|took|went|came|injured|wounded|missing|arrested|worth|ago|later|earlier|inside|"
    r"near"
)
_ADJECTIVE = re.compile(rf"\s(?!(?:{_LOOSE_ENGLISH})\b)[A-Za-z][\w'’-]*(?=\s)")
_FOLD_NEXT = re.compile(r"\s(?:as|more|larger|higher|bigger|faster|greater|better|the|what|over)\b")
_METRE_NEXT = re.compile(
    r"[\s-](?:high|long|wide|deep|tall|race|sprint|away|below|above|from|tower)"
)
_HANGUL = re.compile(r"[가-힣]")
_ROUGH = re.compile(r"여(?=\s?[가-힣A-Za-z㎞㎏㎡%])")
# What may be glued to a number that has no unit: a particle, not another word (6자회담, 4강).
_GLUED_NEXT = re.compile(
    r"[은는이가을를의에와과도만로선대](?![가-힣]{2,}[^다])|으로|까지|부터|보다|이상|이하|이나|"
    r"이며|이고|"
    r"초과|미만|정도|가량|안팎|에서|에는|이다|이었|였|입니|임(?![가-힣])|이에요|예요|인데|이라|이지|이죠|이어서|이랍|죠"
)
_HALF = re.compile(r"\s?반(?=$|[^가-힣]|[을이의에만간])")
_HALVED = frozenset(("year", "month", "week", "day", "hour", "fold"))
# 한 is also "that did", and a glued syllable is often another word: 세대, 한편, 두건.
_ONE_UNITS = frozenset(("명", "가지", "달", "시간", "차례", "마리", "표", "개", "장"))
_GLUED_UNITS = frozenset(
    (
        "명",
        "배",
        "달",
        "시간",
        "개",
        "차례",
        "가지",
        "사람",
        "나라",
        "번",
        "곳",
        "마리",
        "살",
        "군데",
        "팀",
    )
)
_NATIVE_NEVER = frozenset(
    [
        "분",
        "초",
        "년",
        "일",
        "위",
        "점",
        "도",
        "인",
        "등",
        "원",
        "달러",
        "엔",
        "세",
        "불",
        "프로",
        "킬로",
        "기",
        "실",
        "승",
        "패",
        "평",
        "유로",
        "리터",
        "미터",
        "나노",
        "랜드",
        "리라",
        "층",
        "석",
        "발",
        "줄",
        "병",
        "회",
    ]
)
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "일주일": 7, "하루": 1}
_DAY_WORD = re.compile(
    r"(?<![가-힣])(?:이틀|사흘|나흘|닷새|엿새|열흘|일주일|하루(?=\s?(?:만에|동안|간\b)))(?!날|째)"
)
_SINO_UNITS = frozenset(
    [
        "person",
        "item",
        "unit",
        "case",
        "year",
        "month",
        "%",
        "fold",
        "KRW",
        "USD",
        "EUR",
        "JPY",
        "CNY",
        "vote",
        "time",
        "household",
        "house",
        "ship",
        "animal",
        "km",
        "m",
        "t",
        "company",
        "country",
        "place",
        "page",
        "volume",
        "share",
    ]
)
_SINO_SHORT = re.compile(
    r"(?P<digit>[일이삼사오육칠팔구십])(?:\s?(?=개월|퍼센트)|(?=년간|년\s?동안))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A value with its unit; `spelled` says whether the unit stands right behind the numeral.

    `factor` is what the written unit multiplied the value by, `scale` the numeral's last
    multiplier (만, million), `rough` whether 여 follows the numeral.
    """

    low: Decimal
    high: Decimal
    end: int
    unit: str
    rough: bool = False
    scale: int = 1
    factor: Decimal = Decimal(1)
    spelled: bool = False


def read_term(text: str, numeral: Numeral, money: str) -> Term | None:
    """Add to a numeral what follows it; None when that makes the number part of a word."""
    numeral = _scaled(text, numeral, money)
    rough = _ROUGH.match(text, numeral.end)
    end = rough.end() if rough else numeral.end
    found = units.read_unit(text, end)
    if money:
        end = found.end if found and found.unit.name == money else end
        return Term(numeral.low, numeral.high, end, money, bool(rough), numeral.scale)
    if found and found.spelled in units.SINGULAR and text[end] == " " and numeral.low != 1:
        found = None  # an attribute, not the counter: "400 company workers", "the 2010 goal"
    if found:
        return _with_unit(text, numeral, found, bool(rough))
    if rough or not _may_end(text, end):
        return None
    unit = _noun_ahead(text, end)
    if not unit and numeral.style == "words" and numeral.low == 1:
        return None
    return Term(numeral.low, numeral.high, end, unit, False, numeral.scale)


def _scaled(text: str, numeral: Numeral, money: str) -> Numeral:
    """Read a glued k, m, b or t as a scale, unless it is a metre or a tonne."""
    scaled = numerals.read_letter_scale(text, numeral)
    if not scaled or money:
        return scaled or numeral
    letter = text[numeral.end]
    korean = _HANGUL.search(text[max(0, numeral.end - 30) : numeral.end + 30])
    if korean or letter in "TtKB" or _METRE_NEXT.match(text, scaled.end):
        counted = re.match(r"\s?(?:param|token)", text[scaled.end : scaled.end + 8])
        return scaled if letter in "TKB" and counted else numeral
    return scaled


def _may_end(text: str, end: int) -> bool:
    """Say whether a number may end here: before a space or particle, not inside a word."""
    behind = text[end : end + 1]
    if _HANGUL.match(behind):
        return bool(_GLUED_NEXT.match(text, end))
    if behind == "-" and text[end + 1 : end + 2].isalpha():
        return False
    return not (behind.isascii() and behind.isalnum())


def _with_unit(text: str, numeral: Numeral, found: UnitMatch, rough: bool) -> Term | None:
    name, factor, end = found.unit.name, found.unit.factor, found.end
    if found.spelled == "주" and (numeral.scale >= 10**4 or numeral.low >= 100):
        name = "share"
    elif found.spelled in ("pounds", "pound") and numeral.scale >= 10**6:
        name = "GBP"
    elif found.spelled == "times" and _FOLD_NEXT.match(text, end):
        name = "fold"
    elif numeral.style == "words" and numeral.low == 1 and found.spelled in ("day", "time", "x"):
        return None
    low, high = numeral.low * factor, numeral.high * factor
    half = _HALF.match(text, end) if name in _HALVED else None
    if half:
        low, high, end = low + Decimal("0.5"), high + Decimal("0.5"), half.end()
    return Term(low, high, end, name, rough, numeral.scale, factor, True)


def _noun_ahead(text: str, end: int) -> str:
    """Return the counter that one or two adjectives separate from the number: '20 big firms'."""
    for _ in range(2):
        adjective = _ADJECTIVE.match(text, end)
        if not adjective:
            return ""
        end = adjective.end()
        found = units.read_unit(text, end)
        if found and found.unit.name in units.COUNT_NOUNS and text[end] == " ":
            return "" if found.spelled in units.SINGULAR else found.unit.name
    return ""


def read_days(text: str, pos: int) -> Term | None:
    """Read 이틀, 사흘, 일주일 and their like."""
    found = _DAY_WORD.match(text, pos)
    if not found:
        return None
    week = found[0] == "일주일"
    number = Decimal(1 if week else _DAYS[found[0]])
    return Term(number, number, found.end(), "week" if week else "day")


def read_korean_words(text: str, pos: int) -> Term | None:
    """Read '두 개', '스무 명', '삼천만 원', '만 명'; a number word needs its counter."""
    if pos and _HANGUL.match(text[pos - 1]):
        return None
    return _sino_term(text, pos) or _native_term(text, pos)


def _sino_term(text: str, pos: int) -> Term | None:
    numeral = numerals.read_sino(text, pos)
    short = _SINO_SHORT.match(text, pos)
    if not numeral and short:
        value = Decimal(numerals.sino_value(short["digit"]) or 0)
        numeral = Numeral(value, value, short.end("digit"), "sino")
    found = units.read_unit(text, numeral.end) if numeral else None
    if not numeral or not found or found.unit.name not in _SINO_UNITS:
        return None
    if text[numeral.end - 1] in "조억" and found.unit.name not in unit_tables.CURRENCIES:
        return None
    return _with_unit(text, numeral, found, False)


def _native_term(text: str, pos: int) -> Term | None:
    numeral = numerals.read_native(text, pos)
    found = units.read_unit(text, numeral.end) if numeral else None
    if not numeral or not found or not _HANGUL.search(found.spelled):
        return None
    if found.unit.name in unit_tables.CURRENCIES or found.spelled in _NATIVE_NEVER:
        return None
    glued = text[numeral.end] != " "
    word = text[pos : numeral.end]
    if word == "한" and (found.spelled not in _ONE_UNITS or (glued and found.spelled != "명")):
        return None
    if glued and found.spelled not in _GLUED_UNITS:
        return None
    return _with_unit(text, numeral, found, False)
