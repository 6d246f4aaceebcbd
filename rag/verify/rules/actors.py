"""Which part each name of a sentence plays: who acts, who is acted on, who speaks, who is outdone.

"Nvidia said it will supply Korea": Nvidia is the subject and speaks.  "엔비디아가 한국에 공급한다":
가 makes Nvidia the subject and 에 makes Korea another part.  Only what particles or English word
order settle is told; a name for which they settle nothing has no role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.text.morphemes import tokens
from rag.text.names import AliasTable, NameMention, listed
from rag.verify.rules.naming import all_names
from rag.verify.rules.particles import BESIDE, SUBJECT, TOPIC, particle_of
from rag.verify.rules.script import is_korean

Role = Literal["subject", "other", ""]


@dataclass(frozen=True, slots=True)
class Actor:
    """A name of a text and its part there.

    A `topic` wears 은 or 는; an `outdone` one is whom another is ahead of ("ahead of Sora").
    """

    name: str
    role: Role
    speaks: bool
    topic: bool = False
    outdone: bool = False


def actors_in(text: str, aliases: AliasTable) -> list[Actor]:
    """Return the names of a text in order, each with its part."""
    names = all_names(text, aliases)
    if not names:
        return []
    if is_korean(text):
        return _korean_actors(text, names)
    return [_english_actor(text, name) for name in names]


def says(text: str, name: NameMention, aliases: AliasTable) -> bool:
    """Return whether a name of a text says what the text tells."""
    return any(actor.name == name.text and actor.speaks for actor in actors_in(text, aliases))


# --- Korean: particles tell

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
# 말했다, 강조한, 발표하며
_NOUNS_OF_SAYING = listed(
    "말 주장 강조 설명 언급 지적 비판 비난 평가 발표 보도 전망 촉구 경고 반박"
)
_SAYING = rf"""
    (?:{"|".join(_NOUNS_OF_SAYING)}) [했한하]
    | (?<![완안발여호])전[했한하]    # 전했다, but not 완전한, 안전하다, 발전했다, 여전히, 호전했다
    | 밝[혔힌히] | 덧붙[였이] | 내다[봤본보]
    | 고\ 했다
"""
_SAYS = re.compile(_SAYING, re.VERBOSE)
# "…라고 | 강 대변인이 말했다": the name stands right before the saying.
_SAYS_AT_ONCE = re.compile(rf"(?: \s[가-힣]+ | [가-힣]*? ) [이가]\s (?:{_SAYING})", re.VERBOSE)
_FEW_WORDS = 3  # between who says it and that it is said
# What does not speak where a person's name stands before it: 다나 페리노 | 백악관 대변인은.
_NO_PERSONS = frozenset(("place", "org", "company"))
_OFFICES = listed("대변인 대사 장관 차관 의원 대표 교수 국장")
_OFFICE_BEHIND = re.compile(rf"(?:\s[가-힣]+){{0,2}}\s?(?:{'|'.join(_OFFICES)})[은는이가]")
_BARE_NOUN_TAGS = frozenset(("NNG", "NNP", "UN", "IC"))
# 소라보다 높은, 소라를 제치고
_OUTDONE_KO = re.compile(r"보다|[을를]\s(?:제치|제쳤|앞지|앞섰|앞서|추월|누르|눌렀)")


def _korean_actors(text: str, names: Sequence[NameMention]) -> list[Actor]:
    """Return the actors of a Korean text, with the speakers that hold where several might speak.

    Of "A는 B가 이겼다고 말했다" A speaks, for 가 belongs to what is said; of "A는 이겼다고 B가
    말했다" it is B.
    """
    unquoted = _QUOTED.sub(lambda quotation: " " * len(quotation.group()), text)
    actors = [_korean_actor(text, unquoted, name) for name in names]
    if not any(actor.speaks and actor.topic for actor in actors):
        return actors
    at_once = [_SAYS_AT_ONCE.match(text, name.end) is not None for name in names]
    if any(at_once):
        return [replace(a, speaks=said) for a, said in zip(actors, at_once, strict=True)]
    return [replace(a, speaks=a.speaks and a.topic) for a in actors]


def _korean_actor(text: str, unquoted: str, name: NameMention) -> Actor:
    particle = particle_of(text, name)
    topic = particle in TOPIC
    role = _role_by(particle)
    return Actor(
        name.text,
        role,
        speaks=role == "subject" and _speaks_in_korean(text, unquoted, name, topic=topic),
        topic=topic,
        outdone=_OUTDONE_KO.match(text, name.end) is not None,
    )


def _role_by(particle: str) -> Role:
    if particle in SUBJECT:
        return "subject"
    return "other" if particle and particle not in BESIDE else ""


def _speaks_in_korean(text: str, unquoted: str, name: NameMention, *, topic: bool) -> bool:
    """Return whether a subject says something: a topic at any distance, 이 and 가 close by only.

    이 and 가 may make the subject of a clause that is only reported.
    """
    if not unquoted[name.start : name.end].strip():
        return False  # the name stands in a quotation
    said = _SAYS.search(unquoted, name.end)
    if said is None or _after_unseen_name(text, name):
        return False
    return topic or len(unquoted[name.end : said.start()].split()) <= _FEW_WORDS


def _after_unseen_name(text: str, name: NameMention) -> bool:
    """Return whether a name belongs to the office of a person whom no list knows.

    Of "다나 페리노 백악관 대변인은" it is not the White House that speaks.
    """
    if name.kind not in _NO_PERSONS or not _OFFICE_BEHIND.match(text, name.end):
        return False
    before = [token for token in tokens(text) if token.start + token.len <= name.start]
    return bool(before) and text[: name.start].endswith(" ") and before[-1].tag in _BARE_NOUN_TAGS


# --- English: word order tells

_SAY = "|".join(
    listed(
        """
        said says added adds announced claimed claims argued argues stressed noted insisted reported
        reports explained acknowledged confirmed stated declared predicted
        """
    )
)
_TELL = "told|tells|warned"  # whoever stands behind these listens
# "Nvidia | , the chip maker, also said"
_THEN_SAYS = re.compile(
    rf"""
    (?: ,[^,.“”"]{{1,60}}, )?
    \s (?: \w+ly\s | also\s | later\s )?
    (?: {_SAY}|{_TELL} )\b
    """,
    re.VERBOSE,
)
# "…, said Minister | Bae" and "according to | Bae"; but "…, she said that | Bae …" tells of him.
_SAID_BY = re.compile(
    rf"""
    (?: [,”"’]\s (?:{_SAY}) | \baccording\ to ) \s
    (?: (?!that\b) [A-Za-z'’.-]+ ,?\s ){{0,4}} $
    """,
    re.VERBOSE | re.IGNORECASE,
)
# London does not speak where "London | Ambulance Service", "London's mayor" or its envoy does.
_LONGER_NAME = re.compile(
    r"""
    \s (?: (?:of|for|and)\s )? [A-Z]
    | ['’]s\s
    | \s (?: envoy | officials? | officer | spokes\w+ | ambassador | diplomats? | minister
           | lawmaker | researchers? )\b
    """,
    re.VERBOSE,
)
# "a spokesman in | London, Jane Doe, said"
_IN_PLACE = re.compile(r"\b(?:in|from|at|near)\s(?:the\s)?$")
# "Nvidia | will", "Nvidia | supplies", "Nvidia | quietly supplied"
_ACTS = re.compile(
    r"""
    \s (?: (?: will|would|has|have|had|did|does|can|could|may|might|must|should )\b
         | (?! (?:was|is|as|this)\b ) [a-z]+ (?:ed|s)\b
         | \w+ly\s [a-z]+ed\b )
    """,
    re.VERBOSE,
)
# "to the | US", "urged President | Lee"
_ACTED_ON = re.compile(
    r"""
    (?: \b (?: to|from|against|for|on|at )
      | [a-z]{3,} (?:ed|s)
      | supply|give|sell|send|buy|attack|pay|beat|help|support|ask|urge|accuse ) \s
    (?: the\s | President\s | Mr\.?\s )* $
    """,
    re.VERBOSE,
)
# "ahead of | Sora"
_OUTDONE_EN = re.compile(
    r"""
    \b (?: ahead\ of | surpass(?:ed|ing) | overt(?:ook|aking) | outpac(?:ed|ing)
         | (?:more|higher|larger|bigger|faster)\ than ) \s
    (?: the\s )? $
    """,
    re.VERBOSE,
)


def _english_actor(text: str, name: NameMention) -> Actor:
    before, after = text[: name.start], text[name.end :]
    return Actor(
        name.text,
        _role_between(before, after),
        speaks=_speaks_in_english(before, after),
        outdone=_OUTDONE_EN.search(before) is not None,
    )


def _role_between(before: str, after: str) -> Role:
    if _ACTED_ON.search(before):
        return "other"
    return "subject" if _ACTS.match(after) else ""


def _speaks_in_english(before: str, after: str) -> bool:
    """Return whether what stands around a name makes it the speaker: "A said", "said A"."""
    if _THEN_SAYS.match(after) and not _IN_PLACE.search(before):
        return True
    return _SAID_BY.search(before) is not None and not _LONGER_NAME.match(after)
