"""Who does and who says what: "A will supply B" is not "B will supply A".

Only what particles (이, 은, 에게, 를) or English word order settle is judged; the rest passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.text.morphemes import tokens
from rag.text.names import AliasTable, NameMention
from rag.verify.problems import Problem
from rag.verify.rules.naming import all_names, meet
from rag.verify.rules.script import is_korean

Role = Literal["subject", "other", ""]

_IN_NAME_PHRASE = frozenset(
    ("NNG", "NNP", "NNB", "XSN", "XPN", "SL", "SN", "SSO", "SSC", "SH", "SW")
)
_PARTICLE_TAGS = frozenset(("JKS", "JX", "JKO", "JKB"))
_SUBJECT_PARTICLES = frozenset(("은", "는", "이", "가", "께서"))
_WRITTEN_PARTICLE = re.compile(r"(?:[은는이가을를]|에게서?|에서?|로부터)(?=[\s,“])")
_BESIDE = frozenset(("와", "과", "랑", "하고", "처럼", "보다", "만큼"))
_SAYING_KO = re.compile(
    r"(?:말|(?<![완안발여호])전(?!쟁)|주장|강조|설명|언급|지적|비판|비난|평가|발표|보도|전망|촉구|경고|반박)[했한하]|"
    r"밝[혔힌히]|덧붙[였이]|내다[봤본보]|고 했다"
)
_AT_ONCE = re.compile(r"(?:\s[가-힣]+|[가-힣]*?)(?:이|가)\s")
_SAID = (
    r"(?:said|says|told|tells|added|adds|announced|warned|claimed|claims|argued|argues|stressed|"
    r"noted|insisted|reported|reports|explained|acknowledged|confirmed|stated|declared|predicted)"
)
_THEN_SAID = re.compile(rf"(?:,[^,.“”\"]{{1,60}},)?\s(?:\w+ly\s|also\s|later\s)?{_SAID}\b")
# "said Jane Doe", but not "told Jane Doe" and, for what she said, not "She said Jane Doe left".
_SAID_BY = re.compile(
    rf"(?:[,”\"’]\s(?!(?:told|tells|warned)\b){_SAID}|\baccording to)\s"
    rf"(?:(?!that\b)[A-Za-z'’.-]+,?\s){{0,4}}$",
    re.IGNORECASE,
)
_LONGER_NAME = re.compile(
    r"(?:['’]s)?\s(?:(?:of|for|and)\s)?[A-Z]|['’]s\s|\s(?:envoy|official|officials|officer|"
    r"spokes\w+|ambassador|diplomat|diplomats|minister|lawmaker|researcher|researchers)\b"
)
_PLACED = re.compile(r"\b(?:in|from|at|near)\s(?:the\s)?$")
_ACTS = re.compile(
    r"\s(?:(?:will|would|has|have|had|did|does|can|could|may|might|must|should)\b|"
    r"(?!was\b|is\b|as\b|has\b|this\b)[a-z]+(?:ed|s)\b|\w+ly\s[a-z]+ed\b)"
)
_ACTED_ON = re.compile(
    r"(?:\b(?:to|from|against|for|on|at)|(?:[a-z]{3,}(?:ed|s)|supply|give|sell|send|buy|attack|pay|"
    r"beat|help|support|ask|urge|accuse))\s(?:the\s|President\s|Mr\.?\s)*$"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_PASSIVE = re.compile(
    r"당[했하한]|받[았은고는]|에 ?의해|"
    r"[을를] 통과|\b(?:was|were|been|being|be|is|are)\s(?:\w+ly\s)?\w+(?:ed|en|de|ld)\b"
)
_NO_PERSONS = frozenset(("place", "org", "company"))
_OFFICE_BEHIND = re.compile(
    r"(?:\s[가-힣]+){0,2}\s?(?:대변인|대사|장관|차관|의원|대표|교수|국장)[은는이가]"
)
_BARE_NOUN = frozenset(("NNG", "NNP", "UN", "IC"))
_NEAR = 3  # words between who says it and that it is said
# Whom another one is ahead of: it is not told of them that they are.
_COMPARED_EN = re.compile(
    r"\b(?:ahead of|surpass(?:ed|ing)|overt(?:ook|aking)|outpac(?:ed|ing)|more than|higher than|"
    r"larger than|bigger than|faster than)\s(?:the\s)?$"
)
_COMPARED_KO = re.compile(r"보다|[을를]\s(?:제치|제쳤|앞지|앞섰|앞서|추월|누르|눌렀)")
_FALLS_BEHIND = re.compile(
    r"뒤[처쳐졌진지]|밀[렸려리]|추월당|내[줬주]|보다 (?:적|낮|작|느)|"
    r"\b(?:behind|trail\w*|less|fewer|lower|smaller|slower|after|by)\b"
)
_SYMMETRIC = re.compile(
    r"\b(?:met|meets?|meeting|talk|talks|agreed|versus|vs)\b|만[났나난]|회담|통화|합의"
)


@dataclass(frozen=True, slots=True)
class _Actor:
    name: str
    role: Role
    speaks: bool
    is_topic: bool = False
    compared: bool = False


def wrong_roles(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return who does or says in the source what a claim has another of its names do or say."""
    ours, theirs = _actors(claim, aliases), _actors(source, aliases)
    return (
        _wrong_speaker(ours, theirs, aliases)
        or _swapped(claim, source, ours, theirs, aliases)
        or _outranked(claim, source, ours, theirs, aliases)
    )


def _wrong_speaker(
    ours: Sequence[_Actor], theirs: Sequence[_Actor], aliases: AliasTable
) -> list[Problem]:
    said = [actor.name for actor in ours if actor.speaks]
    told = [actor.name for actor in theirs if actor.speaks]
    if not said or not told or any(meet(a, b, aliases) for a in said for b in told):
        return []
    # One who is not in the source at all is a missing name, or nobody knows who.
    if not any(meet(said[0], actor.name, aliases) for actor in theirs):
        return []
    return [Problem("speaker", told[0])]


def _swapped(
    claim: str,
    source: str,
    ours: Sequence[_Actor],
    theirs: Sequence[_Actor],
    aliases: AliasTable,
) -> list[Problem]:
    if bool(_PASSIVE.search(claim)) != bool(_PASSIVE.search(source)) or _SYMMETRIC.search(claim):
        return []
    doers = _names(ours, "subject", aliases)
    others = _names(ours, "other", aliases)
    for doer in doers:
        if not _is_only(doer, "other", theirs, aliases):
            continue
        for other in others:
            if _is_only(other, "subject", theirs, aliases):
                return [Problem("role", other)]
    return []


def _outranked(
    claim: str,
    source: str,
    ours: Sequence[_Actor],
    theirs: Sequence[_Actor],
    aliases: AliasTable,
) -> list[Problem]:
    """Return who is ahead in the source where a claim tells it of the one who is behind."""
    if not ours or _FALLS_BEHIND.search(claim):
        return []
    first = ours[0].name
    behind = [a for a in theirs if meet(first, a.name, aliases)]
    ahead = [a for a in theirs if a not in behind and not a.compared]
    if not behind or not all(a.compared for a in behind) or not ahead or ours[0].compared:
        return []
    told = any(meet(ahead[0].name, a.name, aliases) and not a.compared for a in ours)
    return (
        []
        if told and not any(a.compared or a.role == "other" for a in ours)
        else [Problem("role", ahead[0].name)]
    )


def says(text: str, name: NameMention, aliases: AliasTable) -> bool:
    """Return whether a name of a text says what the text tells."""
    return any(actor.name == name.text and actor.speaks for actor in _actors(text, aliases))


def _names(actors: Sequence[_Actor], role: Role, aliases: AliasTable) -> list[str]:
    return [a.name for a in actors if a.role == role and _is_only(a.name, role, actors, aliases)]


def _is_only(name: str, role: Role, actors: Sequence[_Actor], aliases: AliasTable) -> bool:
    roles = {actor.role for actor in actors if meet(name, actor.name, aliases)}
    return roles == {role}


def _actors(text: str, aliases: AliasTable) -> list[_Actor]:
    names = all_names(text, aliases)
    if len(names) < 1:
        return []
    if not is_korean(text):
        return [_english_actor(text, name) for name in names]
    outside = _QUOTED.sub(lambda m: " " * len(m.group()), text)
    actors = [_korean_actor(outside, text, name) for name in names]
    # Beside "A는 …라고 말했다" a 이 or 가 belongs to what is said.
    topics = any(actor.speaks and actor.is_topic for actor in actors)
    at_once = [_says_at_once(text, name) for name in names]
    if topics and any(at_once):
        return [replace(a, speaks=said) for a, said in zip(actors, at_once, strict=True)]
    return [replace(a, speaks=a.speaks and a.is_topic) if topics else a for a in actors]


def _says_at_once(text: str, name: NameMention) -> bool:
    """Return whether a name stands right before the saying that ends a text: …라고 A가 말했다."""
    at_once = _AT_ONCE.match(text, name.end)
    return at_once is not None and _SAYING_KO.match(text, at_once.end()) is not None


def _after_unseen_name(text: str, name: NameMention) -> bool:
    """Return whether a bare noun stands before a name, as a person's does before an office."""
    if not _OFFICE_BEHIND.match(text, name.end):
        return False
    before = [t for t in tokens(text) if t.start + t.len <= name.start]
    return bool(before) and text[: name.start].endswith(" ") and before[-1].tag in _BARE_NOUN


def _korean_actor(outside: str, text: str, name: NameMention) -> _Actor:
    particle = particle_of(text, name)
    role: Role = ""
    if particle in _SUBJECT_PARTICLES:
        role = "subject"
    elif particle and particle not in _BESIDE:
        role = "other"
    quoted = not outside[name.start : name.end].strip()
    said = _SAYING_KO.search(outside, name.end) if role == "subject" and not quoted else None
    # 이 and 가 may be the subject of a clause that is only reported.
    near = said and len(outside[name.end : said.start()].split()) <= _NEAR
    is_topic = particle in ("은", "는")
    if said and name.kind in _NO_PERSONS and _after_unseen_name(text, name):
        said = None  # of "다나 페리노 백악관 대변인은" it is not the White House that speaks
    compared = _COMPARED_KO.match(text, name.end) is not None
    return _Actor(name.text, role, bool(said and (is_topic or near)), is_topic, compared)


def particle_of(text: str, name: NameMention) -> str:
    """Return the particle that ends the noun phrase of a name (오바마 대통령은), or ""."""
    written = _WRITTEN_PARTICLE.match(text, name.end)
    if written:
        return written.group()
    for token in tokens(text):
        if token.start < name.end or token.tag in _IN_NAME_PHRASE:
            continue
        return str(token.form) if token.tag in _PARTICLE_TAGS else ""
    return ""


def _english_actor(text: str, name: NameMention) -> _Actor:
    before, after = text[: name.start], text[name.end :]
    # London does not speak where the London Ambulance Service does.
    whole = not _LONGER_NAME.match(after)
    placed = _PLACED.search(before) is not None  # "a spokesman in London, Jane Doe, said"
    then = _THEN_SAID.match(after) is not None and not placed
    speaks = then or bool(whole and _SAID_BY.search(before))
    role: Role = ""
    if _ACTED_ON.search(before):
        role = "other"
    elif _ACTS.match(after):
        role = "subject"
    return _Actor(name.text, role, speaks, compared=bool(_COMPARED_EN.search(before)))
