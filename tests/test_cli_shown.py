"""What `rag` prints for people: pages as they are, each quote once, what was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag import __version__
from rag.cli import app
from tests.conftest import ingest
from tests.fakes_chat import ChatServer, says
from tests.rag_command import Ran, needs_rag

QUESTION = "별빛은행은 금리를 얼마나 내렸나?"
LONG = (
    "별빛은행은 예금 금리를 0.25%포인트 내린다고 3일 발표했고, 은행은 이를 :fire: 특별 조치라고 "
    "부르면서 [bold]고객의 부담[/]을 덜겠다고 밝혔으며 새 금리는 다음 달부터 지점에서 적용된다."
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one article whose words a terminal's markup would swallow."""
    folder = tmp_path_factory.mktemp("shown")
    row = {
        "title": "금리 :x: 내려",
        "text": f"{LONG} 직원 40명이 새 창구에서 일한다.",
        "published_at": "2025-11-03",
        "outlet": "[/뉴스]",
        "reporters": ["문\x1b]0;가람"],
    }
    (folder / "news.jsonl").write_text(json.dumps(row), encoding="utf-8")
    home = folder / "home"
    home.mkdir()
    assert ingest(home, folder / "news.jsonl").added == 1
    return home


def test_a_page_is_printed_as_it_is(home: Path) -> None:
    """No emoji code, bracket or long line of a page is changed where the output is piped."""
    found = Ran(home, "search", QUESTION)
    assert found.code == 0
    assert "[/뉴스] 2025-11-03" in found.out
    assert LONG in found.out
    assert "\x1b" not in Ran(home, "ask", QUESTION, "--model", "quote").out
    assert LONG in Ran(home, "ask", QUESTION, "--model", "quote").out


@needs_rag
@pytest.mark.parametrize("encoding", ["cp949", "ascii", "latin-1:strict"])
def test_both_streams_are_utf_8_whatever_the_machine_writes(home: Path, encoding: str) -> None:
    """A legacy encoding, as Korean Windows gives to a pipe, ends no command and changes no page."""
    exported = Ran(home, "export", apart=True, PYTHONIOENCODING=encoding)
    assert (exported.code, exported.err) == (0, "")
    assert exported.json["reporters"][0].startswith("문")
    refused = Ran(home, "ask", "", apart=True, PYTHONIOENCODING=encoding)
    assert refused.code == 2
    found = Ran(home, "search", QUESTION, apart=True, PYTHONIOENCODING=encoding)
    assert LONG in found.out


def test_a_models_name_is_printed_as_it_is(home: Path) -> None:
    """A colon and a letter in it make no emoji, whether it answers or is refused."""
    server = ChatServer()
    server.replies.append(says(f"{LONG} [1]"))
    try:
        ran = Ran(home, "ask", QUESTION, "--model", "openai:x", "--base-url", server.base_url)
    finally:
        server.close()
    assert "openai:x: " in ran.err
    Ran(home, "ask", QUESTION, "--model", ":x:").assert_refused("to :x: (")


def test_a_quote_is_printed_once(home: Path) -> None:
    """Under its number stand title, outlet and day; quotes took no tokens."""
    ran = Ran(home, "ask", QUESTION, "--model", "quote")
    assert ran.out.count("특별 조치라고") == 1
    assert "[1] 금리 :x: 내려 · [/뉴스] · 문]0;가람 · 2025-11-03" in ran.out
    assert "tokens" not in ran.err


def test_the_source_of_a_refusal_is_the_nearest_place(home: Path) -> None:
    """It is quoted, since the text of a refusal quotes nothing, and labelled as no answer."""
    ran = Ran(home, "ask", "AMD는 GPU 몇 장을 공급하나?", "--model", "quote")
    lines = ran.out.splitlines()
    sources = [at for at, line in enumerate(lines) if "] 금리 :x: 내려" in line]
    assert sources
    assert all(lines[at].startswith("nearest: [") for at in sources)
    assert all(lines[at + 1].startswith("    ") for at in sources)


def test_a_price_is_told_to_programs_too(home: Path) -> None:
    """`--price` adds the cost in US dollars to the JSON, and nothing without it."""
    priced = Ran(home, "ask", QUESTION, "--model", "quote", "--price", "1/2", "--json").json
    assert priced["cost_usd"] == 0.0
    assert "cost_usd" not in Ran(home, "ask", QUESTION, "--model", "quote", "--json").json


def test_a_search_gives_at_most_as_many_as_were_asked_for(home: Path) -> None:
    """None is no number of places; of fewer than were asked for all are given."""
    Ran(home, "search", QUESTION, "-k", "0").assert_refused("-k", "than or equal to 1")
    assert len(Ran(home, "search", QUESTION, "-k", "1", "--json").json) == 1
    assert len(Ran(home, "search", QUESTION, "-k", "500", "--json").json) > 1


def test_the_version_and_short_help_are_told() -> None:
    """`rag --version` names the version, and -h helps wherever --help does."""
    told = CliRunner().invoke(app, ["--version"])
    assert (told.exit_code, told.output) == (0, f"rag {__version__}\n")
    for command in ([], ["ask"], ["eval"], ["models", "pull"]):
        helped = CliRunner().invoke(app, [*command, "-h"])
        assert (helped.exit_code, "Usage:" in helped.output) == (0, True)
