"""Public question sets in, other tools' rows out, and candidates for new gold."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fake_newsroom import ROWS, TEXTS, Newsroom

from rag.domain import Span
from rag.errors import GoldError
from rag.evaluate.exports import export_rows
from rag.evaluate.gold import GoldRow, read_gold
from rag.evaluate.imports import read_beir, read_squad, write_set
from rag.evaluate.retrieval_bench import read_bench
from rag.evaluate.run import evaluate
from rag.evaluate.suggest import from_feedback, suggest

CONTEXT = "경주는 신라의 수도였다. 화백은 만장일치로 결정하는 회의였다. 지금도 이름이 쓰인다."


def _squad(start: int = CONTEXT.index("만장일치"), **question: object) -> dict[str, object]:
    answers = [{"text": "만장일치", "answer_start": start}]
    asked = {"id": "q1", "question": "화백은 어떻게 결정했나?", "answers": answers, **question}
    paragraph = {"context": CONTEXT, "qas": [asked]}
    return {"version": "KorQuAD_v1.0", "data": [{"title": "화백", "paragraphs": [paragraph] * 1}]}


def _write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_korquad_becomes_gold_and_a_bench(tmp_path: Path):
    """The evidence is the sentence around the answer, and what is written can be read again."""
    found = read_squad(_write(tmp_path / "dev.json", _squad()), "ko")
    (row,) = found.rows
    assert row.evidence == ("화백은 만장일치로 결정하는 회의였다.",)
    assert (row.accept, row.doc) == (("만장일치",), (found.bench.passages[0].id,))
    write_set(found, tmp_path / "set")
    assert read_gold(tmp_path / "set" / "gold.jsonl") == found.rows
    assert read_bench(tmp_path / "set") == found.bench


def test_an_impossible_question_is_unanswerable(tmp_path: Path):
    """SQuAD 2's impossible questions are refusals to earn, and no search can find them."""
    found = read_squad(_write(tmp_path / "dev.json", _squad(answers=[], is_impossible=True)), "en")
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
def test_a_broken_squad_file_is_refused(tmp_path: Path, content: object, said: str):
    """Another format, a missing part and an answer that stands elsewhere are GoldErrors."""
    with pytest.raises(GoldError, match=r"dev\.json") as error:
        read_squad(_write(tmp_path / "dev.json", content), "ko")
    assert said in str(error.value)


def _beir(folder: Path, qrels: str) -> Path:
    (folder / "qrels").mkdir()
    corpus = [{"_id": name, "title": "", "text": name * 3} for name in ("d1", "d2")]
    queries = [{"_id": name, "text": f"{name}?"} for name in ("q1", "q2")]
    for name, lines in {"corpus": corpus, "queries": queries}.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_beir_becomes_a_bench(tmp_path: Path):
    """Only judged questions are kept, with the passages judged relevant."""
    qrels = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n"
    bench = read_beir(_beir(tmp_path, qrels), "en")
    assert [(q.id, q.passage_ids) for q in bench.questions] == [("q1", ("d1",))]
    assert len(bench.passages) == 2


@pytest.mark.parametrize(
    "qrels",
    [
        "query-id\tcorpus-id\tscore\nq9\td1\t1\n",
        "a\tb\n1\t2\n",
        "query-id\tcorpus-id\tscore\nq1\td1\tx\n",
    ],
)
def test_broken_judgements_are_refused(tmp_path: Path, qrels: str):
    """An unknown id, other columns and a score that is no number are GoldErrors."""
    with pytest.raises(GoldError, match=r"test\.tsv"):
        read_beir(_beir(tmp_path, qrels), "en")


def test_rows_are_exported(tmp_path: Path):
    """Ragas gets contexts, response and reference; LangSmith inputs, outputs and metadata."""
    records = evaluate(Newsroom(), ROWS[:1], None, tmp_path).records
    (ragas,) = map(json.loads, export_rows(records, "ragas"))
    (langsmith,) = map(json.loads, export_rows(records, "langsmith"))
    assert ragas["retrieved_contexts"][0] == "엔비디아는 한국에 GPU 26만 장을 공급한다."
    assert (ragas["reference"], ragas["user_input"]) == ("26만 장", ROWS[0].question)
    assert langsmith["outputs"]["status"] == "answered"
    assert langsmith["metadata"]["right"] is True


def test_candidates_hide_one_amount_and_are_valid_gold():
    """Each candidate's answer stood in its blank, and its evidence is the article's own text."""
    articles = [Newsroom().article(name) for name in TEXTS]
    rows = suggest(articles)
    assert {row.accept for row in rows} >= {("26만 장",)}
    for row in rows:
        assert row.evidence[0] in "".join(TEXTS.values())
        assert "____" in row.question
        assert row.evidence[0].replace(row.answer, "____", 1) in row.question
    assert suggest(articles, 1) == rows[:1]
    assert suggest([]) == ()


def test_no_candidate_from_a_sentence_with_an_advertisement():
    """A sentence with a spliced word is not asked about."""
    article = replace(Newsroom().article("gpu"), masks=(Span(3, 5),))
    assert all("26만" not in row.answer for row in suggest([article]))


def test_a_thumbs_down_becomes_a_candidate():
    """The question is kept with what was shown, and what was shown is forbidden."""
    answer = Newsroom().ask(ROWS[0].question)
    row = from_feedback(answer, "26만 장")
    assert row == GoldRow(
        id=row.id,
        lang="ko",
        question=ROWS[0].question,
        answer="26만 장",
        forbid=("엔비디아는 한국에 GPU 26만 장을 공급한다.",),
        type="candidate",
    )
