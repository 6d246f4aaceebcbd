"""`rag eval` and `rag gold` as a person types them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import deque
from pathlib import Path

import pytest

from rag import __version__
from rag.cli_eval import _revision
from rag.evaluate.gold import read_gold
from tests.asking import KOREAN_GPU
from tests.conftest import SEEDS, ingest
from tests.fakes_chat import ChatServer, says
from tests.rag_command import PAGES, Ran

CONTEXTS = {
    "등대": "새벽섬 등대는 1923년에 처음 불을 밝혔다. 높이는 31미터이고 불빛은 멀리 닿는다.",
    "시장": "한내시장은 장날마다 상인 270명이 모인다. 시장에는 국밥집이 열두 곳 있다.",
    "다리": "달빛다리는 길이가 812미터인 현수교다. 다리를 놓는 데 600억 원이 들었다.",
}  # fmt: skip
ASKED = {
    "등대": ("새벽섬 등대의 높이는 몇 미터인가?", "31미터"),
    "시장": ("한내시장에는 상인 몇 명이 모이나?", "270명"),
    "다리": ("달빛다리의 길이는 얼마인가?", "812미터"),
}

ANOTHER_EMBEDDER = "python:rag.index.embedders:Usem3Embeddings"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two pages of the starter news."""
    place = tmp_path_factory.mktemp("eval") / "home"
    place.mkdir()
    ingest(place, *(SEEDS / "pages" / f"{name}.txt" for name in (*PAGES, "03-session-one-wire")))
    return place


@pytest.fixture(scope="module")
def korquad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in KorQuAD's format."""
    data = [
        {"title": title, "paragraphs": [{"context": text, "qas": [_asked(title, text)]}]}
        for title, text in CONTEXTS.items()
    ]
    path = tmp_path_factory.mktemp("korquad") / "dev.json"
    path.write_text(json.dumps({"version": "KorQuAD_v1.0_dev", "data": data}), encoding="utf-8")
    return path


def _asked(title: str, text: str) -> dict[str, object]:
    question, answer = ASKED[title]
    answers = [{"text": answer, "answer_start": text.index(answer)}]
    return {"id": title, "question": question, "answers": answers}


@pytest.fixture(scope="module")
def run(home: Path, korquad: Path) -> Path:
    """The run of that file: `rag eval dev.json` needs no step before it."""
    out = home.parent / "run"
    ran = Ran(home, "eval", str(korquad), "--out", str(out), "--model", "quote", "--price", "1/1")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0] == "| quotes, no model | all | Korean |"
    assert "| evidence among the first 5 places | 1.000 | 1.000 |" in lines
    return out


def test_a_korquad_file_is_evaluated_as_it_is(home: Path, run: Path) -> None:
    """Its own passages are searched, and not the articles of the home."""
    report = json.loads((run / "report.json").read_text(encoding="utf-8"))
    assert (report["n"], report["cost_usd"]) == (3, 0.0)
    assert report["answer"]["accuracy"]["value"] == 1.0
    assert Ran(home, "search", "새벽섬 등대", "--json").json[0]["title"] not in CONTEXTS


def test_a_set_is_indexed_once(home: Path, korquad: Path, run: Path) -> None:
    """Another run in the same folder finds its passages there."""
    made = (run / ".passages-home" / "passages.hash").stat().st_mtime_ns
    ran = Ran(home, "eval", str(korquad), "--out", str(run), "--model", "quote", "--json")
    assert ran.json["n"] == 3
    assert (run / ".passages-home" / "passages.hash").stat().st_mtime_ns == made


def test_a_run_deletes_no_folder_of_its_reader(home: Path, korquad: Path, tmp_path: Path) -> None:
    """A run may be kept in any folder, even one that has a `home` in it."""
    thesis = tmp_path / "home" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.touch()
    ran = Ran(home, "eval", str(korquad), "--out", str(tmp_path), "--model", "quote")
    assert (ran.code, thesis.exists()) == (0, True)


def test_a_set_is_indexed_anew_for_other_prefixes(
    home: Path, korquad: Path, tmp_path: Path
) -> None:
    """An embedder with other words before its texts is another one."""
    command = ("eval", str(korquad), "--out", str(tmp_path), "--model", "quote")
    for prefix in ("passage: ", "text: "):
        ran = Ran(home, *command, RAG_EMBEDDER=ANOTHER_EMBEDDER, RAG_PASSAGE_PREFIX=prefix)
        assert ran.code == 0, ran.err


def test_a_run_is_known_by_all_that_may_change_an_answer(home: Path, tmp_path: Path) -> None:
    """Other settings or prompts make another run; keys and addresses are not written down."""
    prompts = tmp_path / "prompts"
    shutil.copytree(SEEDS.parent / "prompts", prompts)
    asked = prompts / "answer.ko.txt"
    asked.write_text("짧게 답하라. " + asked.read_text(encoding="utf-8"), encoding="utf-8")
    gold, out = tmp_path / "gold.jsonl", tmp_path / "run"
    row = {"id": "1", "lang": "ko", "question": KOREAN_GPU, "answer": "26만", "accept": ["26만"]}
    gold.write_text(json.dumps(row), encoding="utf-8")
    changes = [
        {},
        {"RAG_ANSWER_TOKENS": "100"},
        {"RAG_TIMEOUT_S": "3"},
        {"RAG_PROMPTS_DIR": str(prompts)},
        {"RAG_BASE_URL": "http://someone:secret@127.0.0.1:9", "RAG_API_KEY": "secret"},
    ]
    runs = []
    for changed in changes:
        Ran(home, "eval", str(gold), "--out", str(out), "--model", "quote", **changed)
        runs.append((out / "run.json").read_text(encoding="utf-8"))
    assert len({json.loads(run)["run"] for run in runs}) == len(changes)
    assert "secret" not in "".join(runs)


def test_only_a_checkout_of_ours_has_a_commit(tmp_path: Path) -> None:
    """Installed below somebody else's repository, a run tells the version."""
    someone = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run([*someone, "init", "-q"], check=True)
    subprocess.run([*someone, "commit", "-q", "--allow-empty", "-m", "theirs"], check=True)
    packages = tmp_path / ".venv" / "site-packages"
    packages.mkdir(parents=True)
    assert _revision(packages) == __version__
    assert _revision(tmp_path) != __version__


def test_two_runs_are_compared(home: Path, run: Path) -> None:
    """A run compared with itself differs in nothing, in words and in JSON."""
    said = Ran(home, "eval", "compare", str(run), str(run)).out
    assert said.startswith("| 3 questions | A | B | B - A | 95 % | p |")
    found = Ran(home, "eval", "compare", str(run), str(run), "--json").json
    assert (found["n"], found["won"], found["lost"]) == (3, [], [])
    Ran(home, "eval", "compare", str(run), str(run / "none")).assert_refused("rows of a run")


@pytest.mark.parametrize(("form", "key"), [("ragas", "user_input"), ("langsmith", "inputs")])
def test_a_run_is_exported(home: Path, run: Path, form: str, key: str) -> None:
    """One line of JSON for each question, in the other tool's words."""
    lines = Ran(home, "eval", "export", str(run), "--to", form).out.splitlines()
    assert [key in json.loads(line) for line in lines] == [True] * 3


def test_a_broken_price_is_refused(home: Path, korquad: Path) -> None:
    """A price is two amounts."""
    out = str(home.parent / "other")
    Ran(home, "eval", str(korquad), "--out", out, "--price", "cheap").assert_refused("0.25/2")


def test_candidates_are_suggested_and_decided(home: Path) -> None:
    """Suggested from the articles, accepted into the home's gold or rejected, and gone."""
    waiting = Ran(home, "gold", "suggest", "-n", "3", "--json").json
    assert len(waiting) == 3
    assert all(row["evidence"][0].count(row["answer"]) for row in waiting)
    first, second, third = (row["id"] for row in waiting)
    accepted = Ran(home, "gold", "accept", first, "--question", "몇 장인가?", "--json").json
    Ran(home, "gold", "reject", second)
    (row,) = read_gold(Path(accepted["gold"]))
    assert (row.id, row.question, row.answer) == (first, "몇 장인가?", waiting[0]["answer"])
    listed = Ran(home, "gold", "list").out
    assert third in listed
    assert first not in listed
    Ran(home, "gold", "accept", first).assert_refused("rag gold list")


def test_a_public_set_is_imported_for_the_bench(home: Path, korquad: Path) -> None:
    """`rag gold import` writes what `rag bench retrieval` and `rag eval` read."""
    out = home.parent / "set"
    told = Ran(home, "gold", "import", str(korquad), "--out", str(out), "--json").json
    assert (told["passages"], told["questions"]) == (3, 3)
    assert [row.id for row in read_gold(out / "gold.jsonl")] == list(CONTEXTS)
    Ran(home, "gold", "import", str(out / "gold.jsonl"), "--out", str(out)).assert_refused("SQuAD")


def test_a_model_may_give_a_second_opinion(home: Path, run: Path) -> None:
    """It is asked about every shown answer and its word stays out of the report."""
    before = (run / "report.json").read_bytes()
    server = ChatServer(deque([says("YES"), says("NO"), says("YES")]))
    try:
        ran = Ran(
            home, "eval", "judge", str(run), "--model", "openai:judge",
            "--base-url", server.base_url, "--json",
        )  # fmt: skip
    finally:
        server.close()
    assert ran.code == 0, ran.err
    assert ran.json["accepted"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert "Reference: 31미터" in server.asked[0]["messages"][1]["content"]
    assert json.loads((run / "judge.json").read_text(encoding="utf-8")) == ran.json
    assert (run / "report.json").read_bytes() == before
