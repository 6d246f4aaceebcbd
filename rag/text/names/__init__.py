"""Names across Hangul, Latin and Hanja: all that other rooms import for them.

Aliases come from the text's own brackets (`mine_aliases`) and a curated list
(`AliasTable.curated`).  What is in neither is a name all the same (`unknown_names`), which can
still be compared by its sound (`same_name`).
"""

from __future__ import annotations

from rag.text.names.aliases import AliasPair, mine_aliases
from rag.text.names.curated import KINDS, data_rows, known_names
from rag.text.names.glossary import TermMention, english_vocabulary, find_terms, translate_term
from rag.text.names.parts import (
    compound_countries,
    countries_in_compounds,
    is_country,
    name_part,
    part_in_english,
    spoken_for,
)
from rag.text.names.persons import Person, in_latin_letters, korean_persons
from rag.text.names.romanization import SOUNDS_ALIKE, consonants_of, romanize, sounds_alike
from rag.text.names.sameness import bare_name, same_name, shortens
from rag.text.names.spellings import fold, variants
from rag.text.names.spellings_alike import HangulSpellings
from rag.text.names.surnames import addressed, bearers
from rag.text.names.table import AliasTable, NameMention
from rag.text.names.unknown import unknown_names
from rag.text.names.wordlists import listed

__all__ = [
    "KINDS",
    "SOUNDS_ALIKE",
    "AliasPair",
    "AliasTable",
    "HangulSpellings",
    "NameMention",
    "Person",
    "TermMention",
    "addressed",
    "bare_name",
    "bearers",
    "compound_countries",
    "consonants_of",
    "countries_in_compounds",
    "data_rows",
    "english_vocabulary",
    "find_terms",
    "fold",
    "in_latin_letters",
    "is_country",
    "known_names",
    "korean_persons",
    "listed",
    "mine_aliases",
    "name_part",
    "part_in_english",
    "romanize",
    "same_name",
    "shortens",
    "sounds_alike",
    "spoken_for",
    "translate_term",
    "unknown_names",
    "variants",
]
