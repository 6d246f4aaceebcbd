"""Who does, who says and who leads: "A will supply B" is not "B will supply A".

A claim may name all the names of its source and yet turn them round.  Each text is read as its
actors (`actors`): of the source "엔비디아가 한국에 GPU를 공급한다" Nvidia is the subject and Korea
is not, so "Korea will supply GPUs to Nvidia" has them the wrong way about.  What grammar does not
settle passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.text.names import AliasTable
from rag.verify.problems import Problem
from rag.verify.rules.names.missing import may_be_same
from rag.verify.rules.people.actor import Actor, Role
from rag.verify.rules.people.actors import actors_in

# Subjects of the passive are acted on: 비판받았다, 국회를 통과, "was attacked". Where it says by
# whom ("by China", 중국에 의해), `actors` has turned it already.
_PASSIVE = re.compile(
    r"""
    당[했하한] | 받[았은고는] | [을를]\ 통과
    | \b (?: was|were|been|being|be|is|are )\s (?: \w+ly\s )? \w+ (?: ed|en|de|ld )\b
      (?! [^,.;]*\bby\b )
    """,
    re.VERBOSE,
)
_DOER_TOLD = re.compile(r"(?:로부터|에게서|에게|한테|에\s?의해)\s")
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
        return [actor for actor in self.actors if may_be_same(name, actor.name, self.aliases)]

    def one_with(self, name: str) -> list[Actor]:
        """Return the actors of `parts_of`, those of their phrases, and these wherever they stand.

        Where 게오르기에바 IMF 총재 is met, what 게오르기에바 says the chief of the IMF says.
        """
        phrases = {actor.phrase for actor in self.parts_of(name)}
        names = {actor.name for actor in self.actors if actor.phrase in phrases}
        return [part for each in names for part in self.parts_of(each)]

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
    """Return the speaker of the source where a claim has only others of its names speak.

    Who tells in a claim may be any who speaks in the source: he who is reported, or who reports.
    """
    ours = [actor for actor in claim.actors if actor.speaks]
    theirs = [actor for actor in source.actors if actor.speaks]
    if not ours or not theirs:
        return []
    telling = [actor for actor in ours if not actor.within] or ours
    if any(actor.speaks for one in telling for actor in source.one_with(one.name)):
        return _levels_turned(ours, source) or _told_its_own_words(telling, claim, source)
    # One who is not in the source at all is a missing name, or nobody knows who.
    return [Problem("speaker", theirs[0].name)] if source.parts_of(telling[0].name) else []


def _levels_turned(ours: Sequence[Actor], source: _Reading) -> list[Problem]:
    """Return who reports in the source where a claim has him reported by whom he reports."""
    within = [actor for actor in ours if actor.within]
    telling = [actor for actor in ours if not actor.within]
    reported = [actor for actor in source.actors if actor.speaks and actor.within]
    for outer in telling:
        for inner in within:
            theirs = source.one_with(inner.name)
            if (
                any(actor in reported for actor in source.one_with(outer.name))
                and any(actor.speaks and not actor.within for actor in theirs)
                and not any(actor in reported for actor in theirs)
            ):
                return [Problem("speaker", theirs[0].name)]
    return []


def _told_its_own_words(
    telling: Sequence[Actor], claim: _Reading, source: _Reading
) -> list[Problem]:
    """Return who speaks in the source where a claim has him told it by who only reports it."""
    if any(
        actor.speaks and not actor.reports for one in telling for actor in source.one_with(one.name)
    ):
        return []
    told = [actor for actor in claim.actors if actor.told]
    spoken = (a for one in told for a in source.parts_of(one.name) if a.speaks and not a.reports)
    return [Problem("speaker", actor.name) for actor in spoken][:1]


def _is_passive(text: str) -> bool:
    """Return whether a text tells of one who is acted on, and does not say by whom."""
    return _PASSIVE.search(text) is not None and not _DOER_TOLD.search(text)


def _swapped(claim: _Reading, source: _Reading) -> list[Problem]:
    """Return whom a claim has acted on though in the source it acts, by one who does not there."""
    if _is_passive(claim.text) != _is_passive(source.text):
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
