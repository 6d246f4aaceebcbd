"""Index terms of Korean and English text: content morphemes and syllable bigrams.

Korean particles stay attached to nouns in writing, so words split on spaces are never found again;
Kiwi cuts them off.  Syllable bigrams catch what Kiwi cuts differently in question and article.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kiwipiepy import Kiwi

from rag.text.english import stem
from rag.text.quantities import find_quantities

# Nouns, proper nouns, roots, verbs, adjectives, Latin words, Chinese characters and numerals.
CONTENT_TAGS = frozenset(
    {"NNG", "NNP", "NR", "XR", "VV", "VA", "MAG", "SL", "SH", "SN", "W_SERIAL"}
)
_VERB_TAGS = frozenset({"VV", "VA", "MAG"})
_EMPTY = frozenset({"하", "되", "있", "없", "이", "것", "수", "등", "때", "년", "월", "일", "중"})
_HANGUL_RUN = re.compile(r"[가-힣]{2,}")
# Kiwi takes the full stop for part of an English word and cuts that word in two (m|arket.).
_ENGLISH_STOP = re.compile(r"(?<=[A-Za-z]{2})\.(?![A-Za-z0-9])")
_LATIN_WORD = re.compile(r"[A-Za-z0-9]{2,}")

_STOP_ENGLISH = frozenset(
    re.findall(
        r"\S+",
        """a an and are as at be been being but by can could did do does for from had has have he
        her his how i in into is it its many may much of on or our she should so than that the their
        them there these they this those to was we were what when where which who whom whose why
        will with would you your about after before between during over under again any some no
        not only own same too very say says said tell told s t according report reports reported
        article articles news please""",
    )
)

_lock = threading.Lock()


@cache
def kiwi() -> Kiwi:
    """Return the one analyser of this process (1.5 s and 500 MB at first use)."""
    return Kiwi(num_workers=1)


def tokens(text: str) -> list[Any]:
    """Return Kiwi's tokens of `text`, each with `form`, `tag`, `start` and `len`."""
    return list(_tokenized(text))


@lru_cache(maxsize=256)  # a claim and its source are read by several checks
def _tokenized(text: str) -> tuple[Any, ...]:
    with _lock:  # the chat serves many threads, and Kiwi documents no thread safety
        return tuple(kiwi().tokenize(_ENGLISH_STOP.sub(" ", text)))


def joined(head: str, tail: str) -> str:
    """Return two pieces of Korean as one, with a space between them only where one belongs."""
    with _lock:
        # The last and the first words decide; more of them would cost time.
        _, spaced = kiwi().glue([head[-30:], tail[:30]], return_space_insertions=True)
    return f"{head} {tail}" if spaced[0] else head + tail


@dataclass(frozen=True, slots=True)
class Terms:
    """The index terms of a text.

    `words` are what can be compared in meaning one by one: nouns of two or more syllables, verbs
    in their dictionary form and Latin words.  `verbs` are those morphemes that are verbs,
    adjectives or adverbs.
    """

    morphemes: tuple[str, ...]
    bigrams: tuple[str, ...]
    words: tuple[str, ...]
    verbs: frozenset[str]


def analyse(text: str) -> Terms:
    """Return the index terms of `text`, in order and with repetitions.

    Morphemes are lower-cased content morphemes, English words stemmed, and a quantity also stands
    as its value ("26만" and "260,000" are both "#260000").
    """
    terms: list[str] = []
    words: list[str] = []
    verbs: set[str] = set()
    for token in tokens(text):
        tag = token.tag.split("-")[0]
        if tag not in CONTENT_TAGS:
            continue
        form = token.form.lower()
        if tag == "SL":
            if form not in _STOP_ENGLISH and len(form) > 1:
                terms.append(stem(token.form))
                words.append(token.form)
        elif form not in _EMPTY:
            terms.append(form)
            if tag in _VERB_TAGS:
                verbs.add(form)
            if tag in ("VV", "VA"):
                words.append(f"{form}다")
            elif tag in ("NNG", "NNP", "XR") and len(form) > 1:
                words.append(form)
    terms += [f"#{quantity.low.normalize():f}" for quantity in find_quantities(text)]
    return Terms(tuple(terms), tuple(bigrams(text)), tuple(words), frozenset(verbs))


def bigrams(text: str) -> list[str]:
    """Return the syllable bigrams of the Korean words of `text` and the stems of its Latin ones."""
    found = [run[i : i + 2] for run in _HANGUL_RUN.findall(text) for i in range(len(run) - 1)]
    return found + [
        stem(word)
        for word in _LATIN_WORD.findall(text)
        if not word.isdigit() and word.lower() not in _STOP_ENGLISH
    ]
