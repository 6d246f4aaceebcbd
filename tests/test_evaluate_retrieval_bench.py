"""The bench of a passage search on a folder of passages and questions."""

import json
from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path

import pytest

from rag.errors import GoldError
from rag.evaluate.baselines import Compared, PassageVectors, WhitespaceWords
from rag.evaluate.retrieval_bench import BenchPassage, read_bench, run_bench
from tests.fakes import BagOfCharacters

PASSAGES = [{"id": name, "text": f"passage {name}"} for name in "abcd"]
QUESTIONS = [
    {"id": "1", "lang": "ko", "question": "one", "passage_ids": ["a"], "choices": ["extra key"]},
    {"id": "2", "lang": "ko", "question": "two", "passage_ids": ["b"]},
    {"id": "3", "lang": "en", "question": "three", "passage_ids": ["c", "d"]},
]
RANKINGS = {"one": ["a", "b"], "two": ["a", "c", "b"], "three": ["c", "a"]}


class Scripted:
    """Answers each question with the ranking written down for it."""

    def __init__(self, rankings: Mapping[str, Sequence[str]]) -> None:
        self._rankings = rankings

    def search(self, question: str, k: int) -> Sequence[str]:
        return self._rankings[question][:k]


def _folder(folder: Path, passages: Sequence[object], questions: Sequence[object]) -> Path:
    for name, lines in {"passages": passages, "questions": questions}.items():
        text = "\n".join(json.dumps(line) for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_figures_by_hand(tmp_path: Path) -> None:
    """Found at rank 1, at rank 3, and one of two at rank 1."""
    bench = read_bench(_folder(tmp_path, PASSAGES, QUESTIONS))
    report = run_bench(Scripted(RANKINGS), bench.questions).json()
    half = 1 / (1 + 1 / log2(3))
    assert report["n"] == 3
    assert report["recall@1"]["value"] == 0.5
    assert report["recall@3"]["value"] == report["recall@10"]["value"] == round(2.5 / 3, 4)
    assert report["mrr@10"] == report["mrr"]
    assert report["mrr"]["value"] == round((1 + 1 / 3 + 1) / 3, 4)
    assert report["ndcg@10"]["value"] == round((1 + 0.5 + half) / 3, 4)
    assert report["by"]["lang"]["ko"]["mrr"]["value"] == round((1 + 1 / 3) / 2, 4)
    assert report["by"]["lang"]["en"]["n"] == 1


def test_the_keys_of_the_contract(tmp_path: Path) -> None:
    """The retrieval keys stand at the top level beside n, by language and the latency."""
    bench = read_bench(_folder(tmp_path, PASSAGES, QUESTIONS))
    report = run_bench(Scripted(RANKINGS), bench.questions).json()
    assert set(report) == {
        "n", "ndcg@10", "recall@1", "recall@3", "recall@5", "recall@10", "mrr@10", "mrr",
        "by", "latency_ms",
    }  # fmt: skip
    assert set(report["recall@5"]) == {"value", "low", "high", "n"}
    assert set(report["latency_ms"]) == {"p50", "p95"}


def test_progress_is_told(tmp_path: Path) -> None:
    """Progress is told after each question."""
    seen: list[tuple[int, int]] = []
    bench = read_bench(_folder(tmp_path, PASSAGES, QUESTIONS))
    run_bench(Scripted(RANKINGS), bench.questions, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_passage_returned_twice_counts_once(tmp_path: Path) -> None:
    """A search that repeats itself gains nothing by it."""
    bench = read_bench(_folder(tmp_path, PASSAGES, QUESTIONS[:1]))
    report = run_bench(Scripted({"one": ["b", "a", "a"]}), bench.questions).json()
    assert report["ndcg@10"]["value"] == round(1 / log2(3), 4)
    assert report["recall@10"]["value"] == 1.0


@pytest.mark.parametrize(
    ("passages", "questions", "said"),
    [
        (PASSAGES, [], "at least one question"),
        (PASSAGES, [{**QUESTIONS[0], "passage_ids": ["z"]}], "name passages"),
        (PASSAGES, [{**QUESTIONS[0], "passage_ids": []}], "name passages"),
        (PASSAGES, [{**QUESTIONS[0], "lang": 1}], '"lang"'),
        (PASSAGES, [QUESTIONS[0], QUESTIONS[0]], 'new "id"'),
        ([{"id": "a"}], QUESTIONS[:1], '"text"'),
        ([{"id": "a", "text": "x", "title": []}], QUESTIONS[:1], '"title"'),
    ],
)
def test_a_broken_folder_is_refused(
    tmp_path: Path, passages: list[object], questions: list[object], said: str
) -> None:
    """A broken line names its file and its line; an empty set of questions is refused."""
    with pytest.raises(GoldError, match=r"\.jsonl") as error:
        read_bench(_folder(tmp_path, passages, questions))
    assert said in str(error.value)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    """A folder that isn't a bench says which file is missing."""
    with pytest.raises(GoldError, match=r"passages\.jsonl: can't be read"):
        read_bench(tmp_path)


def _passage(id_: str, text: str, title: str = "") -> BenchPassage:
    return BenchPassage(id_, title, text)


def test_passage_vectors_rank_by_the_cosine_of_the_whole_passage() -> None:
    """Letters that a passage shares decide, those of its title too."""
    passages = [_passage("a", "apple"), _passage("b", "zzz zzz"), _passage("c", "zzz", "pears")]
    seen: list[tuple[int, int]] = []
    search = PassageVectors(passages, BagOfCharacters(), lambda *done: seen.append(done))
    assert search.search("apple", 2)[0] == "a"
    assert search.search("zzz", 3)[0] == "b"
    assert search.search("pears", 1) == ["c"]
    assert seen == [(3, 3)]


def test_whitespace_words_keep_their_particles(tmp_path: Path) -> None:
    """A noun is not found under its particle, which is what ours is measured against."""
    passages = [_passage("a", "회의는 경주에서 열렸다"), _passage("b", "부산 회의 개최")]
    search = WhitespaceWords(passages, tmp_path)
    assert search.search("회의", 5) == ["b"]
    assert search.search("경주에서 열렸다", 5) == ["a"]
    assert search.search("서울", 5) == []


def test_baselines_stand_beside_ours_with_the_ratio(tmp_path: Path) -> None:
    """Their figures have the same keys, and say how many times each of them ours is."""
    bench = read_bench(_folder(tmp_path, PASSAGES, QUESTIONS))
    ours = run_bench(Scripted(RANKINGS), bench.questions)
    swapped = {question: list(reversed(found)) for question, found in RANKINGS.items()}
    other = run_bench(Scripted(swapped), bench.questions)
    report = Compared(ours, {"reversed": other}).json()
    assert {**ours.json(), "baselines": report["baselines"]} == report
    [(name, plain)] = report["baselines"].items()
    ratios = plain.pop("ours_divided_by_it")
    assert name == "reversed"
    assert plain == other.json()
    wanted = report["mrr"]["value"] / plain["mrr"]["value"]
    assert ratios["mrr@10"] == pytest.approx(wanted, abs=0.001)
    assert ratios["by"]["lang"]["en"]["recall@1"] is None  # theirs is nought
    assert len(Compared(ours, {"reversed": other}).table()) == 1 + 3 * 2
