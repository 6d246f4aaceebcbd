"""Who is to do what a speaker undertakes: "찾아뵙겠다" of Yoo is no visit that Moon will pay her.

A Korean clause in 겠다 without a subject tells what the speaker will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.names import AliasTable
from rag.text.sentences import split_sentences
from rag.verify.problems import Problem
from rag.verify.rules.actors import actors_in
from rag.verify.rules.clauses import clauses_of
from rag.verify.rules.naming import all_names, meet
from rag.verify.rules.script import RIEUL, is_korean
from rag.verify.rules.similarity import Similarity

# How near a clause of the claim must be to what the speaker undertakes, of one cosine.
_NEAR = 0.3
_UNDERTAKES = re.compile(
    r"(?P<said>[^“”\"]*[가-힣]겠)(?:다|습니다|어요)(?=[”\"]?(?:고|며|라|면서)[\s가-힣])"
)
_SUBJECT = re.compile(r"(?:^|\s)[가-힣A-Za-z]+(?:이|가|은|는|께서|도)\s")
# 문 총리가 | 찾아오기로, 찾아올, 찾아오겠; "Moon | would visit"
_WILL_KO = re.compile(rf"[^,.]*?(?:기로|겠|[{RIEUL}]\s(?:것|예정|계획)|려)")
_SUBJECT_BEHIND = re.compile(r"(?:\s?[가-힣]{2,6})?(?:이|가|께서)\s")
_TOPIC_BEHIND = re.compile(r"(?:\s?[가-힣]{2,6})?(?:은|는)\s")
_WILL_EN = re.compile(r"\s(?:will|would|is going to|plans? to|promised to|agreed to)\s[^,.;]*")


def undertaken_by_another(
    claim: str, source: str, aliases: AliasTable, similarity: Similarity
) -> list[Problem]:
    """Return who undertakes in the source what a claim has him say that another will do."""
    for speaker, promise in _undertakings(source, aliases) if is_korean(source) else ():
        ours = [actor for actor in actors_in(claim, aliases) if actor.speaks]
        if not any(meet(actor.name, speaker, aliases) for actor in ours):
            continue
        for doer, deed in _to_come(claim, aliases):
            if not meet(doer, speaker, aliases) and similarity(deed, promise) > _NEAR:
                return [Problem("role", speaker)]
    return []


def _undertakings(source: str, aliases: AliasTable) -> Iterator[tuple[str, str]]:
    """Yield each speaker of a source with what he says that he will do."""
    for span in split_sentences(source):
        sentence = source[span.start : span.end]
        promises = [
            said["said"].strip()
            for said in _UNDERTAKES.finditer(sentence)
            if not _SUBJECT.search(clauses_of(said["said"])[-1].text)
        ]
        speakers = [a.name for a in actors_in(sentence, aliases) if a.speaks] if promises else []
        if len(speakers) == 1:
            yield from ((speakers[0], promise) for promise in promises)


def _to_come(claim: str, aliases: AliasTable) -> Iterator[tuple[str, str]]:
    """Yield the names of a claim that will do something, each with what."""
    behind = 0
    for name in all_names(claim, aliases):
        if not is_korean(claim):
            deed = _WILL_EN.match(claim, name.end)
            if deed:
                yield name.text, deed.group().strip()
        elif subject := _SUBJECT_BEHIND.match(claim, name.end):
            deed = _WILL_KO.match(claim, subject.end())
            if deed:
                yield name.text, f"{claim[behind : name.start]}{deed.group()}"
        topic = _TOPIC_BEHIND.match(claim, name.end)
        behind = topic.end() if topic else behind
