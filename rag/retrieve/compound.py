"""Questions that ask two things at once, cut into the two.

"How many GPUs were pledged and who leads the IMF?" is answered by two articles, and neither is near
to the whole question.
"""

from __future__ import annotations

import re

from rag.domain import Language

_ASKS_AGAIN = re.compile(
    r",? and (?=(?:for |in |on |at |to |by )?(?:which|what|how|who|whom|whose|when|where|why|is|was"
    r"|are|were|did|does|do|has|have)\b)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"^(?:name|give|list|tell|compare)\b|\b(?:both|each|respectively)\b", re.IGNORECASE
)
_AND = re.compile(r",? and ")
_WITH = re.compile(r"(?<=[가-힣])(?:와|과)\s|,\s(?=이후|그|또)")
_EACH = re.compile(r"각각|비교|각자")
_WORDS_OF_A_PART = 3


def parts_of(question: str, language: Language) -> tuple[str, ...]:
    """Return the questions that a compound question is made of, or nothing if it is simple.

    A part may lack its question word: "the size of the pledge and the level of the index".
    """
    pieces = _korean(question) if language == "ko" else _english(question)
    return pieces if len(pieces) > 1 else ()


def _english(question: str) -> tuple[str, ...]:
    pieces = _ASKS_AGAIN.split(question)
    if len(pieces) == 1 and _LISTS.search(question):
        pieces = _AND.split(question)
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _korean(question: str) -> tuple[str, ...]:
    match = _WITH.search(question)
    while match is not None:
        left, right = question[: match.start()].strip(), question[match.end() :].strip()
        long = min(len(left.split()), len(right.split())) >= _WORDS_OF_A_PART
        if left and right and (long or _EACH.search(question)):
            return left, right
        match = _WITH.search(question, match.end())
    return ()
