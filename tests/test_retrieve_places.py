"""Which sentences are cited together."""

from __future__ import annotations

import pytest

from rag.domain import Article, Metadata, Sentence, SentenceKind
from rag.retrieve.place import Place, with_pairs


def article(*lines: str) -> Article:
    """Return an article with one sentence a line."""
    text, sentences, at = "\n".join(lines), [], 0
    for ordinal, line in enumerate(lines):
        sentences.append(Sentence("a", ordinal, at, at + len(line), line))
        at += len(line) + 1
    return Article("a", "s", text, Metadata(), tuple(sentences))


def read(of: Article) -> list[str]:
    """Return the texts of every place that may be cited."""
    singles = [Place(of, ordinal, ordinal) for ordinal in range(len(of.sentences))]
    return [of.text[place.start : place.end] for place in with_pairs(singles)]


def test_two_short_neighbours_are_a_place_of_their_own() -> None:
    """News spreads a fact over two short sentences."""
    assert read(article("회의가 열렸다.", "의장은 배 장관이다.")) == [
        "회의가 열렸다.",
        "회의가 열렸다.\n의장은 배 장관이다.",
        "의장은 배 장관이다.",
    ]


@pytest.mark.parametrize("line", ["배경 설명: 위원회는 부산에 있다.", "■ 위원회는 부산에 있다."])
def test_a_labelled_paragraph_is_not_joined_to_what_stands_before_it(line: str) -> None:
    """What explains a word of the article has little to do with its last sentence."""
    assert read(article("회의가 열렸다.", line)) == ["회의가 열렸다.", line]


def test_long_neighbours_are_not_joined() -> None:
    """They say enough each."""
    long = "위원회는 " + "오래 " * 40 + "논의했다."
    assert read(article(long, long)) == [long, long]


def test_a_question_in_an_interview_comes_with_its_answer() -> None:
    """Alone it tells nothing, however near it is to what the reader asks."""
    places = read(
        article("Q. 기구는 이미 생겼나.", "A. 아니다.", "설립은 정해지지 않았다.", "끝으로?")
    )
    assert "Q. 기구는 이미 생겼나." not in places
    assert "Q. 기구는 이미 생겼나.\nA. 아니다.\n설립은 정해지지 않았다." in places


def test_a_question_keeps_one_sentence_of_a_long_answer() -> None:
    """The rest of the answer has places of its own."""
    long = "위원회는 " + "오래 " * 90 + "논의했다."
    assert read(article("왜 늦었나?", long, "끝났다."))[0] == f"왜 늦었나?\n{long}"


ROW_OF_PEOPLE = "왼쪽부터 김하늘 의장, 박바다 항만청장, 이노을 시장, 최들녘 총장, 정바위 조합장"


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("김하늘 의장.", "caption", True),
        ("Chair Kim Haneul at the harbour office", "caption", True),
        ("김하늘 의장이 3일 부산에서 연설하고 있다.", "caption", False),
        ("Chair Kim Haneul opens the harbour office", "caption", False),
        (ROW_OF_PEOPLE, "caption", False),
        ("김하늘 의장.", "body", False),
    ],
)
def test_a_short_caption_that_states_nothing_is_a_label(
    text: str, kind: SentenceKind, label: bool
) -> None:
    """It has the names of a question and says nothing of them; a row of people may answer one."""
    sentence = Sentence("a", 0, 0, len(text), text, kind)
    place = Place(Article("a", "s", text, Metadata(), (sentence,)), 0, 0)
    assert place.labels_a_picture is label
