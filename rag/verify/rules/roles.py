"""Who does, who says and who leads: "A will supply B" is not "B will supply A".

A claim may name all the names of its source and yet turn them round.  Each text is read as its
actors (`actors`): of the source "엔비디아가 한국에 GPU를 공급한다" Nvidia is the subject and Korea
is not, so "Korea will supply GPUs to Nvidia" has them the wrong way about.  What grammar does not
settle passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.text.names import AliasTable
from rag.verify.problems import Problem
from rag.verify.rules.actors import Actor, Role, actors_in
from rag.verify.rules.naming import meet

# Subjects of the passive are acted on: 비판받았다, 국회를 통과, "was attacked".
_PASSIVE = re.compile(
    r"""
    당[했하한] | 받[았은고는] | 에\ ?의해 | [을를]\ 통과
    | \b (?: was|were|been|being|be|is|are )\s (?: \w+ly\s )? \w+ (?: ed|en|de|ld )\b
    """,
    re.VERBOSE,
)
# What two do together has no sides: "A met B" is "B met A".
_MUTUAL = re.compile(
    r"\b(?:met|meets?|meeting|talk|talks|agreed|versus|vs)\b|만[났나난]|회담|통화|합의"
)
# A claim that tells the order from the losing side: "Sora trails Wan", 소라는 완에 뒤졌다.
_FALLS_BEHIND = re.compile(
    r"""
    뒤[처쳐졌진지] | 밀[렸려리] | 추월당 | 내[줬주] | 보다\ (?:적|낮|작|느)
    | \b (?: behind|trail\w*|less|fewer|lower|smaller|slower|after|by )\b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its actors, whom it names by whatever of their names."""

    text: str
    actors: list[Actor]
    aliases: AliasTable

    def parts_of(self, name: str) -> list[Actor]:
        """Return the actors that may be one whom another text calls `name`."""
        return [actor for actor in self.actors if meet(name, actor.name, self.aliases)]

    def is_only(self, role: Role, name: str) -> bool:
        """Return whether `name` has this role wherever it stands in the text."""
        return {actor.role for actor in self.parts_of(name)} == {role}

    def only(self, role: Role) -> list[str]:
        """Return the names that have this role and no other."""
        return [a.name for a in self.actors if a.role == role and self.is_only(role, a.name)]


def wrong_roles(claim: str, source: str, aliases: AliasTable) -> list[Problem]:
    """Return who does or says in the source what a claim has another of its names do or say."""
    said = _Reading(claim, actors_in(claim, aliases), aliases)
    given = _Reading(source, actors_in(source, aliases), aliases)
    return _wrong_speaker(said, given) or _swapped(said, given) or _outranked(said, given)


def _wrong_speaker(claim: _Reading, source: _Reading) -> list[Problem]:
    """Return the speaker of the source where a claim has only others of its names speak."""
    ours = [actor.name for actor in claim.actors if actor.speaks]
    theirs = [actor.name for actor in source.actors if actor.speaks]
    if not ours or not theirs:
        return []
    if any(actor.speaks for name in ours for actor in source.parts_of(name)):
        return []
    # One who is not in the source at all is a missing name, or nobody knows who.
    return [Problem("speaker", theirs[0])] if source.parts_of(ours[0]) else []


def _swapped(claim: _Reading, source: _Reading) -> list[Problem]:
    """Return whom a claim has acted on though in the source it acts, by one who does not there."""
    if bool(_PASSIVE.search(claim.text)) != bool(_PASSIVE.search(source.text)):
        return []
    if _MUTUAL.search(claim.text):
        return []
    if not any(source.is_only("other", name) for name in claim.only("subject")):
        return []
    doers = (name for name in claim.only("other") if source.is_only("subject", name))
    return [Problem("role", doer) for doer in doers][:1]


def _outranked(claim: _Reading, source: _Reading) -> list[Problem]:
    """Return who is ahead in the source where a claim tells it of one who is outdone there."""
    if not claim.actors or claim.actors[0].outdone or _FALLS_BEHIND.search(claim.text):
        return []
    told_first = source.parts_of(claim.actors[0].name)
    if not told_first or not all(actor.outdone for actor in told_first):
        return []
    ahead = [a for a in source.actors if a not in told_first and not a.outdone]
    if not ahead:
        return []
    leads_too = any(not actor.outdone for actor in claim.parts_of(ahead[0].name))
    sides = any(actor.outdone or actor.role == "other" for actor in claim.actors)
    # "Sora and Wan both did well" takes no side.
    return [] if leads_too and not sides else [Problem("role", ahead[0].name)]
