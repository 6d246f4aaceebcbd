"""The command `rag` as other programs meet it: JSON on standard output, remarks beside, codes.

A command costs seconds in a process of its own, so that only some run there; one run shows several
promises.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.asking import KOREAN_GPU
from tests.conftest import SEEDS
from tests.rag_command import PAGES, Ran, home_with, needs_rag

pytestmark = needs_rag


ASK_KEYS = {
    "question", "language", "status", "text", "claims", "sources", "as_of", "model", "timings_ms",
    "tokens",
}  # fmt: skip
SOURCE_KEYS = {
    "n", "article_id", "title", "outlet", "reporter", "published_at", "url", "quote", "start",
    "end",
}  # fmt: skip
SEARCH_KEYS = {
    "rank", "score", "article_id", "title", "outlet", "published_at", "start", "end", "text",
}  # fmt: skip
REPORT_KEYS = {"n", "retrieval", "answer", "citation", "abstention", "by", "latency_ms"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two pages, which the commands of this file share and don't change."""
    return home_with(tmp_path_factory.mktemp("cli"), *PAGES)


def test_search_and_export_agree_on_every_place(home: Path) -> None:
    """`search` gives ranked exact places of the articles that `export` prints, one a line."""
    rows = Ran(home, "search", KOREAN_GPU, "-k", "3", "--json").json
    exported = Ran(home, "export")
    articles = {a["id"]: a for a in map(json.loads, exported.out.splitlines())}
    assert exported.code == 0
    assert [row["rank"] for row in rows] == [1, 2, 3]
    for row in rows:
        assert set(row) == SEARCH_KEYS
        assert articles[row["article_id"]]["text"][row["start"] : row["end"]] == row["text"]
    assert "26만 장" in rows[0]["text"]


def test_ask_answers_with_sources(home: Path) -> None:
    """`ask` keeps its contract, understands a history, and exits 0."""
    history = ["송도 장관회의는 언제 열렸나?", "8월 4일 열렸다."]
    ran = Ran(home, "ask", "의장은 누가 맡았나?", "--history", json.dumps(history),
              "--model", "quote", "--json", apart=True)  # fmt: skip
    assert ran.code == 0
    answer = ran.json
    assert set(answer) >= ASK_KEYS
    assert (answer["status"], answer["language"], answer["model"]) == ("answered", "ko", "quote")
    assert "배경훈" in answer["text"]
    for claim in answer["claims"]:
        assert set(claim) == {"text", "citations", "verdict", "problems"}
        assert claim["verdict"] == "supported"
    for source in answer["sources"]:
        assert set(source) >= SOURCE_KEYS
        assert source["end"] - source["start"] == len(source["quote"])


def test_check_prints_a_verdict_a_line(home: Path) -> None:
    """Claims of a file get their verdicts in order, with what is wrong."""
    source = "엔비디아가 31일 GPU 26만 장을 한국에 공급하기로 했다."
    day = "2025-10-31"
    claims = [
        {"id": "a", "claim": "Nvidia will supply 260,000 GPUs.", "source": source},
        {"id": 2, "claim": "Nvidia will supply 26,000 GPUs.", "source": source},
        {"id": "c", "claim": "10월 30일에 발표됐다.", "source": source, "published_at": day},
    ]
    file = home.parent / "claims.jsonl"
    file.write_text("\n".join(map(json.dumps, claims)), encoding="utf-8")
    ran = Ran(home, "check", str(file))
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert all(set(row) == {"id", "verdict", "problems"} for row in rows)
    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("a", "supported"), (2, "contradicted"), ("c", "contradicted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (b"{", "a JSON object"),
        (b'{"claim": "a", "source": "b"}', '"id"'),
        (b'{"id": 1, "source": "b"}', '"claim" to be a string'),
        (b'{"id": 1, "claim": "a", "source": null}', '"source" to be a string'),
        (b'{"id": 1, "claim": "a", "source": "b", "published_at": "May"}', '"published_at"'),
        (b'{"id": 1, "claim": "a", "source": "b", "published_at": "0001-01-01"}', "0001-01-01"),
        ("별빛은행".encode("cp949"), "UTF-8"),
    ],
)
def test_claims_that_can_not_be_read_are_refused(home: Path, line: bytes, wanted: str) -> None:
    """The refusal names the file and says what was wanted."""
    file = home.parent / "broken.jsonl"
    file.write_bytes(line)
    Ran(home, "check", str(file)).assert_refused("broken.jsonl", wanted)


def test_eval_writes_its_report(home: Path) -> None:
    """`eval` writes report.json and report.html into its folder and prints the same JSON."""
    gold = home.parent / "gold.jsonl"
    rows = (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [row for row in rows if PAGES[0] in row][:3]
    chosen += [row for row in rows if '"unanswerable"' in row][:2]
    gold.write_text("\n".join(chosen), encoding="utf-8")
    out = home.parent / "run"
    ran = Ran(home, "eval", str(gold), "--model", "quote", "--out", str(out), "--json")
    assert ran.code == 0, ran.err
    assert set(ran.json) >= REPORT_KEYS
    assert ran.json["n"] == 5
    assert set(ran.json["retrieval"]) >= {"recall@1", "recall@5", "mrr", "ndcg@10"}
    assert set(ran.json["latency_ms"]) >= {"p50", "p95"}
    assert set(ran.json["by"]) >= {"lang", "type"}
    assert json.loads((out / "report.json").read_text(encoding="utf-8")) == ran.json
    assert "<html" in (out / "report.html").read_text(encoding="utf-8")


def test_bench_prints_its_figures(home: Path) -> None:
    """`bench retrieval` finds the passages of a folder and prints its keys at the top level."""
    folder = home.parent / "bench"
    folder.mkdir()
    passages = [
        {"id": "p1", "text": "경주에서 정상회의가 열렸다. 의제는 인공지능이었다."},
        {"id": "p2", "text": "송도에서 장관회의가 열렸다. 선언문이 채택됐다."},
        {"id": "p3", "title": "날씨", "text": "주말에는 전국에 비가 내리겠다."},
    ]
    questions = [
        {"id": "q1", "lang": "ko", "question": "선언문은 어디서 채택됐나?", "passage_ids": ["p2"]},
        {"id": "q2", "lang": "ko", "question": "주말 날씨는?", "passage_ids": ["p3"]},
    ]
    for name, rows in (("passages", passages), ("questions", questions)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    ran = Ran(home, "bench", "retrieval", str(folder), "--json")
    assert ran.code == 0, ran.err
    wanted = {"ndcg@10", "recall@1", "recall@3", "recall@5", "recall@10", "mrr@10"}
    assert set(ran.json) >= wanted | {"n", "latency_ms"}
    assert ran.json["n"] == 2


def test_models_are_listed_and_chosen(home: Path) -> None:
    """`list` names each model and why it is not ready; `use` keeps the choice; exit 0."""
    listed = Ran(home, "models", "list", "--json").json
    assert all(set(row) >= {"name", "title", "ready", "reason"} for row in listed)
    by_name = {row["name"]: row for row in listed}
    assert by_name["quote"]["ready"]
    assert "rag models pull" in by_name["llamacpp:qwen2.5-coder-1.5b-instruct"]["reason"]
    assert Ran(home, "models", "use", "quote", "--json").json == {"model": "quote"}
    Ran(home, "models", "use", "nonsense").assert_refused("nonsense", "quote")


def test_a_pull_with_other_bytes_is_refused(home: Path) -> None:
    """A file whose hash is not the pinned one is refused and not kept."""
    other = home.parent / "other.gguf"
    other.write_bytes(b"GGUF" + b"\0" * 100)
    name = "qwen2.5-coder-1.5b-instruct"
    Ran(home, "models", "pull", name, "--from", str(other)).assert_refused(name)
    assert other.exists()
    assert not list((home.parent / "models").glob("*.gguf"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", "  ", "--json"), ("question is empty",)),
        (("ask", "가" * 20_000, "--json"), ("20,000 characters", "2,000")),
        (
            ("ask", KOREAN_GPU, "--model", "openai:gpt-5-mini", "--json"),
            ("OPENAI_API_KEY", "quote"),
        ),
        (("ask", KOREAN_GPU, "--history", "{}", "--json"), ("JSON list",)),
    ],
    ids=["empty", "long", "no key", "history"],
)
def test_a_question_that_can_not_be_asked_is_refused(
    home: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """One sentence says what came, what was wanted and what to do; exit code 2."""
    Ran(home, *arguments, apart="20,000 characters" in words).assert_refused(*words)


def test_broken_gold_is_refused_by_its_line(home: Path) -> None:
    """A gold file that breaks its format is refused before any question is asked."""
    gold = home.parent / "broken.jsonl"
    gold.write_text('{"id": "1"', encoding="utf-8")
    out = home.parent / "broken-run"
    Ran(home, "eval", str(gold), "--out", str(out)).assert_refused("broken.jsonl", "1")
    assert not (out / "report.json").exists()
