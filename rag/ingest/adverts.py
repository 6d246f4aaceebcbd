"""Advertising words spliced into sentences, as templates of scraped pages leave them there.

Finding them takes two steps. A cheap one passes over every word and stops only at words of the
commercial register (`commerce`) and at torn words: a lone particle or stem that, joined to the
word before the suspect, is a word of the article, or an ending that no word can do without. Only
there does Kiwi's language model say whether the sentence reads better without the suspect, and
whether the words around it grow together (`splices`).
A torn word convicts by itself. Without one a suspect must misfit its place; how badly depends on
the word and on the page: a lone suspect is weak evidence, three on a page are strong. A story that
itself speaks of the trade keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.domain import Sentence, Span
from rag.ingest.commerce import Register, register_of, vocabulary
from rag.ingest.splices import (
    Place,
    Suspect,
    Token,
    fit,
    is_stranger,
    is_torn_splice,
    place,
    torn_span,
)

_WORD = re.compile(r"\S+")
_BARE = re.compile(r"[가-힣A-Za-z0-9]+")
_STEM_TAIL = re.compile(
    r"(?:으로는|에서는|에게는|이라는|으로|에서|에게|까지|부터|이나|라는|은|는|이|가|을|를|의|에|로|"
    r"와|과|도)$"
)
# What can't stand alone and is no word by itself: particles, plurals, endings of verbs.
_ENDING = re.compile(
    r"은데?|[을를의와과로]|으?로는|(?:으로|에서?|에게)[는도의]?|(?:까지|부터)는?|는(?:데|지|다\.?)?|로의|"
    r"들(?:[은이을의과도]|에게)|적(?:인|으로)|[화성](?:[를을가이와의])|[었았였겠](?:다\.?|던|지만)|"
    r"습?니다\.?|으[며면]|면서|으로써|라(?:[며는]|면서)|려고|지만|이(?:며|라[고는])|[어아]서|기[를에]|"
    r"음을|진?다\."
)
_MOST_WORDS = 4
# How many suspects show that a page carries advertising; a torn word counts for two.
_CROWD = 3
_TORN_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class _Limits:
    """How well a suspect may fit its place (`splices.fit`) and still be an advertisement.

    One word alone is `weak` or `strong`; a `phrase` is several of them, or a compound; a `keyword`
    is a phrase that holds a strong word or one that only advertisers put after a noun.
    """

    weak: float
    strong: float
    phrase: float
    keyword: float


# Log-probabilities, chosen with tests/bench_adverts.py and with clean news and welfare pages.
_ALONE = {
    Place.FREE: _Limits(weak=-12.0, strong=-6.0, phrase=-3.0, keyword=3.0),
    Place.INSIDE: _Limits(weak=-3.0, strong=1.0, phrase=4.5, keyword=6.0),
    Place.BROKEN: _Limits(weak=0.0, strong=8.0, phrase=8.0, keyword=12.0),
}
_CROWDED = {
    Place.FREE: _Limits(weak=0.0, strong=5.0, phrase=8.0, keyword=10.0),
    Place.INSIDE: _Limits(weak=1.0, strong=7.0, phrase=8.0, keyword=12.0),
    Place.BROKEN: _Limits(weak=3.0, strong=12.0, phrase=11.0, keyword=15.0),
}


def find_adverts(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Return the spans of `text`, inside `sentences`, that are spliced advertising, in order."""
    certain: list[Span] = []
    suspects: list[Suspect] = []
    torn: list[Suspect] = []
    words: dict[str, int] = {}
    rows = [tuple(_tokens(sentence)) for sentence in sentences]
    for row in rows:
        for token in row:
            words[token.text] = words.get(token.text, 0) + 1
    for sentence, row in zip(sentences, rows, strict=True):
        certain.extend(_english(sentence))
        found = list(_commercial(row))
        suspects.extend(found)
        torn.extend(_torn(row, words, found))
    certain.extend(suspect.span for suspect in torn if is_torn_splice(suspect))
    strangers = (s for row in rows for s in _strangers(row, words, text))
    certain.extend(suspect.span for suspect in strangers if is_stranger(suspect))
    return _disjoint([*certain, *_convicted(suspects, text, certain)])


def _tokens(sentence: Sentence) -> Iterator[Token]:
    for match in _WORD.finditer(sentence.text):
        word = match.group()
        register = register_of(word) if _BARE.fullmatch(word) else Register.NONE
        yield Token(sentence.start + match.start(), sentence.start + match.end(), word, register)


def _english(sentence: Sentence) -> Iterator[Span]:
    for match in vocabulary().english.finditer(sentence.text):
        yield Span(sentence.start + match.start(), sentence.start + match.end())


def _commercial(row: tuple[Token, ...]) -> Iterator[Suspect]:
    """Yield each run of commercial words that holds more than mere sales talk."""
    at = 0
    while at < len(row):
        if row[at].register is Register.NONE:
            at += 1
            continue
        end = at
        while end < len(row) and row[end].register is not Register.NONE:
            end += 1
        if (
            max(token.register for token in row[at:end]) >= Register.WEAK
            and end - at <= _MOST_WORDS
        ):
            yield Suspect(row, at, end)
        at = end


def _torn(row: tuple[Token, ...], words: dict[str, int], known: list[Suspect]) -> Iterator[Suspect]:
    """Yield runs of bare words that stand between the two halves of a word of the article."""
    taken = {at for suspect in known for at in range(suspect.first, suspect.last)}
    for first in range(1, len(row)):
        if first in taken or not row[first].bare:
            continue
        for last in range(first + 1, min(first + 4, len(row))):
            if not row[last - 1].bare or last - 1 in taken:
                break
            if _rejoins(row[first - 1].text, row[last].text, words):
                yield Suspect(row, first, last)
                break


def _strangers(row: tuple[Token, ...], words: dict[str, int], text: str) -> Iterator[Suspect]:
    """Yield runs of bare words, used nowhere else in the article, before a lone ending."""
    for last in range(2, len(row)):
        if not _ENDING.fullmatch(row[last].text):
            continue
        for first in range(last - 1, max(0, last - _MOST_WORDS), -1):
            own = row[first]
            if not own.bare or words[own.text] > 1:
                break
            if len(own.text) > 1 and text.count(own.text) > 1:
                break
            if row[first - 1].text[-1].isalnum():
                yield Suspect(row, first, last)


def _rejoins(left: str, right: str, words: dict[str, int]) -> bool:
    """Tell whether two parts join to a word that the article has elsewhere and they are not."""
    if not ("가" <= left[-1] <= "힣" and "가" <= right[0] <= "힣"):
        return False
    whole = left + right
    if len(whole) < 3:
        return False
    if whole in words:
        return words[left] == 1 or words[right] == 1
    stem = _STEM_TAIL.sub("", whole)
    return len(stem) > len(left) and len(stem) >= 3 and stem in words


def _convicted(suspects: Sequence[Suspect], text: str, certain: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of the suspects that are advertisements, beside those that are `certain`."""
    rest = _without(text, [suspect.span for suspect in suspects])
    torn = {text[span.start : span.end] for span in certain}
    fits: list[tuple[Suspect, float]] = []
    for suspect in suspects:
        span = torn_span(suspect)
        if span is not None:
            torn.add(suspect.text)
            yield span
        elif not any(_stands(token.text, rest) for token in suspect.words):
            fits.append((suspect, fit(suspect)))
    alone = [
        suspect
        for suspect, fitness in fits
        if fitness <= _limit(suspect, _ALONE) and not _of_the_trade(suspect, rest)
    ]
    misfits = {suspect.text for suspect in alone}
    if _TORN_WEIGHT * len(torn) + len(misfits - torn) < _CROWD:
        yield from (suspect.span for suspect in alone)
    else:
        yield from (s.span for s, fitness in fits if fitness <= _limit(s, _CROWDED))


def _limit(suspect: Suspect, table: Mapping[Place, _Limits]) -> float:
    """Return the best fit with which a suspect is still an advertisement."""
    limits = table[place(suspect)]
    registers = {token.register for token in suspect.words}
    strong = Register.STRONG in registers
    if len(suspect.words) > 1 or _is_compound(suspect.text):
        return limits.keyword if strong or Register.TAIL in registers else limits.phrase
    return limits.strong if strong else limits.weak


def _is_compound(word: str) -> bool:
    """Tell whether a word is put together as for a search box: "보험견적", "무료운세"."""
    return word not in vocabulary().weak and (_untailed(word), _unmodified(word)) != (word, word)


def _of_the_trade(suspect: Suspect, rest: str) -> bool:
    """Tell whether the story speaks of what a compound names: of "대출" near "소액대출"."""
    return any(
        _stands(core, rest)
        for token in suspect.words
        for core in (_untailed(token.text), _unmodified(token.text))
    )


def _untailed(word: str) -> str:
    """Return a compound without what advertisers put after a noun ("보험견적" is of "보험")."""
    ends = [end for end in vocabulary().tail | vocabulary().plain if word.endswith(end)]
    length = max((len(end) for end in ends if len(word) >= len(end) + 2), default=0)
    return word[: len(word) - length]


def _unmodified(word: str) -> str:
    """Return a compound without what advertisers put before a noun ("소액대출" is of "대출")."""
    starts = [start for start in vocabulary().mod if word.startswith(start)]
    return word[max((len(start) for start in starts if len(word) >= len(start) + 2), default=0) :]


def _stands(word: str, rest: str) -> bool:
    return len(word) >= 2 and register_of(word) >= Register.WEAK and word in rest


def _without(text: str, spans: Sequence[Span]) -> str:
    parts, at = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        parts.append(text[at : span.start])
        at = max(at, span.end)
    return " ".join([*parts, text[at:]])


def _disjoint(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
