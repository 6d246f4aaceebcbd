"""What a Korean text tells to be done: 보내 of 친서를 보냈다, 불참 of 회의에 불참했다."""

from __future__ import annotations

from functools import lru_cache

from rag.text.morphemes import tokens

_EMPTY = frozenset(
    ("하", "되", "있", "없", "않", "보", "주", "위하", "대하", "관하", "따르", "통하")
)


@lru_cache(maxsize=512)
def korean_deeds(text: str, *, of_nouns: bool = True) -> frozenset[str]:
    """Return the verbs of a text, and the nouns that 하다 makes verbs.

    `of_nouns`: also those that only tell more of a noun, as 귀국한 장관 does.
    """
    words = tokens(text)
    deeds = set[str]()
    for at, token in enumerate(words[:-1]):
        if words[at + 1].tag == "ETM" and not of_nouns:
            continue
        if token.tag == "XSV" and at:
            deeds.add(str(words[at - 1].form))
        elif token.tag == "VV" and token.form not in _EMPTY:
            deeds.add(str(token.form))
    return frozenset(deeds)
