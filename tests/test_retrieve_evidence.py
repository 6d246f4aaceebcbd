"""Evidence found in the starter news for questions in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from rag.answer.evidence import evidence_line
from rag.assistant import Assistant, open_assistant
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.conftest import ingest, settings_for


def quotes(assistant: Assistant, question: str, k: int = 5, *history: str) -> list[str]:
    """The places found for a question, best first."""
    return [piece.sentence.text for piece in assistant.search(question, k, history)]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("송도 장관회의 의장", "의장석에는 배경훈 장관"),
        ("송도에서의 장관회의에서는 의장을 누가 맡았나", "의장석에는 배경훈 장관"),
        ("클래시스 영업이익", "영업이익은 1225억원"),
        ("클래시스가 지난해에 거둔 영업이익이 얼마인가", "영업이익은 1225억원"),
        ("강민석 대변인이 전한 통화 시간은?", "20분 동안"),
        ("나이지리아 재무장관을 지낸 후보는 누구인가", "응고지 오콘조-이웰라"),
        ("코스피가 몇 선을 넘었나", "4,000선"),
        ("아부다비 왕세자", "칼리드 아부다비 왕세자"),
        ("브이벤치에서 완 2.1이 받은 점수", "86.22%"),
        ("H20 재고로 입은 손실액", "55억달러"),
    ],
)
def test_nouns_are_found_under_their_particles(
    assistant: Assistant, question: str, held: str
) -> None:
    """A bare noun finds the word that wears a particle, and the other way round."""
    assert any(held in quote for quote in quotes(assistant, question))


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (ENGLISH_GPU, "26만 장"),
        ("What did Georgieva say about Korea's growth?", "게오르기에바"),
        ("Who chaired the digital and AI ministerial meeting in Songdo?", "배경훈"),
        ("What stake in Classys does Bain Capital own?", "61.57%"),
        ("How much inventory did Nvidia write off because of the H20 ban?", "55억달러"),
        ("What score did Alibaba's Wan 2.1 reach on VBench?", "86.22%"),
    ],
)
def test_an_english_question_finds_the_korean_sentence(
    assistant: Assistant, question: str, held: str
) -> None:
    """The articles are Korean; a question in English reaches the sentence that answers it."""
    assert any(held in quote for quote in quotes(assistant, question))


QUESTIONS = (
    KOREAN_GPU,
    "이 대통령은 첫 세션에서 무엇을 촉구했나?",
    "Who is the WTO candidate from Nigeria?",
    "세계인공지능협력기구는 어디에 세우자고 했나?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_evidence_is_exact_numbered_and_apart(assistant: Assistant, question: str) -> None:
    """Each place is a slice of a stored article; they are numbered by score and do not overlap.

    A place that lacks a name of the question comes after others that are a little farther from it.
    """
    found = assistant.search(question, 8)
    assert [piece.n for piece in found] == list(range(1, len(found) + 1))
    assert all(a.score >= b.score for a, b in pairwise(p for p in found if not p.missing))
    places: list[tuple[str, int, int]] = []
    for piece in found:
        place = piece.sentence
        article = assistant.article(place.article_id)
        assert article.text[place.start : place.end] == place.text
        assert piece.metadata == article.metadata
        for note in piece.annotations:
            assert piece.text[note.start : note.end].strip()
        for other_id, start, end in places:
            assert other_id != place.article_id or place.end <= start or end <= place.start
        places.append((place.article_id, place.start, place.end))


def test_spliced_advertising_is_quoted_but_not_read(assistant: Assistant) -> None:
    """The place keeps the article's exact words; what a model reads has the advertisement out."""
    found = assistant.search(KOREAN_GPU, 5)
    piece = next(p for p in found if "26만 장을 한국에" in p.sentence.text)
    assert "자동차보험비교" in piece.sentence.text
    assert "자동차보험비교" not in piece.text
    assert "그래픽처리장치(GPU) […] 26만 장" in piece.text
    assert "그래픽처리장치(GPU) 26만 장" in evidence_line(replace(piece, annotations=()))


def test_copies_of_a_story_are_counted_once(assistant: Assistant) -> None:
    """A wire story and its reprint give one piece of evidence that names both outlets."""
    found = assistant.search("이 대통령은 아부다비 왕세자와 무엇에 뜻을 같이했나?", 6)
    pieces = [piece for piece in found if "아부다비 왕세자" in piece.sentence.text]
    assert len(pieces) == 1
    [piece] = pieces
    outlets = {piece.metadata.outlet, *piece.also_in}
    assert {"한빛통신", "첨성일보"} <= outlets
    assert piece.metadata.outlet not in piece.also_in


def test_a_question_of_another_firm_is_told_what_is_missing(assistant: Assistant) -> None:
    """Evidence about Nvidia says that it lacks the firm that was asked about."""
    assert "AMD" in assistant.search("How many GPUs will AMD supply to Korea?", 1)[0].missing
    assert not assistant.search(ENGLISH_GPU, 1)[0].missing


def test_the_last_word_of_an_english_sentence_is_found(tmp_path: Path) -> None:
    """The full stop is no part of a word: the last one is indexed like any other."""
    home = tmp_path / "home"
    home.mkdir()
    page = tmp_path / "page.txt"
    page.write_text(
        "The Harbour Post\n\nPort plans\n\nPublished July 1, 2025\n\n"
        "The council will widen the old port at the mouth of the river for larger ferries. "
        "Nobody had asked for a study of the harbour's resident cormorants. "
        "Work is to begin in the spring and to last until the following autumn.\n",
        encoding="utf-8",
    )
    ingest(home, page)
    found = open_assistant(settings_for(home)).search("cormorants", 1)
    assert "cormorants" in found[0].sentence.text
    assert not found[0].missing


def test_a_conversation_changes_what_is_found(assistant: Assistant) -> None:
    """A bare "Who chaired it?" after talk of Songdo finds the minister."""
    history = ("When did the APEC digital and AI ministers meet in Songdo?", "On 4 August 2025.")
    assert "배경훈" in " ".join(quotes(assistant, "Who chaired it?", 2, *history))


def test_an_article_without_any_sum_does_not_tell_what_something_cost(
    assistant: Assistant,
) -> None:
    """Near as it is in words, an article that measures nothing of the kind does not answer."""
    answer = assistant.ask("APEC 디지털·AI 장관회의를 여는 데 든 비용은 얼마인가?", model="quote")
    assert answer.status == "not_found"
    assert "금액" in answer.text
    assert assistant.ask("엔비디아의 손실액은 얼마인가?", model="quote").status == "answered"


def test_the_same_search_gives_the_same_places(assistant: Assistant) -> None:
    """Two runs of one search are equal, and fewer places are the first of more."""
    five, three = (quotes(assistant, QUESTIONS[0], k) for k in (5, 3))
    assert five[:3] == three
    assert quotes(assistant, QUESTIONS[0], 5) == five


def test_no_sentence_of_chrome_is_found(assistant: Assistant) -> None:
    """Login boxes, share buttons and copyright lines are no evidence, even if asked for."""
    for question in ("로그인 후 댓글작성", "무단전재 및 재배포 금지", "subscribe newsletters"):
        for quote in quotes(assistant, question):
            assert not re.search("로그인|무단.?전재|Newsletters", quote)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Who chaired the digital and AI ministerial meeting in Songdo?", "배경훈"),
        ("송도 장관회의의 의장은 누구였나?", "배경훈"),
        ("WTO 사무총장 결선에 오른 한국 후보는?", "유명희"),
    ],
)
def test_a_new_subject_is_not_drowned_by_a_long_answer_before(
    assistant: Assistant, question: str, held: str
) -> None:
    """What was said of Nvidia does not lead the answer to a question on another thing."""
    before = "이재명 정부 임기에 한국에 들어올 엔비디아 GPU는 모두 몇 장인가?"
    answer = assistant.ask(before, model="quote").text
    assert held in quotes(assistant, question, 1, before, answer)[0]
