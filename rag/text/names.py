"""Names across Hangul, Latin and Hanja: the one module that other rooms import for them.

Aliases come from the text's own brackets (`mine_aliases`) and a curated list
(`AliasTable.curated`).  What is in neither is a name all the same (`unknown_names`), which can
still be compared by its sound (`same_name`).
"""

from __future__ import annotations

from rag.text.alias_table import AliasTable, NameMention
from rag.text.aliases import AliasPair, mine_aliases
from rag.text.glossary import TermMention, find_terms, translate_term
from rag.text.romanize import SOUNDS_ALIKE, romanize, sounds_alike
from rag.text.same_name import bare_name, same_name
from rag.text.unknown_names import unknown_names

__all__ = [
    "SOUNDS_ALIKE",
    "AliasPair",
    "AliasTable",
    "NameMention",
    "TermMention",
    "bare_name",
    "find_terms",
    "mine_aliases",
    "romanize",
    "same_name",
    "sounds_alike",
    "translate_term",
    "unknown_names",
]
