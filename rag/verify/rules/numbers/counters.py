"""What is counted: 26명 is no 26개국, and "230 rockets" are no 230명."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.text.quantities import Quantity
from rag.verify.rules.language.script import is_korean

NUMERAL = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
# Of A100 두 대 and H20 금지 the figures belong to the name and count nothing.
_COUNTED = re.compile(rf"(?<![A-Za-z])(?<![A-Za-z]-){NUMERAL.pattern}")
_COUNTER = re.compile(r"[조억만천백여]*\s?(?P<counter>[가-힣]{1,4})")
# What follows a number and counts nothing.
_PARTICLE = re.compile(r"[은는이가을를의에로와과도만쯤선대]|정도|가량|이상|이하|넘|미만|초과")
_PLURAL_NOUN = re.compile(r"\s(?!of\b)(?:[a-z-]*[a-rt-z]\s){0,2}?(?P<noun>[a-z]{2,}[a-rt-z]s)\b")
_DAY_OF_MONTH = re.compile(r"\d{1,2}월\s?\d{1,2}일")
_PERSONS = re.compile(
    r"(?:[eo]rs|ists|ants|ents|ees|ians|ans|ees|mates|kids|girls|boys|males|adults|members|victims|"
    r"deaths|lives|bodies|casualties|fatalities|injuries|votes|jobs|officials|individuals|guests|"
    r"fans|delegates|heads|chiefs|guards|nationals|troops|migrants|hostages|friends|sons|wives|"
    r"brothers|sisters|twins|pilots|clerks|monks|nuns|cops|families|households|others|civilians|"
    r"experts|addicts|captives|relatives|detectives|executives|thousands|hundreds|ones|times)$"
)
_STATES = re.compile(r"countr|nation|econom|states?\b|government|member|part(?:y|ies)\b", re.I)
_COUNTERS_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "명 사람 인",
        "세 살",
        "년 주년",
        "곳 개",
        "개 장 대 건 가지",
        "번 차 차례 회",
        "주 주간",
        "달 개월",
    )
)


def counts_persons(said: Quantity, given: Quantity, source: str) -> bool:
    """Return whether a Korean claim counts as persons what an English source calls otherwise."""
    if said.unit != "person" or given.unit or is_korean(source):
        return False
    noun = _PLURAL_NOUN.match(source, given.end)
    return noun is not None and not _PERSONS.search(noun["noun"])


def counts_states(said: Quantity, claim: str, source: str) -> bool:
    """Return whether a Korean claim counts countries of which an English source says nothing."""
    return (
        said.unit == "country"
        and "개국" in claim[said.start : said.end + 2]
        and not is_korean(source)
        and _STATES.search(source) is None
    )


def other_counters(claim: str, source: str) -> list[str]:
    """Return numerals of the source that a Korean claim counts in something else: 26년 of 26살."""
    source = _DAY_OF_MONTH.sub("", source)  # 12월 1일 counts neither
    given: dict[Decimal, list[str]] = {}
    for numeral in _COUNTED.finditer(source):
        given.setdefault(value_of(numeral[0]), []).append(_counter(source, numeral.end()))
    return [
        f"{m[0]}{_counter(claim, m.end())}"
        for m in _COUNTED.finditer(claim)
        if (counters := given.get(value_of(m[0])))
        and not any(_counts_alike(_counter(claim, m.end()), other) for other in counters)
    ]


def _counter(text: str, end: int) -> str:
    match = _COUNTER.match(text, end)
    return match["counter"] if match else ""


def _counts_alike(a: str, b: str) -> bool:
    """Compare what follows two equal numerals; where one counts nothing they agree."""
    if not a or not b or _PARTICLE.match(a) or _PARTICLE.match(b):
        return True
    if a[:2] == b[:2] or (
        a[0] == b[0] and not {a[:2], b[:2]} & {"개국", "개월", "시간", "달러", "세트"}
    ):
        return True
    return any(_begins(a, words) and _begins(b, words) for words in _COUNTERS_ALIKE)


def _begins(text: str, words: frozenset[str]) -> bool:
    return any(text.startswith(word) for word in words)


def value_of(numeral: str) -> Decimal:
    """Return the value of a numeral written in figures."""
    return Decimal(numeral.replace(",", ""))
