"""What a Korean sentence denies: 채우 of 채우지 않고, 결정 of 결정된 바 없다, 제약 of 제약 없이."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rag.text.morphemes import tokens

_NOT = frozenset(("않", "못하"))
_NONE = frozenset(("없", "없이", "아니"))
_LIGHT = frozenset(("하", "되", "시키", "받", "당하"))
# Verbs that only carry their noun: 합의에 이르다, 성과를 거두다.
_CARRYING = _LIGHT | frozenset(
    ("이르", "이루", "이루어지", "이뤄지", "거두", "맺", "얻", "내리", "갖", "가지", "치르", "이끌")
)
_NOUNS = ("NNG", "NNP", "XR", "SL")


def denied_korean(text: str) -> Iterator[str]:
    """Yield the stems of the verbs and nouns that a text denies, in order."""
    words = tokens(text)
    for at, word in enumerate(words):
        short = word.tag == "MAG" and word.form in ("안", "못")
        if short and at + 1 < len(words) and not _is_ji(words, at - 1):
            if words[at + 1].form not in _LIGHT:
                yield str(words[at + 1].form)
        elif (short or word.form in _NOT) and (before := _is_ji(words, at - 1)):
            yield from _predicate(words, before - 1)
        elif word.form in _NONE and word.tag in ("VA", "VCN", "MAG"):
            yield from _what_is_not(words, at - 1)


def _is_ji(words: Sequence[Any], at: int) -> int:
    """Return the place of the 지 of 채우지는 that ends at `at`, or 0."""
    while at > 0 and words[at].tag == "JX":
        at -= 1
    return at if at > 0 and (words[at].form, words[at].tag) == ("지", "EC") else 0


def _predicate(words: Sequence[Any], at: int) -> Iterator[str]:
    """Yield the verb that ends at `at`; of 조사하, 합의에 이르 and 학생이 the noun."""
    while at > 0 and words[at].tag == "EP":
        at -= 1
    if words[at].form in _CARRYING or words[at].tag in ("VCP", "XSV", "XSA"):
        before = at - 1
        while before > 0 and words[before].tag[0] == "J":
            before -= 1
        if before >= 0 and words[before].tag in _NOUNS:
            yield str(words[before].form)
    elif words[at].tag[0] in "NVX":
        yield str(words[at].form)


def _what_is_not(words: Sequence[Any], at: int) -> Iterator[str]:
    """Yield what 없다 and 아니다 deny: the noun, or the verb of a noun that only carries it."""
    while at > 0 and words[at].tag[0] == "J":
        at -= 1
    if at < 0:
        return
    if words[at].tag in _NOUNS:
        yield str(words[at].form)
    elif words[at].tag == "NNB" and at > 1 and words[at - 1].tag == "ETM":
        yield from _predicate(words, at - 2)
