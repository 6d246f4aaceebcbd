"""The parts that the names of a Korean text play: particles tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.text.morphemes import tokens
from rag.text.names import NameMention, listed
from rag.text.sentences import split_sentences
from rag.verify.rules.language.particles import ALSO, BESIDE, SUBJECT, TOPIC, phrase_end
from rag.verify.rules.people.actor import Actor, Role

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
# 말했다, 강조한, 발표하며
_NOUNS_OF_SAYING = listed(
    """
    말 주장 강조 설명 언급 지적 비판 비난 평가 발표 보도 전망 촉구 경고 반박 예상 분석 진단 판단
    호소 토로 시사 회상 당부 항변 답변 관측 우려 규정 추산
    """
)
_SAYING = rf"""
    (?:{"|".join(_NOUNS_OF_SAYING)}) [했한하]
    | (?<![완안발여호])전[했한하]    # 전했다, but not 완전한, 안전하다, 발전했다, 여전히, 호전했다
    | 밝[혔힌히] | 덧붙[였이] | 내다[봤본보] | 꼬집[었은] | 짚[었은] | 답[했한]
    | 고\ 했다 | [다라]고\ 봤
    # 전망을 내놨다, 입장을 밝혔다, 의지를 보였다
    | (?:예상|전망|분석|관측|평가|입장|의견|견해|해석|진단|우려|뜻|의지|소감|답)[을를]\s
      (?:내놨|내놓|보였|보인|나타냈|드러냈|제시했|전달했|표했|표명했)
"""
_SAYS = re.compile(_SAYING, re.VERBOSE)
# "…라고 | 강 대변인이 말했다": the name stands right before the saying.
_SAYS_AT_ONCE = re.compile(rf"(?: \s[가-힣]+ | [가-힣]*? ) [이가]\s (?:{_SAYING})", re.VERBOSE)
# 강조했다고 | 전했다: what one says in what another reports.
_SAID_WITHIN = re.compile(rf"(?:{_SAYING}) [가-힣]{{0,2}}다[고며는]\s", re.VERBOSE)
_ADDRESSING = frozenset(("에게", "한테", "께"))
_FEW_WORDS = 3  # between who says it and that it is said
# 허용해야 한다고 | 신문이 소식통을 인용해 이날 보도했다: what is said stands before who says it.
_BEHIND_REPORT = re.compile(r"[다라자]고\s[^\s]*$")
_FEW_WORDS_BEHIND = 7
# 강 대변인 | 에 따르면, CNBC | 의 보도에 따르면, 로이터 | 를 인용해
_ACCORDING = re.compile(
    r"\s?(?:[^\s,.“”\"]+(?<![은는이가을를])\s){0,2}[^\s,.“”\"]*"
    r"(?:에 (?:따르|의하)면|[을를] 인용[해한])"
)
# 김 의원 | 의 발언
_OWN_WORDS = re.compile(
    rf"의\s(?:{'|'.join(_NOUNS_OF_SAYING)}|발언|성명|입장|의견|답|해명)(?![가-힣]*에 대[해한])"
)
# What does not speak where a person's name stands before it: 다나 페리노 | 백악관 대변인은.
_NO_PERSONS = frozenset(("place", "org", "company"))
_OFFICES = listed("대변인 대사 장관 차관 의원 대표 교수 국장")
_OFFICE_BEHIND = re.compile(rf"(?:\s[가-힣]+){{0,2}}\s?(?:{'|'.join(_OFFICES)})[은는이가]")
_BARE_NOUN_TAGS = frozenset(("NNG", "NNP", "UN", "IC"))
# 소라보다 높은, 소라를 제치고
_OUTDONE = re.compile(r"보다|[을를]\s(?:제치|제쳤|앞지|앞섰|앞서|추월|누르|눌렀)")
# A가 B로부터 비판을 받았다: B does it.
_DOER_OF_PASSIVE = frozenset(("로부터", "에게서", "에게", "한테"))
_DOER_TOLD = re.compile(r"측에서|에\s?의해")
# 시 주석과 별도로 | 만나: whom one meets does nothing more there; A와 B는 meet both.
_MET = re.compile(r"\s(?:[^\s,.]*[^\s,.은는이가]\s){0,3}(?:만[나난났]|회담|통화|회동|면담)")
_PASSIVE = re.compile(r"당[했하한]|받[았은고는아]|[아어여려]졌|에\s?의해")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its quotations blanked out, so that only its own verbs are seen."""

    text: str
    unquoted: str
    end: int


def korean_actors(text: str, names: Sequence[NameMention]) -> list[Actor]:
    """Return the actors of a Korean text, sentence by sentence."""
    unquoted = _QUOTED.sub(lambda quotation: " " * len(quotation.group()), text)
    actors = []
    for span in split_sentences(text):
        inside = [name for name in names if span.start <= name.start < span.end]
        actors += _of_sentence(_Sentence(text, unquoted[: span.end], span.end), inside)
    return actors


def _of_sentence(sentence: _Sentence, names: Sequence[NameMention]) -> list[Actor]:
    """Return the actors of one sentence, with the speakers that hold where several might speak.

    Of "A는 B가 이겼다고 말했다" A speaks, for 가 belongs to what is said; of "A는 이겼다고 B가
    말했다" it is B; of "A는 B가 강조했다고 전했다" both do.
    """
    actors = _turned_by_passive([_actor(sentence, name) for name in names], sentence, names)
    chosen = actors
    if any(actor.speaks and actor.topic for actor in actors):
        at_once = [_SAYS_AT_ONCE.match(sentence.text, name.end) is not None for name in names]
        if any(at_once):
            chosen = [replace(a, speaks=said) for a, said in zip(actors, at_once, strict=True)]
        else:
            chosen = [replace(a, speaks=a.speaks and a.topic) for a in actors]
    return _with_sources(_with_speakers_within(chosen, sentence, names), sentence, names)


def _with_speakers_within(
    actors: Sequence[Actor], sentence: _Sentence, names: Sequence[NameMention]
) -> list[Actor]:
    """Return the actors with the subject nearest before each "강조했다고" as a speaker, too."""
    found = list(actors)
    for said in _SAID_WITHIN.finditer(sentence.unquoted, names[0].start if names else 0):
        before = [
            i
            for i, name in enumerate(names)
            if actors[i].role == "subject" and name.end <= said.start()
            and sentence.unquoted[name.start : name.end].strip()
        ]  # fmt: skip
        if before and not any(a.speaks for a in found[before[-1] : before[-1] + 1]):
            found[before[-1]] = replace(found[before[-1]], speaks=True, within=True)
    return found


def _with_sources(
    actors: Sequence[Actor], sentence: _Sentence, names: Sequence[NameMention]
) -> list[Actor]:
    """Return the actors with those as speakers by whom it is told: "B에 따르면", "B의 발언"."""
    return [
        replace(actor, speaks=True, reports=not actor.speaks)
        if _ACCORDING.match(sentence.unquoted, name.end)
        or _OWN_WORDS.match(sentence.text, actor.phrase)
        else actor
        for actor, name in zip(actors, names, strict=True)
    ]


def _turned_by_passive(
    actors: Sequence[Actor], sentence: _Sentence, names: Sequence[NameMention]
) -> list[Actor]:
    """Return the actors of "A가 B로부터 비판을 받았다" as of "B가 A를 비판했다"."""
    doers = [i for i, name in enumerate(names) if _does_passive(sentence.text, name)]
    if not doers or not _PASSIVE.search(sentence.unquoted, names[doers[0]].end):
        return list(actors)
    turned: dict[Role, Role] = {"subject": "other", "other": "other", "": ""}
    return [
        replace(actor, role="subject" if i in doers else turned[actor.role])
        for i, actor in enumerate(actors)
    ]


def _does_passive(text: str, name: NameMention) -> bool:
    """Return whether a name is by whom a passive says that it is done: 엔비디아로부터."""
    particle, end = phrase_end(text, name)
    start = end - len(particle)
    if particle in _DOER_OF_PASSIVE:
        return True
    return any(_DOER_TOLD.match(text, at) for at in (start, max(name.end, start - 1)))


def _actor(sentence: _Sentence, name: NameMention) -> Actor:
    particle, end = phrase_end(sentence.text, name)
    # 도 makes a topic of who does or of what is done: only that it speaks is sure.
    topic = particle in TOPIC | ALSO
    role = _role_by(particle)
    if particle in BESIDE and _MET.match(sentence.unquoted, end):
        role = "other"
    may_speak = role == "subject" or particle in ALSO
    return Actor(
        name.text,
        role,
        speaks=may_speak and _speaks(sentence, name, topic=topic),
        phrase=end - len(particle),
        topic=topic,
        outdone=_OUTDONE.match(sentence.text, name.end) is not None,
        told=particle in _ADDRESSING,
    )


def _role_by(particle: str) -> Role:
    if particle in SUBJECT:
        return "subject"
    return "other" if particle and particle not in BESIDE | ALSO else ""


def _speaks(sentence: _Sentence, name: NameMention, *, topic: bool) -> bool:
    """Return whether a subject says something: a topic at any distance, 이 and 가 close by only.

    이 and 가 may make the subject of a clause that is only reported.
    """
    if not sentence.unquoted[name.start : name.end].strip():
        return False  # the name stands in a quotation
    said = _SAYS.search(sentence.unquoted, name.end)
    if said is None or _after_unseen_name(sentence.text, name):
        return False
    between = sentence.unquoted[name.end : said.start()]
    few = _FEW_WORDS_BEHIND if _BEHIND_REPORT.search(sentence.text[: name.start]) else _FEW_WORDS
    return topic or len(between.split()) <= few


def _after_unseen_name(text: str, name: NameMention) -> bool:
    """Return whether a name belongs to the office of a person whom no list knows.

    Of "다나 페리노 백악관 대변인은" it is not the White House that speaks.
    """
    if name.kind not in _NO_PERSONS or not _OFFICE_BEHIND.match(text, name.end):
        return False
    before = [token for token in tokens(text) if token.start + token.len <= name.start]
    return bool(before) and text[: name.start].endswith(" ") and before[-1].tag in _BARE_NOUN_TAGS
