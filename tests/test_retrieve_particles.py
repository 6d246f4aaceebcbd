"""Bare Korean nouns are found in texts where a particle is attached to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.index.embedders import Usem3Embeddings
from rag.index.store import Index
from rag.retrieve.retriever import Retriever
from tests.fakes import an_article
from tests.index_homes import add

# Known words first; from 벨로크 on names that no dictionary has.
SAID = {
    "관세": "두 나라는 관세를 절반으로 내리기로 했다.",
    "반도체": "수출의 넷 가운데 하나는 반도체였다.",
    "어업": "해안 마을은 어업으로 살아간다.",
    "금리": "중앙은행은 금리만큼은 그대로 두었다.",
    "항구": "화물선 세 척이 항구에서 기다렸다.",
    "대학": "연구비 일부는 대학들에게 돌아갔다.",
    "철도": "주민들은 도로보다 철도부터 놓자고 했다.",
    "환경": "새 규칙은 환경까지 따진다.",
    "전기차": "지난달 팔린 차의 절반은 전기차라고 한다.",
    "교육": "위원회는 교육이야말로 급하다고 적었다.",
    "벨로크": "벨로크가 시험 공장을 열었다.",
    "하람테크": "투자자들은 하람테크조차 믿지 않았다.",
    "뉴로핏": "병원 열 곳이 뉴로핏과의 계약을 맺었다.",
    "큐비즈모": "이번 입찰은 큐비즈모에게로 넘어갔다.",
    "도담소재": "부품 값은 도담소재처럼 작은 곳이 정한다.",
    "나래윙스": "새 노선은 나래윙스로서는 처음이다.",
    "오솔빈": "발표는 오솔빈의 동료가 맡았다.",
    "타미론": "연구진은 타미론은커녕 물질의 이름도 밝히지 않았다.",
    "에코덤": "쓰레기의 양은 에코덤에서만 줄었다.",
    "칼리노바": "관객들은 칼리노바마저 울었다고 전했다.",
}
OTHERS = (
    "비가 온 뒤 기온이 크게 떨어졌다.",
    "축구 대표팀은 다음 주에 떠난다.",
    "시장은 내년 예산을 늘리지 않겠다고 했다.",
    "회의는 두 시간 만에 끝났다.",
    "도서관은 밤 열 시까지 문을 연다.",
)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """Every sentence as an article of its own, read and embedded as always."""
    home: Path = tmp_path_factory.mktemp("particles")
    for sentence in (*SAID.values(), *OTHERS):
        catalogue = add(home, sentence, an_article(sentence))
    Index(home, catalogue, Usem3Embeddings()).drain()
    return Retriever(home, catalogue, Usem3Embeddings())


@pytest.mark.parametrize("noun", SAID)
def test_a_bare_noun_finds_the_sentence_where_it_wears_a_particle(
    retriever: Retriever, noun: str
) -> None:
    """Its sentence comes first, though the noun never stands alone in it."""
    assert not any(word.strip(".") == noun for word in SAID[noun].split())
    [best] = retriever.retrieve(noun, 1)
    assert best.sentence.text == SAID[noun]
