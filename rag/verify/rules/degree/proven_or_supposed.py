"""What a claim calls proven or agreed, and its source only hopes, suspects or will talk about.

Of "it may also help against other cancers" a claim may not say that this was shown.  The place of
the source that is nearest to such a claim in meaning decides: another place may well prove
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import Similarity

_PROOF_KO = re.compile(
    r"(?:확인|입증|증명|규명|실증|검증|판명)(?:했|하였|됐|되었|된\s|한\s(?!뒤|후)|됨을|함을|해\s?냈)|"
    r"밝혀[냈졌진낸]|드러났|드러난|사실을 밝혔|보여[줬준]|알아냈"
)
_PROOF_EN = re.compile(
    r"\b(?:prov(?:ed|en)|confirm(?:ed|s)|document(?:ed|s)|demonstrat(?:ed|es)|show(?:ed|n|s)|"
    r"establish(?:ed|es)|verif(?:ied|ies)|found (?:that|out)|uncovered|revealed)\b",
    re.IGNORECASE,
)
# What is held possible only: hoped, feared, supposed, unknown.
_SUPPOSED_KO = re.compile(
    r"기대[하한했된됐되를]|가능성|추정|추측|짐작|의심|우려|의혹|수(?:도)? 있(?:다|을|으)|지도 모|"
    r"알 수 없|알지 못|[할될]\s(?:계획|예정|방침)|전망[하했한된이되]|예상[하했한된되]|"
    r"것으로 보[인이고]|필요가 있"
)
_SUPPOSED_EN = re.compile(
    r"\b(?:(?-i:may)|might|could|hop(?:e|es|ed|ing)|suspect\w*|believ\w+|fear\w*|concerns?|worr\w+|"
    r"plan(?:s|ned)? to|possib\w+|likely|perhaps|probabl[ey]|expect\w*|unclear|unknown|not known|"
    r"looking into|investigat\w+|alleg\w+)\b",
    re.IGNORECASE,
)
_CLAUSE_KO = re.compile(
    r"(?<=[”\"’'][며고라])\s|(?<=지만)\s|(?<=으며)\s|(?<=[했었았됐]고)\s|[,;]\s"
)
_CLAUSE_EN = re.compile(r";\s|,\s(?=and\b|but\b)|\s(?=but\b|while\b|although\b)")
# What was found in one case and may hold in others: 다른 암에도.
_OTHERS = re.compile(
    r"다른\s|외에|[가-힣]에게?도\s|\b(?:other|others|besides|beyond|as well|also|too)\b",
    re.IGNORECASE,
)
_MARGIN = 0.06  # of two places so near to one another either may be meant
_LETTERS = 8  # of the shortest clause that says anything

# An agreement on a thing, and one only to go on talking.
_AGREED = re.compile(
    r"최종\s?(?:합의|타결)|(?:에|을|를)\s(?:최종\s)?(?:합의|타결)(?:했|하였|됐|되었)|"
    r"\b(?:finally|fully) agreed|\bfinal(?:ly)? (?:agreement|deal)\b|"
    r"\b(?:finali[sz]ed|sealed|concluded)\b|\bagreed (?:on|upon)\b|"
    r"\breached an? (?:\w+ )?agreement",
    re.IGNORECASE,
)
_ANY_AGREEMENT = re.compile(
    r"합의|타결|기로\s?(?:했|하|한|뜻)|서명|체결|\b(?:agree\w*|deals?|accord|sign(?:ed|s)|sealed)\b",
    re.IGNORECASE,
)
_TALK_KO = re.compile(
    r"(?:만나|논의|협의|협상|대화|회동|회담|이어가|계속|재개|조율|검토)[가-힣]{0,3}\s?$"
)
_TO_TALK_KO = re.compile(r"기로")
_TALK_EN = re.compile(
    r"\s(?:\w+\s){0,2}?to (?:\w+ )?(?:meet|talk|hold|continue|discuss|resume|keep|negotiate|"
    r"work|start|begin|open|return|consider|study)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"만나|논의|협의|협상|대화|회담|\b(?:meet\w*|talk\w*|discuss\w*|negotiat\w+)\b", re.IGNORECASE
)


def more_than_supposed(claim: str, source: str, similarity: Similarity) -> list[Problem]:
    """Return what a claim calls proven or agreed and its source does not."""
    return [
        Problem("overstated", told)
        for told in (_proven(claim, source, similarity), _agreed(claim, source))
        if told
    ]


def _proven(claim: str, source: str, similarity: Similarity) -> str:
    """Return the word by which a claim calls proven what is only supposed, or ""."""
    korean = is_korean(claim)
    told = (_PROOF_KO if korean else _PROOF_EN).search(claim)
    if told is None or _supposes(claim) or not _supposes(source):
        return ""
    places = list(_places(source))
    if _OTHERS.search(claim):
        places = [place for place in places if _OTHERS.search(place)] or places
    nearness = [(similarity(claim, place), place) for place in places]
    best = max((near for near, _ in nearness), default=0.0)
    nearest = [place for near, place in nearness if near >= best - _MARGIN]
    if nearest and all(_supposes(place) and not _proves(place) for place in nearest):
        return told.group().strip()
    return ""


def _places(source: str) -> Iterator[str]:
    """Yield the clauses of a source, as far as quotations and conjunctions part them."""
    cut = _CLAUSE_KO if is_korean(source) else _CLAUSE_EN
    for span in split_sentences(source):
        for clause in cut.split(source[span.start : span.end]):
            if len(clause.strip()) >= _LETTERS:
                yield clause.strip()


def _supposes(text: str) -> bool:
    return (_SUPPOSED_KO if is_korean(text) else _SUPPOSED_EN).search(text) is not None


def _proves(text: str) -> bool:
    return (_PROOF_KO if is_korean(text) else _PROOF_EN).search(text) is not None


def _agreed(claim: str, source: str) -> str:
    """Return how a claim tells of an agreement where the source only agrees to talk, or ""."""
    told = _AGREED.search(claim)
    if told is None or _TALKS.search(claim[told.end() :]):
        return ""
    agreements = list(_ANY_AGREEMENT.finditer(source))
    only_talks = agreements and all(_to_talk(source, match) for match in agreements)
    return told.group().strip() if only_talks else ""


def _to_talk(source: str, agreement: re.Match[str]) -> bool:
    """Return whether an agreement is to meet or to talk: 만나기로 합의했다."""
    if not is_korean(source):
        return _TALK_EN.match(source, agreement.end()) is not None
    before = source[: agreement.start()].rstrip()
    return _TALK_KO.search(_TO_TALK_KO.sub("", before[-8:])) is not None
