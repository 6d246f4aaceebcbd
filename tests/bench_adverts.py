"""Splice advertisements into clean news and measure how many are found: precision and recall.

    python -m tests.bench_adverts [ARTICLES.jsonl]

Lines of the file are `{"sentences": […]}`. Every second article was looked at while the detector
was tuned; the figures that count are those of the other half. Advertisements of "unknown words"
hold no word of the vocabulary: only torn words can give them away. Half of the splices fall inside
a word, as a page's template cuts it, half between two; a fifth of the sentences get one.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.domain import Sentence, Span
from rag.ingest.adverts import find_adverts
from rag.ingest.commerce import Register, register_of

DATA = Path(__file__).parents[2] / "shared" / "data" / "it-news-ko" / "articles.jsonl"
_SHARE = 0.2
LISTS = Path(__file__).parent / "data" / "adverts.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its sentences and the advertisements that were spliced into it."""

    text: str
    sentences: tuple[Sentence, ...]
    planted: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How a set of cases went; a mask counts as right when it overlaps a planted advertisement."""

    planted: int
    found: int
    masked: int
    right: int
    exact: int
    sentences: int
    seconds: float

    def __str__(self) -> str:
        precision = f"{self.right / self.masked:.3f}" if self.masked else "n/a"
        recall = f"{self.found / self.planted:.3f}" if self.planted else "n/a"
        rate = self.sentences / self.seconds
        return (
            f"planted {self.planted:4}  precision {precision}  recall {recall}  "
            f"exact {self.exact}/{self.found}  "
            f"wrong {self.masked - self.right}  {rate:,.0f} sentences/s"
        )


def adverts(*, known: bool) -> list[str]:
    """Return advertisements that hold, or do not hold, a word the detector's vocabulary knows."""
    lines = LISTS.read_text("utf-8").splitlines()
    every = [ad for line in lines if line and line[0] not in "#[" for ad in line.split("|")]
    return [ad for ad in every if any(register_of(w) >= Register.WEAK for w in ad.split()) is known]


def splice(sentences: list[str], choices: list[str], dice: random.Random) -> Case:
    """Return an article's text with an advertisement in a share of its sentences."""
    text, spans, planted = "", [], []
    for ordinal, sentence in enumerate(sentences):
        start = len(text)
        if dice.random() < _SHARE and len(sentence) > 20:
            advert = dice.choice(choices)
            at = _place(sentence, dice)
            left, right = sentence[:at].rstrip(), sentence[at:].lstrip()
            planted.append(Span(start + len(left) + 1, start + len(left) + 1 + len(advert)))
            sentence = f"{left} {advert} {right}"
        text += sentence + ". "
        end = start + len(sentence) + 1
        spans.append(Sentence("bench", ordinal, start, end, text[start:end]))
    return Case(text, tuple(spans), tuple(planted))


def _place(sentence: str, dice: random.Random) -> int:
    """Return an offset inside a word or, as often, between two words."""
    if dice.random() < 0.5:
        return dice.choice([at for at, char in enumerate(sentence) if char == " " and at > 0])
    inside = [
        at
        for at in range(1, len(sentence))
        if sentence[at - 1].isalpha() and sentence[at].isalpha()
    ]
    return dice.choice(inside)


def measure(cases: list[Case]) -> Score:
    """Run the detector over `cases` and count."""
    planted = found = masked = right = exact = sentences = 0
    began = time.perf_counter()
    results = [find_adverts(case.text, case.sentences) for case in cases]
    seconds = time.perf_counter() - began
    for case, masks in zip(cases, results, strict=True):
        planted += len(case.planted)
        masked += len(masks)
        sentences += len(case.sentences)
        right += sum(any(_meet(mask, span) for span in case.planted) for mask in masks)
        found += sum(any(_meet(mask, span) for mask in masks) for span in case.planted)
        exact += sum(span in masks for span in case.planted)
    return Score(planted, found, masked, right, exact, sentences, seconds)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def articles(path: Path) -> list[list[str]]:
    """Return the sentences of each article of the file."""
    lines = path.read_text("utf-8").splitlines()
    return [[s.rstrip(".") for s in json.loads(line)["sentences"]] for line in lines if line]


def sets(path: Path, rounds: int = 4) -> Iterator[tuple[str, list[Case]]]:
    """Yield the named sets of cases, the same ones in every run."""
    seen, unseen = adverts(known=True), adverts(known=False)
    every = articles(path)
    for name, half in (("tuning half", every[0::2]), ("held-out half", every[1::2])):
        for kind, choices in (("known words", seen), ("unknown words", unseen)):
            dice = random.Random(f"{name} {kind}")
            cases = [splice(article, choices, dice) for _ in range(rounds) for article in half]
            yield f"{name}, {kind}", cases
        dice = random.Random(f"{name} both")
        both = seen + unseen
        yield f"{name}, both", [splice(a, both, dice) for _ in range(rounds) for a in half]


def main() -> None:
    """Print a line for each set of cases."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not path.exists():
        sys.exit(f"{path} is not there; give a file of lines with sentences")
    write = sys.stdout.write
    for name, cases in sets(path):
        write(f"{name:32} {measure(cases)}\n")
    write(f"{'clean, nothing planted':32} {measure([_plain(a) for a in articles(path)])}\n")


def _plain(sentences: list[str]) -> Case:
    text, spans = "", []
    for ordinal, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + ". "
        spans.append(Sentence("bench", ordinal, start, len(text) - 1, text[start : len(text) - 1]))
    return Case(text, tuple(spans), ())


if __name__ == "__main__":
    main()
