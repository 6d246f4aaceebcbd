"""How many of a claim's words its source has."""

from __future__ import annotations

from rag.text.morphemes import analyse
from rag.text.names import AliasTable

# How a thing is denied is checked elsewhere: 채택하지 못하고 is 채택 없이.
_DENIALS = frozenset(("없", "않", "못", "못하", "안", "아니", "말", "없이", "not", "no"))


def words_shared(claim: str, source: str, aliases: AliasTable) -> float:
    """Return the share of a claim's content words that a source in its language has, 0 to 1.

    Numerals and names are checked elsewhere: numerals are left out, known names count as found.
    A word counts as well where the source has it inside another: 넘 in 넘어서.
    """
    theirs, folded = set(analyse(source).morphemes), source.casefold()
    names = aliases.mentions(claim)
    for name in names:
        claim = claim[: name.start] + " " * (name.end - name.start) + claim[name.end :]
    ours = {word for word in analyse(claim).morphemes if not any(map(str.isdigit, word))}
    ours -= _DENIALS
    found = sum(word in theirs or word in folded for word in ours) + len(names)
    return found / (len(ours) + len(names)) if ours or names else 1.0
