"""What `rag` refuses: one sentence, exit code 2, and nothing made on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag import cli, cli_shared
from tests.asking import KOREAN_GPU
from tests.conftest import SEEDS
from tests.rag_command import PAGES, Ran, home_with, needs_rag


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one page, which no test changes."""
    return home_with(tmp_path_factory.mktemp("refused"), PAGES[0])


@pytest.mark.parametrize(
    "command",
    [
        ("search", "질문"),
        ("ask", "질문"),
        ("export",),
        ("rebuild",),
        ("models", "use", "quote"),
        ("gold", "suggest"),
        ("gold", "list"),
        ("gold", "accept", "1"),
        ("gold", "reject", "1"),
        ("eval", str(SEEDS / "gold.jsonl"), "--model", "quote"),
    ],
    ids=" ".join,
)
def test_a_mistyped_home_is_refused_and_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A command that reads names the folder and both ways out, and leaves nothing there."""
    mistyped = tmp_path / "hoem"
    Ran(mistyped, *command).assert_refused(
        f"no home at {mistyped}; run 'rag ingest' first or give --home"
    )
    assert list(tmp_path.iterdir()) == []


def test_doctor_tells_that_there_is_no_home(tmp_path: Path) -> None:
    """Before any ingest it still tells what works, and makes nothing."""
    ran = Ran(tmp_path / "none", "doctor", "--json")
    found = {row["what"]: row for row in ran.json}
    assert ran.code == 1
    assert found["embedder"]["ok"]
    assert "run 'rag ingest' first" in found["catalogue and indexes"]["told"]
    assert not (tmp_path / "none").exists()


def test_commands_without_a_home_want_none(tmp_path: Path) -> None:
    """What reads no home works, and makes none."""
    assert Ran(tmp_path / "none", "models", "list", "--json").code == 0
    assert list(tmp_path.iterdir()) == []


def test_ingest_makes_a_home(tmp_path: Path) -> None:
    """The first ingest needs no step before it."""
    page = SEEDS / "pages" / f"{PAGES[0]}.txt"
    assert Ran(tmp_path / "new" / "home", "ingest", str(page), "--json").json["added"] == 1


def test_quotes_need_no_folder_of_models(home: Path) -> None:
    """Where the models folder can't be made they answer; a pull and another model are refused."""
    (home.parent / "file").touch()
    closed = {"RAG_MODELS_DIR": str(home.parent / "file" / "models")}
    assert Ran(home, "ask", KOREAN_GPU, "--model", "quote", **closed).code == 0
    assert Ran(home, "ask", KOREAN_GPU, **closed).code == 0
    pull = Ran(home, "models", "pull", "qwen2.5-coder-1.5b-instruct", **closed)
    pull.assert_refused("can't be written", "RAG_MODELS_DIR")
    asked = Ran(home, "ask", KOREAN_GPU, "--model", "openai:m", OPENAI_API_KEY="k", **closed)
    asked.assert_refused("can't be written", "RAG_MODELS_DIR")


def test_a_variable_that_can_not_be_used_is_named(home: Path) -> None:
    """The sentence has the variable, what it holds and what was wanted."""
    ran = Ran(home, "ask", KOREAN_GPU, RAG_EVIDENCE_TOKENS="abc")
    ran.assert_refused("RAG_EVIDENCE_TOKENS is 'abc'", "valid integer")


@needs_rag
def test_bytes_that_are_no_text_are_refused(home: Path) -> None:
    """An argument in another encoding than UTF-8 is shown by its escapes."""
    Ran(home, "ask", "\udcff", apart=True).assert_refused(r"'\udcff' is not UTF-8 text")


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "질문", "--history", '["\\ud800"]'),
        ("ask", "질문", "--history", "[" * 100_000),
    ],
    ids=["half a character", "deep"],
)
def test_a_history_of_no_text_is_refused(home: Path, arguments: tuple[str, ...]) -> None:
    """Half characters, and brackets that nobody closes, are no list of strings."""
    Ran(home, *arguments).assert_refused("JSON list of strings")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('{"id": 1, "claim": "\\ud800", "source": "b"}', "text of whole characters"),
        ("[" * 100_000, "a JSON object"),
        ('{"id": 1' + "0" * 5000 + "}", "a JSON object"),
    ],
    ids=["half a character", "deep", "long number"],
)
def test_lines_that_json_alone_would_let_through_are_refused(
    home: Path, line: str, wanted: str
) -> None:
    """The refusal names the file and the line, and can itself be printed."""
    file = home.parent / "claims.jsonl"
    file.write_text(line, encoding="utf-8")
    Ran(home, "check", str(file)).assert_refused("claims.jsonl, line 1", wanted)


def test_a_server_that_would_be_forgotten_is_refused(home: Path) -> None:
    """`models use` keeps a name only: the variable that keeps an address is named."""
    ran = Ran(home, "models", "use", "openai:m", "--base-url", "http://127.0.0.1:9/v1")
    ran.assert_refused("RAG_BASE_URL=http://127.0.0.1:9/v1", "rag models use openai:m")
    assert Ran(home, "ask", KOREAN_GPU, "--json").json["model"] == "quote"


def test_a_choice_that_a_variable_overrides_says_so(home: Path) -> None:
    """RAG_MODEL goes before what a home has chosen."""
    ran = Ran(home, "models", "use", "quote", RAG_MODEL="openai:m")
    assert (ran.code, "RAG_MODEL=openai:m is set" in ran.err) == (0, True)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [(None, "gate.toml"), ("x =", "TOML"), ("[answer]\naccuracy = 'high'", "answer.accuracy")],
)
def test_a_gate_is_read_before_the_questions_are_asked(
    home: Path, tmp_path: Path, content: str | None, wanted: str
) -> None:
    """Thresholds that can't be read cost no run."""
    gate, out = tmp_path / "gate.toml", tmp_path / "run"
    if content is not None:
        gate.write_text(content, encoding="utf-8")
    gold = str(SEEDS / "gold.jsonl")
    Ran(home, "eval", gold, "--gate", str(gate), "--out", str(out)).assert_refused(wanted)
    assert not out.exists()


def test_a_file_that_can_not_be_written_is_no_bug(home: Path, tmp_path: Path) -> None:
    """What the system refuses ends in its words and exit code 2."""
    (tmp_path / "file").touch()
    passages = tmp_path / "passages.jsonl"
    passages.write_text(json.dumps({"id": "p", "text": "글"}), encoding="utf-8")
    out = str(tmp_path / "file" / "out")
    Ran(home, "bench", "scale", "--out", out).assert_refused("file/out")


def test_a_bug_is_told_as_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line and exit code 3; a traceback only where RAG_TRACEBACK asks for it."""

    def broken(*_: object) -> None:
        raise LookupError("no such\nthing")

    monkeypatch.setattr(cli, "_history", broken)
    ran = Ran(home, "ask", KOREAN_GPU)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "rag: this is a bug: LookupError: no such thing; RAG_TRACEBACK=1 shows where, please "
        "report it\n"
    )
    with pytest.raises(LookupError):
        Ran(home, "ask", KOREAN_GPU, RAG_TRACEBACK="1")


def test_every_command_prints_by_what_reads_no_markup() -> None:
    """Neither stream of the commands gives a meaning to brackets or colons."""
    for console in (cli_shared._stdout, cli_shared.stderr):
        with console.capture() as taken:
            console.print("[bold]:x:[/] 1", soft_wrap=True)
        assert taken.get() == "[bold]:x:[/] 1\n"
