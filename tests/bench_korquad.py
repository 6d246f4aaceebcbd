"""How long `rag eval` takes over a file in KorQuAD's format: 5,000 questions, 1,000 passages.

    python -m tests.bench_korquad             # all of it
    python -m tests.bench_korquad 300         # 300 questions over all passages, extrapolated

The passages are invented and drawn by a fixed seed.  Printed are CPU seconds, which a busy machine
does not stretch, and the seconds on the clock; `rest` is the evaluation's own work: locating
evidence, judging, measuring, writing rows and the report.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from rag.assistant import Assistant, open_assistant
from rag.evaluate.imports import read_squad
from rag.evaluate.passage_search import IndexedPassages
from rag.evaluate.run import evaluate
from rag.settings import Settings

PASSAGES = 1000
_FIRST = [
    "가람",
    "나루",
    "다온",
    "라온",
    "마루",
    "바다",
    "새벽",
    "아라",
    "자람",
    "한내",
    "푸른",
    "솔빛",
    "은빛",
    "달빛",
    "별빛",
    "갈대",
]
_SECOND = ["골", "들", "섬", "재", "포", "내", "울", "밭", "터", "말"]
_KINDS = ["등대", "시장", "다리", "도서관", "축제", "박물관", "공원", "학교"]
_PEOPLE = [
    "김도윤",
    "이서연",
    "박하준",
    "최지우",
    "정은호",
    "강수아",
    "조민재",
    "윤채원",
    "임도현",
    "한유진",
]
# A sentence, the question about what it says and the answer, from the names and numbers drawn.
_FACTS: tuple[tuple[str, str, str], ...] = (
    ("{place} {kind}는 {year}년에 문을 열었다.", "{place} {kind}는 언제 문을 열었나?", "{year}년"),
    (
        "이곳을 세운 사람은 {person}이며 {wage}억 원이 들었다.",
        "{place} {kind}를 세운 사람은 누구인가?",
        "{person}",
    ),
    (
        "한 해에 {guests}만 명이 {place} {kind}를 찾는다.",
        "한 해에 몇 명이 {place} {kind}를 찾나?",
        "{guests}만 명",
    ),
    (
        "{place} {kind}의 넓이는 {area}제곱미터로 고장에서 {rank}번째로 넓다.",
        "{place} {kind}의 넓이는 얼마인가?",
        "{area}제곱미터",
    ),
    (
        "{place} 주민 {staff}명이 번갈아 {kind}를 돌본다.",
        "{place} 주민 몇 명이 {kind}를 돌보나?",
        "{staff}명",
    ),
)


def korquad(passages: int = PASSAGES) -> dict[str, object]:
    """Return a set in KorQuAD's format, the same at every call."""
    dice = random.Random(5000)
    places = [f"{a}{b}{c}" for a in _FIRST for b in _SECOND for c in ("", "마을", "읍", "동")]
    subjects = [(place, kind) for place in places for kind in _KINDS]
    dice.shuffle(subjects)
    return {
        "version": "KorQuAD_v1.0_dev",
        "data": [_entry(*subject, dice) for subject in subjects[:passages]],
    }


def _entry(place: str, kind: str, dice: random.Random) -> dict[str, object]:
    drawn = {
        "place": place,
        "kind": kind,
        "person": dice.choice(_PEOPLE),
        "year": dice.randint(1890, 2020),
        "wage": dice.randint(2, 900),
        "guests": dice.randint(2, 90),
        "area": dice.randint(200, 9800),
        "rank": dice.randint(2, 9),
        "staff": dice.randint(11, 300),
    }
    facts = [tuple(part.format(**drawn) for part in fact) for fact in _FACTS]
    context = " ".join(sentence for sentence, _, _ in facts)
    questions = [
        {
            "id": f"{place}-{kind}-{number}",
            "question": question,
            "answers": [{"text": answer, "answer_start": context.index(answer)}],
        }
        for number, (_, question, answer) in enumerate(facts)
    ]
    title = f"{place} {kind}"
    return {"title": title, "paragraphs": [{"context": context, "qas": questions}]}


class Timed:
    """An assistant whose doors keep the CPU seconds that are spent behind them."""

    def __init__(self, assistant: Assistant) -> None:
        self.seconds: Counter[str] = Counter()
        self.search = self._timed(assistant.search)
        self.ask = self._timed(assistant.ask)
        self.article = self._timed(assistant.article)
        self.check = self._timed(assistant.check)

    def _timed(self, door: Callable[..., Any]) -> Callable[..., Any]:
        def through(*arguments: object) -> object:
            began = process_time()
            try:
                return door(*arguments)
            finally:
                self.seconds[door.__name__] += process_time() - began

        return through


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "korquad.json"
        path.write_text(json.dumps(korquad(), ensure_ascii=False), encoding="utf-8")
        settings = Settings(home=folder, model="quote")
        began = process_time()
        found = read_squad(path)
        IndexedPassages(found.bench.passages, settings, lambda _done, _total: None)
        indexed = process_time() - began
        every = max(1, len(found.rows) // int(arguments[0])) if arguments else 1
        rows = found.rows[::every]
        assistant = open_assistant(settings)
        assistant.warm_up()
        timed = Timed(assistant)
        began, clock = process_time(), perf_counter()
        report = evaluate(timed, rows, "quote", folder / "run")
        asked, clock = process_time() - began, perf_counter() - clock
    _tell(len(found.rows), len(rows), indexed, asked, timed.seconds)
    sys.stdout.write(f"{len(rows)} questions took {clock:.1f} s on the clock\n")
    figures = report.overall.figures
    for name in ("retrieval/recall@5", "answer/accuracy", "abstention/over_refusal"):
        sys.stdout.write(f"{name:26}{figures[name].value:8.3f}\n")


def _tell(total: int, asked: int, indexed: float, seconds: float, parts: Counter[str]) -> None:
    sys.stdout.write(f"reading and indexing      {indexed:8.1f} s\n")
    lines = {f"{asked} questions": seconds, **{f"  {key}": spent for key, spent in parts.items()}}
    lines["  rest"] = seconds - sum(parts.values())
    for name, spent in lines.items():
        sys.stdout.write(f"{name:26}{spent:8.1f} s{1000 * spent / asked:8.1f} ms a question\n")
    sys.stdout.write(f"all {total} questions{indexed + seconds * total / asked:17.1f} s\n")


if __name__ == "__main__":
    main(sys.argv[1:])
