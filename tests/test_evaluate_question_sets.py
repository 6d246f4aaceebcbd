"""Public question sets in, and rows out as other tools read them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag.errors import GoldError
from rag.evaluate.exports import export_rows
from rag.evaluate.gold import read_gold
from rag.evaluate.imports import read_beir, read_set, read_squad, write_set
from rag.evaluate.retrieval_bench import read_bench
from rag.evaluate.run import evaluate
from tests.fake_newsroom import ROWS, Newsroom

CONTEXT = "경주는 신라의 수도였다. 화백은 만장일치로 결정하는 회의였다. 지금도 이름이 쓰인다."


def _squad(start: int = CONTEXT.index("만장일치"), **question: object) -> dict[str, object]:
    answers = [{"text": "만장일치", "answer_start": start}]
    asked = {"id": "q1", "question": "화백은 어떻게 결정했나?", "answers": answers, **question}
    paragraph = {"context": CONTEXT, "qas": [asked]}
    return {"version": "KorQuAD_v1.0", "data": [{"title": "화백", "paragraphs": [paragraph] * 1}]}


def _write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_korquad_becomes_gold_and_a_bench(tmp_path: Path) -> None:
    """The evidence is the sentence around the answer, and what is written can be read again."""
    found = read_squad(_write(tmp_path / "dev.json", _squad()))
    (row,) = found.rows
    assert row.evidence == ("화백은 만장일치로 결정하는 회의였다.",)
    assert (row.accept, row.doc) == (("만장일치",), (found.bench.passages[0].id,))
    write_set(found, tmp_path / "set")
    assert read_gold(tmp_path / "set" / "gold.jsonl") == found.rows
    assert read_bench(tmp_path / "set") == found.bench


def test_an_impossible_question_is_unanswerable(tmp_path: Path) -> None:
    """SQuAD 2's impossible questions are refusals to earn, and no search can find them."""
    found = read_squad(_write(tmp_path / "dev.json", _squad(answers=[], is_impossible=True)))
    assert not found.rows[0].answerable
    assert found.bench.questions == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "SQuAD's format"),
        ({"data": [{"paragraphs": [{"qas": []}]}]}, "data.0.paragraphs.0.context"),
        (_squad(start=1), "wanted the answer of 'q1' at 1"),
    ],
)
def test_a_broken_squad_file_is_refused(tmp_path: Path, content: object, said: str) -> None:
    """Another format, a missing part and an answer that stands elsewhere are GoldErrors."""
    with pytest.raises(GoldError, match=r"dev\.json") as error:
        read_squad(_write(tmp_path / "dev.json", content))
    assert said in str(error.value)


def _beir(folder: Path, qrels: str) -> Path:
    (folder / "qrels").mkdir()
    corpus = [{"_id": name, "title": "", "text": name * 3} for name in ("d1", "d2")]
    queries = [{"_id": name, "text": f"{name}?"} for name in ("q1", "q2")]
    for name, lines in {"corpus": corpus, "queries": queries}.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_beir_becomes_a_bench_and_gold_without_answers(tmp_path: Path) -> None:
    """Only judged questions are kept; what is measured is the evidence, any answer is let pass."""
    qrels = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n"
    found = read_beir(_beir(tmp_path, qrels))
    assert [(q.id, q.passage_ids) for q in found.bench.questions] == [("q1", ("d1",))]
    assert len(found.bench.passages) == 2
    (row,) = found.rows
    assert (row.evidence, row.lang, row.judged) == (("d1d1d1",), "en", False)


def test_a_public_set_is_told_by_its_shape(tmp_path: Path) -> None:
    """A .json file is SQuAD's, a folder BEIR's, and anything else is gold of our own."""
    squad = _write(tmp_path / "dev.json", _squad())
    assert read_set(squad) == read_squad(squad)
    (tmp_path / "beir").mkdir()
    beir = _beir(tmp_path / "beir", "query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    assert read_set(beir) == read_beir(beir)
    assert read_set(tmp_path / "gold.jsonl") is None


def test_questions_without_expected_answers_measure_the_evidence_alone(tmp_path: Path) -> None:
    """A row of a retrieval set has recall and no accuracy, and a refusal of it is over-refusal."""
    row = replace(ROWS[0], accept=(), answer="", type="relevance")
    refused = replace(ROWS[3], id="x", type="relevance", evidence=("한국에 GPU",))
    report = evaluate(Newsroom(), [row, refused], None, tmp_path)
    assert [r.judgement.reason for r in report.records] == ["not judged", "refused"]
    figures = report.overall.figures
    assert figures["answer/accuracy"].value is None
    assert figures["retrieval/recall@5"].n == 2
    assert figures["abstention/over_refusal"].value == 0.5


@pytest.mark.parametrize(
    "qrels",
    [
        "query-id\tcorpus-id\tscore\nq9\td1\t1\n",
        "a\tb\n1\t2\n",
        "query-id\tcorpus-id\tscore\nq1\td1\tx\n",
    ],
)
def test_broken_judgements_are_refused(tmp_path: Path, qrels: str) -> None:
    """An unknown id, other columns and a score that is no number are GoldErrors."""
    with pytest.raises(GoldError, match=r"test\.tsv"):
        read_beir(_beir(tmp_path, qrels))


def test_rows_are_exported(tmp_path: Path) -> None:
    """Ragas gets contexts, response and reference; LangSmith inputs, outputs and metadata."""
    records = evaluate(Newsroom(), ROWS[:1], None, tmp_path).records
    (ragas,) = map(json.loads, export_rows(records, "ragas"))
    (langsmith,) = map(json.loads, export_rows(records, "langsmith"))
    assert ragas["retrieved_contexts"][0] == "엔비디아는 한국에 GPU 26만 장을 공급한다."
    assert (ragas["reference"], ragas["user_input"]) == ("26만 장", ROWS[0].question)
    assert langsmith["outputs"]["status"] == "answered"
    assert langsmith["metadata"]["right"] is True
