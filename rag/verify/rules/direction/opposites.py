"""Claims that turn what a source says round: rose for fell, first for last, backed for opposed."""

from __future__ import annotations

import re

from rag.verify.problems import Problem
from rag.verify.rules.denial.denied import denies
from rag.verify.rules.direction.opposite_words import AXES, MIRRORED
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import is_korean, same_language

_TURN = re.compile(
    r"(?P<to>상승|하락|증가|감소|오름|내림|흑자|적자|강세|약세|호조|부진)세?로\s(?:돌아|전환|반전)"
)
_UP_AGAIN = re.compile("상승|증가|오름|흑자|강세|호조")
# A fall that is over is no fall: 침체를 딛고, "coming out of its slump"; nor is a rise that ends.
_FALL_OVER = re.compile(
    r"(?:침체|부진|불황|위기|약세|하락세|감소세|내림세|적자|둔화세?|슬럼프)(?:[을를]|"
    r"에서)?\s?(?:\S+\s)?"
    r"(?:딛|벗어|극복|이겨|털|헤쳐|넘[기겼어]|탈출|끊|마감|끝[내냈]|멈[추췄]|떨쳐|빠져나|만회)"
    r"|\b(?:com(?:e|es|ing)|came|emerg\w+|climb\w*|pull\w*|recover\w*|mov\w+|sh[ao]\w+|br[eo]\w+|"
    r"snap\w*|end\w*|"
    r"overc[oa]m\w+|escap\w+|rebound\w*|bounc\w+|revers\w+|halt\w*)\s(?:(?:back|out|of|from|"
    r"off)\s){0,3}"
    r"(?:[\w'’-]+\s){0,3}?(?:slump|recession|downturn|decline|slowdown|streak|stagnation|crisis|"
    r"doldrums|fall|drop)\b",
    re.IGNORECASE,
)
_RISE_OVER = re.compile(
    r"(?:상승|증가|오름|강|성장|급등|확장)세[가이를은는]?\s?(?:\S+\s)?(?:꺾|멈[추췄]|주춤|끝|"
    r"마감|사그라|식었|식고)"
    r"|\b(?:halt\w*|end\w*|revers\w+|snap\w*|stem\w*)\s(?:[\w'’-]+\s){0,3}?"
    r"(?:rise|rises|increases?|growth|rally|surge|climb|gains)\b",
    re.IGNORECASE,
)
# Restrictions that fall restrict nothing: 규제를 풀었다, "eased curbs".
_FREED = re.compile(
    r"(?:규제|제한|통제|봉쇄)(?=(?:\s?조치)?[를을]?\s?(?:\S+\s)?(?:풀|완화|해제|철폐|없[애앴]|"
    r"폐지|걷|거[두둬뒀]))"
    r"|(?P<verb>\b(?:eas|lift|relax|loosen|remov|scrap|end|abolish|roll|"
    r"drop)\w*\s(?:[\w'’-]+\s){0,3}?)"
    r"(?:restrictions?|curbs?|limits?|controls?)\b",
    re.IGNORECASE,
)

# What is not on the table is refused, though "on the table" is what the sentence denies.
_NOT_OPEN = re.compile(
    r"\b(?:(?:not|never)|n[’']t)\s(?:\w+\s)?(?:on the table|negotiable|up for "
    r"(?:negotiation|discussion|debate))|\boff the table|"
    r"(?:논의|협상|협의|의제|거래)(?:의?\s대상|거리)?[은는이가]?\s(?:아니|아닙|아닌|될 수 없)",
    re.IGNORECASE,
)

# "Fewer than half" bounds a figure, and says of nothing that it fell.
_BOUND = re.compile(
    r"(?<!\d )(?<!\d% )(?<!percent )\b(?:more|fewer|less|greater) than "
    r"(?=\d|half|an? (?:third|quarter|fifth)|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)


def turned_round(claim: str, source: str) -> list[Problem]:
    """Return the words of a claim whose opposite, and not they, the source has."""
    claim, source = _past_the_turn(claim), _past_the_turn(source)
    crosses = not same_language(claim, source)
    if crosses and denies(claim):
        return []
    # What another language denies it may tell by the opposite: 늘지 않았다 of what fell.
    plain = "".join(c.text for c in clauses_of(source) if not (crosses and denies(c.text)))
    found = [] if crosses else _mirrored(claim, source) + _turns_otherwise(claim, source)
    for axis in AXES:
        if crosses and not axis.crosses:
            continue
        for ours, opposite in ((axis.one, axis.other), (axis.other, axis.one)):
            word = ours.search(claim)
            if not word or ours.search(source):
                continue
            # Where a claim takes over every opposite of its source, it adds a word of its own.
            fewer = len(opposite.findall(claim)) < len(opposite.findall(plain))
            if fewer and (crosses or denies(claim) == denies(source)):
                found.append(Problem("direction", word.group().strip()))
    return found


def _past_the_turn(text: str) -> str:
    """Return a text that says in one word how things stand: recovery out of a slump."""
    up, down = ("회복", "하락") if is_korean(text) else ("recovery", "decline")
    text = _NOT_OPEN.sub("협상 불가" if is_korean(text) else "non-negotiable", text)
    freed = _FREED.sub(lambda match: match["verb"] or "", text)
    return _RISE_OVER.sub(down, _FALL_OVER.sub(up, _BOUND.sub("", freed)))


def _turns_otherwise(claim: str, source: str) -> list[Problem]:
    """Return what a claim has a thing turn to, where its source has other: 상승세로 돌아섰다."""
    said, given = _TURN.search(claim), _TURN.search(source)
    if said and given and said["to"] != given["to"] and _faces(said["to"]) != _faces(given["to"]):
        return [Problem("direction", said.group())]
    return []


def _faces(word: str) -> bool:
    return _UP_AGAIN.match(word) is not None


def _mirrored(claim: str, source: str) -> list[Problem]:
    found = []
    for pair in MIRRORED:
        for ours, opposite in (pair, pair[::-1]):
            word = ours.search(claim)
            fewer = len(opposite.findall(claim)) < len(opposite.findall(source))
            if word and fewer and not ours.search(source) and denies(claim) == denies(source):
                found.append(Problem("direction", word.group()))
    return found
