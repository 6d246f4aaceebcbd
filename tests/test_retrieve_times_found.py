"""Which articles may answer a question about now, a day of the past or a period."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rag.domain import Evidence
from rag.index.embedders import Embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import Retriever
from rag.verify.check import Checker
from rag.verify.compose import Draft, compose
from tests.conftest import ingest
from tests.time_pairs import TimePair, as_jsonl, time_pairs

TODAY = date(2025, 12, 15)
PAIRS = list(time_pairs())
Ask = Callable[[str], tuple[Evidence, ...]]
UNDATED = [
    {
        "title": "솔빛항만은 청파물류가 운영",
        "text": "솔빛항만의 운영사는 청파물류이다. 부두는 여섯 곳이고 기중기는 모두 전기로 돈다.",
    },
    {
        "published_at": "2024-03-04",
        "title": "솔빛항만 운영사 백산해운, 요금 동결",
        "text": "솔빛항만의 운영사는 백산해운이다. 배를 대는 값은 오르지 않는다고 한다.",
    },
    {
        "published_at": "2025-05-06",
        "title": "솔빛항만 맡은 한결로지스 직원 채용",
        "text": "솔빛항만의 운영사는 한결로지스이다. 올여름에 새 직원 스무 명이 들어온다.",
    },
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with all pairs, which compete, and a subject of which one article has no date."""
    home = tmp_path_factory.mktemp("times")
    (home / "pairs.jsonl").write_text(as_jsonl(PAIRS), encoding="utf-8")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in UNDATED)
    (home / "undated.jsonl").write_text(lines, encoding="utf-8")
    report = ingest(home, home / "pairs.jsonl", home / "undated.jsonl")
    assert not report.rejected
    return home


@pytest.fixture(scope="module")
def ask(home: Path, embedder: Embedder) -> Ask:
    """Evidence for a question asked on `TODAY`."""
    retriever = Retriever(home, Catalogue(home / "catalogue.sqlite"), embedder, lambda: TODAY)
    return lambda question: retriever.retrieve(question, 6)


def _day(piece: Evidence) -> date:
    assert piece.metadata.published_on is not None
    return piece.metadata.published_on


def test_the_table_has_forty_pairs_half_of_them_korean() -> None:
    """No two pairs share a subject, a value of their own or the days on which they were printed."""
    assert len(PAIRS) == len({pair.subject for pair in PAIRS}) == 40
    assert sum(not pair.subject.isascii() for pair in PAIRS) == 20
    assert all(pair.old < pair.new and pair.values[0] != pair.values[1] for pair in PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.subject)
def test_now_takes_the_newer_and_as_of_never_a_later_one(
    pair: TimePair, ask: Ask, home: Path, checker: Checker
) -> None:
    """Each of 40 pairs answers by its newer article today, by its older one as of that month."""
    old, new = pair.values
    now = ask(pair.questions["now"])
    assert (_day(now[0]), new in now[0].text) == (pair.new, True)

    then = ask(pair.questions["then"])
    assert (_day(then[0]), old in then[0].text) == (pair.old, True)
    days = [piece.metadata.published_on for piece in then]
    month = (pair.old.year, pair.old.month)
    assert all((day.year, day.month) <= month for day in days if day)

    during = ask(pair.questions["during"])
    assert _day(during[0]) == pair.old

    corpus = Catalogue(home / "catalogue.sqlite").summary()
    language = "en" if pair.subject.isascii() else "ko"
    for kind, evidence, right, wrong in (
        ("now", now, new, old),
        ("then", then, old, new),
        ("during", during, old, new),
    ):
        draft = Draft(pair.questions[kind], language, "quote")
        answer = compose(draft, evidence, corpus, checker)
        assert right in answer.text
        assert wrong not in answer.text
        assert answer.sources[0].metadata.published_at == evidence[0].metadata.published_at
        if kind == "then":
            assert answer.as_of == evidence[0].metadata.published_at


def test_an_undated_article_neither_leads_nor_vanishes(ask: Ask) -> None:
    """It may be the only source, but nobody can say that it is new, or was known by then."""
    now = [piece.metadata.published_at for piece in ask("솔빛항만의 현재 운영사는?")]
    assert now[0] == "2025-05-06"
    assert None in now
    then = [piece.metadata.published_at for piece in ask("2024년 4월 기준 솔빛항만의 운영사는?")]
    assert then[:2] == ["2024-03-04", None]
    assert "2025-05-06" not in then


def test_an_undated_article_alone_may_answer(ask: Ask) -> None:
    """Before any dated article there is still the undated one, and the reader sees no date."""
    then = ask("2020년 4월 기준 솔빛항만의 운영사는?")
    assert then[0].metadata.published_at is None
    assert "청파물류" in then[0].text


def test_a_period_no_article_speaks_of_is_missing(ask: Ask) -> None:
    """What was said in other months does not answer for last month; an undated article may."""
    last_month = ask("지난달 솔빛항만의 운영사는 어디였나?")
    assert last_month[0].metadata.published_at is None
    assert {e.metadata.published_at for e in last_month if "지난달" in e.missing} == {
        "2024-03-04",
        "2025-05-06",
    }
    assert (
        "August 2025"
        in ask("Who was the chief executive of Larkmoor Labs in August 2025?")[0].missing
    )
