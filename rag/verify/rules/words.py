"""How many of a claim's words have no counterpart in its source, by form or by meaning."""

from __future__ import annotations

import re

import numpy as np

from rag.text.dates import find_dates
from rag.text.english import stem
from rag.text.morphemes import analyse
from rag.text.names import AliasTable
from rag.verify.rules.figures import figures_in
from rag.verify.rules.similarity import Similarity

# How a thing is denied is checked elsewhere: 채택하지 못하고 is 채택 없이.
_DENIALS = frozenset(("없다", "않다", "못하다", "아니다", "말다", "not", "no"))
# Nouns that say nothing of their own.
_EMPTY = frozenset(("가운데", "경우", "때문", "정도", "이번", "이날", "당시", "관련"))
_NUMERAL = re.compile(r"\d")
_SHORT_FORM = re.compile(r"[가-힣]{2,5}")
# Of two Korean words in news, unrelated ones lie below the first cosine, synonyms about the
# second: 능력 and 역량 .61, 원전 and any noun of a summit's report .4.
_UNRELATED, _SYNONYMS = 0.4, 0.7
# How much a verb tells beside a noun: 끝나다 and 마치다 are no nearer than unrelated verbs.
_VERB = 0.5


def words_missing(claim: str, source: str, aliases: AliasTable, similarity: Similarity) -> float:
    """Return the share of a claim's content words that a source in its language lacks, 0 to 1.

    A word that the source has in another form counts as there, one that it has in other words
    by their nearness.  Figures, days and names are checked elsewhere: here they count as found.
    """
    names, days = aliases.mentions(claim), find_dates(claim, None)
    found = len(names) + len(days) + len(figures_in(claim))
    spans = [(name.start, name.end) for name in names] + [(day.start, day.end) for day in days]
    for start, end in spans:
        claim = claim[:start] + " " * (end - start) + claim[end:]
    said, theirs = analyse(claim), analyse(source)
    ours = [
        word
        for word in dict.fromkeys(said.words)
        if word not in _DENIALS | _EMPTY and not _NUMERAL.search(word)
    ]
    forms, folded = set(theirs.morphemes), source.casefold()
    unmatched = [
        word for word in ours if not _written(word, forms, folded) and not _shortens(word, source)
    ]
    near = np.array(similarity.nearest(unmatched, list(dict.fromkeys(theirs.words))))
    missing = 1 - np.clip((near - _UNRELATED) / (_SYNONYMS - _UNRELATED), 0, 1)
    weights = [_VERB if word.removesuffix("다") in said.verbs else 1 for word in unmatched]
    return float(missing @ np.array(weights)) / max(1, len(ours) + found)


def _written(word: str, forms: set[str], folded: str) -> bool:
    """Return whether a source writes a word, or has it inside another: 넘다 in 넘어서."""
    form = stem(word) if word.isascii() else word.removesuffix("다")
    return form in forms or (len(form) > 1 and form in folded)


def _shortens(word: str, source: str) -> bool:
    """Return whether a Korean word is made of syllables of a longer one: 과기부, 과학기술부."""
    if not _SHORT_FORM.fullmatch(word):
        return False
    more = 2 * len(word) - 1
    inside = "".join(f"[가-힣]*?{syllable}" for syllable in word[1:])
    longer = rf"(?<![가-힣]){word[0]}(?=[가-힣]{{{more},}}){inside}"
    return re.search(longer, source) is not None
