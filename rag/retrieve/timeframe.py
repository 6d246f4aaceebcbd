"""When the evidence for a question must have been printed: now, as of a day, or in a period.

Three kinds of words are told apart.  "현재", "now" and "latest" want the newest evidence about the
same thing.  "2024년 5월 기준", "as of May 2024" and "before July 2025" want what was known then:
whatever was printed later is no evidence, however well it fits.  "In July 2025" and "지난달" name a
period of which the evidence must speak.

Relative words are read from the day of asking.  Two kinds of them only weigh and never refuse,
since who asks may still stand in the article just read: a year ("올해", "last year") and a month
without its year ("지난 5월").  So do periods named by events ("지난 APEC 때"): articles before and
after an event speak of it too.  Words that point ahead ("next year") are left alone: a forecast
counts them from its own day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rag.domain import Span
from rag.retrieve.occasions import Occasion, occasions_in
from rag.text.dates import DateMention, find_dates

_NOW = re.compile(
    r"(?<![가-힣])(?:가장 최근|최근|현재|현시점|현직|지금|요즘|요새|오늘날|(?:오늘|금일) 기준)"
    r"(?:으로서는|로서는|으로|까지|에|의|은|는)?(?![가-힣])|(?<![가-힣])현(?=\s[가-힣])"
    r"|(?<![가-힣])최신(?= (?:소식|수치|현황|통계|자료|동향|정보))"
    r"|\b(?:as of (?:now|today)|right now|now|today|nowadays|these days|at present|presently"
    r"|at the moment|currently|current(?! account)|incumbent|(?:most )?recent(?:ly)?|latest|lately"
    r"|newest|up[- ]to[- ]date)\b",
    re.IGNORECASE,
)
# What follows a Korean date or stands before an English one and makes it the day of knowledge.
# 기준금리 is a rate and 이전한 moved away.
_AS_OF_KO = re.compile(
    r"\s?(?:보도 )?(?:기준(?=으로|의|에|[\s,?.]|$)|현재|당시|시점)(?:으로는|으로|에는|에|의)?"
)
_BEFORE_KO = re.compile(r"\s?(?:이전(?=에|의|까지|[\s,?.]|$)|전(?=에|의|까지))(?:에는|에|의)?")
_AS_OF_EN = re.compile(r"\bas (?:of|at) (?:the )?$", re.IGNORECASE)
_AT_THE_TIME = re.compile(r",? at the time\b", re.IGNORECASE)
_BEFORE_EN = re.compile(r"\b(?:before|prior to|earlier than) (?:the )?$", re.IGNORECASE)
_UNTIL_KO = re.compile(r"\s?까지")
_UNTIL_EN = re.compile(r"\b(?:until|till|up to) (?:the )?$", re.IGNORECASE)
# "2020년 이전에도" and "ever before 2020" ask for history, which later articles tell.
_HISTORY = re.compile(r"전에도|전까지도|\bever\b|\beven before\b", re.IGNORECASE)

_AHEAD = re.compile(r"내|다음|오는|다가오는|모레|글피|차주|next|tomorrow", re.IGNORECASE)
_RELATIVE = re.compile(
    r"오늘|금일|어제|그제|그저께|금주|이달|금월|(?:지지난|지난|이번)\s?(?:주|달|분기|.요일)"
    r"|yesterday|days? ago|tonight|(?:last|this) (?:week|month|quarter|night|morning|\w+noon"
    r"|evening|\w+day)",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"(?:\D*\d{1,2}일|the \d{1,2}\w\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timeframe:
    """The time that a question asks about.

    `newest`: of evidence about the same thing the newest is wanted.  `until`: the last day on which
    evidence may have been printed.  `required` are periods of which evidence must speak, `likely`
    and `occasions`, which events name, those of which it should.  `words` are the parts of the
    question that set `until`.
    """

    newest: bool = False
    until: date | None = None
    required: tuple[DateMention, ...] = ()
    likely: tuple[DateMention, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    words: tuple[Span, ...] = ()

    @property
    def shared(self) -> Timeframe:
        """What of it holds for every part of a question: not the periods, which one part names."""
        return Timeframe(self.newest, self.until)

    def admits(self, published: date | None) -> bool:
        """Return whether evidence may come from an article of that day.

        An undated one may: to drop it might hide the only source, and the reader sees that it has
        no date.  Dated ones that are about as good come before it.
        """
        return self.until is None or published is None or published <= self.until

    def covers(self, published: date | None) -> bool:
        """Return whether an article was printed in a period that is asked about."""
        return published is not None and any(
            period.first <= published <= period.last
            for period in (*self.required, *self.likely, *(o.period for o in self.occasions))
            if period.first and period.last
        )


ANY_TIME = Timeframe()


def timeframe_of(question: str, today: date | None) -> Timeframe:
    """Return the time that a question asks about; without `today` relative words stay open."""
    limits = list[_Limit]()
    required, likely = list[DateMention](), list[DateMention]()
    certain = {mention.start for mention in find_dates(question, None) if mention.resolved}
    dates = find_dates(question, today, forward=False)
    occasions = occasions_in(question, dates, today)
    for mention in dates:
        limit = _limit(question, mention)
        surface = question[mention.start : mention.end]
        if mention.last is None or surface.lower() == "today":
            continue  # "today" means now
        if limit is not None and limit.kind == "before" and _HISTORY.search(question):
            continue
        if limit is not None and limit.last < (today or date.max):
            limits.append(limit)
        elif (open_ended := _until(question, mention)) is not None:
            required.append(open_ended)
        elif mention.start in certain and (limit is None or limit.kind == "as of"):
            required.append(mention)
        elif limit is None and (strength := _strength(surface)):
            (required if strength == "sure" else likely).append(mention)
    taken = [limit.words for limit in limits]
    placed = [*taken, *(Span(o.period.start, o.period.end) for o in occasions)]
    now = any(
        not any(_meet(Span(*match.span()), other) for other in placed)
        for match in _NOW.finditer(question)
    )
    return Timeframe(
        newest=now or bool(limits),
        until=min((limit.last for limit in limits), default=None),
        required=tuple(required),
        likely=tuple(likely),
        occasions=occasions,
        words=tuple(taken),
    )


@dataclass(frozen=True, slots=True)
class _Limit:
    kind: Literal["as of", "before"]
    last: date
    words: Span


def _limit(question: str, mention: DateMention) -> _Limit | None:
    """Return up to when things may have been known, where the words around a date say so."""
    if mention.first is None or mention.last is None:
        return None
    before, after = question[: mention.start], question[mention.end :]
    if (cue := _AS_OF_EN.search(before)) is not None:
        return _Limit("as of", mention.last, Span(cue.start(), mention.end))
    if (cue := _AS_OF_KO.match(after) or _AT_THE_TIME.match(after)) is not None:
        return _Limit("as of", mention.last, Span(mention.start, mention.end + cue.end()))
    eve = mention.first - timedelta(days=1)
    if (cue := _BEFORE_EN.search(before)) is not None:
        return _Limit("before", eve, Span(cue.start(), mention.end))
    if (cue := _BEFORE_KO.match(after)) is not None:
        return _Limit("before", eve, Span(mention.start, mention.end + cue.end()))
    return None


def _until(question: str, mention: DateMention) -> DateMention | None:
    """Return the time up to a date, "2024년까지", of which an article may well tell later."""
    cue = _UNTIL_EN.search(question[: mention.start]) or _UNTIL_KO.match(question[mention.end :])
    return DateMention(mention.start, mention.end, date.min, mention.last) if cue else None


def _strength(surface: str) -> Literal["sure", "likely", ""]:
    """Return how surely a date that only the day of asking places is meant so."""
    if _AHEAD.match(surface) or _DAY_ALONE.fullmatch(surface):
        return ""
    return "sure" if _RELATIVE.search(surface) else "likely"


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
