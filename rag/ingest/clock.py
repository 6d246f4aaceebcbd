"""Publication and update times as pages print them.

A Korean clock time is Korean Standard Time; an English one without a zone keeps only its day,
because its zone is unknown. Nothing here reads today's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

KST = timezone(timedelta(hours=9))
_YEARS = range(1900, 2101)  # others are placeholders ("0001-01-01", "9999-12-31") or slips
_ZONES = {
    "KST": 9, "JST": 9, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "PST": -8, "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "HKT": 8, "SGT": 8,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"], 1
    )
    for name in names.split()
}  # fmt: skip
_CLOCK = (
    r"(?P<half>오전|오후|AM|PM)?\s*(?P<hour>\d{1,2})\s*(?::|시|\.(?=\d{2}\s*(?:[AaPp]\.?[Mm]|[A-Z]{3}\b)))\s*(?P<minute>\d{2})?(?:\s*분)?"
    r"(?::(?P<second>\d{2}))?(?:\.\d+)?\s*(?P<half2>[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<zone>[+-](?:0\d|1[0-4]):?[0-5]\d|(?:GMT|UTC)[+-](?:1[0-4]|0?\d)(?::?[0-5]\d)?|\(?(?:KST|JST|UTC|GMT|E[SD]T|C[SD]T|P[SD]T|BST|CET|CEST|HKT|SGT)\b|"
    r"Z\b|한국\s?시간)?"
)
_KOREAN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*(?P<sep>[.\-/]|년)\s*(?P<m>\d{1,2})\s*(?:[.\-/]|월)\s*"
    r"(?P<d>\d{1,2})(?!\d)(?:일|\.)?(?:\s*\(?[월화수목금토일](?:요일)?\)?(?![가-힣]))?"
    rf"(?:[T\s,·|(\[]*{_CLOCK})?"
)
_MONTH_NAME = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_ENGLISH = re.compile(
    r"(?:(?P<hour0>\d{1,2}):(?P<minute0>\d{2})\s*(?P<half0>[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<zone0>[A-Z]{2,4})?\s*[·,|\-–—]?\s*(?:on\s)?)?"
    rf"(?:{_MONTH_NAME}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d{{2}})"
    rf"|(?P<d2>\d{{1,2}})\s+{_MONTH_NAME.replace('month', 'month2')},?\s+(?P<y2>(?:19|20)\d{{2}}))"
    rf"(?:[T\s,·|]*(?:at\s)?{_CLOCK})?"
)
_PUBLISHED = (
    r"기사\s?입력|최초\s?입력|입력|등록|작성|송고\s?시간|송고|발행일?|게재|승인|게시|보도일|"
    r"기사\s?등록|보도\s?시점|보도\s?일시|배포\s?일시|배포|"
    r"First [Pp]ublished|Published|PUBLISHED|Posted|POSTED|Date"
)
_UPDATED = (
    r"최종\s?수정|최종\s?업데이트|기사\s?수정|수정|업데이트|Last [Uu]pdated|Last [Mm]odified|"
    r"Updated|UPDATED|Modified"
)
_LABEL = re.compile(rf"(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED})")
_LABELLED = re.compile(
    rf"(?:{_UPDATED}|{_PUBLISHED})(?:\s?(?:시간|일시|일자|일|날짜|on))?\s?[:：]?\s?[\[(]?"
    r"(?:(?:19|20)\d{2}\s?[.\-/년]|\d{1,2}:\d{2}\s|[A-Z][a-z]{2,8}\.? \d{1,2},)"
)
_LABEL_ONLY = re.compile(
    rf"(?:{_UPDATED}|{_PUBLISHED})(?:\s?(?:시간|일시|일자|일|날짜|on))?\s*[:：]?"
)
_AGO = r"\d+ (?:min(?:ute)?s?|h(?:ou)?rs?|days?) ago|\d+(?:분|시간|일) 전"
_FILLER = re.compile(
    rf"{_UPDATED}|{_PUBLISHED}|시간|일시|일자|날짜|지면|"
    rf"{_AGO}|\d+면|on\b|at\b|[\s:：|ㅣ/·,.()\[\]\-–—]+"
)
STAMP = "\x00"
"""What `without_stamps` leaves in the place of a time."""
_STAMPED = re.compile(
    rf"(?:(?:{_UPDATED}|{_PUBLISHED})(?:\s?(?:시간|일시|일자|일|날짜|on))?\s?[:：]?\s?)?"
    rf"(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s)?[\[(]?{STAMP}[\])]?"
)
_REPORTED = re.compile(
    r"(?P<day>(?P<y>20\d{2})년\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일)[^.]{0,30}?"
    r"(?:보도에 따르면|에 따르면|보도했다|전했다)|"
    r"^[^.]{0,160}?on\s(?P<english>[A-Z][a-z]+ \d{1,2}, 20\d{2})"
)


@dataclass(frozen=True, slots=True)
class Stamps:
    """When a page says that a story was published and last changed (ISO 8601), where it does."""

    published: str | None = None
    updated: str | None = None


def is_plausible(day: date) -> bool:
    """Tell whether an article can be of this day: no placeholder such as 9999-12-31."""
    return day.year in _YEARS


def dates_in(text: str, *, korean: bool) -> list[tuple[int, str]]:
    """Return each full date of `text` with its offset, as ISO dates or times with a zone."""
    found: list[tuple[int, str]] = []
    for pattern in (_KOREAN, _ENGLISH):
        for match in pattern.finditer(text):
            moment = _moment(match.groupdict(), korean=korean)
            if moment is not None:
                found.append((match.start(), moment))
    return sorted(found)


def _moment(parts: dict[str, str | None], *, korean: bool) -> str | None:
    month = parts.get("m") or parts.get("month") or parts.get("month2") or ""
    year, day = parts.get("y") or parts.get("y2"), parts.get("d") or parts.get("d2")
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
    try:
        on = date(int(year or 0), number, int(day or 0))
    except ValueError:
        return None
    hour, minute = (
        parts.get("hour") or parts.get("hour0"),
        parts.get("minute") or parts.get("minute0"),
    )
    if hour is None:
        return on.isoformat()
    half = parts.get("half") or parts.get("half2") or parts.get("half0") or ""
    zone = _zone(parts.get("zone") or parts.get("zone0") or "", korean=korean)
    try:
        clock = time(_hour24(int(hour), half), int(minute or 0), int(parts.get("second") or 0))
    except ValueError:
        return on.isoformat()
    if zone is None:
        return on.isoformat()
    return datetime.combine(on, clock, zone).isoformat(timespec="seconds")


def _hour24(hour: int, half: str) -> int:
    afternoon = half == "오후" or half.lower().startswith("p")
    morning = half == "오전" or half.lower().startswith("a")
    if afternoon and hour < 12:
        return hour + 12
    return 0 if morning and hour == 12 else hour


def _zone(name: str, *, korean: bool) -> timezone | None:
    name = name.strip("( )")
    if not name:
        return KST if korean else None
    name = re.sub(r"^(?:GMT|UTC)([+-])(\d)(?=:|$)", r"\g<1>0\2", name).removeprefix("GMT")
    name = name.removeprefix("UTC") or "UTC"
    if name[0] in "+-":
        sign = -1 if name[0] == "-" else 1
        minutes = name[3:].strip(":") or "0"
        return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(minutes)))
    if name.startswith("한국"):
        return KST
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None


def is_stamp(line: str) -> bool:
    """Tell whether a line holds a date and little else: "입력 2025.10.31. 오후 3:20"."""
    if len(line) > 160 or not re.search(r"(?:19|20)\d{2}", line):
        return False
    if len(line) <= 120 and _LABELLED.search(line) and not re.search(r"다[.\"”]", line):
        return True
    rest = _ENGLISH.sub("", _KOREAN.sub("", line))
    if rest == line:
        return False
    return len(_FILLER.sub("", rest)) <= 8


def without_stamps(line: str) -> str:
    """Return a line with each full date, its label and its time of day replaced by `STAMP`."""
    bare = _ENGLISH.sub(STAMP, _KOREAN.sub(STAMP, line))
    return _STAMPED.sub(STAMP, re.sub(_AGO, STAMP, bare) if STAMP in bare else bare)


def is_label(line: str) -> bool:
    """Tell whether a line is only the label of a time that stands on the next line."""
    return len(line) <= 20 and bool(_LABEL_ONLY.fullmatch(line))


def has_label(line: str) -> bool:
    """Tell whether a stamp says what it is ("기사입력", "Published")."""
    return bool(_LABELLED.search(line) or _LABEL.match(line.lstrip("[(<| ")))


def cut_stamp(head: str) -> int:
    """Return where a labelled time begins in a headline that runs into it, or its length."""
    match = _LABELLED.search(head)
    return match.start() if match else len(head)


def read_stamps(lines: Iterable[str], *, korean: bool) -> Stamps:
    """Return what stamp lines say; the first unlabelled date counts as the publication."""
    published: str | None = None
    updated: str | None = None
    for line in lines:
        for at, moment in dates_in(line, korean=korean):
            labels = list(_LABEL.finditer(line, 0, at))
            if labels and labels[-1]["updated"]:
                updated = moment
            elif published is None:
                published = moment
            elif not labels and updated is None and moment > published:
                updated = moment
    return Stamps(published, updated)


def reported_day(opening: str, text: str, *, korean: bool) -> str | None:
    """Return the day on which the opening says that its news was reported, as an ISO date.

    Used only where a page has no stamp: a rewrite that opens with "2025년 1월 2일, … 보도에 따르면"
    can't be older than that day and such rewrites appear on it. Nothing is returned when the text
    goes on to name a later day.
    """
    match = _REPORTED.search(opening)
    if match is None:
        return None
    days = [moment[:10] for _, moment in dates_in(match.group(), korean=korean)]
    if not days:
        return None
    latest = max(moment[:10] for _, moment in dates_in(text, korean=korean))
    return days[0] if latest <= days[0] else None


def latest(times: Iterable[str | None]) -> str | None:
    """Return the latest of some of our times, whatever zones they are in; None if none is known.

    A day without a time counts from its midnight in UTC, as in SQLite.
    """
    return max(filter(None, times), key=_instant, default=None)


def _instant(time_or_day: str) -> datetime:
    moment = datetime.fromisoformat(time_or_day)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def normal_time(value: str, *, korean: bool) -> str | None:
    """Return a declared time (meta tag, front matter, feed) in our form, or None if it is no time.

    A year that no article is of, as in the placeholders 0001-01-01 and 9999-12-31, is no time.
    A Korean page's time is given in Korean Standard Time whatever zone it was declared in, so that
    its first ten characters are the day of publication there.
    """
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        found = dates_in(value, korean=korean)
        if not found:
            return None
        value = found[0][1]
        moment = datetime.fromisoformat(value)
    if not is_plausible(moment):
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", value):
        return moment.date().isoformat()
    if moment.tzinfo is None:
        if not korean:
            return moment.date().isoformat()
        moment = moment.replace(tzinfo=KST)
    elif korean:
        moment = moment.astimezone(KST)
    return moment.isoformat(timespec="seconds")
