"""The few sentences that the program itself says in an answer, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import CorpusSummary, Language

_LONGEST = 390  # an answer longer than 400 characters is no answer


def not_found(lacking: Sequence[str], corpus: CorpusSummary, language: Language) -> str:
    """Say plainly that the articles do not answer, what they lack and what they cover."""
    if not corpus.articles:
        if language == "ko":
            return "아직 읽은 기사가 없습니다. ‘rag ingest’로 기사를 먼저 넣으십시오."
        return "No articles have been read yet; run 'rag ingest' first."
    names = ", ".join(lacking)
    first, last = (corpus.first or "?")[:10], (corpus.last or "?")[:10]
    if language == "ko":
        said = (
            f"기사에 없습니다. 질문에 가장 가까운 대목에 ‘{names}’ 이야기가 없습니다."
            if names
            else "기사에 없습니다."
        )
        return f"{said} 수록 범위: 기사 {corpus.articles}건, {first}~{last}."
    said = "Not in the articles."
    if names:
        said += f" The nearest passages do not speak of {names}."
    return f"{said} They cover {first} to {last}, {corpus.articles} in all."


def dropped(count: int, language: Language) -> str:
    """Say that sentences of the model's draft were left out because no article bears them out."""
    if language == "ko":
        return f"모델이 쓴 문장 {count}개는 기사로 확인되지 않아 뺐습니다."
    plural = "sentence" if count == 1 else "sentences"
    return f"{count} {plural} of the model's draft left out: no article bears them out."


def silent(language: Language) -> str:
    """Say that quotes stand in for a model that wrote nothing."""
    if language == "ko":
        return "모델이 아무것도 쓰지 않아 원문 인용으로 대신합니다."
    return "The model wrote nothing; the articles are quoted instead."


def refused(language: Language) -> str:
    """Say that the model found no answer in the evidence and the nearest places are quoted."""
    if language == "ko":
        return "모델은 근거에서 답을 찾지 못했습니다. 질문에 가장 가까운 원문을 인용합니다."
    return "The model found no answer in the evidence; the nearest places are quoted."


def replaced(language: Language) -> str:
    """Say that quotes stand in for a draft of which nothing could be confirmed."""
    if language == "ko":
        return "모델의 답이 기사로 확인되지 않아 원문 인용으로 대신합니다."
    return "The model's answer could not be confirmed; the articles are quoted instead."


def undated(periods: Sequence[str], language: Language) -> str:
    """Say that nothing tells whether the articles quoted speak of a time that was asked about."""
    if language == "ko":
        asked = "·".join(periods)
        return f"인용한 기사에 날짜가 없어 ‘{asked}’의 일인지 확인하지 못했습니다."
    asked = " and ".join(periods)
    return f"The article quoted bears no date: whether it speaks of {asked} is not confirmed."


def differ(
    newer: tuple[int, str, str], older: tuple[int, str, str], language: Language, *, dated: bool
) -> str:
    """Say that two sources differ; each is its number, its day or "" and what it says.

    `dated`: their days tell which is newer.
    """
    (n, day, after), (m, earlier, before) = newer, older
    if language == "ko":
        if dated:
            return f"기사마다 다릅니다. {day} 기준 {after} [{n}], {earlier} 기준 {before} [{m}]."
        return f"기사마다 다릅니다. [{n}]에는 {after}, [{m}]에는 {before}."
    if dated:
        return f"The articles differ: {after} as of {day} [{n}], {before} as of {earlier} [{m}]."
    return f"The articles differ: {after} in [{n}], {before} in [{m}]."


def welcome(corpus: CorpusSummary, headlines: Sequence[str], language: Language) -> str:
    """Say what the articles cover and what one may ask, in at most 400 characters."""
    if not corpus.articles:
        return not_found((), corpus, language)
    first, last = (corpus.first or "?")[:10], (corpus.last or "?")[:10]
    articles, outlets = corpus.articles, len(corpus.outlets)
    if language == "ko":
        said = (
            "기사에 나온 것을 물어보세요. "
            f"수록 범위: 매체 {outlets}곳의 기사 {articles}건, {first}~{last}."
        )
        examples = [f"‘{title}’에 대해 무엇이 보도됐나?" for title in headlines]
        lead = "예:"
    else:
        said = (
            "Ask about what the articles report. "
            f"They cover {first} to {last}: {articles} from {outlets} outlets."
        )
        examples = [f"What was reported on “{title}”?" for title in headlines]
        lead = "For example:"
    for example in examples:
        longer = f"{said} {example}" if example != examples[0] else f"{said} {lead} {example}"
        if len(longer) <= _LONGEST:
            said = longer
    return said
