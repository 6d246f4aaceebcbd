"""`rag ask` over articles that differ, and over messages that ask for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ingest
from tests.rag_command import Ran

ARTICLES = (
    ("2025-10-31", "한울전자, 구미 공장에 투자", "한울전자는 구미 공장에 3조 원을 투자한다. "
     "공사는 내년에 시작한다. 회사는 직원 400명을 새로 뽑는다."),
    ("2025-11-20", "한울전자 투자 계획 발표",
     "한울전자는 구미 공장에 4조5000억 원을 투자한다고 밝혔다. 시는 도로를 넓힌다."),
)  # fmt: skip
QUESTION = "한울전자는 구미 공장에 얼마를 투자하나?"
SAID = "기사마다 다릅니다. 2025-11-20 기준 4조5000억 원 [1], 2025-10-31 기준 3조 원 [2]."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an older and a newer article on one investment."""
    folder = tmp_path_factory.mktemp("apart")
    lines = (
        json.dumps({"title": title, "text": text, "published_at": day, "outlet": "한빛통신"})
        for day, title, text in ARTICLES
    )
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    home = folder / "home"
    home.mkdir()
    assert ingest(home, folder / "news.jsonl").added == 2
    return home


def test_ask_tells_that_articles_differ(home: Path) -> None:
    """The newer value is quoted first, and the line below it has both with their days."""
    ran = Ran(home, "ask", QUESTION, "--model", "quote")
    assert ran.code == 0
    assert SAID in " ".join(ran.out.split())
    assert ran.out.index("4조5000억") < ran.out.index("3조 원")


def test_ask_tells_programs_that_articles_differ(home: Path) -> None:
    """The JSON has the two sources by their numbers, their values and the words."""
    answer = json.loads(Ran(home, "ask", QUESTION, "--model", "quote", "--json").out)
    assert answer["disagreements"] == [
        {"newer": 1, "older": 2, "after": "4조5000억 원", "before": "3조 원", "said": SAID}
    ]
    days = [source["published_at"][:10] for source in answer["sources"]]
    assert days == ["2025-11-20", "2025-10-31"]
    assert answer["as_of"].startswith("2025-11-20")
    assert len(answer["text"]) <= 400


def test_ask_answers_a_greeting_with_what_to_ask(home: Path) -> None:
    """A greeting is no failure: it exits 0 and cites nothing."""
    ran = Ran(home, "ask", "안녕하세요", "--model", "quote", "--json")
    assert ran.code == 0
    answer = json.loads(ran.out)
    assert (answer["status"], answer["sources"], answer["disagreements"]) == ("not_found", [], [])
    assert "한울전자 투자 계획 발표" in answer["text"]
