"""Messages that ask for nothing that could be looked for: "안녕", "고마워", "What's new?".

No intent is guessed.  A message is small talk if, after its greetings and the words for news
itself are left out, no name, number or content word remains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

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
        summary ask question use work show give
        """
    )
)
_OF_NEWS = frozenset(
    listed(
        """
        뉴스 소식 기사 헤드라인 최신 최근 새롭 새 주요 오늘 일 목록 브리핑 동향
        new news headline headlines latest recent today happen happened happening update updates
        top main list
        """
    )
)
_NEWS = re.compile(
    r"뉴스|소식|기사|헤드라인|브리핑|최신|최근|오늘|금일"
    r"|\b(?:news|headlines?|articles?|new|latest|recent|today|happen\w*|updates?)\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(
    r"안녕|고마[워웠운]|고맙|감사|반가|반갑|수고|\b(?:hi|hello|hey|thanks?|bye|goodbye|cheers)\b",
    re.IGNORECASE,
)
_TODAY = frozenset(("오늘", "금일", "today"))


def small_talk(question: str, history: Sequence[str], aliases: AliasTable) -> Talk:
    """Return what to answer a message with that asks for nothing: "" if it does ask.

    In a conversation "Why?" asks about what was said before; there only a civility is small talk.
    """
    if any(question[d.start : d.end].lower() not in _TODAY for d in find_dates(question, None)):
        return ""
    concepts = concepts_of(question, language_of(question), aliases, lambda _: ())
    idle = _CIVILITIES | _OF_NEWS
    if any(c.kind != "word" or c.text.lower() not in idle for c in concepts):
        return ""
    if history:
        return "welcome" if _CIVIL.search(question) else ""
    return "headlines" if _NEWS.search(question) else "welcome"
