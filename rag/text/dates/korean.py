"""Korean date expressions: their patterns and what each means at an anchor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from re import Match

from rag.text.dates import korean_words as words
from rag.text.dates import periods
from rag.text.dates.context import Cue, DateContext
from rag.text.dates.periods import Part, Period

Reader = Callable[[Match[str], DateContext], Period | None]
Rule = tuple[str, tuple[re.Pattern[str], Reader]]

_CUES: dict[str, Cue] = {
    "지난": "past", "앞선": "past", "오는": "future", "다가오는": "future",
}  # fmt: skip
_YEAR_SHIFT = {
    "올해": 0, "올": 0, "금년": 0, "내년": 1, "내후년": 2, "작년": -1, "지난해": -1, "재작년": -2,
}  # fmt: skip
_STORY_YEAR = {"이듬해": 1, "그해": 0, "같은해": 0, "당해": 0, "전년": -1, "전년도": -1}
_MONTH_SHIFT = {
    "이달": 0, "이번달": 0, "금월": 0, "지난달": -1, "다음달": 1, "내달": 1,
}  # fmt: skip
_PARTS: dict[str, Part] = {
    "초": "early", "초순": "early", "상순": "early", "초반": "early",
    "중순": "mid", "중반": "mid", "하순": "late", "말": "late", "후반": "late",
}  # fmt: skip
_WEEKDAYS = "월화수목금토일"

_CUE = r"(?:(?P<cue>지난|앞선|오는|다가오는)\s*)?"
_YEAR = (
    r"(?:(?:(?<!\d)(?P<y4>(?:18|19|20)\d\d)|(?P<y2>(?:(?<=['‘’])|(?<![\d.,'’]))\d\d)"
    r"(?=년\s?\d{1,2}월))\s?년(?:도)?(?!대|간|째|\s?동안|\s?만에|\s?이상|생)"
    rf"|(?P<yw>(?<![가-힣])(?:올해|금년|재작년|내후년|내년|작년|지난해|이듬해|그해|같은\s?해|{words.THE_YEAR}|"
    r"전년도?(?!\s?(?:대비|동기|보다|동월|비))|올(?=\s?(?:\d{1,2}월|상반기|하반기|\d분기|연말|"
    r"초\b)))))"
)
_TAIL = (
    r"(?![가-힣])|(?=(?:까지|부터|에|의|께|쯤|경|로|으로|이|기준|현재|들어|보다|이후|이전|이면))"
)
_PART = rf"(?P<part>중순|하순|상순|초순|초반|중반|후반|말|초(?!기))(?:{_TAIL})"
_DAY = r"(?:[0-2]?\d|3[01])(?!\d)"
_DAYS = rf"(?P<d1>{_DAY})(?:일)?\s?[~∼〜～–\-]\s?(?P<d2>{_DAY})일|(?P<d>{_DAY})일"
_WEEKDAY = r"(?:\s?\([월화수목금토일](?:요일)?\))?"
_MONTH = (
    r"(?:(?<![\d.,])(?P<m1>\d{1,2})월?\s?[~∼〜～–\-]\s?(?P<m2>1[0-2]|0?[1-9])월"
    r"|(?<![\d.,])(?P<m>1[0-2]|0?[1-9])월"
    rf"|(?P<mw>(?<![가-힣])(?:이달|이번\s?달|금월|지난\s?달|다음\s?달|{words.NEXT_MONTH}|같은\s?달|그달)))"
    r"(?!드)"
)
# "5일간", "100일", "3일 뒤", "주 5일" count days; "5일 회의" names one.
_COUNTED = (
    r"(?!\s?(?:간(?!담|부|사|호|송|첩)|동안|연속|만에|이내|내내|전(?=$|[^가-힣]|에|의|부터|까지)|"
    r"뒤|후(?![가-힣])|이상|"
    r"이하|가량|정도|안팎|남짓|씩|마다))(?!째|차|여|치|장|제|짜리|정|본|권|당|반|분|부(?!터))"
)
_COUNTING = r"(?<!박)(?<!박 )(?<![주약총만만] )(?<!주)(?<!최소 )(?<!최대 )(?<!연간 )(?<!불과 )"
_QUARTER = r"(?:(?P<q>[1-4])\s?(?:/\s?4\s?)?분기|(?P<half>상반기|하반기))"


def _year(found: Match[str], context: DateContext) -> int | None:
    if found["y4"]:
        return int(found["y4"])
    if found["y2"]:
        short = int(found["y2"])
        return 2000 + short if short < 70 else 1900 + short
    word = re.sub(r"\s", "", found["yw"] or "")
    if word in _STORY_YEAR:
        return None if context.last_year is None else context.last_year + _STORY_YEAR[word]
    return context.anchor.year + _YEAR_SHIFT[word] if context.anchor else None


def _in_month(found: Match[str], year: int, number: int) -> Period | None:
    if found["d"]:
        return periods.day(year, number, int(found["d"]))
    if found["d1"]:
        return periods.days(year, number, int(found["d1"]), int(found["d2"]))
    part = found["part"]
    return periods.month(year, number, _PARTS[part] if part else None)


def _dated(found: Match[str], context: DateContext) -> Period | None:
    """Read a month with or without its year and days."""
    first_day = int(found["d"] or found["d1"] or 0)
    named = bool(found["y4"] or found["y2"] or found["yw"])
    year = _year(found, context) if named else None
    if named and year is None:
        return None
    if found["mw"]:
        word = re.sub(r"\s", "", found["mw"])
        if not context.anchor or word not in _MONTH_SHIFT:
            return None
        here = (context.anchor.year, context.anchor.month)
        return _in_month(found, *periods.shift_month(*here, _MONTH_SHIFT[word]))
    number = int(found["m"] or found["m2"])
    if year is None:
        cue = _CUES.get(found["cue"] or "", "none")
        year = context.month_year(number, cue, found.span(), first_day)
    if year is None:
        return None
    if found["m1"]:
        first = int(found["m1"])
        if not 1 <= first <= 12 or found["d"] or found["d1"] or found["part"]:
            return None
        return periods.months(year - (first > number), first, number, year)
    return _in_month(found, year, number)


def _whole_year(found: Match[str], context: DateContext) -> Period | None:
    year = _year(found, context)
    if year is None:
        return None
    if found["q"]:
        return periods.quarter(year, int(found["q"]))
    if found["half"]:
        return periods.half(year, 1 if found["half"] == "상반기" else 2)
    return periods.year(year, _PARTS[found["part"]] if found["part"] else None)


def _bare_days(found: Match[str], context: DateContext) -> Period | None:
    first = int(found["d"] or found["d1"])
    last = int(found["d2"] or first)
    return context.bare_days(first, last, _CUES.get(found["cue"] or "", "none"), found.span())


def _bare_quarter(found: Match[str], context: DateContext) -> Period | None:
    """Resolve a quarter or half without a year only when it has begun and is the nearest one."""
    if not context.anchor:
        return None
    size = 3 if found["q"] else 6
    which = int(found["q"]) if found["q"] else 1 if found["half"] == "상반기" else 2
    now = (context.anchor.month - 1) // size + 1
    if not (which == now or (size == 3 and which == now - 1) or (size == 6 and which < now)):
        return None
    year = context.anchor.year
    return periods.quarter(year, which) if size == 3 else periods.half(year, which)


def _relative_quarter(found: Match[str], context: DateContext) -> Period | None:
    if not context.anchor:
        return None
    shift = {"지난": -1, "이번": 0, "다음": 1}[found["rel"]] * 3
    start = (context.anchor.month - 1) // 3 * 3 + 1
    year, month = periods.shift_month(context.anchor.year, start, shift)
    return periods.quarter(year, (month + 2) // 3)


def _anchor_day(found: Match[str], context: DateContext) -> Period | None:
    """Read 오늘, 어제, 그제, 내일, 모레 and 글피."""
    shift = {"오": 0, "금": 0, "어": -1, "그": -2, "내": 1, "모": 2, "글": 3}[found["now"][0]]
    if not context.anchor:
        return None
    day = context.anchor + timedelta(days=shift)
    return Period(day, day)


def _story_day(found: Match[str], context: DateContext) -> Period | None:
    """Read 이날 and 전날 (else from the anchor), 당일 and 다음날 (only after a named day)."""
    word = found["story"][0]
    if found["inner"]:
        cue: Cue = "past" if word == "전" else "none"
        return context.bare_days(int(found["inner"]), int(found["inner"]), cue, found.span())
    base = context.story_day(found.start()) if word in "이전" else context.last_day
    if base is None or context.day_unknown:
        return None
    day = base + timedelta(days={"이": 0, "당": 0, "같": 0, "전": -1, "다": 1}.get(word, 0))
    if found["story"].startswith("이튿"):
        if context.last_day is None:
            return None
        day = context.last_day + timedelta(days=1)
    return Period(day, day)


def _week(found: Match[str], context: DateContext) -> Period | None:
    if not context.anchor:
        return None
    word = re.sub(r"\s", "", found["week"])
    shift = {"지": -1, "이": 0, "금": 0, "다": 1, "내": 1, "차": 1}[word[0]]
    shift -= word.startswith("지지난")
    whole = periods.week(context.anchor, shift)
    if found["weekend"]:
        return Period(whole.first + timedelta(days=5), whole.last)
    if not found["weekday"]:
        return whole
    day = whole.first + timedelta(days=_WEEKDAYS.index(found["weekday"]))
    return Period(day, day)


def _weekday(found: Match[str], context: DateContext) -> Period | None:
    """Read 지난 금요일 and 오는 금요일; 다음 금요일 only where both its readings agree."""
    inner = found["inner"]
    cue = _CUES.get(found["cue"] or "", "none")
    if inner:
        return context.bare_days(int(inner), int(inner), cue, found.span())
    if not context.anchor or not found["cue"]:
        return None
    target, today = _WEEKDAYS.index(found["weekday"]), context.anchor.weekday()
    if found["cue"] == "이번":
        day = periods.week(context.anchor).first + timedelta(days=target)
        return Period(day, day)
    if found["cue"] == "지난":
        day = context.anchor - timedelta(days=(today - target - 1) % 7 + 1)
        return Period(day, day)
    day = context.anchor + timedelta(days=(target - today - 1) % 7 + 1)
    if found["cue"] == "다음" and target > today:
        return None
    return Period(day, day)


def _decade(found: Match[str], context: DateContext) -> Period | None:
    number = int(found["n"])
    if number < 100:
        if number < 50:
            return None  # "20년대" may be the 1920s or the 2020s
        number += 1900
    if number % 10:
        return None
    return periods.decade(number, _PARTS[found["part"]] if found["part"] else None)


def _century(found: Match[str], context: DateContext) -> Period | None:
    last = periods.century(int(found["n"]))
    return Period(periods.century(int(found["n0"])).first, last.last) if found["n0"] else last


def _numeric(found: Match[str], context: DateContext) -> Period | None:
    year = int(found["y"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return periods.day(year, int(found["m"]), int(found["d"]))


def _year_end(found: Match[str], context: DateContext) -> Period | None:
    """Read 연초, 연말 and 연내 of the anchor's year, except where the turn of the year is near."""
    if not context.anchor:
        return None
    year, month = context.anchor.year, context.anchor.month
    if found["edge"] == "연내":
        return Period(context.anchor, periods.year(year).last)
    if (found["edge"] == "연말" and month <= 2) or (found["edge"] == "연초" and month >= 11):
        return None
    return periods.year(year, "late" if found["edge"] == "연말" else "early")


def _rules() -> Iterator[tuple[str, str, Reader]]:
    """Yield each rule's hint, which all it matches hold, its pattern and what reads a match."""
    start = r"(?<![\d.,\-/])"
    yield (
        r"(?:19|20)\d\d",
        rf"{start}(?P<y>(?:19|20)\d\d)\s?([.\-/])\s?(?P<m>\d{{1,2}})\s?\2\s?(?P<d>\d{{1,2}})"
        rf"(?!\d|[.,\-]\d)(?:\.(?=\s|$))?{_WEEKDAY}",
        _numeric,
    )
    yield "['‘’]", r"(?<=['‘’])(?P<y>\d\d)\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?!\d)", _numeric
    yield (
        "년",
        rf"{start}(?P<a>(?:19|20)\d\d)년?\s?[~∼〜～–\-]\s?(?P<b>(?:19|20)?\d\d)년(?!대)"
        r"(?!\s?\d{1,2}월)",
        lambda found, _: periods.years(found["a"], found["b"]),
    )
    yield (
        "[월달]",
        rf"{_CUE}(?:{_YEAR}\s*,?\s*)?{_MONTH}(?:\s*(?:(?:{_DAYS})(?!간|동안|째)|{_PART}))?"
        rf"{_WEEKDAY}",
        _dated,
    )
    yield "[년해올]", rf"{_CUE}{_YEAR}(?:\s*(?:{_QUARTER}|{_PART}))?", _whole_year
    yield r"\d일", rf"{_CUE}(?<![\d.,]){_COUNTING}(?:{_DAYS}){_COUNTED}{_WEEKDAY}", _bare_days
    yield "분기", r"(?P<rel>지난|이번|다음)\s?분기", _relative_quarter
    yield "분기|반기", rf"(?<![\d.,가-힣]){_QUARTER}", _bare_quarter
    yield (
        "오늘|금일|[어그]제|그저께|내일|모레|글피",
        rf"(?<![가-힣])(?P<now>{words.DAY})(?!\w*은행)",
        _anchor_day,
    )
    inner = r"(?:\s?\((?P<inner>\d{1,2})일\))?"
    yield (
        "[날일]",
        rf"(?<![가-힣])(?P<story>이날|{words.SAME_DAY}|같은\s?날|전날|전일(?!제)|다음\s?날|이튿날)"
        + inner,
        _story_day,
    )
    week_day = rf"(?P<weekday>[월화수목금토일])요일|(?P<weekend>{words.END_OF_WEEK})"
    yield "주", rf"(?<![가-힣])(?P<week>{words.WEEK})(?:\s?(?:{week_day}))?", _week
    yield (
        "요일",
        r"(?:(?P<cue>지난|이번|오는|다음|다가오는)\s?)?(?P<weekday>[월화수목금토일])요일" + inner,
        _weekday,
    )
    yield "년대", rf"(?<![\d.,])(?P<n>(?:1[89]|20)\d0|[1-9]0)년대(?:\s?{_PART})?", _decade
    yield "세기", r"(?<![\d.,])(?:(?P<n0>1?\d)[~∼-])?(?P<n>1?\d|2[0-2])세기", _century
    yield "연[초말내]", rf"(?<![가-힣])(?P<edge>{words.YEAR_EDGE})", _year_end


RULES: tuple[Rule, ...] = tuple(
    (hint, (re.compile(pattern), read)) for hint, pattern, read in _rules()
)
