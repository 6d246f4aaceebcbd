"""The quotes over the starter news: the gate, what turns it red, and the figures of README."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest

from rag.assistant import Assistant
from rag.domain import Answer, Article, Evidence, Verdict
from rag.evaluate.gate import read_thresholds
from rag.evaluate.gold import GoldRow, read_gold
from rag.evaluate.report import Report, summarise
from rag.evaluate.run import evaluate
from rag.evaluate.table import markdown
from rag.text.names import AliasTable
from rag.verify.check import Checker, Judgement, Source
from tests.conftest import ROOT, SEEDS, settings_for

GOLD = read_gold(SEEDS / "gold.jsonl")
THRESHOLDS = SEEDS / "thresholds.toml"
NUMBERS = tuple(row for row in GOLD if row.type == "number")
TIMES = ("latency_ms", "timings_ms")


@pytest.fixture(scope="module")
def report(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The run that `make bench` makes, once for this file."""
    return evaluate(assistant, GOLD, "quote", tmp_path_factory.mktemp("run"))


class Through:
    """The real assistant through the evaluation's doors, for siblings that break one of them."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        return self._assistant.ask(question, history, model)

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        return self._assistant.search(question, k, history)

    def article(self, article_id: str) -> Article:
        return self._assistant.article(article_id)

    def check(self, claim: str, evidence: Evidence) -> Verdict:
        return self._assistant.check(claim, evidence)


class Backwards(Through):
    """A retriever that returns what is farthest from the question first."""

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        found = super().search(question, 50, history)
        return tuple(replace(e, n=n) for n, e in enumerate(reversed(found), start=1))[:k]


class Swapping(Through):
    """A composer that exchanges the first two numbers of each sentence after it was checked."""

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        answer = super().ask(question, history, model)
        text = answer.text
        claims = []
        for claim in answer.claims:
            claims.append(replace(claim, text=_swapped(claim.text)))
            text = text.replace(claim.text, claims[-1].text)
        return replace(answer, text=text, claims=tuple(claims))


def _swapped(text: str) -> str:
    return re.sub(r"(\d[\d,.]*\d|\d)(\D.*?)(\d[\d,.]*\d|\d)", r"\3\2\1", text, count=1)


class Agreeing(Checker):
    """A verifier that always agrees."""

    def check(self, claim: str, source: Source) -> Judgement:
        return Judgement("supported")


class Credulous(Assistant):
    """The assistant with that verifier in it."""

    @cached_property
    def _checker(self) -> Checker:
        return Agreeing(AliasTable.curated(), lambda _a, _b: 1.0)


def test_the_quotes_reach_the_thresholds_on_the_seeds(report: Report) -> None:
    """Evidence is found, unanswerable questions are refused and no number is wrong."""
    assert read_thresholds(THRESHOLDS).missed_by(report) == []


def _missed(report: Report) -> set[str]:
    """The figures that miss their threshold."""
    return {miss.split()[0] for miss in read_thresholds(THRESHOLDS).missed_by(report)}


def test_a_broken_retriever_turns_the_gate_red(assistant: Assistant, tmp_path: Path) -> None:
    """Evidence in the wrong order misses the recall of both languages."""
    broken = evaluate(Backwards(assistant), NUMBERS[::4], "quote", tmp_path)
    assert broken.overall.figures["retrieval/recall@5"].value == 0.0
    assert {f"by.lang.{lang}.retrieval.recall@5" for lang in ("ko", "en")} <= _missed(broken)


def test_a_composer_that_swaps_two_numbers_turns_the_gate_red(
    assistant: Assistant, tmp_path: Path
) -> None:
    """Verdicts that were given before the swap hide nothing: the sources are read again."""
    broken = evaluate(Swapping(assistant), NUMBERS[::4], "quote", tmp_path)
    assert broken.overall.figures["citation/precision"].value == 1.0
    assert "numbers.unsourced" in _missed(broken)


def test_a_verifier_that_always_agrees_turns_the_gate_red(seeds_home: Path, tmp_path: Path) -> None:
    """Quotes are true, so that only claims known to be false give it away."""
    broken = evaluate(Credulous(settings_for(seeds_home)), NUMBERS[::4], "quote", tmp_path)
    assert "check.false_passed is 1; wanted max 0.05." in read_thresholds(THRESHOLDS).missed_by(
        broken
    )


def _bytes(report: Report) -> str:
    lines = [json.dumps(report.json()), *(record.line() for record in report.records)]
    values = [json.loads(line) for line in lines]
    return json.dumps([{k: v for k, v in value.items() if k not in TIMES} for value in values])


def test_two_runs_of_the_quotes_are_equal_apart_from_times(
    assistant: Assistant, report: Report, tmp_path: Path
) -> None:
    """The same questions in another order, by two workers, give the same rows and figures."""
    some: list[GoldRow] = list(GOLD[::-20])
    again = evaluate(assistant, some, "quote", tmp_path, workers=2)
    first = {record.id: record for record in report.records}
    assert _bytes(again) == _bytes(summarise(again.run, [first[row.id] for row in some]))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| \n").split("|")]


def test_the_table_of_readme_is_the_printed_one(report: Report) -> None:
    """Every line of README's table is printed by `rag eval`, to one question of a language."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    printed = [_cells(line) for line in markdown(report)]
    found = readme[readme.index(f"| {printed[0][0]} |") :].partition("\n\n")[0].splitlines()
    assert _cells(found[0]) == printed[0]
    figures = {label: cells for label, *cells in printed[2:]}
    one_question = 1 / min(report.by_lang[lang].n for lang in ("ko", "en")) + 0.01
    for label, *cells in map(_cells, found[2:]):
        for written, measured in zip(cells, figures[label], strict=True):
            assert float(written) == pytest.approx(float(measured), abs=one_question), label
