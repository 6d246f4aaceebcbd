"""Which sentences are cited together."""

from __future__ import annotations

from rag.domain import Article, Metadata, Sentence
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
