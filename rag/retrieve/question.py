"""What a question asks for: its language, its concepts, the kind of answer and the period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Language
from rag.errors import QuestionError
from rag.retrieve.concepts import Concept, Induce, concepts_of
from rag.text.dates import DateMention, find_dates
from rag.text.names import AliasTable, unknown_names

MAX_CHARACTERS = 2000
Wanted = str  # "", "number", "date", "person", "place" or "reason"

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in {
        "date": r"언제|며칠|몇\s?월|몇\s?년도?에|몇\s?시|날짜|\bwhen\b"
        r"|(what|which) (date|day|year|month)",
        "number": r"몇|얼마|규모|비율|수치|퍼센트|how (many|much|large|big|long|old|far)"
        r"|what (percent|share|percentage|number|amount|price|score)",
        "person": r"누구|누가|누군|어느 (기자|인물)|\bwho(m|se)?\b",
        "place": r"어디|어느 (도시|나라|국가|곳)|\bwhere\b|(what|which) (city|country|place|venue)",
        "reason": r"왜|이유|까닭|배경|\bwhy\b|what (reason|caused)",
    }.items()
)
_POINTS_BACK = re.compile(
    r"^(그|그는|그가|그녀|이|저|거기|그것|그때|그럼|그렇다면|그러면)\b|그렇게"
    r"|그 (사람|회사|기업|회의|행사|자리|나라|때|곳|모델|장관|말)"
    r"|\b(it|its|he|she|they|them|his|her|their|that|this|those|these|there|then)\b"
    r"|^(and|but|so|what about|how about)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the search understands it."""

    text: str
    language: Language
    concepts: tuple[Concept, ...]
    wanted: Wanted
    dates: tuple[DateMention, ...]

    @property
    def names(self) -> tuple[Concept, ...]:
        """The concepts that are names."""
        return tuple(c for c in self.concepts if c.kind == "name")


def language_of(text: str) -> Language:
    """Return the language a text is written in; Hangul weighs twice, as it packs more."""
    return "ko" if 2 * len(_HANGUL.findall(text)) >= len(_LATIN.findall(text)) else "en"


def checked(question: str) -> str:
    """Return the question trimmed.

    Raises:
        QuestionError: it is empty or longer than 2,000 characters.
    """
    text = question.strip()
    if not text:
        raise QuestionError("the question is empty; write one, for example 'APEC은 어디서 열렸나?'")
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"the question has {len(text):,} characters, at most {MAX_CHARACTERS:,} are read; "
            "shorten it to what you want to know"
        )
    return text


def standalone(question: str, history: Sequence[str], aliases: AliasTable) -> str:
    """Return a question that can be understood without its conversation.

    `history` alternates earlier questions and answers, oldest first.  A question that points back
    ("who chaired it?") or names nothing is put behind the earlier question it continues.
    """
    if not history:
        return question
    names = aliases.mentions(question) or unknown_names(question)
    points_back = _POINTS_BACK.search(question) is not None
    if names and not points_back:
        return question
    earlier = [turn for turn in history if turn.strip().endswith("?")] or list(history)
    return f"{earlier[-1].strip()} {question}"


def understand(text: str, aliases: AliasTable, induce: Induce) -> Question:
    """Return what a self-contained question asks for."""
    language = language_of(text)
    return Question(
        text=text,
        language=language,
        concepts=concepts_of(text, language, aliases, induce),
        wanted=next((kind for kind, pattern in _WANTED if pattern.search(text)), ""),
        dates=tuple(find_dates(text, None)),
    )
