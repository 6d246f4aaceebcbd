"""Claims that a writer who did not know the checker wrote about passages: what it judges rightly.

    python -m tests.bench_written_claims [--show] [--model MODEL]

`tests/data/written-claims.jsonl` holds 460: paraphrases as free as a capable model's, and its usual
faults (roles turned round, a plan told as done, a number of something else …), half each.  Their
passages, those of pages with headline and neighbours, are told by place and hash, so that no
sentence of articles that are not ours is here.
The first 360 and every other one of the last 100 were looked at while rules were mended or after
("seen"); the rest were not ("unseen").  `--show` prints the seen ones that are judged wrongly; with
`--model` that model reads what the rules can't decide.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rag.answer.opened import open_writer
from rag.answer.reading import ModelReader
from rag.domain import QUOTE
from rag.index.embedders import open_embedder
from rag.settings import Settings
from rag.text.names import AliasTable
from rag.verify.check import Checker, Reader, Source, embedded_similarity
from tests.shared_gold import DATA, SHARED

SEEDS = Path(__file__).parents[1] / "seeds" / "pages"
_ENDS = " .!?…"


@dataclass(frozen=True, slots=True)
class Written:
    """A claim about a passage, and whether a careful reader finds it borne out."""

    id: str
    languages: str
    claim: str
    source: Source
    is_true: bool
    kind: str

    @property
    def seen(self) -> bool:
        """Whether it was looked at while rules were mended, or since."""
        return not self.id.startswith("e") or int(self.id[1:]) % 2 == 1


def written_claims() -> Iterator[Written]:
    """Yield the claims whose passages are at hand.

    Raises:
        ValueError: a passage is not the one that its claim was written about.
    """
    for line in (DATA / "written-claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        try:
            passage = _passage(*row["source"])
        except FileNotFoundError:
            continue  # not ours to publish, and not here
        if digest(passage) != row["sha"]:
            raise ValueError(f"{row['id']}: {row['source']} is another text")
        day = row.get("published_at")
        languages = f"{'ko' if re.search('[가-힣]', passage) else 'en'}→{row['lang']}"
        around = "\n".join(
            _passage("pages", row["source"][1], *at) for at in row.get("context", [])
        )
        source = Source(passage, around, date.fromisoformat(day) if day else None)
        is_true = row["label"] == "supported"
        yield Written(row["id"], languages, row["claim"], source, is_true, row["kind"])


def _passage(collection: str, document: Any, first: Any, last: Any) -> str:
    """Return the text at a place: letters of a page, or sentences of an article or of a series."""
    if collection == "seeds":
        return (SEEDS / document).read_text(encoding="utf-8")[first:last]
    if collection == "pages":
        return (SHARED / "pages" / f"{document}.txt").read_text(encoding="utf-8")[first:last]
    if collection == "it-news":
        sentences = _rows("it-news-ko/articles")[document]["sentences"][first:last]
        return " ".join(f"{sentence.rstrip(_ENDS)}." for sentence in sentences)
    pairs = _rows("news-parallel-en-ko/sentences")
    place = {row["id"]: at for at, row in enumerate(pairs)}
    return " ".join(row["en"] for row in pairs[place[document] : place[first] + 1])


@cache
def _rows(file: str) -> list[dict[str, Any]]:
    text = (SHARED / "data" / f"{file}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def digest(passage: str) -> str:
    """Return what tells a passage from another."""
    return hashlib.sha256(passage.encode()).hexdigest()[:12]


def reader_named(model: str) -> Reader | None:
    """Return the model called `model` as a reader; quotes are none."""
    if model == QUOTE:
        return None
    return ModelReader(open_writer(model, Settings())).read


def main(arguments: Sequence[str]) -> None:
    """Print, for seen and unseen claims and each pair of languages, what is judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--model", default=QUOTE)
    given = parser.parse_args(arguments)
    similarity = embedded_similarity(open_embedder(Settings()))
    checker = Checker(AliasTable.curated(), similarity, reader_named(given.model))
    judged = defaultdict[tuple[str, str, bool], list[bool]](list)
    for each in written_claims():
        judgement = checker.check(each.claim, each.source)
        right = (judgement.verdict == "supported") == each.is_true
        for languages in (each.languages, "all"):
            judged["seen" if each.seen else "unseen", languages, each.is_true].append(right)
        if given.show and each.seen and not right:
            told = "; ".join(judgement.problems) or "no problem"
            sys.stdout.write(f"{each.id} {each.kind}: {told}\n  {each.claim}\n")
    sys.stdout.write(f"{'':8}{'':8}{'true flagged':>14}{'wrong passing':>16}\n")
    for name, languages in sorted({key[:2] for key in judged}):
        cells = [judged[name, languages, is_true] for is_true in (True, False)]
        counts = [f"{of.count(False)} of {len(of)}" for of in cells]
        sys.stdout.write(f"{name:8}{languages:8}{counts[0]:>14}{counts[1]:>16}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
