"""Whether a figure is the whole or a part of it, once or every year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.language.clauses import SENTENCE_END
from rag.verify.rules.language.figures import figures_in

# "For a year" and "a year ago" are times, and no pace.
_ONCE = r"(?<!\bfor )(?<!\bin )(?<!\bthan )\b(?:a|per|each|every)"
_AGO = r"\b(?! (?:ago|earlier|later|before|after))"
_YEARLY = re.compile(
    rf"매년|해마다|연간|연평균|1년에|{_ONCE} year{_AGO}|\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE
)
_MONTHLY = re.compile(rf"매달|매월|다달이|월평균|{_ONCE} month{_AGO}|\bmonthly\b", re.IGNORECASE)
_OVERALL = re.compile(
    r"\d년간|\d년 동안|\d년에 걸쳐|총|통틀어|합쳐|모두|누적|"
    r"\b(?:over|across|during) (?:\w+[- ]){1,3}years?\b|\btotal\w*|\baltogether\b|"
    r"\bcombined\b|\bin all\b",
    re.IGNORECASE,
)
# "All of it": said of a figure of which the source says "of which", a part.
_ALL = re.compile(
    r"모두|전부|전액|전량|\ball (?:of|goes|go|will|is|was|for)\b|\bentire(?:ly)?\b", re.IGNORECASE
)
_PARTLY = re.compile(
    r"(?:이|그)?\s?(?:가운데|중)\s|나머지|\bof which\b|\bof that\b|\bthe rest\b|\bthe remain\w+",
    re.IGNORECASE,
)
# The whole of a kind, right beside a noun: 전체 수출, total exports, "of all exports".
_WHOLE = re.compile(r"(?:전체|총)\s?(?=[가-힣])|\b(?:total|all|overall)\s(?=[a-z])", re.IGNORECASE)
_OF = re.compile(r"\s(?:out )?of (?:the |its |their )?")
_NEAR = 30
_FULL_YEAR = re.compile(
    r"연간|한 해 (?:전체|내내|동안)|1년 (?:전체|내내)|\bas a whole\b|\bfull[- ]year\b|"
    r"\b(?:whole|entire|full) (?:of (?:19|20)\d\d|year)\b|\ball of (?:19|20)\d\d\b|\bannual\b",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(
    r"\d분기|[상하]반기|(?<!\d)1?\d월|\bQ[1-4]\b|"
    r"\b(?:first|second|third|fourth|last|final)[- ](?:quarter|half|month)|"
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)


def wrong_wholes(claim: str, source: str) -> list[Problem]:
    """Return figures that a claim makes yearly, or the whole, and its source does not."""
    said, given = figures_in(claim), figures_in(source)
    if not said or not given:
        return []
    wrong = _other_pace(claim, source, said, given)
    if not wrong and _ALL.search(claim) and not _ALL.search(source):
        wrong = [q for q in said if _has_parts(q, given, source)]
    wrong = wrong or _whole_of_another(claim, source, said, given)
    wrong = wrong or [q for q in said if _of_part_of_year(q, claim, given, source)]
    return [Problem("misplaced", claim[q.start : q.end]) for q in wrong]


def _other_pace(
    claim: str, source: str, said: Sequence[Quantity], given: Sequence[Quantity]
) -> list[Quantity]:
    """Return a claim's only figure that comes every year, and in the source once; or reverse."""
    if len(said) != 1 or not any(compare(said[0], q) != "different" for q in given):
        return []
    for pace in (_YEARLY, _MONTHLY):
        ours, theirs = pace.search(claim), pace.search(source)
        if ours and not theirs and _OVERALL.search(source):
            return [said[0]]
        if theirs and not ours and _OVERALL.search(claim):
            return [said[0]]
    return []


def _has_parts(quantity: Quantity, given: Sequence[Quantity], source: str) -> bool:
    """Return whether the source goes on from a figure to its parts: $52 billion, of which …"""
    for other in given:
        if compare(quantity, other) != "different":
            parts = _PARTLY.search(source, other.end)
            return parts is not None and any(
                q.start > other.end and q.unit == other.unit and q.low < other.low for q in given
            )
    return False


def _whole_of_another(
    claim: str, source: str, said: Sequence[Quantity], given: Sequence[Quantity]
) -> list[Quantity]:
    """Return a claim's only figure where the source's word "all" stands beside another figure."""
    ours, theirs = _WHOLE.search(claim), list(_WHOLE.finditer(source))
    if len(said) != 1 or not ours or len(theirs) != 1 or len(given) < 2:
        return []
    told = _told_of(theirs[0], source, given)
    same = [q for q in given if compare(said[0], q) != "different"]
    return [said[0]] if same and told and told not in same else []


def _of_part_of_year(
    quantity: Quantity, claim: str, given: Sequence[Quantity], source: str
) -> bool:
    """Return whether a claim's figure is the whole year's, and the source's a quarter's."""
    if not _FULL_YEAR.search(claim) or _PART_OF_YEAR.search(claim):
        return False
    places = [_sentence_around(q, source) for q in given if compare(quantity, q) != "different"]
    return bool(places) and all(
        _PART_OF_YEAR.search(place) and not _FULL_YEAR.search(place) for place in places
    )


def _sentence_around(quantity: Quantity, text: str) -> str:
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= quantity.start), default=0)
    return text[start : min((end for end in ends if end >= quantity.end), default=len(text))]


def _told_of(whole: re.Match[str], source: str, given: Sequence[Quantity]) -> Quantity | None:
    """Return the figure that a word for the whole belongs to: "26% of all exports", 전체의 26%."""
    before = [q for q in given if _OF.fullmatch(source, q.end, whole.start())]
    after = [q for q in given if 0 <= q.start - whole.end() < _NEAR]
    return next(iter([*before, *after]), None)
