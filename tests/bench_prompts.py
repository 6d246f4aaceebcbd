"""Ask the same gold questions under several forms of the prompt, through the whole chain.

    python -m tests.bench_prompts [--questions N] [--model NAME] [--forms a,b] [--seed N]

N answerable questions of `seeds/gold.jsonl` in each language, drawn by lot (seed 6) and the same
for every form.  The forms are the shipped prompt and the folders of `tests/prompt_forms`.

own      the model's own sentence passed the check and is shown; the others end in quotes
right    the answer shown is right by the gold row's rule; "own right" of the model's own sentences
wrong    the model's own sentence is shown and is not right
refused  the model said that good evidence does not answer
s, tokens  the median seconds of an answer and the mean tokens of the prompt, where one was sent
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from rag.answer import wording
from rag.answer.models import EMBEDDED
from rag.assistant import Assistant, open_assistant
from rag.domain import Answer, Language
from rag.evaluate.gold import GoldRow, read_gold
from rag.evaluate.judge import judge
from rag.settings import Settings
from tests.conftest import SEEDS, ingest

FORMS = Path(__file__).parent / "prompt_forms"
SHIPPED = "shipped"
LANGUAGES: tuple[Language, ...] = ("ko", "en")
COLUMNS = ("form", "lang", "n", "own", "right", "own right", "wrong", "refused", "s", "tokens")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's answer and whether it is right."""

    answer: Answer
    right: bool

    @property
    def own(self) -> bool:
        """Whether the model's own sentence is shown: quotes begin with their mark."""
        claims = self.answer.claims
        return bool(claims) and not all(claim.text.startswith("“") for claim in claims)

    @property
    def refused(self) -> bool:
        return self.answer.note == wording.refused(self.answer.language)


def drawn(rows: Sequence[GoldRow], language: Language, count: int, seed: int = 6) -> list[GoldRow]:
    """Return `count` answerable questions without a history, by lot."""
    fit = [r for r in rows if r.lang == language and r.answerable and not r.history]
    return random.Random(seed).sample(fit, min(count, len(fit)))


def asked(assistant: Assistant, row: GoldRow, model: str) -> Asked:
    """Ask one question."""
    answer = assistant.ask(row.question, row.history, model)
    return Asked(answer, judge(row, answer).right)


def line(form: str, language: Language, found: Sequence[Asked]) -> str:
    """Return a form's row of the table."""
    own = [one for one in found if one.own]
    sent = [one.answer for one in found if one.answer.tokens.prompt]
    own_right = sum(one.right for one in own)
    cells = (
        form, language, len(found), len(own), sum(one.right for one in found), own_right,
        len(own) - own_right, sum(one.refused for one in found),
        f"{median(a.timings_ms['total'] for a in sent) / 1000:.1f}" if sent else "—",
        f"{fmean(a.tokens.prompt for a in sent):.0f}" if sent else "—",
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def say(text: str) -> None:
    """Print a line at once, also into a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=15, help="in each language")
    parser.add_argument("--seed", type=int, default=6, help="of the lot")
    parser.add_argument("--model", default=EMBEDDED)
    every = [SHIPPED, *sorted(path.name for path in FORMS.iterdir())]
    parser.add_argument("--forms", default=",".join(every))
    options = parser.parse_args()
    rows = read_gold(SEEDS / "gold.jsonl")
    say(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ingest(home, SEEDS / "pages")
        for form in options.forms.split(","):
            prompts_dir = None if form == SHIPPED else FORMS / form
            settings = Settings(home=home, prompts_dir=prompts_dir)
            assistant = open_assistant(settings)
            for language in LANGUAGES:
                questions = drawn(rows, language, options.questions, options.seed)
                found = [asked(assistant, row, options.model) for row in questions]
                say(line(form, language, found))


if __name__ == "__main__":
    main()
