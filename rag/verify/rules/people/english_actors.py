"""The parts that the names of an English text play: word order tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.text.names import NameMention, listed
from rag.verify.rules.people.actor import Actor, Role

_SAY = "|".join(
    listed(
        """
        said says added adds announced announces claimed claims argued argues stressed stresses
        noted notes insisted insists reported reports explained explains acknowledged confirmed
        stated declared predicted predicts forecast estimated suggested replied responded answered
        wrote writes asserted maintained emphasi[sz]ed observed commented remarked cautioned
        assessed concluded
        """
    )
)
_TELL = "told|tells|warned"  # whoever stands behind these listens
# "Nvidia | , the chip maker, also said"
_THEN_SAYS = re.compile(
    rf"""
    (?: \s (?: team|delegation|side|government|administration|authorities|ministry ) )?
    (?: ,[^,.“”"]{{1,60}}, )?
    \s (?: \w+ly\s | also\s | later\s | ha[sd]\s | have\s )?
    (?: {_SAY}|{_TELL}|as\ saying )\b
    """,
    re.VERBOSE,
)
# "…, said Minister | Bae" and "according to | Bae"; but "…, she said that | Bae …" tells of him.
_SAID_BY = re.compile(
    rf"""
    (?: [,”"’]\s (?:{_SAY}) | \b(?: according\ to | citing ) ) \s
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
# "analysts at | Goldman Sachs said": what they say is its word.
_OF_HOUSE = re.compile(r"\b[a-z]+(?:s|er|or|ist|man|woman)\s(?:at|from|in)\s(?:the\s)?$", re.I)
_HOUSES = frozenset(("org", "company"))
_MODAL = "will|would|has|have|had|did|does|can|could|may|might|must|should"
# Pasts without -ed, of verbs that one name may do to another.
_PAST = "|".join(
    listed(
        """
        bought sold beat gave sent paid lent led left lost won took chose drew fought found held hit
        kept made put saw sought shook struck taught told thought threw overtook overthrew outbid
        undercut withdrew built brought cut fed forgave forbade met overran outsold
        """
    )
)
# "Nvidia | will", "Nvidia | supplies", "Nvidia | quietly supplied", "Nvidia | bought"
_ACTS = re.compile(
    rf"""
    \s (?: (?: {_MODAL} )\b
         | (?! (?:was|is|as|this)\b ) [a-z]+ (?:ed|s)\b
         | (?: {_PAST} )\b
         | \w+ly\s (?: [a-z]+ed | {_PAST} )\b )
    """,
    re.VERBOSE,
)
# "to the | US", "urged President | Lee", "bought | Classys", "will acquire | Classys"
_ACTED_ON = re.compile(
    rf"""
    (?: \b (?: to|from|against|for|on|at )
      | [a-z]{{2,}} (?:ed|s) | \b (?: {_PAST} )
      | \b (?: {_MODAL}|to ) \s (?: not\s | \w+ly\s )? (?! have\b | be\b ) [a-z]+
      | supply|give|sell|send|buy|attack|pay|beat|help|support|ask|urge|accuse ) \s
    (?: the\s | President\s | Mr\.?\s )* $
    """,
    re.VERBOSE,
)
# "told | Nvidia's Jensen Huang"
_TOLD = re.compile(r"\b(?:told|tells|informed|reminded|assured)\s(?:[A-Za-z'’.]+\s){0,3}$")
# "ahead of | Sora"
_OUTDONE = re.compile(
    r"""
    \b (?: ahead\ of | surpass(?:ed|ing) | overt(?:ook|aking) | outpac(?:ed|ing)
         | (?:more|higher|larger|bigger|faster)\ than ) \s
    (?: the\s )? $
    """,
    re.VERBOSE,
)


# "was criticised by | China", "received it from | China": China does it, and what stands before it
# bears it.
_BEARS = re.compile(
    r"""
    (?: \s (?:president|government|officials?|team|side|administration|authorities) )?
    \s (?: (?:has|have|had|will|would|could|may|might|can)\s (?:be|been)
         | was|were|is|are|got )
    \s (?: being\s )? (?: \w+ly\s )?
    (?: [a-z]+ (?:ed|en|ne|ld|ght|und|de) | hit | put | set | cut | led | met | paid | sent ) \b
    [^,.;]*? \b by \s
    | \s (?: \w+\s ){0,2} (?: receiv(?:e|es|ed|ing) | got ) \s [^,.;]*? \b from \s
    """,
    re.VERBOSE,
)
# "the Egyptian | president visited": an office or a body that acts for its country
_ACTING_BODY = re.compile(
    r"\s(?:prime\s|foreign\s|finance\s|trade\s)?(?:president|premier|chancellor|government|ministers?|"
    r"officials?|team|delegation|side|administration|authorities|army|parliament|court)(?=\s)"
)
# The words that bind names to one phrase: "IMF | Managing Director | Kristalina Georgieva".
_BOUND = re.compile(
    r"(?:['’]s)?\s(?:(?:[A-Z][\w-]*|president|chief|executive|minister|spokes\w+|chair\w*|vice|policy|"
    r"head|director|general|manager|boss|coach|founder|leader|secretary|professor|analyst|managing|deputy|foreign|finance|trade|chancellor|governor)\s){0,5}"
)


def english_actors(text: str, names: Sequence[NameMention]) -> list[Actor]:
    """Return the actors of an English text, in order."""
    actors = [_actor(text, name) for name in names]
    for i in range(len(names) - 1, 0, -1):
        if _BOUND.fullmatch(text, names[i - 1].end, names[i].start):
            actors[i - 1] = replace(actors[i - 1], phrase=actors[i].phrase)
    outer = next((i for i, actor in enumerate(actors) if actor.speaks), None)
    return [
        replace(actor, within=_reports(text[names[outer].end : names[i].start]))
        if outer is not None and i > outer and actor.speaks
        else actor
        for i, actor in enumerate(actors)
    ]


def _reports(between: str) -> bool:
    """Return whether what stands between two speakers makes the second one part of a report."""
    return (
        re.match(rf"\s(?:\w+ly\s)?(?:{_SAY})\b(?:\s(?!and\b|but\b|while\b)[^\s,;]+)*\s$", between)
        is not None
    )


def _actor(text: str, name: NameMention) -> Actor:
    before, after = text[: name.start], text[name.end :]
    return Actor(
        name.text,
        _role_between(before, after),
        speaks=_speaks(text, name),
        phrase=name.end,
        outdone=_OUTDONE.search(before) is not None,
        told=_TOLD.search(before) is not None,
    )


def _role_between(before: str, after: str) -> Role:
    by = re.search(r"^.*\b(?:by|from)\s(?:the\s)?$", before, re.DOTALL)
    if by and _BEARS.search(_clause_of(before)):
        return "subject"
    if _ACTED_ON.search(before) or _BEARS.match(after):
        return "other"
    body = _ACTING_BODY.match(after)
    return "subject" if _ACTS.match(after[body.end() if body else 0 :]) else ""


def _clause_of(before: str) -> str:
    """Return the last clause of what stands before a name."""
    return re.split(r"[.;]\s", before)[-1]


def _speaks(text: str, name: NameMention) -> bool:
    """Return whether what stands around a name makes it the speaker: "A said", "said A"."""
    before, after = text[: name.start], text[name.end :]
    if _THEN_SAYS.match(after):
        if not _IN_PLACE.search(before):
            return True
        return name.kind in _HOUSES and _OF_HOUSE.search(before) is not None
    return _SAID_BY.search(before) is not None and not _LONGER_NAME.match(after)
