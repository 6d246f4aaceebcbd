"""What is counted: 26명 is no 26개국, and "230 rockets" are no 230명."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.text.quantities import Quantity
from rag.verify.rules.language.script import is_korean

NUMERAL = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
_PLURAL_NOUN = re.compile(r"\s(?!of\b)(?:[a-z-]*[a-rt-z]\s){0,2}?(?P<noun>[a-z]{2,}[a-rt-z]s)\b")
_PERSONS = re.compile(
    r"(?:[eo]rs|ists|ants|ents|ees|ians|ans|ees|mates|kids|girls|boys|males|adults|members|victims|"
    r"deaths|lives|bodies|casualties|fatalities|injuries|votes|jobs|officials|individuals|guests|"
    r"fans|delegates|heads|chiefs|guards|nationals|troops|migrants|hostages|friends|sons|wives|"
    r"brothers|sisters|twins|pilots|clerks|monks|nuns|cops|families|households|others|civilians|"
    r"experts|addicts|captives|relatives|detectives|executives|thousands|hundreds|ones|times)$"
)
_STATES = re.compile(r"countr|nation|econom|states?\b|government|member|part(?:y|ies)\b", re.I)


def counts_persons(said: Quantity, given: Quantity, source: str) -> bool:
    """Return whether a Korean claim counts as persons what an English source calls otherwise."""
    if said.unit != "person" or given.unit or is_korean(source):
        return False
    noun = _PLURAL_NOUN.match(source, given.end)
    return noun is not None and not _PERSONS.search(noun["noun"])


def counts_states(said: Quantity, claim: str, source: str) -> bool:
    """Return whether a Korean claim counts countries of which an English source says nothing."""
    return (
        said.unit == "country"
        and "개국" in claim[said.start : said.end + 2]
        and not is_korean(source)
        and _STATES.search(source) is None
    )


def value_of(numeral: str) -> Decimal:
    """Return the value of a numeral written in figures."""
    return Decimal(numeral.replace(",", ""))
