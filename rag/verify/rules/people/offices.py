"""Who holds which office: "Spokesperson Kim" is not the source's "former minister Kim"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names, may_be_person
from rag.verify.rules.names.missing import may_be_same

# One row an office: how Korean and English say it. An office that either language says in several
# ways that mean several things (head, leader, 대표) is left out.
_OFFICES = tuple(
    (re.compile(korean), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for korean, english in (
        ("대변인", "spokes(?:person|man|woman)"),
        ("장관", "minister"),
        ("차관", r"(?:vice|deputy)[ -](?:\w+ ){0,3}minister|undersecretary|assistant secretary"),
        ("대통령|주석|회장|총장|사장|위원장|의장|총재|행장", "president"),
        ("최고경영자|CEO|대표|사장|회장", "CEO|chief executive(?: officer)?"),
        ("의장|위원장|회장|이사장", "chair(?:man|woman|person)?"),
        ("총리", "prime minister|premier|chancellor"),
        ("총재|사무총장|청장", "director[- ]general|managing director|governor"),
        ("교수", "professor"),
        ("대사", "ambassador"),
        ("의원", "lawmaker|senator|congress(?:man|woman)|member of parliament"),
        ("연구원|박사|연구위원", "researcher|doctor|scientist|fellow"),
        ("실장|수석|비서관|보좌관", "aide|advis[eo]r|chief of staff"),
    )
)
_MINISTER, _VICE_MINISTER = 1, 2  # "deputy trade minister" is the latter
_IS = r"(?:is|was|becomes|became)"
_BEHIND_KO = re.compile(r"(?:은|는|이|가)\s")
# Words between a name and its office: "김철수 전 상공부 장관", "Kim Chul-su, the former minister".
_WORDS = r"(?:[^\s,.;“”\"()]+\s){0,4}"
_SPAN_KO = re.compile(rf"\s?(?:\([^)]*\)\s?)?{_WORDS}[^\s,.;“”\"()]*")
# ", who currently serves as", ", now"
_SERVES = (
    r"(?:(?:who|is|was|has|been|had|currently|now|still|formerly|served|serves|serving|as)\s)*"
)
_BEHIND_EN = re.compile(rf"(?:,|\s{_IS})\s{_SERVES}(?:the\s|a\s|an\s|then\s)?{_WORDS}[^\s,.;]+")
_BEFORE_EN = re.compile(
    r"(?:\b(?:former|ex)[\s-](?:[A-Za-z'’-]+\s){0,3})?(?:[A-Za-z'’-]+\s){1,3}$|\b(?:current|former)\s[^,.;]{3,40},\s$"
)
# 전직 외교장관인 | 모하메드
_BEFORE_KO = re.compile(r"(?:[^\s,.;“”\"()]+\s){0,3}[^\s,.;“”\"()]+(?:인|이자|이었던|였던)\s$")
# An office that is no longer held; what is told of the past may be either.
_FORMER = re.compile(
    r"(?<![가-힣])전\s|(?<![가-힣])전[직임]|\b(?:former(?:ly)?|ex|previous|past|one-time|onetime)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"당시|지[낸냈]|역임|였|이었|\b(?:was|were|had|served|then|late|late-)\b", re.IGNORECASE
)
_EQUATES = re.compile(rf"(?P<office>[^.,;]*)\s{_IS}\s$")


@dataclass(frozen=True, slots=True)
class _Held:
    """The offices that are written beside a name, and whether they are still held."""

    name: NameMention
    offices: frozenset[int]
    former: bool
    past: bool


def wrong_offices(claim: str, around: str, aliases: AliasTable) -> list[Problem]:
    """Return the persons of a claim to whom the source gives another office, and never that one.

    A former minister is no minister. `around` is the source with its context.  Only offices
    written beside a name are judged.
    """
    theirs = [held for held in _held(around, aliases) if held.offices]
    wrong = []
    for held in _held(claim, aliases):
        given = [other for other in theirs if may_be_same(held.name.text, other.name.text, aliases)]
        if not held.offices or not given:
            continue
        same = [other for other in given if held.offices & other.offices]
        if not same or all(_left_or_taken(held, other) for other in same):
            wrong.append(Problem("office", held.name.text))
    return wrong


def _left_or_taken(ours: _Held, theirs: _Held) -> bool:
    """Return whether of two who hold one office the one holds it and the other did."""
    return ours.former != theirs.former and not ours.past and not theirs.past


def _held(text: str, aliases: AliasTable) -> Iterator[_Held]:
    """Yield the names of a text, each with the offices that are written beside it."""
    names = all_names(text, aliases)
    beside = _beside_korean if is_korean(text) else _beside_english
    for name in names:
        texts = beside(text, name, names)
        if may_be_person(name) and is_korean(name.text):
            texts.append(name.text)  # 최 장관
        yield _Held(
            name,
            frozenset(_offices(texts)),
            former=any(_FORMER.search(each) for each in texts),
            past=any(_PAST.search(each) for each in texts),
        )


def _offices(texts: Sequence[str]) -> set[int]:
    held = {
        number
        for number, patterns in enumerate(_OFFICES)
        if any(pattern.search(text) for pattern in patterns for text in texts)
    }
    return held - {_MINISTER} if held >= {_MINISTER, _VICE_MINISTER} else held


def _beside_korean(text: str, name: NameMention, names: Sequence[NameMention]) -> list[str]:
    before = _BEFORE_KO.search(text[: name.start])
    titled = [before.group()] if before else []
    if _BEHIND_KO.match(text, name.end):
        return titled
    behind = _SPAN_KO.match(text, name.end)
    end = behind.end() if behind else name.end
    following = [other.start for other in names if other.start >= name.end and may_be_person(other)]
    return [*titled, text[name.end : min([end, *following])]]


def _beside_english(text: str, name: NameMention, _: Sequence[NameMention]) -> list[str]:
    found = []
    if behind := _BEHIND_EN.match(text, name.end):
        found.append(behind.group())
    before = text[: name.start]
    if equates := _EQUATES.search(before):
        found.append(equates["office"])
    elif titled := _BEFORE_EN.search(before):
        found.append(titled.group())
    return found
