"""The generated news of `rag bench scale`, and the questions that only one report answers."""

import re
from itertools import islice

import pytest

from rag.domain import Metadata, Page
from rag.evaluate.scale_figures import (
    PASSAGES_A_REPORT,
)
from rag.evaluate.scale_news import FACTS, Report, Word, questions, reports
from rag.index.parts import passages_of
from rag.ingest.articles import split_page

SEED = 11
SOME = list(islice(reports(SEED), 400))


@pytest.mark.parametrize(
    ("word", "particle", "written"),
    [
        ("협회", "은", "협회는"),
        ("재단", "은", "재단은"),
        ("1,192억원", "이", "1,192억원이"),
        ("전자", "이다", "전자다"),
        ("소담", "이다", "소담이다"),
        ("연구소", "의", "연구소의"),
        ("Nuri", "", "Nuri"),
    ],
)
def test_a_word_takes_the_particle_that_fits(word: str, particle: str, written: str) -> None:
    """The particle follows the last letter: after a vowel 는, 가, 다; after a consonant 은, 이."""
    assert f"{Word(word):{particle}}" == written


def test_news_is_the_same_for_a_seed_and_begins_anywhere() -> None:
    """A seed gives one endless news; another one gives other news."""
    assert list(islice(reports(SEED), 20)) == SOME[:20]
    assert list(islice(reports(SEED, 13), 7)) == SOME[13:20]
    assert next(reports(SEED + 1)) != SOME[0]


def test_every_fact_stands_in_its_report_once() -> None:
    """The sentence of a fact is an exact part of the text, with no placeholder left."""
    for report in SOME:
        assert set(report.facts) == set(FACTS)
        assert all(report.text.count(sentence) == 1 for sentence in report.facts.values())
        assert not re.search(r"[{}]", report.title + report.text)


def test_an_agencys_years_have_other_facts() -> None:
    """The five reports of a series differ in year and in every fact: close, but no answer."""
    for first in range(0, len(SOME), 5):
        series = [r for r in SOME[first : first + 5] if r.language == "ko"]
        assert len({r.published_at[:4] for r in series}) == len(series)
        for fact in FACTS:
            assert len({r.facts[fact] for r in series}) == len(series)


def test_a_report_is_two_passages_of_the_index() -> None:
    """Sizes are given in passages; the real reader and the real index cut a report into two."""
    for report in SOME[:60]:
        metadata = Metadata(title=report.title, language=report.language)
        articles = split_page(Page(report.url, report.text, metadata))
        assert sum(len(passages_of(article)) for article in articles) == PASSAGES_A_REPORT
        sentences = [s.text for article in articles for s in article.sentences]
        assert set(report.facts.values()) <= set(sentences)


def test_questions_name_what_only_one_report_answers() -> None:
    """Each names the year of its report, none repeats, and languages cross both ways."""
    asked = questions(SEED, 100, 400)
    by_url = {report.url: report for report in SOME}
    assert len({question.question for question in asked}) == len(asked) == 100
    for question in asked:
        report = by_url[question.url]
        assert report.published_at[:4] in question.question
        assert question.sentence in report.text
        assert question.report_language == report.language
        if question.language == report.language:
            assert question.word in report.text
    pairs = {(question.language, question.report_language) for question in asked}
    assert {("ko", "ko"), ("en", "ko")} <= pairs
    assert len(questions(SEED, 100, 30)) == 30


def test_reports_are_in_both_languages() -> None:
    """Most are Korean, some English, each in the letters of its language."""
    korean = [report for report in SOME if report.language == "ko"]
    assert 0.7 < len(korean) / len(SOME) < 0.95
    assert all(re.search("[가-힣]", report.title) for report in korean)
    english: list[Report] = [report for report in SOME if report.language == "en"]
    assert not any(re.search("[가-힣]", report.text) for report in english)
