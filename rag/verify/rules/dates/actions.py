"""What is done, in either language: one row an action, by which events are told apart."""

from __future__ import annotations

import re
from functools import lru_cache

# Nouns of an action (수출 금지, the ban) are none: they stand in the telling of any event.
_ROWS = (
    ("부과[했하]|매[겼기]", "impos(?:es?|ed|ing)"),
    ("해제[했하됐되]|풀[었렸]|철폐", "lift(?:s|ed|ing)"),
    ("도입[했하됐되]", "introduc(?:es?|ed|ing)"),
    ("철회[했하됐되]|거[둬뒀]",
     "withdr[ae]w\\w*|scrap(?:s|ped|ping)|retract\\w*"),
    ("발효[했하됐되]|시행[했하됐되]|적용[했하됐되]",
     "t(?:a|oo)k(?:es?|ing)? effect|c[ao]mes? into force|appl(?:y|ies|ied)"),
    ("통과[했하됐되시]|가결[했하됐되]|채택[했하됐되]|의결[했하됐되]",
     "pass(?:es|ed)|adopt(?:s|ed)"),
    ("서명[했하됐]|체결[했하됐되]", "sign(?:s|ed|ing)"),
    ("출시[했하됐되]|출범[했하됐되]|공개[했하됐되]",
     "launch(?:es|ed)|releas(?:es|ed)|unveil(?:s|ed)"),
    ("승인[했하됐되]|허가[했하됐되]", "approv(?:es|ed)"),
    ("연기[했하됐되]|미[뤘루뤄]|늦[췄춰춘]", "delay(?:s|ed)|postpon(?:es|ed)"),
    ("재개[했하됐되]", "resum(?:es?|ed)"),
    ("중단[했하됐되]|멈[췄추]", "suspend(?:s|ed)|halt(?:s|ed)|stopp?(?:s|ed)"),
    ("시작[했하됐되]|착수[했하]|착공", "beg(?:in|ins|an)|start(?:s|ed)?"),
    ("끝[났나내]|마[쳤치]|종료[했하됐되]", "end(?:s|ed)|finish(?:es|ed)"),
    ("만[났나난]|회담[했하]", "met|meets?"),
    ("모[이인였]|집결", "gather(?:s|ed)?|conven(?:es?|ed)"),
    ("인수[했하됐]|사들[였이인]|매입[했하]", "acquir(?:es|ed)|b(?:ought|uys)|purchas(?:es|ed)"),
    ("매각[했하]|팔[았기]", "s(?:old|ells)"),
    ("투자[했하]", "invest(?:s|ed)"),
    ("합의[했하]", "agre(?:es|ed)"),
    ("제안[했하]", "propos(?:es|ed)"),
    ("임명[했하됐되]|취임[했하]", "appoint(?:s|ed)|t(?:ook|akes) office"),
    ("사임[했하]|사퇴[했하]|물러[났나]", "resign(?:s|ed)|stepp?(?:s|ed) down"),
    ("제소[했하]|고소[했하]|소송을 [냈내제]", "sued?|filed"),
    ("방문[했하]|찾았", "visit(?:s|ed)"),
    ("착륙[했하]", "landed"),
    ("설립[했하됐되]|세[웠워우]", "found(?:s|ed)|establish(?:es|ed)"),
    ("열[었렸릴린어]|문을 [연여]|개최[했하됐되]|개막", "open(?:s|ed)|held|host(?:s|ed)?"),
    ("폐쇄[했하됐되]|문을 닫|폐막", "clos(?:es|ed)|shut"),
)  # fmt: skip
_ACTIONS = tuple(
    (re.compile(korean), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for korean, english in _ROWS
)


@lru_cache(maxsize=512)
def actions_in(text: str) -> frozenset[int]:
    """Return the actions that a text tells of, as numbers that mean the same in both languages."""
    return frozenset(
        number
        for number, (korean, english) in enumerate(_ACTIONS)
        if korean.search(text) or english.search(text)
    )
