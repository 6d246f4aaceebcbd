"""Public question sets in, other tools' rows out, and candidates for new gold."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fake_newsroom import ROWS, TEXTS, Newsroom

from rag.domain import Span
from rag.errors import GoldError
from rag.evaluate.candidates import Candidate, CandidateStore
from rag.evaluate.exports import export_rows
from rag.evaluate.gold import read_gold
from rag.evaluate.imports import read_beir, read_set, read_squad, write_set
from rag.evaluate.retrieval_bench import read_bench
from rag.evaluate.run import evaluate
from rag.evaluate.suggest import suggest

CONTEXT = "경주는 신라의 수도였다. 화백은 만장일치로 결정하는 회의였다. 지금도 이름이 쓰인다."


DATED = {
    "d": "회담은 2025년 10월 31일 경주에서 두 시간 열렸다. 손실은 모두 55억 달러에 이르렀다고 한다."
}


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
    found = read_squad(_write(tmp_path / "dev.json", _squad()))
    (row,) = found.rows
    assert row.evidence == ("화백은 만장일치로 결정하는 회의였다.",)
    assert (row.accept, row.doc) == (("만장일치",), (found.bench.passages[0].id,))
    write_set(found, tmp_path / "set")
    assert read_gold(tmp_path / "set" / "gold.jsonl") == found.rows
    assert read_bench(tmp_path / "set") == found.bench


def test_an_impossible_question_is_unanswerable(tmp_path: Path):
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
def test_a_broken_squad_file_is_refused(tmp_path: Path, content: object, said: str):
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


def test_beir_becomes_a_bench_and_gold_without_answers(tmp_path: Path):
    """Only judged questions are kept; what is measured is the evidence, any answer is let pass."""
    qrels = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n"
    found = read_beir(_beir(tmp_path, qrels))
    assert [(q.id, q.passage_ids) for q in found.bench.questions] == [("q1", ("d1",))]
    assert len(found.bench.passages) == 2
    (row,) = found.rows
    assert (row.evidence, row.lang, row.judged) == (("d1d1d1",), "en", False)


def test_a_public_set_is_told_by_its_shape(tmp_path: Path):
    """A .json file is SQuAD's, a folder BEIR's, and anything else is gold of our own."""
    squad = _write(tmp_path / "dev.json", _squad())
    assert read_set(squad) == read_squad(squad)
    (tmp_path / "beir").mkdir()
    beir = _beir(tmp_path / "beir", "query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    assert read_set(beir) == read_beir(beir)
    assert read_set(tmp_path / "gold.jsonl") is None


def test_questions_without_expected_answers_measure_the_evidence_alone(tmp_path: Path):
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
def test_broken_judgements_are_refused(tmp_path: Path, qrels: str):
    """An unknown id, other columns and a score that is no number are GoldErrors."""
    with pytest.raises(GoldError, match=r"test\.tsv"):
        read_beir(_beir(tmp_path, qrels))


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


def test_a_copy_of_a_story_is_not_asked_about_again():
    """Of two outlets' copies only the first gives candidates."""
    first = replace(Newsroom().article("gpu"), story_id="gpu")
    copy = replace(first, id="reprint")
    assert suggest([first, copy]) == suggest([first]) != ()


def test_candidates_ask_for_amounts_and_days():
    """The longest amount or certain date is hidden, and the type says which it is."""
    found = {row.answer: row.type for row in suggest([Newsroom(DATED).article("d")])}
    assert found == {"2025년 10월 31일": "date", "55억 달러": "number"}


def test_no_candidate_from_a_sentence_with_an_advertisement():
    """A sentence with a spliced word is not asked about."""
    article = replace(Newsroom().article("gpu"), masks=(Span(3, 5),))
    assert all("26만" not in row.answer for row in suggest([article]))


def test_known_candidates_are_not_suggested_again():
    """What was decided once is passed over, and its article's next sentence comes instead."""
    articles = [Newsroom().article(name) for name in TEXTS]
    first, *rest = suggest(articles)
    assert suggest(articles, known={first.id}) == tuple(rest)


def _store(home: Path) -> CandidateStore:
    store = CandidateStore(home)
    store.add(Candidate(row) for row in suggest([Newsroom().article(name) for name in TEXTS]))
    return store


def test_an_accepted_candidate_is_gold_and_a_rejected_one_is_gone(tmp_path: Path):
    """Accepting writes a row that `rag eval` reads; neither is suggested a second time."""
    store = _store(tmp_path)
    first, second = store.waiting()
    row = store.accept(first.id[:6], question="엔비디아는 한국에 GPU 몇 장을 공급하나?")
    store.reject(second.id)
    assert read_gold(store.gold) == (row,)
    assert (row.question, row.accept) == (ROWS[0].question, ("26만 장",))
    assert evaluate(Newsroom(), [row], None, tmp_path / "run").records[0].judgement.right
    assert store.waiting() == ()
    assert store.add([first, second]) == 0
    assert [c.state for c in CandidateStore(tmp_path).all()] == ["accepted", "rejected"]


def test_a_thumbs_down_becomes_a_candidate_that_wants_an_answer(tmp_path: Path):
    """What was shown and its places are kept; the right answer keeps the places that hold it."""
    store = CandidateStore(tmp_path)
    answer = Newsroom().ask(ROWS[2].question)
    store.dislike(answer)
    store.dislike(answer)
    (candidate,) = store.waiting()
    assert (candidate.row.question, candidate.shown) == (ROWS[2].question, answer.text)
    assert len(candidate.row.evidence) == len(answer.sources) == 2
    with pytest.raises(GoldError, match="wanted the right answer"):
        store.accept(candidate.id)
    row = store.accept(candidate.id, answer="55억 달러")
    assert row.evidence == ("손실은 55억 달러 규모다.",)
    assert read_gold(store.gold) == (row,)


def test_a_disliked_answer_may_have_no_right_one(tmp_path: Path):
    """With - for an answer the question is one to refuse."""
    store = CandidateStore(tmp_path)
    store.dislike(Newsroom().ask(ROWS[0].question))
    row = store.accept(store.waiting()[0].id, answer="-")
    assert (row.answerable, row.evidence, read_gold(store.gold)) == (False, (), (row,))


@pytest.mark.parametrize("key", ["", "zz"])
def test_an_id_must_name_one_waiting_candidate(tmp_path: Path, key: str):
    """No id, an unknown one and one that was decided on are refused with what to do."""
    store = _store(tmp_path)
    decided = store.waiting()[0].id
    store.reject(decided)
    for wrong in (key, decided):
        with pytest.raises(GoldError, match="rag gold list"):
            store.accept(wrong)


def test_candidates_may_come_from_several_writers(tmp_path: Path):
    """Chats and commands that write at once lose nothing of each other."""
    rows = [replace(ROWS[0], id=f"{n:02}") for n in range(24)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda row: CandidateStore(tmp_path).add([Candidate(row)]), rows))
    assert sorted(c.id for c in CandidateStore(tmp_path).all()) == [row.id for row in rows]


def test_a_broken_candidates_file_is_named(tmp_path: Path):
    """A file that was edited by hand and broken is a GoldError with its path."""
    (tmp_path / "candidates.jsonl").write_text("{}\n")
    with pytest.raises(GoldError, match=r"candidates\.jsonl"):
        CandidateStore(tmp_path).waiting()
