"""Prompts as checked files, and the evidence that goes into them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rag.answer.evidence import evidence_line, pack
from rag.answer.prompts import KINDS, check_all, load, parse
from rag.answer.tokens import count_tokens, make_encodings_available
from rag.domain import Annotation, Evidence, Metadata, Sentence
from rag.errors import PromptError

PROMPTS = Path(__file__).resolve().parents[1] / "prompts"
FORMS = Path(__file__).resolve().parent / "prompt_forms"
NEEDED = KINDS["answer"].placeholders
GOOD = "Answer briefly.\n---\nEvidence:\n{evidence}\nQuestion: {question}\n"


@pytest.fixture(autouse=True, scope="module")
def _encodings(tmp_path_factory: pytest.TempPathFactory) -> None:
    make_encodings_available(tmp_path_factory.mktemp("encodings"))


def test_a_prompt_is_filled() -> None:
    """System and user parts become two messages; braces in values and doubled braces stay."""
    prompt = parse(GOOD + "Write {{n}}.", "made.txt", NEEDED)
    system, user = prompt.messages(evidence="[1] {question} 26만 장", question="{evidence}?")
    assert (system.type, system.text) == ("system", "Answer briefly.")
    assert user.type == "human"
    assert user.text == "Evidence:\n[1] {question} 26만 장\nQuestion: {evidence}?\nWrite {n}."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no divider {evidence} {question}", "no system's part followed by a line '---'"),
        ("a --- b {evidence} {question}", "no system's part"),
        ("\n---\n{evidence} {question}", "no system's part"),
        ("s\n---\n{evidence}", "missing placeholder question"),
        ("s\n---\n", "missing placeholder evidence, question"),
        ("s\n---\n{evidence} {question} {history}", "unknown placeholder history"),
        ("s\n---\n{evidence} {Question} {question}", "unknown placeholder Question"),
        ("s\n---\n{evidence} {question} {}", "unknown placeholder"),
        ("s\n---\n{evidence} {question} {0}", "unknown placeholder 0"),
        ("s\n---\n{evidence.text} {question}", r"unknown placeholder evidence\.text"),
        ("s\n---\n{evidence} {question} {", "stray brace"),
        ("s\n---\n{evidence} {question} }", "stray brace"),
        ("s\n---\n{evidence} {question:{width}}", r"unknown placeholder question:\{width\}"),
    ],
)
def test_a_malformed_prompt_is_refused(text: str, told: str) -> None:
    """What is wrong with a prompt is told when it is read, with the file's name."""
    with pytest.raises(PromptError, match=f"made.txt has .*{told}"):
        parse(text, "made.txt", NEEDED)


def test_every_shipped_prompt_loads() -> None:
    """Each file of the prompts folder, and each form under trial, is well formed."""
    files = sorted(PROMPTS.iterdir())
    assert {"answer.ko.txt", "answer.en.txt"} <= {file.name for file in files}
    for file in [*files, *FORMS.glob("*/*.txt")]:
        name, language, _ = file.name.split(".")
        needed = KINDS[name].placeholders
        prompt = load(name, language, file.parent)
        assert prompt.system
        filled = prompt.messages(**{key: f"<{key}>" for key in needed})[1].text
        assert all(f"<{key}>" in filled for key in needed)


def test_a_prompt_that_is_not_there_is_named() -> None:
    """Asking for an unknown prompt tells the file that was looked for."""
    with pytest.raises(PromptError, match=r"no prompt judge\.ko\.txt in .*prompts"):
        load("judge", "ko")


def test_prompts_of_ones_own_are_checked_at_once(tmp_path: Path) -> None:
    """A folder that is not there, or one malformed file in it, is refused before any question."""
    check_all(None)
    with pytest.raises(PromptError, match=f"no folder {tmp_path}/absent"):
        check_all(tmp_path / "absent")
    (tmp_path / "answer.ko.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "repair.ko.txt").write_text("s\n---\n{evidence}", encoding="utf-8")
    with pytest.raises(PromptError, match=r"repair\.ko\.txt has .*missing placeholder"):
        check_all(tmp_path)


def piece(n: int, text: str, **known: Any) -> Evidence:
    """Return a piece of evidence."""
    return Evidence(n, Sentence("a", n, 0, len(text), text), Metadata(**known), text, 1.0)


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (
            {"outlet": "한빛통신", "published_at": "2025-10-31T20:10:00+09:00"},
            "[1] (한빛통신, 2025-10-31) 공급한다.",
        ),
        ({"outlet": "한빛통신"}, "[1] (한빛통신) 공급한다."),
        ({"published_at": "2025-10-31"}, "[1] (2025-10-31) 공급한다."),
        ({}, "[1] 공급한다."),
    ],
)
def test_a_line_of_evidence_tells_outlet_and_day(known: dict[str, str], line: str) -> None:
    """A line has its number, what is known of who and when, and the sentence."""
    assert evidence_line(piece(1, "공급한다.", **known)) == line


def test_a_line_of_evidence_carries_exact_values() -> None:
    """Annotations stand beside the expressions they explain."""
    text = "26만 장을 공급한다."
    sentence = Sentence("a", 0, 0, len(text), text)
    told = Evidence(2, sentence, Metadata(), text, 1.0, (Annotation(0, 5, "260,000"),))
    line = evidence_line(told)
    assert line.startswith("[2] 26만 장")
    assert "260,000" in line


def count(text: str) -> int:
    """Count tokens as a hosted model does."""
    return count_tokens(text, "gpt-5-mini")


PIECES = [piece(n, f"{n}번째 문장은 " + "길" * 20 * n + "다.") for n in range(1, 6)]


def test_packing_keeps_order_and_budget() -> None:
    """For every budget what is packed is a head of the list, whole pieces, within the budget."""
    costs = [count(evidence_line(p)) + 1 for p in PIECES]
    for budget in range(sum(costs) + 10):
        packed = pack(PIECES, budget, count)
        assert list(packed) == PIECES[: len(packed)]
        assert len(packed) == 1 or sum(costs[: len(packed)]) <= budget
        if len(packed) < len(PIECES):
            assert sum(costs[: len(packed) + 1]) > budget
    assert len(packed) == 5


def test_packing_keeps_the_first_piece_and_stands_nothing() -> None:
    """The best piece goes in whatever the budget, and no evidence packs to none."""
    assert pack(PIECES[::-1], 1, count) == (PIECES[-1],)
    assert pack([], 100, count) == ()
