"""Pairs of an old and a new article that differ in one value, and the questions on them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TABLE = Path(__file__).parent / "tables" / "time_pairs.toml"
QUESTIONS = ("now", "then", "during")


@dataclass(frozen=True, slots=True)
class TimePair:
    """Two articles on one subject; `questions` ask for the new one (now) or the old one."""

    subject: str
    old: date
    new: date
    texts: tuple[tuple[str, str], tuple[str, str]]
    values: tuple[str, str]
    questions: dict[str, str]


def time_pairs() -> Iterator[TimePair]:
    """Yield the pairs of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for template in (*table["ko"], *table["en"]):
        for subject, *values, old_day, new_day in template["rows"]:
            old, new = date.fromisoformat(old_day), date.fromisoformat(new_day)
            said = {"s": subject, "y": old.year, "m": old.month, "month": f"{old:%B}"}
            texts = [
                (template["title"].format(**said, v=v), template["body"].format(**said, v=v))
                for v in values
            ]
            questions = {kind: template[kind].format(**said) for kind in QUESTIONS}
            yield TimePair(
                subject, old, new, (texts[0], texts[1]), (values[0], values[1]), questions
            )


def as_jsonl(pairs: Iterator[TimePair]) -> str:
    """Return the articles as lines of JSON, the new one of every other pair first."""
    lines = []
    for number, pair in enumerate(pairs):
        both = [
            {
                "title": title,
                "text": body,
                "published_at": day.isoformat(),
                "outlet": "Paper of Record",
            }
            for (title, body), day in zip(pair.texts, (pair.old, pair.new), strict=True)
        ]
        lines += both[:: -1 if number % 2 else 1]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
