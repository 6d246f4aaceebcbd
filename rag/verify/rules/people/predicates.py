"""What each named subject of a text is said to do or be: 독일이 | 인력을 맡고, France | builds it.

A sentence is cut between two subjects where a clause ends, else where the second one begins; what
is left of a piece without its subject is the predicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rag.text.names import AliasTable, NameMention, listed
from rag.text.sentences import split_sentences
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.particles import SUBJECT, TOPIC, phrase_end
from rag.verify.rules.language.script import count_letters, is_korean
from rag.verify.rules.names.mentions import all_names

_FEWEST_LETTERS = 4
_REACHING = TOPIC | {"도"}
# "Lee said | Korea is", "it was Kenya | that banned", "argued that | rules"
_REPORTS = re.compile(
    r"\b(?:said|says|that|claimed|claims|insisted|insists|believes?|believed|thinks?|told\s\S+)\s"
)
# A name opens a clause behind nothing but these: "the Japanese delegation", "senior aide Park".
_OPENING = re.compile(
    r"\W*(?:(?:and|but|while|whereas|so|then|though|although|because|if|when|as|that|it was)\s)*"
    r"(?P<words>(?:[A-Za-z'’.-]+\s){0,5})$",
    re.IGNORECASE,
)
_NO_OPENING = frozenset(
    listed(
        """
        in on at by with from to for of after before during among under over against about into
        is are was were be been has had have will would can could may and or
        """
    )
)
_AGENTS_EN = "|".join(
    listed(
        """
        government administration officials? authorities bank team delegation ministry ministers?
        side president spokes\\w+ analysts? researchers? lawmakers? executives? parliament court
        """
    )
)
_IRREGULAR = "|".join(
    listed(
        """
        is are was were has have had did does will would can could may might must should
        beat became began bought broke brought built came chose cut dealt drew drove fell fled flew
        forbade fought froze gave got grew heard held hit kept knew laid led left lent let lost made
        met paid put ran rode rose said sank saw sent set shut sold sought spent spoke stood struck
        sued swept swore taught thought threw took told went withdrew won wrote
        """
    )
)
# "Internet providers | behind it" are no verb.
_BEHIND_NOUNS = "behind|of|and|or|have|are|were|is|was|will|would|said|say|who|which|that"
# There another does something else: 밝혔고, | B는; "called it so, | while B".
_DONE_AND = re.compile(r"(?:[었았했됐렸켰혔](?:고|으나)|지만),?\s$")
_THEN_ANOTHER = re.compile(r"(?:and|but|while|whereas)\s")
# What stands behind a subject: "Nvidia | , the chip maker, also said", "US | officials are".
_VERB = re.compile(
    rf"""
    (?: (?:\s [a-z]+)? \s (?:{_AGENTS_EN}) )?
    (?: ,[^,.“”"]{{1,60}}, )?
    \s (?: \w+ly\s | also\s | later\s | then\s | who\s | that\s )?
    (?: (?:{_IRREGULAR}) \b | (?!this\b|as\b) [a-z]+ ed\b
         | (?!this\b|as\b) [a-z]+ [^s]s\b (?!\s(?:{_BEHIND_NOUNS})\b) )
    """,
    re.VERBOSE,
)
# Of 이 대통령 임기가 the term is the subject, of 미국 협상팀은 who is American.
_AGENTS_KO = tuple(
    listed(
        """
        정부 행정부 당국 측 팀 단 부처 은행 위원회 의회 국회 협회 연합 그룹 법원 검찰 경찰 군
        대통령 총리 총재 장관 차관 대변인 관계자 담당자 당국자 대표 최고경영자 CEO 회장 의장 위원장
        사장 실장 수석 보좌관 비서관 국장 본부장 원장 총장 소장 팀장 대사 의원 후보 교수 연구원
        박사 연구진 주석 왕세자 국왕 총통 지사 감독 선수 기자 애널리스트 통신 신문 일보 방송 대학
        연구소 재단 기관 업체 기업 회사 씨
        """
    )
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What `names`, one subject ("시진핑 중국 국가주석은" has two), is said to do in `sentence`.

    `whole` is what may be its predicate at most, with the subjects behind it: the claim "A said it
    rains" has it of "A said that, B being away, it rains".
    """

    names: tuple[str, ...]
    text: str
    sentence: str
    whole: str


@lru_cache(maxsize=256)
def predicates_of(text: str, aliases: AliasTable) -> tuple[Predicate, ...]:
    """Return the predicates of the named subjects of a text, in order."""
    found: list[Predicate] = []
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        found += _of_sentence(sentence, all_names(sentence, aliases))
    return tuple(found)


# Two of a list: A와 B, "A, a scanner, and B"
_LISTED = re.compile(r"[와과]\s|및\s|,\s|\band\s")
# "Sonofit | , an ultrasound device", "Lumicure | , which"
_TOLD_BEHIND = re.compile(r",?\s(?:which|that|who|used)\b|,\s(?:an?|the|its?)\s")


@lru_cache(maxsize=256)
def descriptions_of(text: str, aliases: AliasTable) -> tuple[Predicate, ...]:
    """Return what is said of each of two or more names of a list: "A, a scanner, and B, a laser".

    In Korean that stands before a name, in English before or behind it.
    """
    found: list[Predicate] = []
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        names = all_names(sentence, aliases)
        listed_names = [
            (one, other)
            for one, other in pairwise(names)
            if one.kind == other.kind and _LISTED.search(sentence[one.end : other.start])
        ]
        siblings = list(dict.fromkeys(name for pair in listed_names for name in pair))
        for name in siblings:
            said = _description(sentence, name, siblings)
            if count_letters(said) >= _FEWEST_LETTERS:
                found.append(Predicate((name.text,), said, sentence, said))
    return tuple(found)


def _description(text: str, name: NameMention, siblings: Sequence[NameMention]) -> str:
    if not is_korean(text) and _TOLD_BEHIND.match(text, name.end):
        following = [other.start for other in siblings if other.start >= name.end]
        return text[name.end : min([len(text), *following])].strip(" ,.")
    preceding = [other.end for other in siblings if other.end <= name.start]
    return text[max([0, *preceding]) : name.start].strip(" ,.'‘“\"")


@dataclass(frozen=True, slots=True)
class _Subject:
    """A subject, text[start:end]; one that `reaches` may govern the clauses of others."""

    names: tuple[str, ...]
    start: int
    end: int
    reaches: bool


def _of_sentence(text: str, names: Sequence[NameMention]) -> Iterator[Predicate]:
    doers = [name for name in names if name.kind != "event"]
    subjects = _together((_korean if is_korean(text) else _english)(text, doers))
    cuts = [clause.start for clause in clauses_of(text)]
    if not is_korean(text):
        cuts += [match.end() for match in _REPORTS.finditer(text)]
    bounds = [
        max((cut for cut in cuts if one.end <= cut <= other.start), default=other.start)
        for one, other in pairwise(subjects)
    ]
    for subject, (start, end) in zip(subjects, pairwise([0, *bounds, len(text)]), strict=False):
        beyond = end if _parallel(text, end) else len(text)
        said = f"{text[start : subject.start]}{text[subject.end : end]}".strip()
        if count_letters(said) >= _FEWEST_LETTERS:
            whole = text[start:beyond] if subject.reaches else said
            yield Predicate(subject.names, said, text, whole)


def _parallel(text: str, cut: int) -> bool:
    """Return whether a clause that begins at a cut stands beside the one before, not within it."""
    return bool(_THEN_ANOTHER.match(text, cut) or _DONE_AND.search(text, 0, cut))


def _together(subjects: Iterator[_Subject]) -> list[_Subject]:
    """Return the subjects, those of one phrase as one: 시진핑 and 중국 of 시진핑 중국 주석은."""
    kept: list[_Subject] = []
    for subject in subjects:
        if kept and subject.end == kept[-1].end:
            kept[-1] = replace(kept[-1], names=kept[-1].names + subject.names)
        else:
            kept.append(subject)
    return kept


def _korean(text: str, names: Sequence[NameMention]) -> Iterator[_Subject]:
    for name in names:
        particle, end = phrase_end(text, name)
        head = text[name.end : end - len(particle)].rstrip()
        if head and not head.endswith((*_AGENTS_KO, ")")):
            continue
        if particle in SUBJECT | _REACHING:
            yield _Subject((name.text,), name.start, end, particle in _REACHING)


def _english(text: str, names: Sequence[NameMention]) -> Iterator[_Subject]:
    starts = {clause.start for clause in clauses_of(text)}
    starts |= {match.end() for match in _REPORTS.finditer(text)}
    for name in names:
        opened = max(start for start in starts | {0} if start <= name.start)
        opening = _OPENING.fullmatch(text, opened, name.start)
        if opening is None or _NO_OPENING & set(opening["words"].lower().split()):
            continue
        if _VERB.match(text, name.end):
            yield _Subject((name.text,), name.start, name.end, reaches=True)
