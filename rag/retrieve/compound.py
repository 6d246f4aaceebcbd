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
# "Which newspapers reported A and the B" may have an answer for each.
_LISTS = re.compile(
    r"^(?:name|give|list|tell|compare)\b|\b(?:both|each|respectively)\b|^(?:which|what) \w+s\b",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r",? and (?=(?:the|an?|its|their|his|her)\b)")
# "... say about prices and about trade": the head belongs to both.
_SAME_PREPOSITION = re.compile(
    r"^(?P<head>.*\b)(?P<first>(?P<preposition>about|behind|for|from|in|of|on|to|with)\b.*?),? and "
    r"(?P<second>(?P=preposition)\b.*)$",
    re.IGNORECASE,
)
_UP_TO_PREPOSITION = re.compile(r".*\b(?:about|behind|for|from|in|of|on|to|with)\b", re.IGNORECASE)
_THE_TWO = re.compile(r"(?P<head>.*\s)(?P<first>\S+) and (?P<second>\S+)(?P<tail>.*)")
_EACH_OF = re.compile(r"\b(?:each|both|respectively)\b", re.IGNORECASE)
_WITH = re.compile(r"(?<=[가-힣])(?:와|과)\s|,\s(?=이후|그|또)")
_EACH = re.compile(r"각각|비교|각자")
# Whom one acts with is no second thing that is asked for.
_TOGETHER = re.compile(
    r"^(?:함께|같이|더불어|나란히|달리|마찬가지|비슷|맞붙|맞서|겨루|겨룬|만나|만난)"
)
_WORDS_OF_A_PART = 3


def parts_of(question: str, language: Language) -> tuple[str, ...]:
    """Return the questions that a compound question is made of, or nothing if it is simple.

    A part may lack its question word: "the size of the pledge and the level of the index".  What
    is said once and holds for both, as in "which rockets do A and B each use", is in both parts.
    """
    pieces = _korean(question) if language == "ko" else _english(question)
    return pieces if len(pieces) > 1 else ()


def _english(question: str) -> tuple[str, ...]:
    pieces = _ASKS_AGAIN.split(question)
    if len(pieces) > 1:
        return tuple(piece.strip() for piece in pieces if piece.strip())
    if match := _SAME_PREPOSITION.match(question):
        head = match["head"]
        return f"{head}{match['first']}", f"{head}{match['second']}"
    if _LISTS.search(question) and len(pieces := _AND_ANOTHER.split(question)) > 1:
        first, *others = pieces
        return first, *(_headed(first, other) for other in others)
    if _EACH_OF.search(question) and (match := _THE_TWO.match(question)):
        head, tail = match["head"], match["tail"]
        return f"{head}{match['first']}{tail}", f"{head}{match['second']}{tail}"
    return ()


def _headed(first: str, other: str) -> str:
    """Return "the forecasts of B" for "B" beside "the forecasts of A"; a longer B stands alone."""
    match = _UP_TO_PREPOSITION.match(first)
    short = len(other.split()) < _WORDS_OF_A_PART
    return f"{match.group()} {other}" if match and short else other


def _korean(question: str) -> tuple[str, ...]:
    match = _WITH.search(question)
    while match is not None:
        left, right = question[: match.start()].strip(), question[match.end() :].strip()
        words = left.split(), right.split()
        if left and right and not _TOGETHER.match(right):
            if min(map(len, words)) >= _WORDS_OF_A_PART:
                return left, right
            if _EACH.search(question):
                return _shared(left, words[1])
        match = _WITH.search(question, match.end())
    return ()


def _shared(left: str, right: list[str]) -> tuple[str, str]:
    """Return "A는 어디로 갔나", "B는 어디로 갔나" of "A와 B는 각각 어디로 갔나".

    B ends where a word begins as A's last one does (김 장관과 이 장관은), or else is one word.
    """
    last = left.split()[-1]
    same = (at for at, word in enumerate(right[:_WORDS_OF_A_PART]) if word.startswith(last))
    return f"{left} {' '.join(right[next(same, 0) + 1 :])}", " ".join(right)
