"""True claims that are turned round: direction, bounds, certainty, speakers, roles, quotations.

Like tests/claim_corruptions.py these take a claim, whether it is Korean, and dice, and return the
wrong claim or None; they use none of the parsers that are measured.
"""

from __future__ import annotations

import random
import re

from tests.claim_corruptions import Corruption, korean_names_in

_TURNS_KO = (
    ("증가", "감소"), ("급증", "급감"), ("상승", "하락"), ("급등", "급락"), ("인상", "인하"),
    ("늘어", "줄어"), ("늘었", "줄었"), ("늘린", "줄인"), ("강화", "약화"), ("높은", "낮은"),
    ("높아", "낮아"), ("흑자", "적자"), ("찬성", "반대"), ("승리", "패배"), ("수출", "수입"),
    ("확대", "축소"), ("개선", "악화"), ("허용", "금지"), ("최대", "최소"), ("최고", "최저"),
)  # fmt: skip
_TURNS_EN = (
    ("increase", "decrease"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("rose", "fell"), ("rise", "fall"), ("rising", "falling"), ("grew", "shrank"),
    ("risen", "fallen"), ("climbed", "dropped"), ("higher", "lower"), ("more", "less"),
    ("won", "lost"), ("largest", "smallest"), ("highest", "lowest"), ("improved", "worsened"),
    ("exports", "imports"), ("support", "oppose"), ("approved", "rejected"), ("allowed", "banned"),
)  # fmt: skip
_BOUNDS_KO = (("이상", "이하"), ("최소", "최대"), ("초과", "미만"), ("적어도", "많아야"))
_BOUNDS_EN = (
    ("at least", "at most"), ("more than", "less than"), ("over", "under"), ("up to", "at least"),
)  # fmt: skip
_SURE_KO = (
    (r"할 (?:계획|예정|방침)이(?:다|라고|며)", "했다"),
    (r"할 수 있다", "했다"),
    (r"될 수 있다", "됐다"),
    (r"할 것으로 (?:보인다|예상된다|전망된다|기대된다)", "했다"),
    (r"될 것으로 (?:보인다|예상된다|전망된다|기대된다)", "됐다"),
)
_SURE_EN = (
    (r"\b(?:may|might|could)(?= (?!not)[a-z]+)", "will"),
    (r"\b(?:plans to|is considering|is expected to|is scheduled to|is likely to)(?= [a-z]+)",
     "has decided to"),
)  # fmt: skip
_TITLES = (
    "(?: ?(?:대통령|총리|장관|의원|후보|상원의원|정부|측|당국|대변인|국방장관|국무장관|감독))?"
)
_SUBJECT = rf"{_TITLES}(?=[은는이가] )"
_OTHER = rf"{_TITLES}(?=(?:[을를]|에|에게|로부터|에서) )"
_SAYING = re.compile(r"(?:말했|밝혔|전했|주장했|강조했|설명했|덧붙였|지적했|비난했)다")
_SPEAKER_EN = re.compile(
    r"(?P<name>[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?)(?= (?:said|says|told|added|announced|warned)\b)"
)
_NAME_EN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})?(?=[ ,.'])")
_DAYS_OR_MONTHS = re.compile(r"(?:day|uary|March|April|May|June|July|August|ember|ober)$")
_SUBJECT_EN = re.compile(
    r"(?P<name>(?:^|(?<=[,.] ))[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})?)"
    r"(?= (?:will|would|has|had|have|[a-z]+ed) )"
)
_OBJECT_EN = re.compile(r"(?<=(?:\bto|th|st|ed) )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})?(?=[ ,.])")
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")


def direction(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Say rose for fell, or the like."""
    return _turned(claim, _TURNS_KO if korean else _TURNS_EN, korean, dice)


def bound(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Say at most for at least beside a number."""
    for one, other in dice.sample(_BOUNDS_KO if korean else _BOUNDS_EN, 4):
        for old, new in ((one, other), (other, one)):
            beside = rf"(?:{old}(?= [$\d])|(?<=\d[명%개건]) ?{old}|(?<=\d) ?{old})"
            place = re.search(beside if korean else rf"\b{old}(?= [$\d])", claim)
            if place:
                turned = place.group().replace(old, new)
                return claim[: place.start()] + turned + claim[place.end() :]
    return None


def certainty(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Tell a plan as done, or a possibility as sure."""
    for old, new in _SURE_KO if korean else _SURE_EN:
        place = re.search(old + (r"(?=[.”\"]?\s*$)" if korean else ""), claim)
        if place:
            return claim[: place.start()] + new + claim[place.end() :]
    return None


def speaker(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Let another name of the sentence say what one says."""
    if korean:
        named = sorted(korean_names_in(claim))
        said = _SAYING.search(claim)
        for name in named:
            place = re.search(rf"(?<![가-힣]){name}{_SUBJECT}", claim)
            others = [n for n in named if n not in name and name not in n]
            if said and place and others and not _quoted(claim, place.start()):
                return _exchanged(claim, name, dice.choice(others))
        return None
    place = _SPEAKER_EN.search(claim)
    others = _names_en(claim, place["name"]) if place else []
    return _exchanged(claim, place["name"], dice.choice(others)) if place and others else None


def role(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Exchange who does with whom or what it is done to."""
    if korean:
        for doer in sorted(korean_names_in(claim)):
            for other in sorted(korean_names_in(claim)):
                ours = re.search(rf"(?<![가-힣]){doer}{_SUBJECT}", claim)
                theirs = re.search(rf"(?<![가-힣]){other}{_OTHER}", claim)
                once = claim.count(doer) == claim.count(other) == 1
                if ours and theirs and doer != other and once:
                    return _exchanged(claim, doer, other)
        return None
    ours, theirs = _SUBJECT_EN.search(claim), _OBJECT_EN.search(claim)
    if not ours or not theirs or ours.start() > theirs.start():
        return None
    if _DAYS_OR_MONTHS.search(theirs.group()) or claim.count(theirs.group()) > 1:
        return None
    return _exchanged(claim, ours["name"], theirs.group())


def quotation(claim: str, korean: bool, dice: random.Random) -> str | None:
    """Leave a word out of the middle of a quotation."""
    places = [m for m in _QUOTED.finditer(claim) if len(m[1].split()) > 3]
    if not places:
        return None
    place = dice.choice(places)
    words = place[1].split()
    del words[dice.randrange(1, len(words) - 1)]
    return claim[: place.start(1)] + " ".join(words) + claim[place.end(1) :]


def _turned(
    claim: str, pairs: tuple[tuple[str, str], ...], korean: bool, dice: random.Random
) -> str | None:
    for one, other in dice.sample(pairs, len(pairs)):
        for old, new in ((one, other), (other, one)):
            word = (
                rf"(?<![가-힣]){old}(?![편깊상적편한거])" if korean else rf"\b{old}\b(?! than \d)"
            )
            place = re.search(word, claim)
            if place:
                return claim[: place.start()] + new + claim[place.end() :]
    return None


def _quoted(claim: str, at: int) -> bool:
    return any(m.start() < at < m.end() for m in _QUOTED.finditer(claim))


def _names_en(claim: str, but: str) -> list[str]:
    found = (m[0] for m in _NAME_EN.finditer(claim))
    return [n for n in found if n not in but and but not in n and not _DAYS_OR_MONTHS.search(n)]


def _exchanged(claim: str, one: str, other: str) -> str:
    """Put each of two names in the other's place, with the particle that it takes there."""
    swapped = {one: other, other: one}
    pattern = re.compile(rf"({re.escape(one)}|{re.escape(other)})([은는이가을를](?=[ ,]))?")
    return pattern.sub(lambda m: swapped[m[1]] + _particle(swapped[m[1]], m[2] or ""), claim)


def _particle(name: str, particle: str) -> str:
    closed = "가" <= name[-1] <= "힣" and (ord(name[-1]) - ord("가")) % 28 > 0
    for pair in ("은는", "이가", "을를"):
        if particle and particle in pair:
            return pair[0] if closed else pair[1]
    return particle


TWISTS: dict[str, Corruption] = {
    "direction": direction,
    "bound": bound,
    "certainty": certainty,
    "speaker": speaker,
    "role": role,
    "quotation": quotation,
}
