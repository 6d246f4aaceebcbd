"""Quotes as answers, and exact values written beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.answer.quotes import MAX_CHARACTERS, quote_claims
from rag.domain import Annotation, Claim, Evidence, Language, Metadata, Sentence
from rag.text.annotate import annotate, annotated
from rag.text.names import AliasTable


def evidence(n: int, text: str) -> Evidence:
    """Return a piece of evidence whose place is the whole text."""
    return Evidence(n, Sentence("a", n, 0, len(text), text), Metadata(), text, 1.0)


def test_a_quote_is_verbatim_and_cites_its_number() -> None:
    """The claim holds the evidence's text in quotation marks."""
    (claim,) = quote_claims([evidence(3, "한국에 26만 장을 공급한다.")], "ko")
    assert claim.text == "“한국에 26만 장을 공급한다.”"
    assert claim.citations == (3,)


def test_values_stand_behind_the_quote_not_inside_it() -> None:
    """What a reader of another language needs does not change the quoted words."""
    piece = evidence(1, "한국에 26만 장을 공급한다.")
    (claim,) = quote_claims([replace(piece, annotations=(Annotation(4, 9, "260,000"),))], "en")
    assert claim.text.startswith("“한국에 26만 장을 공급한다.” (26만 장 = 260,000; ")


CONTROLS = "상무부는 3월 5일 수출통제를 강화했고, 박도윤 장관은 26만 장의 공급을 막았다고 말했다."
VALUES = (
    Annotation(CONTROLS.index("3월"), CONTROLS.index("일") + 1, "5 March 2025"),
    Annotation(CONTROLS.index("박"), CONTROLS.index("윤") + 1, "Park Do-yun"),
    Annotation(CONTROLS.index("26"), CONTROLS.index("장의") + 1, "260,000"),
)


def notes_on(question: str, reader: Language = "en", text: str = CONTROLS) -> str:
    """What stands in brackets behind the only quote for a question."""
    pieces = [replace(evidence(1, text), annotations=VALUES if text == CONTROLS else ())]
    (claim,) = quote_claims(pieces, reader, question=question)
    return claim.text.partition("” (")[2].removesuffix(")")


def test_an_english_reader_is_told_the_words_of_a_korean_quote() -> None:
    """Nouns of the quote stand in English behind it, compounds whole, in the order of the quote."""
    told = notes_on("What did the ministry do?").split("; ")
    assert "수출통제 = export control" in told
    assert "3월 5일 = 5 March 2025" in told
    written = [entry.partition(" = ")[0] for entry in told]
    assert written == sorted(written, key=CONTROLS.index)
    assert len(told) <= 8


def test_values_come_before_words() -> None:
    """Where there is little room, a reader gets what 26만 is before what 공급 is."""
    before = Claim("x" * (MAX_CHARACTERS - len(CONTROLS) - 80), (9,), "supported")
    piece = replace(evidence(1, CONTROLS), annotations=VALUES)
    (claim,) = quote_claims([piece], "en", [before], "What did the ministry do?")
    told = claim.text.partition("” (")[2]
    assert told
    assert {entry.partition(" = ")[2] for entry in told.removesuffix(")").split("; ")} <= {
        value.value for value in VALUES
    }


def test_a_korean_reader_needs_no_korean_words() -> None:
    """A quote in the reader's language gets no translations."""
    assert "=" not in notes_on("무엇을 했나?", "ko", "상무부는 수출통제를 강화했다.")


def test_words_of_the_question_are_not_explained() -> None:
    """Who writes "export control" knows the word; the room is for what they do not know."""
    assert "수출통제" not in notes_on("Who tightened export controls?")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When were the controls tightened?", "5 March 2025"),
        ("Who said so?", "Park Do-yun"),
        ("How many were blocked?", "260,000"),
    ],
)
def test_what_may_be_the_answer_is_told_first(question: str, wanted: str) -> None:
    """Where there is room for one note only, it is the sort of thing that is asked for."""
    before = Claim("x" * (MAX_CHARACTERS - len(CONTROLS) - 40), (9,), "supported")
    piece = replace(evidence(1, CONTROLS), annotations=VALUES)
    (claim,) = quote_claims([piece], "en", [before], question)
    assert claim.text.endswith(f" = {wanted})")


def test_a_quote_is_completed_where_there_is_room() -> None:
    """The sentence beside the nearest one may be the answer."""
    pair = replace(evidence(2, "회의가 열렸다. 의장은 배 장관이다."), core="회의가 열렸다.")
    _, second = quote_claims([evidence(1, "짧다."), pair], "ko")
    assert second.text == "“회의가 열렸다. 의장은 배 장관이다.”"
    _, second = quote_claims([evidence(1, "긴 절이다, " * 52), pair], "ko")
    assert second.text == "“회의가 열렸다.”"


def test_a_fourth_quote_gives_way_to_notes_and_a_third_does_not() -> None:
    """An English reader of Korean quotes is better served by three with notes than by four."""
    text = "장관은 반도체 수출통제와 희토류 협상과 경제 성장과 일자리 대책을 한자리에서 설명했다."
    text += " 회의는 오후에도 이어졌다." * 2
    four = [evidence(n, f"{text}{n}") for n in range(1, 5)]
    room = MAX_CHARACTERS - sum(len(piece.text) + 8 for piece in four)
    assert 0 <= room < 60
    assert len(quote_claims(four, "ko", question="무엇을 설명했나?")) == 4
    noted = quote_claims(four, "en", question="What did he explain?")
    assert len(noted) == 3
    assert " = " in noted[0].text


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_quotes_never_pass_the_length_of_an_answer(count: int) -> None:
    """However many and long the sentences are, what is shown stays within 400 characters."""
    claims = quote_claims([evidence(n, "긴 문장이다, " * 30) for n in range(1, count + 1)], "ko")
    assert claims
    assert sum(len(c.text) + len(f" [{n}]") for c in claims for n in c.citations) <= 400


def test_only_the_best_quote_is_cut_and_says_so() -> None:
    """A first sentence that is too long ends at a clause with an ellipsis."""
    long = "첫째 절은 이렇고, " * 60
    (claim,) = quote_claims([evidence(1, long), evidence(2, "짧다.")], "ko")
    assert claim.text.endswith("…”")
    assert len(claim.text) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "reader", "written"),
    [
        ("26만 장을 공급한다", "en", "26만 장 (= 260,000)을 공급한다"),
        ("31일 만났다", "en", "31일 (= 31 October 2025) 만났다"),
        ("31일 만났다", "ko", "31일 (= 2025년 10월 31일) 만났다"),
        ("55억달러를 잃었다", "en", "55억달러 (= $5.5 billion)를 잃었다"),
        ("26만 장을 공급한다", "ko", "26만 장을 공급한다"),
        ("시진핑이 말했다", "en", "시진핑 (= Xi Jinping)이 말했다"),
        ("APEC 정상회의", "ko", "APEC 정상회의"),
        ("It lost $5.5 billion", "ko", "It lost $5.5 billion (= 55억 달러)"),
        ("2025년 10월 31일", "ko", "2025년 10월 31일"),
    ],
)
def test_values_are_written_for_the_reader(text: str, reader: Language, written: str) -> None:
    """Only what the reader can't read off the words themselves is written beside them."""
    found = annotate(text, date(2025, 10, 31), reader, AliasTable.curated())
    assert annotated(text, found) == written
