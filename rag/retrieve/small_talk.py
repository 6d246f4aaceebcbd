"""Messages that ask for nothing that could be looked for: "안녕", "고마워", "What's new?".

No intent is guessed.  A message is small talk if, after its greetings and the words for news
itself are left out, no name, number or content word remains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rag.domain import Span
from rag.retrieve.about_articles import TODAY, asks_of_the_program, blanked
from rag.retrieve.concepts import concepts_of
from rag.retrieve.question import language_of
from rag.text.dates import find_dates
from rag.text.names import AliasTable, listed

Talk = Literal["", "headlines", "welcome"]

# In dictionary form, as concepts are.
_CIVILITIES = frozenset(
    listed(
        """
        안녕 고맙 감사 반갑 죄송 미안 수고 잘하 좋 도와주 돕 도움 부탁 요약 정리 소개 묻 물어보 질문
        대답 답 답하 사용 사용법 방법 기능 시작 테스트 보이 보여주 주 알려주
        hi hello hey thanks thank ok okay yes bye goodbye cheers great nice good morning
        evening afternoon lot me something anything everything help test summarize summarise
        summary ask question use work show give tell list please
        """
    )
)
_OF_NEWS = frozenset(
    listed(
        """
        뉴스 소식 기사 헤드라인 최신 최근 새롭 새 주요 오늘 일 목록 리스트 브리핑 동향 가장 제일
        나오 실리 쓰 작성 작성하 보도 보도하 보도되 발행 발행하 발행되 게재 게재하 게재되 전하
        언론 신문 매체 기자 칼럼 사설 일어나 벌어지 생기 발생 발생하 사건 모두 전부 전체
        new news headline headlines latest newest recent recently today happen happened happening
        update updates top main list article articles story stories column columns editorial
        come came publish published print printed appear appeared report reported reporting write
        wrote written run ran cover covered press paper papers newspaper newspapers media outlet
        outlets reporter go going event events
        """
    )
)
_NEWS = re.compile(
    r"뉴스|소식|기사|헤드라인|브리핑|최신|최근|오늘|금일|보도|무슨 일"
    r"|\b(?:news|headlines?|articles?|stories|new|newest|latest|recent|today|happen\w*|updates?"
    r"|papers?|report\w*)\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(
    r"안녕|고마[워웠운]|고맙|감사|반가|반갑|수고|\b(?:hi|hello|hey|thanks?|bye|goodbye|cheers)\b",
    re.IGNORECASE,
)
# "2025년 2월에 나온 AI 뉴스는?", "Any news on chips from July?": news of a time about something.
_LISTED_KO = r"(?:뉴스|소식|기사|헤드라인)들?[은는이가를을]?(?:\s(?:좀|다|모두))?\s*"
_NEWS_ABOUT = re.compile(
    rf"{_LISTED_KO}(?:알려|보여|정리|요약|목록|뭐|무엇|어떤|있|찾아|줘|[?.!]|$)"
    r"|^(?:any|what|which|show|give|list|find|tell|summari[sz]e|(?:are|is) there)\b.*"
    r"\b(?:news(?! \w*(?:agenc|outlet|conference|paper))|articles|headlines|stories)\b",
    re.IGNORECASE,
)


def small_talk(
    question: str, history: Sequence[str], aliases: AliasTable, aside: Sequence[Span] = ()
) -> Talk:
    """Return what to answer a message with that asks for nothing: "" if it does ask.

    `aside` are its words for a source and a time.  In a conversation "Why?" asks about what was
    said before; there a civility, or a wish for the news of some source or time, is small talk.
    """
    if asks_of_the_program(question):
        return "welcome"
    rest = blanked(question, aside)
    if not says_nothing(rest, aliases):
        return ""
    if history:
        wished = aside and _NEWS.search(question)
        return "headlines" if wished else "welcome" if _CIVIL.search(question) else ""
    return "headlines" if aside or _NEWS.search(question) else "welcome"


def says_nothing(text: str, aliases: AliasTable) -> bool:
    """Return whether a text holds nothing that could be looked for in articles."""
    if any(text[d.start : d.end].lower() not in TODAY for d in find_dates(text, None)):
        return False
    concepts = concepts_of(text, language_of(text), aliases, lambda _: ())
    idle = _CIVILITIES | _OF_NEWS
    return all(c.kind == "word" and c.text.lower() in idle for c in concepts)


def asks_for_news(question: str) -> bool:
    """Return whether a question wants news about something rather than something of the news."""
    return _NEWS_ABOUT.search(question.strip()) is not None
