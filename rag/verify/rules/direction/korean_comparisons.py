"""Comparisons in Korean, told by 보다 and by the particles of verbs of passing: 소라를 제쳤다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text.morphemes import tokens
from rag.verify.rules.direction.comparison import Comparison, Measure
from rag.verify.rules.language.particles import SUBJECT

_DENIED = re.compile(r"[가-힣]{0,2}지(?:는|도)?\s?(?:않|못)")
_THAN_KO = re.compile(r"(?<=[가-힣A-Za-z\d%’'”\"])보다(?:는|도)?[\s,]")
_INSTEAD_KO = re.compile(r"[가-힣A-Za-z\d’'”\"]( 대신(?:에)?)\s")
# 동해를 제쳤다 | 동해에 뒤졌다
_PASSES = re.compile(
    r"(?P<past>[을를]\s?(?:\S+\s){0,2}?(?P<ahead>앞[서섰선질지]|제[치쳤친쳐]|넘어[섰선]|추월|"
    r"뛰어넘|능가|웃돌|상회|압도|꺾|"
    r"눌[렀러]|이[겼긴]|따돌))"
    r"|(?P<after>(?:에|에게|한테|[을를])\s?(?:\S+\s){0,2}?(?P<behind>뒤[지졌진처쳐]|밀[리렸려린]|"
    r"추월당|"
    r"(?<![가-힣])졌|패했|패한|못\s?미[치쳤친]|밑돌|하회))"
)
_MORE_KO: tuple[tuple[Measure, re.Pattern[str], re.Pattern[str]], ...] = (
    ("age", re.compile(r"(?:\d\s?[살세]|나이)[가이도]?\s?(?:더\s)?많|연상"),
     re.compile(r"(?:\d\s?[살세]|나이)[가이도]?\s?(?:더\s)?적|어[리린렸]|연하|젊")),
    ("choice", re.compile(r"선호|선택|인기|중시"), re.compile(r"기피|외면")),
    ("price", re.compile(r"비[싸쌌싼]"), re.compile(r"(?<![가-힣])[싸싼쌌]|저렴")),
    ("time", re.compile(r"먼저|일찍|빨[리랐라]|빠[르른]|앞당"), re.compile(r"늦|느[리린렸]|나중")),
    ("rank", re.compile(
        r"많|(?<![가-힣])(?:크|큰|컸|커|큼)|높|넓|(?<![가-힣])(?:길|긴|세[다게졌])|강[하한했]|"
        r"무[겁거]|늘|올랐|오[르른]|"
        r"증가|상승|앞[서섰선]|우수|뛰어나|뛰어난|낫|나[은았]|좋|유리|우위|우세"),
     re.compile(
        r"적[다고은었게]|작[다고은았아게]|낮|좁|짧|약[하한했]|가볍|뒤[지졌진처쳐]|못[하한했]|"
        r"나[쁘빴쁜]|불리|열세")),
)  # fmt: skip
# 소라에 버금가는, 소라와 맞먹는
_LEVEL_KO = re.compile(
    r"(?:에|에게|[와과])\s(?P<word>버금[가갈간]|맞먹|견[줄주]|필적|대등|동등|어깨를)"
)
# 서울보다 더 떨어졌다: languages differ on which of two falling ones has more.
_FALLS = re.compile(r"떨어[지졌]|줄[었이어]|하락|감소|내[렸리]")
_LESS_KO = re.compile(r"(?<![가-힣])덜\s")
_FAVOURITE_KO = re.compile(r"(?:가장|여전히|아직도|더|주로)\s(?:많이\s)?선호[되된하한받]|선호되")
# 더 현실적이다, 현실성이 더 있다: by what is compared where no other word tells.
_QUALITY_KO = re.compile(
    r"(?:더\s)?(?<![가-힣])(?P<root>[가-힣]{2})(?:적|성이|롭|로[운웠워]|스러|스럽)"
    r"|더\s(?P<plain>[가-힣]{2})[하한했해]"
)
# A가 더 현실적이라고 봤다, with no 보다 beside.
_MORE_ALONE_KO = re.compile(
    rf"(?<=[이가은는])\s(?:좀\s|조금\s|훨씬\s)?(?=더\s){_QUALITY_KO.pattern}"
)
_CUES_KO = (_MORE_ALONE_KO, _THAN_KO, _INSTEAD_KO, _PASSES, _LEVEL_KO, _FAVOURITE_KO)
# What may stand within a noun phrase: nouns, figures, quotation marks, 의, 와 and 과.
_NOUN_PHRASE_TAGS = frozenset(
    (
        "NNG",
        "NNP",
        "NNB",
        "NR",
        "XSN",
        "SL",
        "SN",
        "SW",
        "SSO",
        "SSC",
        "SH",
        "MM",
        "JKG",
        "JC",
        "W_SERIAL",
    )
)
_BEHIND_FIGURE = re.compile(
    r"(?<=[\d%])[은는이가을를]$"
)  # 2.1이, which the analyser takes for "this"
_MEASURED = re.compile(r"\d\s?[살세%명개원배점]$")  # 13살이 many: no side of a comparison
_WINDOW_KO = 60  # letters from 보다 to its predicate


def korean_comparisons(sentence: str) -> Iterator[Comparison]:
    """Yield the comparisons of a Korean sentence."""
    if not any(cue.search(sentence) for cue in _CUES_KO):
        return
    phrases = _phrases(sentence)
    for than in _THAN_KO.finditer(sentence):
        yield from _than_korean(sentence, phrases, than.start(), than.end())
    for instead in _INSTEAD_KO.finditer(sentence):
        yield from _than_korean(sentence, phrases, *instead.span(1), only="choice")
    for verb in _PASSES.finditer(sentence):
        standard = _phrase_at(phrases, sentence, verb.start())
        if standard and not _DENIED.match(sentence, verb.end()):
            rest = _subjects_before(phrases, verb.start() - len(standard))
            leads = verb["behind"] is not None
            yield Comparison(*verb.span(verb.lastgroup or 0), standard, rest, "rank", leads)
    for level in _LEVEL_KO.finditer(sentence):
        standard = _phrase_at(phrases, sentence, level.start())
        rest = _subjects_before(phrases, level.start() - len(standard))
        yield Comparison(*level.span("word"), standard, rest, "level")
    for favourite in _FAVOURITE_KO.finditer(sentence):
        if not (_THAN_KO.search(sentence) or _INSTEAD_KO.search(sentence)):
            rest = _subjects_before(phrases, favourite.start(), last=True)
            yield Comparison(*favourite.span(), "", rest, "choice")

    if not _THAN_KO.search(sentence):
        for more in _MORE_ALONE_KO.finditer(sentence):
            rest = _subjects_before(phrases, more.start(), last=True)
            if not _DENIED.match(sentence, more.end()):
                yield Comparison(*more.span(), "", rest, "quality", quality=_root(more))


def _root(quality: re.Match[str]) -> str:
    return quality["root"] or quality["plain"]


def _than_korean(
    sentence: str, phrases: Sequence[_Phrase], at: int, end: int, only: Measure | None = None
) -> Iterator[Comparison]:
    standard = _phrase_at(phrases, sentence, at)
    found = _predicate(sentence[: end + _WINDOW_KO], end, only)
    if found is None or _DENIED.match(sentence, found.end) or _FALLS.search(sentence, end):
        return
    # 완은 소라보다 빠르다; 소라보다 완이 빠르다; 소라보다 완을 선호한다
    between = sentence[end : found.start]
    rest = f"{_subjects_before(phrases, at - len(standard))} {between}"
    leads = found.less != bool(_LESS_KO.search(between))
    yield Comparison(
        found.start, found.end, standard, rest, found.measure, leads, quality=found.quality
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase of a sentence, `sentence[start:end]`, and whether 은, 는, 이 or 가 ends it."""

    start: int
    end: int
    text: str
    subject: bool


def _phrases(sentence: str) -> list[_Phrase]:
    """Return the noun phrases of a Korean sentence, cut where a word ends in no noun."""
    words, found, begin = tokens(sentence), list[_Phrase](), 0
    for word in re.finditer(r"\S+", sentence):
        inside = [t for t in words if word.start() <= t.start < word.end()]
        figure = _BEHIND_FIGURE.search(word.group())
        if not figure and (not inside or inside[-1].tag in _NOUN_PHRASE_TAGS):
            continue
        end = word.end()
        if figure:
            end -= 1
        elif inside[-1].tag.startswith("J"):
            end = inside[-1].start
        particle = sentence[end : word.end()].rstrip(",")
        found.append(_Phrase(begin, end, sentence[begin:end].strip(), particle in SUBJECT))
        begin = word.end()
    return [*found, _Phrase(begin, len(sentence), sentence[begin:].strip(), subject=False)]


def _phrase_at(phrases: Sequence[_Phrase], sentence: str, end: int) -> str:
    """Return the noun phrase that ends at a place: 오픈AI의 소라 | 보다."""
    begin = max(phrase.start for phrase in phrases if phrase.start < end)
    return sentence[begin:end].strip()


def _subjects_before(phrases: Sequence[_Phrase], end: int, *, last: bool = False) -> str:
    """Return the subjects and topics before a place, where the other side stands."""
    told = [p.text for p in phrases if p.subject and p.end <= end and not _MEASURED.search(p.text)]
    return " ".join(told[-1:] if last else told)


@dataclass(frozen=True, slots=True)
class _Predicate:
    start: int
    end: int
    measure: Measure
    less: bool
    quality: str = ""


def _predicate(sentence: str, at: int, only: Measure | None) -> _Predicate | None:
    """Return the first word behind a place that says by what is compared, and which has less."""
    found = [
        _Predicate(*match.span(), measure, less)
        for measure, more, fewer in _MORE_KO
        if only in (None, measure)
        for less, pattern in ((False, more), (True, fewer))
        if (match := pattern.search(sentence, at)) is not None
    ]
    if not found and only is None and (quality := _QUALITY_KO.search(sentence, at)):
        return _Predicate(*quality.span(), "quality", less=False, quality=_root(quality))
    return min(found, key=lambda p: p.start, default=None)
