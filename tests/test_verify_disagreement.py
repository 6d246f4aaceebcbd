"""Places of two articles that differ on what is asked: told with both days, the newer first."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from rag.domain import Answer, CorpusSummary, Evidence, Metadata, Sentence
from rag.retrieve.question import language_of
from rag.verify.check import Checker
from rag.verify.compose import Draft, compose
from rag.verify.disagreement import differences

_TABLE = Path(__file__).parent / "tables" / "disagreements.toml"
_PAIRS: list[dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["pair"]
_CORPUS = CorpusSummary(2, 2, (), "2025-10-31", "2025-11-20")
_QUESTION = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
_OLDER = "엔비디아는 한국에 GPU 26만 장을 공급하기로 했다."
_NEWER = "엔비디아가 한국에 공급할 GPU는 모두 27만 장이라고 과기정통부가 밝혔다."


def piece(n: int, day: str | None, title: str, text: str, score: float = 2.0) -> Evidence:
    """A piece of evidence in an article of its own."""
    sentence = Sentence(f"article-{n}", 0, 0, len(text), text)
    metadata = Metadata(title=title, published_at=day)
    return Evidence(n, sentence, metadata, text, score, context=title)


def answered(checker: Checker, *evidence: Evidence, draft: str = "") -> Answer:
    """The answer to the question about GPUs."""
    return compose(Draft(_QUESTION, "ko", "fake", draft), evidence, _CORPUS, checker)


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: pair["newer"][2][:30])
def test_what_differs_is_told_and_nothing_else(checker: Checker, pair: dict[str, Any]) -> None:
    """Values of one thing are found apart in whatever order; two true things are left alone."""
    older, newer = piece(1, *pair["older"]), piece(2, *pair["newer"])
    for evidence in ((older, newer), (newer, older)):
        found = differences(evidence, evidence, pair["question"], checker)
        told = [[each.before, each.after] for each in found]
        assert told == ([pair["differ"]] if "differ" in pair else [])


def test_the_newer_of_two_quotes_comes_first_and_both_days_are_told(checker: Checker) -> None:
    """A reader sees the newer number first, and of when each of them is."""
    old = piece(1, "2025-10-31", "엔비디아, 한국에 GPU 공급", _OLDER)
    new = piece(2, "2025-11-20", "엔비디아 GPU 공급", _NEWER, 1.9)
    shown = answered(checker, old, new)
    assert [source.sentence.text for source in shown.sources] == [_NEWER, _OLDER]
    [told] = shown.disagreements
    assert (told.newer, told.older, told.after, told.before) == (1, 2, "27만 장", "26만 장")
    assert told.said == (
        "기사마다 다릅니다. 2025-11-20 기준 27만 장 [1], 2025-10-31 기준 26만 장 [2]."
    )
    assert shown.as_of == "2025-11-20"


def test_an_answer_is_as_of_its_latest_time_in_whatever_zone(checker: Checker) -> None:
    """Ten in the evening in New York is later than eight of the next morning in Seoul."""
    seoul, new_york = "2025-11-01T08:00:00+09:00", "2025-10-31T22:00:00-05:00"
    one = piece(1, seoul, "엔비디아, 한국에 GPU 공급", _OLDER)
    other = piece(2, new_york, "엔비디아 GPU 공급", _NEWER, 1.9)
    shown = answered(checker, one, other)
    assert {source.metadata.published_at for source in shown.sources} == {seoul, new_york}
    assert shown.as_of == new_york


def test_a_newer_place_that_is_not_quoted_is_a_source_all_the_same(checker: Checker) -> None:
    """A model's sentence from an older article stands, with the newer one told beside it."""
    old = piece(1, "2025-10-31", "엔비디아, 한국에 GPU 공급", _OLDER)
    new = piece(2, "2025-11-20", "엔비디아 GPU 공급", _NEWER, 1.2)
    shown = answered(checker, old, new, draft="엔비디아는 한국에 GPU 26만 장을 공급한다 [1].")
    assert [claim.citations for claim in shown.claims] == [(1,)]
    assert [source.sentence.text for source in shown.sources] == [_OLDER, _NEWER]
    assert [(told.newer, told.older) for told in shown.disagreements] == [(2, 1)]
    assert shown.as_of == "2025-10-31"


@pytest.mark.parametrize("day", ["2025-10-31", None])
def test_no_article_is_called_newer_without_its_day(checker: Checker, day: str | None) -> None:
    """Of articles of one day, or undated ones, it is only told that they differ."""
    one = piece(1, "2025-10-31", "엔비디아, 한국에 GPU 공급", _OLDER)
    other = piece(2, day, "엔비디아 GPU 공급", _NEWER, 1.9)
    [told] = answered(checker, one, other).disagreements
    assert told.said == "기사마다 다릅니다. [1]에는 26만 장, [2]에는 27만 장."


def test_sentences_of_one_article_do_not_disagree(checker: Checker) -> None:
    """An article that gives two numbers means two things."""
    one = piece(1, "2025-10-31", "GPU", _OLDER)
    same = Sentence("article-1", 1, 50, 50 + len(_NEWER), _NEWER)
    other = Evidence(2, same, one.metadata, _NEWER, 1.9)
    assert not differences((one, other), (one, other), _QUESTION, checker)


def test_the_reader_is_told_in_the_language_of_the_question(checker: Checker) -> None:
    """An English question about Korean articles is told of their differing in English."""
    question = "How many GPUs will Nvidia supply to Korea?"
    old = piece(1, "2025-10-31", "엔비디아, 한국에 GPU 공급", _OLDER)
    new = piece(2, "2025-11-20", "엔비디아 GPU 공급", _NEWER)
    draft = Draft(question, language_of(question), "fake")
    [told] = compose(draft, (old, new), _CORPUS, checker).disagreements
    assert told.said.startswith("The articles differ: ")
