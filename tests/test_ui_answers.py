"""Answers as the chat draws them: what differs, what is written again, what may be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rag.domain import (
    Answer,
    CorpusSummary,
    Disagreement,
    Event,
    Evidence,
    EvidenceFound,
    Finished,
    Language,
    Metadata,
    Repairing,
    Sentence,
    Token,
)
from rag.ui.answer_html import answer_html, draft_html
from rag.ui.generation import Generation
from rag.ui.strings import EN, KO, Strings
from tests.chat_page import Shown

CORPUS = CorpusSummary(14, 200, ("한빛통신",), "2020-10-08", "2025-11-04")
SAID = "The articles differ: 270,000 as of 2025-11-20 [1], 260,000 as of 2025-10-31 [2]."
ANSWER = Answer("How many?", "en", "answered", "270,000. [1]", (), (), None, "fake")


def drawn(answer: Answer, language: Language = "en", corpus: CorpusSummary = CORPUS) -> str:
    """The HTML of an answer none of whose articles is held."""
    return str(answer_html(answer, corpus, lambda _: None, language))


def test_a_disagreement_stands_beside_the_answer() -> None:
    """Both values are told in words of their own, outside the checked sentences."""
    told = Disagreement(1, 2, "270,000", "260,000", SAID)
    html = drawn(replace(ANSWER, disagreements=(told,)))
    assert 'data-testid="disagreement"' in html
    assert SAID in html
    assert 'data-testid="disagreement"' not in drawn(ANSWER)


def test_a_quick_answer_is_not_said_to_have_taken_no_time() -> None:
    """What rounds to nothing is told as less than the least that is shown."""
    assert "&lt; 0.1 s" in drawn(replace(ANSWER, timings_ms={"total": 12.0}))
    assert "0.1 s" in drawn(replace(ANSWER, timings_ms={"total": 120.0}))


def test_a_refusal_says_all_that_the_command_line_says() -> None:
    """What is lacking, what is covered, who was searched and the nearest article are shown."""
    text = "Not in the articles. The nearest do not speak of AMD. The articles cover 2020 to 2025."
    sentence = Sentence("a", 0, 0, 5, "Other", "body")
    nearest = Evidence(1, sentence, Metadata(title="A maker", outlet="Wire"), "Other", 0.5)
    html = drawn(replace(ANSWER, status="not_found", text=text, sources=(nearest,)))
    shown = Shown(html.replace("</p><p", "</p> <p")).text
    assert text in shown
    assert "한빛통신" in shown
    assert "A maker" in shown


def test_a_welcome_is_shown_in_its_own_words() -> None:
    """Where nothing was looked for, the text that says what may be asked is shown."""
    text = "Ask about what the articles report."
    html = drawn(replace(ANSWER, status="not_found", text=text))
    assert text in html
    assert EN.not_found not in html


def test_an_empty_corpus_still_says_how_to_fill_it() -> None:
    """Without any article the way to read some is shown."""
    empty = CorpusSummary(0, 0, (), None, None)
    assert EN.not_found in drawn(replace(ANSWER, status="not_found"), corpus=empty)


@pytest.mark.parametrize(("language", "strings"), [("ko", KO), ("en", EN)])
def test_a_sentence_that_is_written_again_is_said_to_be(
    language: Language, strings: Strings
) -> None:
    """A reader sees why there is more to wait for."""
    once = str(draft_html(ANSWER, "260", 3, language))
    again = str(draft_html(ANSWER, "270", 5, language, again=True))
    assert strings.checking_again in again
    assert strings.checking_again not in once
    assert "270" in again


def test_what_is_written_again_takes_the_place_of_the_draft() -> None:
    """The failed sentence is not shown beside the new one."""
    events: tuple[Event, ...] = (
        EvidenceFound((), ANSWER),
        Token("26,000"),
        Repairing("26,000", ("the source does not give the number 26,000",)),
        Token("260,000"),
        Finished(ANSWER),
    )

    def stream() -> Iterator[Event]:
        yield from events

    generation = Generation("How many?", stream).start()
    progress = generation.progress()
    while not progress.done:
        progress = generation.wait(progress.version, 5)
    assert (progress.draft, progress.again, progress.answer) == ("260,000", True, ANSWER)
