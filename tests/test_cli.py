"""The command `rag` as other programs meet it: JSON on standard output, remarks beside, codes.

A command costs seconds in a process of its own, so that only some run there; one run shows several
promises.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from rag.assistant import open_assistant
from rag.cli import main
from tests.conftest import SEEDS, ingest, settings_for

RAG = Path(sys.executable).parent / "rag"
GPU = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
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


class Ran:
    """How a command ended: its exit code and what it wrote to each stream."""

    def __init__(self, home: Path, *arguments: str, apart: bool = False) -> None:
        """Run a command in this process, or `apart` in one of its own as a shell does."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("RAG_", "OPENAI", "OLLAMA", "COLUMNS"))
        }
        environment["RAG_MODELS_DIR"] = str(home.parent / "models")
        environment["OLLAMA_HOST"] = "http://127.0.0.1:9"
        words = [*arguments, "--home", str(home)]
        if apart:
            done = subprocess.run(
                [str(RAG), *words], capture_output=True, text=True, timeout=120, check=False,
                cwd=home.parent, env=environment,
            )  # fmt: skip
            self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        else:
            self._run_here(words, environment)
        assert "Traceback" not in self.err, self.err

    def _run_here(self, words: list[str], environment: dict[str, str]) -> None:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in os.environ.keys() - environment.keys():
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["rag", *words])
            with pytest.raises(SystemExit) as ended:
                main()
        self.code = int(ended.value.code or 0)
        self.out, self.err = out.getvalue(), err.getvalue()

    @property
    def json(self) -> Any:
        """What standard output holds, which is JSON and nothing else."""
        return json.loads(self.out)

    def assert_refused(self, *words: str) -> None:
        """Exit code 2, nothing on standard output, one sentence on standard error."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.out == ""
        said = " ".join(self.err.split())
        for word in words:
            assert word in said, said
        assert len(said) < 600


pytestmark = pytest.mark.skipif(not RAG.exists(), reason=f"no command {RAG}; run 'make install'")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two pages, which the commands of this file share and may change."""
    place = tmp_path_factory.mktemp("cli") / "home"
    place.mkdir()
    ingest(place, *(SEEDS / "pages" / f"{name}.txt" for name in PAGES))
    return place


PAGES = ("01-gyeongju-nvidia", "05-songdo-ministers")


def test_ingest_reports_what_it_did_and_what_it_rejected(home: Path) -> None:
    """A binary page is a rejection with its reason and exit code 1; what is known is unchanged."""
    folder = home.parent / "news"
    folder.mkdir()
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    known = SEEDS / "pages" / f"{PAGES[0]}.txt"
    new = SEEDS / "pages" / "13-column-rules.txt"
    ran = Ran(home, "ingest", str(folder), str(known), str(new), "--json", apart=True)
    assert ran.code == 1
    assert set(ran.json) == {
        "added", "updated", "unchanged", "removed", "articles", "rejected",
    }  # fmt: skip
    assert (ran.json["added"], ran.json["unchanged"], ran.json["articles"]) == (1, 1, 3)
    [rejected] = ran.json["rejected"]
    assert set(rejected) == {"source", "reason"}
    assert rejected["source"].endswith("noise.txt")
    assert "noise.txt" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--watch", "--every", "soon"), ("soon", "15m")),
        (("--watch", "--every", "0s"), ("0s",)),
        (("--watch", "--remove"), ("--remove",)),
    ],
)
def test_an_ingest_that_makes_no_sense_is_refused(
    home: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """A time that is none and options that exclude each other end before anything is read."""
    Ran(home, "ingest", "x", *arguments).assert_refused(*words)


def _lines(stream: Any, until: str) -> list[str]:
    found: list[str] = []
    while not found or until not in found[-1]:
        line = stream.readline()
        assert line, found
        found.append(line)
    return found


def test_watching_takes_in_what_is_new_while_a_chat_reads(tmp_path: Path) -> None:
    """Rounds follow each other, a source that fails is tried again, and a TERM ends it cleanly."""
    home, folder = tmp_path / "home", tmp_path / "news"
    folder.mkdir()
    late = tmp_path / "late.txt"
    first, second = (SEEDS / "pages" / f"{name}.txt" for name in PAGES)
    shutil.copy(first, folder)
    command = [str(RAG), "ingest", str(folder), str(late), "--watch", "--every", "1s", "--prune"]
    with subprocess.Popen(
        [*command, "--home", str(home)], stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            told = _lines(process.stderr, "nothing is there")
            assert "1 pages added" in "".join(told)
            chat = open_assistant(settings_for(home))
            assert not any("송도" in found.text for found in chat.search("송도 장관회의", 3))
            shutil.copy(second, late)
            (folder / first.name).unlink()
            told = _lines(process.stderr, "1 pages added")
            assert "1 removed" in told[-1]
            assert any("송도" in found.text for found in chat.search("송도 장관회의", 3))
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        finally:
            process.kill()


def test_search_and_export_agree_on_every_place(home: Path) -> None:
    """`search` gives ranked exact places of the articles that `export` prints, one a line."""
    rows = Ran(home, "search", GPU, "-k", "3", "--json").json
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
        (("ask", GPU, "--model", "openai:gpt-5-mini", "--json"), ("OPENAI_API_KEY", "quote")),
        (("ask", GPU, "--history", "{}", "--json"), ("JSON list",)),
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


def test_another_embedders_index_is_refused_until_it_is_rebuilt(home: Path) -> None:
    """The refusal names `rag rebuild`, after which nothing is lost and every room works."""
    [manifest] = home.glob("index-*/manifest.json")
    written = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**written, "name": "another"}), encoding="utf-8")
    Ran(home, "ask", GPU, apart=True).assert_refused("another", "usem3", "rag rebuild")
    rebuilt = Ran(home, "rebuild", "--json")
    assert rebuilt.code == 0
    assert rebuilt.json == {"articles": 3}
    doctor = Ran(home, "doctor", "--json")
    assert doctor.code == 0
    assert all(set(row) == {"what", "ok", "told"} for row in doctor.json)
    assert "26만 장" in Ran(home, "ask", GPU).out
    assert "의장석" in Ran(home, "search", "송도 장관회의 의장").out
