"""Which way a figure goes: what rose 7 % in the source did not fall 7 %, whatever else fell."""

from __future__ import annotations

import re
from typing import Literal

from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean

Way = Literal["up", "down", ""]

# 7% | 가까이 늘어난
_KOREAN = re.compile(
    r"\s?(?:포인트\s?)?(?:가량|정도|넘게|이상|가까이|가까운|쯤|나|만큼|로|까지)?\s?(?:더\s)?"
    r"(?:(?P<up>늘|증가|오[르른]|올[라랐]|상승|급등|급증|뛰|뛴|성장|높아|커[지졌진]|치솟)"
    r"|(?P<down>줄|감소|내[리린렸]|하락|급락|급감|떨어|낮아|빠[졌진지]|작아))"
)
_NEARLY = r"(?:(?:by|to|about|around|nearly|almost|roughly|some|over|more than|an?|another)\s)*"
_BEFORE_EN = re.compile(
    r"\b(?:(?P<up>rose|rises?|risen|rising|grew|grown|grows?|gain(?:ed|s)?|climb(?:ed|s)?|up|"
    r"increas(?:ed|es|ing)|jump(?:ed|s)?|surg(?:ed|es)|soar(?:ed|s)?|added)"
    r"|(?P<down>fell|falls?|fallen|falling|dropp?(?:ed|s)?|declin(?:ed|es|ing)|down|lost|slid|"
    rf"decreas(?:ed|es|ing)|shr[aiu]nk|plunged|slipped|tumbled|shed))\s{_NEARLY}$",
    re.IGNORECASE,
)
_AFTER_EN = re.compile(
    r"\s(?:(?P<up>rise|increase|gain|growth|jump|surge)"
    r"|(?P<down>drop|fall|decline|decrease|loss|slump|cut|reduction))\b",
    re.IGNORECASE,
)


def turned_trends(claim: str, source: str) -> list[Problem]:
    """Return the figures by which a claim lets rise what fell by them in the source, or reverse."""
    said = [(q, _way(q, claim)) for q in figures_in(claim)]
    said = [(q, way) for q, way in said if way]
    if not said:
        return []
    given = figures_in(source)
    wrong = []
    for quantity, way in said:
        ways = {_way(other, source) for other in given if compare(quantity, other) == "same"}
        if len(ways) == 1 and ways.isdisjoint(("", way)):
            wrong.append(Problem("direction", claim[quantity.start : quantity.end]))
    return wrong


def _way(quantity: Quantity, text: str) -> Way:
    """Return whether something goes up or down by or to a figure, or "" where nothing tells."""
    if is_korean(text):
        found = _KOREAN.match(text, quantity.end)
    else:
        found = _AFTER_EN.match(text, quantity.end) or _BEFORE_EN.search(text, 0, quantity.start)
    if found is None:
        return ""
    return "up" if found["up"] else "down"
