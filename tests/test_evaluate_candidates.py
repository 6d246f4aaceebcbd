"""Candidates for new gold: suggested from articles or disliked by a reader, and decided on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from rag.domain import Span
from rag.errors import GoldError
from rag.evaluate.candidates import Candidate, CandidateStore
from rag.evaluate.gold import read_gold
from rag.evaluate.run import evaluate
from rag.evaluate.suggest import suggest
from tests.fake_newsroom import ROWS, TEXTS, Newsroom

DATED = {
    "d": "회담은 2025년 10월 31일 경주에서 두 시간 열렸다. 손실은 모두 55억 달러에 이르렀다고 한다."
}


def test_candidates_hide_one_amount_and_are_valid_gold() -> None:
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


def test_a_copy_of_a_story_is_not_asked_about_again() -> None:
    """Of two outlets' copies only the first gives candidates."""
    first = replace(Newsroom().article("gpu"), story_id="gpu")
    copy = replace(first, id="reprint")
    assert suggest([first, copy]) == suggest([first]) != ()


def test_candidates_ask_for_amounts_and_days() -> None:
    """The longest amount or certain date is hidden, and the type says which it is."""
    found = {row.answer: row.type for row in suggest([Newsroom(DATED).article("d")])}
    assert found == {"2025년 10월 31일": "date", "55억 달러": "number"}


def test_no_candidate_from_a_sentence_with_an_advertisement() -> None:
    """A sentence with a spliced word is not asked about."""
    article = replace(Newsroom().article("gpu"), masks=(Span(3, 5),))
    assert all("26만" not in row.answer for row in suggest([article]))


def test_known_candidates_are_not_suggested_again() -> None:
    """What was decided once is passed over, and its article's next sentence comes instead."""
    articles = [Newsroom().article(name) for name in TEXTS]
    first, *rest = suggest(articles)
    assert suggest(articles, known={first.id}) == tuple(rest)


def _store(home: Path) -> CandidateStore:
    store = CandidateStore(home)
    store.add(Candidate(row) for row in suggest([Newsroom().article(name) for name in TEXTS]))
    return store


def test_an_accepted_candidate_is_gold_and_a_rejected_one_is_gone(tmp_path: Path) -> None:
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


def test_a_thumbs_down_becomes_a_candidate_that_wants_an_answer(tmp_path: Path) -> None:
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


def test_a_disliked_answer_may_have_no_right_one(tmp_path: Path) -> None:
    """With - for an answer the question is one to refuse."""
    store = CandidateStore(tmp_path)
    store.dislike(Newsroom().ask(ROWS[0].question))
    row = store.accept(store.waiting()[0].id, answer="-")
    assert (row.answerable, row.evidence, read_gold(store.gold)) == (False, (), (row,))


@pytest.mark.parametrize("key", ["", "zz"])
def test_an_id_must_name_one_waiting_candidate(tmp_path: Path, key: str) -> None:
    """No id, an unknown one and one that was decided on are refused with what to do."""
    store = _store(tmp_path)
    decided = store.waiting()[0].id
    store.reject(decided)
    for wrong in (key, decided):
        with pytest.raises(GoldError, match="rag gold list"):
            store.accept(wrong)


def test_candidates_may_come_from_several_writers(tmp_path: Path) -> None:
    """Chats and commands that write at once lose nothing of each other."""
    rows = [replace(ROWS[0], id=f"{n:02}") for n in range(24)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda row: CandidateStore(tmp_path).add([Candidate(row)]), rows))
    assert sorted(c.id for c in CandidateStore(tmp_path).all()) == [row.id for row in rows]


@pytest.mark.parametrize("broken", [b"{}\n", b"{", "질문".encode("cp949")])
def test_a_broken_candidates_file_is_named(tmp_path: Path, broken: bytes) -> None:
    """A file that was edited by hand and broken is a GoldError with its path."""
    (tmp_path / "candidates.jsonl").write_bytes(broken)
    with pytest.raises(GoldError, match=r"candidates\.jsonl"):
        CandidateStore(tmp_path).waiting()
