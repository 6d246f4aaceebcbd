"""What a question asks for: its language, concepts, kind of answer, time and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.domain import Article, Language, Span
from rag.errors import QuestionError
from rag.ingest.readers.clean import clean
from rag.retrieve.compound import parts_of
from rag.retrieve.concepts import Concept, Induce, concepts_of
from rag.retrieve.filters import EVERYONE, SourceFilter, Sources
from rag.retrieve.timeframe import ANY_TIME, Timeframe, timeframe_of
from rag.retrieve.wanted import Wanted, wanted_of
from rag.text.names import AliasTable

MAX_CHARACTERS = 2000
_MOST_OF_A_TURN = 300
_CONTINUED, _HINTED = 0.7, 0.3

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ENDS_IN_KOREAN = re.compile(r"[가-힣][^\sA-Za-z]*\s*$")
_ENGLISH = re.compile(
    r"\b(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|be|do|does|did|the|an?|of|in|"
    r"on|at|to|for|from|and|or|by|with|about|has|have|had|will|would|can|could|should|any|me)\b",
    re.IGNORECASE,
)
# ！ to ～, as a Korean or Japanese keyboard writes ! to ~ in full width.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_POINTS_BACK = re.compile(
    r"^(그|그는|그가|그녀|이|저|거기|그것|그때|그럼|그렇다면|그러면)\b|그렇게"
    r"|그 (사람|회사|기업|회의|행사|자리|나라|때|곳|모델|장관|말)"
    r"|\b(it|its|he|she|they|them|his|her|their|that|this|those|these|there|then)\b"
    r"|^(and|but|so|what about|how about)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the search understands it.

    In `text` the words that only say as of when or by whom ("2024년 5월 기준", "according to
    Pacific Ledger") are blanked, since no sentence need hold them; `time` and `sources` say it.

    `carried` are concepts of the conversation so far, which count `carried_weight` of one that
    was asked: much if the question points back ("who chaired it?"), little if it may be new.
    Who speaks in the `whole` that this is a part of may speak here.
    """

    text: str
    earlier: str
    language: Language
    concepts: tuple[Concept, ...]
    carried: tuple[Concept, ...]
    carried_weight: float
    wanted: Wanted
    time: Timeframe = ANY_TIME
    sources: SourceFilter = EVERYONE
    whole: str = ""

    @property
    def restricts(self) -> bool:
        """Whether it tells articles apart by their source or their time."""
        time = self.time
        periods = time.required or time.likely or time.occasions
        return bool(self.sources or time.until or periods)

    def admits(self, article: Article) -> bool:
        """Return whether an article may answer: of a source and a time that are asked for."""
        return self.time.admits(article.metadata.published_on) and self.sources.admits(article)

    def implies(self, name: str, article: Article) -> bool:
        """Return whether an article tells of the event that a name or a year is part of.

        A report of the Seoul AI summit, printed on its second day, need not say Seoul.
        """
        published = article.metadata.published_on
        return any(
            name in self.text[occasion.period.start : occasion.period.end]
            and occasion.told_in(article.text, published)
            for occasion in self.time.occasions
        )


def language_of(text: str) -> Language:
    """Return the language a text is written in; Hangul weighs twice, as it packs more.

    Korean news is full of Latin names, so a text without an English word between them that ends in
    Korean is Korean: "SK hynix HBM4 공급은?".  Addresses of pages are in no language.
    """
    text = _ADDRESS.sub("", text)
    if _ENDS_IN_KOREAN.search(text) and not _ENGLISH.search(text):
        return "ko"
    return "ko" if 2 * len(_HANGUL.findall(text)) >= len(_LATIN.findall(text)) else "en"


def checked(question: str) -> str:
    """Return the question trimmed and cleaned as articles are, with letters of usual width.

    Raises:
        QuestionError: it is empty, longer than 2,000 characters, or no text that can be written.
    """
    text = clean(question.translate(_HALF_WIDTH)).strip()
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QuestionError("the question has bytes that are no text; write it in UTF-8")
    if not text:
        raise QuestionError("the question is empty; write one, for example 'APEC은 어디서 열렸나?'")
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"the question has {len(text):,} characters, at most {MAX_CHARACTERS:,} are read; "
            "shorten it to what you want to know"
        )
    return text


def standalone(question: str, history: Sequence[str]) -> str:
    """Return a question that can be understood without its conversation.

    `history` alternates earlier questions and answers, oldest first.  What the question may
    continue, the last question and its answer, stands on lines of its own before it.
    """
    recent = [" ".join(turn.split())[:_MOST_OF_A_TURN] for turn in history[-2:] if turn.strip()]
    return "\n".join([*recent, question.replace("\n", " ")])


def asked_in(question: str) -> str:
    """Return the last line of a self-contained question: what is asked now."""
    return question.strip().rpartition("\n")[2]


def understand_parts(
    text: str,
    aliases: AliasTable,
    induce: Induce,
    today: date | None = None,
    sources: Sources | None = None,
) -> list[Question]:
    """Return what a question asks for, and where it asks two things, what each of them is.

    What is said once of time and source holds for a part that says nothing of its own.
    """
    *earlier, asked = text.strip().split("\n")
    whole = understand(text, aliases, induce, today, sources)
    questions = [whole]
    previous = ""
    for part in parts_of(asked, whole.language):
        # "and is its founding settled?" points back to the part before it.
        before = [*earlier, *([previous] if previous and _POINTS_BACK.search(part) else [])]
        question = understand("\n".join([*before, part]), aliases, induce, today, sources)
        previous = part
        questions.append(
            replace(
                question,
                language=whole.language,
                wanted=question.wanted if question.wanted.kind else whole.wanted,
                time=question.time if question.time != ANY_TIME else whole.time.shared,
                sources=question.sources or whole.sources,
                whole=whole.text,
            )
        )
    return questions


def understand(
    text: str,
    aliases: AliasTable,
    induce: Induce,
    today: date | None = None,
    sources: Sources | None = None,
) -> Question:
    """Return what a self-contained question asks for; earlier lines are its conversation.

    Relative dates are read from `today`, names of outlets and reporters from `sources`; without
    them neither restricts anything.
    """
    *earlier, asked = text.strip().split("\n")
    language = language_of(asked)
    time = timeframe_of(asked, today)
    by = sources.asked_in(asked, language) if sources else EVERYONE
    asked = _blanked(asked, (*time.words, *by.words))  # offsets stay as they are
    concepts = concepts_of(asked, language, aliases, induce)
    own = {concept.ways for concept in concepts}
    carried = {
        concept.ways: concept
        for line in earlier
        for concept in concepts_of(line, language_of(line), aliases, induce)
        if concept.ways not in own
    }
    names = any(concept.kind == "name" for concept in concepts)
    continues = bool(_POINTS_BACK.search(asked)) or not names
    return Question(
        text=asked,
        earlier=" ".join(earlier),
        language=language,
        concepts=concepts,
        carried=tuple(carried.values()),
        # A long answer before must not drown a question that may well be about something else.
        carried_weight=_CONTINUED
        if continues
        else _HINTED * min(1.0, len(concepts) / max(1, len(carried))),
        wanted=wanted_of(asked),
        time=time,
        sources=by,
    )


def _blanked(text: str, spans: Sequence[Span]) -> str:
    rest = text
    for span in spans:
        rest = rest[: span.start] + " " * (span.end - span.start) + rest[span.end :]
    return rest if any(map(str.isalnum, rest)) else text
