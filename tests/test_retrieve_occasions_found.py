"""Which of several events told alike a question finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from rag.domain import Evidence
from rag.index.embedders import Embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from tests.conftest import ingest

TODAY = date(2025, 12, 15)
Ask = Callable[[str], tuple[Evidence, ...]]


def _summit(published: str, title: str, text: str) -> dict[str, str]:
    return {"published_at": published, "title": title, "text": text, "outlet": "Paper of Record"}


ARTICLES = [
    *(
        _summit(
            day,
            "APEC 정상들, 선언 채택",
            f"APEC 정상들이 이틀 동안의 회의를 마치고 공동 선언을 채택했다."
            f" 선언문은 {count} 개 항으로 되어 있다. 의장석에는 {chair} 대통령이 앉았다.",
        )
        for day, count, chair in (
            ("2023-11-18", "열아홉", "바이든"),
            ("2024-11-17", "스물한", "볼루아르테"),
            ("2025-11-01", "서른네", "이재명"),
        )
    ),
    *(
        _summit(
            day,
            "Leaders close AI summit",
            f"Governments closed the two-day AI summit with a joint pledge. {signed} signed the"
            " pledge. Where they will meet next was left open.",
        )
        for day, signed in (
            ("2023-11-03", "Twenty-eight countries"),
            ("2024-05-23", "Sixteen firms"),
            ("2025-02-12", "Sixty countries"),
        )
    ),
    # Printed at other times, they say themselves of which summit they tell.
    *(
        _summit(
            day,
            "정상들의 만찬 뒷이야기",
            f"{place} APEC 정상회의의 만찬에는 요리 {dishes} 가지가 올랐다."
            " 주방에서는 서른 명이 일했다.",
        )
        for day, place, dishes in (
            ("2025-01-20", "리마", "일곱"),
            ("2025-01-21", "샌프란시스코", "아홉"),
        )
    ),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    """Evidence for a question asked on `TODAY` of articles on summits that are told alike."""
    home = tmp_path_factory.mktemp("summits")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ARTICLES)
    (home / "articles.jsonl").write_text(lines, encoding="utf-8")
    assert not ingest(home, home / "articles.jsonl").rejected
    retriever = Retriever(home, Catalogue(home / "catalogue.sqlite"), embedder, lambda: TODAY)
    return lambda question: retriever.retrieve(question, 6)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("지난 APEC 때 채택된 선언은 몇 개 항인가?", "서른네"),
        ("경주 APEC 정상회의에서 의장석에는 누가 앉았나?", "이재명"),
        ("지난해 APEC 정상회의에서 채택된 선언은 몇 개 항인가?", "스물한"),
        ("2024년 11월 리마 APEC 정상회의에서 의장석에는 누가 앉았나?", "볼루아르테"),
        ("샌프란시스코 APEC 당시 채택된 선언은 몇 개 항인가?", "열아홉"),
        ("리마 APEC 때 만찬에는 요리가 몇 가지 올랐나?", "일곱"),
        ("2023년 APEC 때 만찬에는 요리가 몇 가지 올랐나?", "아홉"),
        ("Who signed the pledge at the last AI summit?", "Sixty"),
        ("Who signed the pledge at the Paris AI summit?", "Sixty"),
        ("Who signed the pledge at the Seoul AI summit?", "Sixteen"),
        ("Who signed the pledge at the Bletchley Park AI summit?", "Twenty-eight"),
    ],
)
def test_the_event_that_is_asked_for_comes_first(ask: Ask, question: str, held: str) -> None:
    """Of reports worded alike the one of the event's days leads, or the one that names it."""
    first = ask(question)[0]
    assert held in first.text
    assert not first.missing


def test_another_time_is_no_reason_to_refuse(ask: Ask) -> None:
    """Only reports of other summits are there: they follow, and none is said to lack a period."""
    found = ask("지난 G20 때 채택된 공동 선언은 몇 개 항인가?")
    assert found
    assert all(set(piece.missing) <= {"G20"} for piece in found)
