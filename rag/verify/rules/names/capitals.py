"""Words that a capital makes look like names, but that name nothing: Seventeen, I've, Already."""

from __future__ import annotations

import re

from rag.text import dates
from rag.text.names import NameMention, listed
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import has_hangul

# 완수|할, 조작|됐다: a noun that a verb is made of, however unknown, is no name.
_VERBAL = re.compile(r"[하할함]|[한했](?!테)|[되된될됐됨]|시[키킨켰킬]")
_CONTRACTED = re.compile(r"(?:I|You|We|They|He|She|It|That|There|What|Who|Let)['’]", re.IGNORECASE)
_TITLE = re.compile(r"(?:Sen|Gen|Rep|Rev|Gov|Jr|Sr|Lt|Col|Sgt)\.?$")
# A capital by habit: these name nothing that could be another.
_ONE_OF_A_KIND = frozenset(listed("earth internet web bible category phase level 리히터 richter"))
# What begins a sentence and hence with a capital, but is no name.
_OPENING_WORDS = listed(
    """
    already often perhaps maybe nearly almost around within without during through inside outside
    behind beyond toward towards back never always once none nobody nothing everyone anyone anybody
    everything someone something another neither either whether whatever recent people police
    officials experts authorities few hard light road forget terrorist synthetic rampant
    """
)
# Investors, Reports, Elections; Speaking, Suddenly, Asked
_OPENING_ENDINGS = (
    r"[a-z]{4,}(?:ors|ers|ists|ants|ents|ment|men|ions|ects|ities)",
    r"[a-z]{3,}(?:ing|ly|ed)",
)
_OPENERS = re.compile(rf"(?:{'|'.join((*_OPENING_WORDS, *_OPENING_ENDINGS))})$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)]?\s+|[\n\"“‘])$")
_LOOKED_BACK = 4  # letters: a full stop, a quotation mark and spaces


def is_contraction(mention: NameMention) -> bool:
    """Return whether a name is a pronoun or the like with its verb: I've, That's."""
    return _CONTRACTED.match(mention.text) is not None


def is_ordinary(mention: NameMention, text: str) -> bool:
    """Return whether a name of a text is only a word: a month, a title, a verb's noun, an opener.

    A known name is one only in small letters: a blue house is not the Blue House.
    """
    if mention.text.isascii() and mention.text.islower():
        return True
    if mention.kind != "name":
        return False
    return (
        mention.text.casefold() in _ONE_OF_A_KIND
        or _within_date(mention, text)
        or (has_hangul(mention.text) and bool(_VERBAL.match(text, mention.end)))
        or is_contraction(mention)
        or _TITLE.match(mention.text) is not None
        or (opens_sentence(mention, text) and _is_opener(mention, text))
    )


def opens_sentence(mention: NameMention, text: str) -> bool:
    """Return whether a name of one word begins a sentence and may owe its capital to that."""
    before = text[max(0, mention.start - _LOOKED_BACK) : mention.start]
    return " " not in mention.text and _SENTENCE_START.search(before) is not None


def _is_opener(mention: NameMention, text: str) -> bool:
    counted = any(q.start <= mention.start < q.end for q in figures_in(text))
    return counted or _OPENERS.match(mention.text) is not None


def _within_date(mention: NameMention, text: str) -> bool:
    """Return whether a name is the month of a date: Aug. 1."""
    return any(d.start <= mention.start < d.end for d in dates.find_dates(text, None))
