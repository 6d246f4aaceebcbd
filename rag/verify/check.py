"""A claim held against the sentences it cites: numbers, dates, names, denial and meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rag.domain import Verdict
from rag.index.embedders import Embedder
from rag.text import dates, quantities
from rag.text.names import (
    SOUNDS_ALIKE,
    AliasTable,
    NameMention,
    same_name,
    sounds_alike,
    unknown_names,
)
from rag.verify.denial import denied, denies, speaks_of

# Cosine of two texts in any language, -1 to 1.
Similarity = Callable[[str, str], float]

# Below this a claim speaks of something else than its source; from nli-ko pairs and news pairs
# (docs/decisions.md): true pairs lie at .5 and more, unrelated ones at .2 and less.
_MEANING = 0.28
_HANGUL = re.compile(r"[가-힣]{2,12}")
_LATIN_NAME = re.compile(r"[A-Z][a-z]{3,}")


def embedded_similarity(embedder: Embedder) -> Similarity:
    """Return the cosine of two texts' vectors."""

    def similarity(a: str, b: str) -> float:
        vectors = embedder.passages([a, b])
        return float(vectors[0] @ vectors[1])

    return similarity


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is held against.

    `text` is the cited place, `context` what stands around it (headline, neighbours), from which
    names may be taken but not numbers; `published_on` resolves relative dates.  `parts` are the
    places that a joined source is made of, each with its own day.
    """

    text: str
    context: str = ""
    published_on: date | None = None
    parts: tuple[Source, ...] = ()

    @classmethod
    def joined(cls, parts: Sequence[Source]) -> Source:
        """Return several places as one, in which "31일" still means what it does in its own."""
        return cls(
            text=" ".join(part.text for part in parts),
            context=" ".join(part.context for part in parts),
            parts=tuple(parts),
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a check went; `problems` say in words what the source does not bear out."""

    verdict: Verdict
    problems: tuple[str, ...] = ()


class Checker:
    """Checks claims; needs no model, about 5 ms a claim."""

    def __init__(self, aliases: AliasTable, similarity: Similarity) -> None:
        """Use `aliases` to meet names across scripts and `similarity` to compare meaning."""
        self._aliases = aliases
        self._similarity = similarity

    def check(self, claim: str, source: Source) -> Judgement:
        """Return whether `source` supports `claim`, contradicts it, or says nothing of it."""
        wrong = [*self._numbers(claim, source), *_dates(claim, source), *_denial(claim, source)]
        missing = [*self._names(claim, source), *self._meaning(claim, source)]
        if wrong:
            return Judgement("contradicted", tuple(wrong + missing))
        return Judgement("unsupported", tuple(missing)) if missing else Judgement("supported")

    def _numbers(self, claim: str, source: Source) -> list[str]:
        offered = quantities.find_quantities(source.text)
        return [
            f"the source does not give the number {claim[q.start : q.end]}"
            for q in quantities.find_quantities(claim)
            if all(quantities.compare(q, other) == "different" for other in offered)
        ]

    def _names(self, claim: str, source: Source) -> list[str]:
        around = f"{source.text}\n{source.context}"
        offered = _all_names(around, self._aliases)
        entities = {mention.entity for mention in offered}
        return [
            f"the source does not name {mention.text}"
            for mention in _all_names(claim, self._aliases)
            if mention.entity not in entities
            and mention.text.casefold() not in around.casefold()
            and not any(same_name(mention.text, other.text, self._aliases) for other in offered)
            and not self._begins_a_word(mention, around)
        ]

    def _begins_a_word(self, mention: NameMention, text: str) -> bool:
        """Return whether a Korean word of `text` begins with a name, by its table or its sound.

        송도컨벤시아 is a name of its own and 소라 is a shell, but Songdo and Sora are in them.
        """
        words = _HANGUL.findall(text)
        forms = [form for form in self._aliases.forms(mention.text) if _HANGUL.fullmatch(form)]
        if forms or not _LATIN_NAME.fullmatch(mention.text):
            return any(word.startswith(form) for form in forms for word in words)
        beginnings = {word[:length] for word in words for length in range(2, len(word) + 1)}
        return any(sounds_alike(start, mention.text) >= SOUNDS_ALIKE for start in beginnings)

    def _meaning(self, claim: str, source: Source) -> list[str]:
        near = max(
            self._similarity(claim, source.text),
            self._similarity(claim, f"{source.context} {source.text}") if source.context else -1,
        )
        return [] if near >= _MEANING else ["the source speaks of something else"]


def _all_names(text: str, aliases: AliasTable) -> list[NameMention]:
    return [*aliases.mentions(text), *unknown_names(text)]


def _dates(claim: str, source: Source) -> list[str]:
    """Return the dates of a claim that no part of its source gives."""
    first, *others = [_dates_lacking(claim, part) for part in source.parts or (source,)]
    return [problem for problem in first if all(problem in other for other in others)]


def _dates_lacking(claim: str, source: Source) -> list[str]:
    offered = dates.find_dates(source.text, source.published_on)
    own_day = source.published_on
    problems = []
    for mention in dates.find_dates(claim, own_day):
        written = claim[mention.start : mention.end]
        if not mention.resolved:
            borne_out = written in source.text
        else:
            # The day of publication is the source's word too: "reported on 31 October".
            borne_out = any(dates.compare(mention, other) != "different" for other in offered) or (
                own_day is not None
                and mention.first is not None
                and mention.last is not None
                and mention.first <= own_day <= mention.last
            )
        if not borne_out:
            problems.append(f"the source does not give the date {written}")
    return problems


def _denial(claim: str, source: Source) -> list[str]:
    if denies(claim) != denies(source.text):
        if denies(claim):
            return ["the claim denies what the source does not deny"]
        return [
            f"the source denies {word}" for word in denied(source.text) if speaks_of(claim, word)
        ]
    return []
