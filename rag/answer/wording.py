"""The few sentences that the program itself says in an answer, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import CorpusSummary, Language, Metadata
from rag.errors import MissingKey, ModelError, UnknownModel
from rag.retrieve.sufficiency import Lack

_LONGEST = 390  # an answer longer than 400 characters is no answer


def not_found(
    lack: Lack, corpus: CorpusSummary, language: Language, alike: Sequence[str] = ()
) -> str:
    """Say plainly that the articles do not answer, what they lack and what they cover.

    `alike` are names of theirs that are spelt nearly as one that they lack.
    """
    if not corpus.articles:
        if language == "ko":
            return "아직 읽은 기사가 없습니다. ‘rag ingest’로 기사를 먼저 넣으십시오."
        return "No articles have been read yet; run 'rag ingest' first."
    why = _lack_ko(lack) if language == "ko" else _lack_en(lack)
    if alike:
        names = ", ".join(alike)
        why += f" 비슷한 이름: ‘{names}’." if language == "ko" else f" A similar name: {names}."
    if language == "ko":
        covered = _covered_ko(corpus, f"기사 {corpus.articles}건")
        return f"기사에 없습니다.{why} 수록 범위: {covered}."
    said = f"Not in the articles.{why}"
    if (period := _period(corpus)) is None:
        return f"{said} Articles in all: {corpus.articles}."
    return f"{said} The articles cover {period[0]} to {period[1]}, {corpus.articles} in all."


def _lack_ko(lack: Lack) -> str:
    if not lack.names:
        return ""
    if lack.together:
        names = "·".join(lack.names)
        return f" 질문에 가까운 어느 대목에도 ‘{names}’ 이야기가 함께 나오지 않습니다."
    return f" 질문에 가장 가까운 대목에 ‘{', '.join(lack.names)}’ 이야기가 없습니다."


def _lack_en(lack: Lack) -> str:
    if not lack.names:
        return ""
    if lack.together:
        return f" No near passage speaks of {' and '.join(lack.names)} together."
    return f" The nearest passages do not speak of {', '.join(lack.names)}."


def _period(corpus: CorpusSummary) -> tuple[str, str] | None:
    """Return the days of the first and the last article; None where none is dated."""
    return (corpus.first[:10], corpus.last[:10]) if corpus.first and corpus.last else None


def _covered_ko(corpus: CorpusSummary, articles: str) -> str:
    period = _period(corpus)
    return f"{articles}, {period[0]}~{period[1]}" if period else articles


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


def failed(error: ModelError, model: str, language: Language) -> str:
    """Say that quotes stand in for a model that could not be asked, and what to do."""
    if language == "en":
        return str(error)
    match error:
        case MissingKey():
            why = "서버가 키를 받아들이지 않았습니다. 환경 변수의 키를 확인하십시오."
        case UnknownModel():
            why = "서버에 그런 모델이 없습니다. 이름과 주소를 확인하십시오."
        case _:
            why = f"서버가 도는지 확인하거나 다른 모델을 고르십시오 ({error})."
    return f"{model} 모델이 답하지 못해 원문 인용으로 대신합니다. {why}"


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


def counted(articles: int, shown: int, language: Language) -> str:
    """Say how many articles were found, and how many of them follow if not all do."""
    if language == "ko":
        said = f"찾은 기사는 {articles}건입니다."
        return said if shown == articles else f"{said} 그 가운데 {shown}건입니다."
    said = "1 article was found." if articles == 1 else f"{articles} articles were found."
    return said if shown == articles else f"{said} Here are {shown} of them."


def told_of(metadata: Metadata, asked: Sequence[str], language: Language) -> str:
    """Say who wrote an article, where and when it was printed or where it is, as is `asked`."""
    of = 0 if language == "ko" else 1
    told = {
        "reporter": (", ".join(metadata.reporters), ("{} 기자", "by {}")),
        "outlet": (metadata.outlet, ("{}", "in {}")),
        "date": ((metadata.published_at or "")[:10], ("{} 발행", "published {}")),
        "link": (metadata.url, ("{}", "{}")),
    }
    return ", ".join(
        forms[of].format(value) if value else _UNTOLD[each][of]
        for each, (value, forms) in told.items()
        if each in asked
    )


_UNTOLD = {
    "reporter": ("기사에 기자 이름 없음", "the article names no reporter"),
    "outlet": ("기사에 매체 이름 없음", "the article names no outlet"),
    "date": ("기사에 발행일 없음", "the article bears no date"),
    "link": ("기사에 주소 없음", "the article has no link"),
}


def unheard(asked: str, instead: str, language: Language) -> str:
    """Say that no place quoted has a figure of the question, and which one of its kind it has."""
    said = f" ({instead})." if instead else "."
    if language == "ko":
        return f"인용한 대목에는 질문의 ‘{asked}’ 이야기가 없습니다{said}"
    return f"No place quoted has the “{asked}” of the question{said}"


def welcome(corpus: CorpusSummary, headlines: Sequence[str], language: Language) -> str:
    """Say what the articles cover and what one may ask, in at most 400 characters."""
    if not corpus.articles:
        return not_found(Lack(), corpus, language)
    articles, outlets = corpus.articles, len(corpus.outlets)
    if language == "ko":
        covered = _covered_ko(corpus, f"매체 {outlets}곳의 기사 {articles}건")
        said = f"기사에 나온 것을 물어보세요. 수록 범위: {covered}."
        examples = [f"‘{title}’에 대해 무엇이 보도됐나?" for title in headlines]
        lead = "예:"
    else:
        period = _period(corpus)
        covered = f"They cover {period[0]} to {period[1]}" if period else "Articles in all"
        said = f"Ask about what the articles report. {covered}: {articles} from {outlets} outlets."
        examples = [f"What was reported on “{title}”?" for title in headlines]
        lead = "For example:"
    for example in examples:
        longer = f"{said} {example}" if example != examples[0] else f"{said} {lead} {example}"
        if len(longer) <= _LONGEST:
            said = longer
    return said
