"""Hold claims against whole articles: the number that stands elsewhere must not support them.

    python -m tests.bench_articles

Korean claims: every sentence of the articles of it-news-ko that gives an amount, untouched, with
one digit changed, and with an amount in the same unit that the article gives to something else.
English claims: translated sentences held against the thirty Korean sentences around their own.
How the places of a long source are chosen (`rag/verify/rules/meaning/nearest_places.py`) was tuned
on what this found to be wrong, so its figures are of the data it was tuned on.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rag.index.embedders import Usem3Embeddings
from rag.text.names import AliasTable
from rag.verify.check import Checker, Source, embedded_similarity
from tests import claim_corruptions as corrupt
from tests.bench_claims import DATA, PAIRS, pairs_of

ARTICLES = DATA / "it-news-ko" / "articles.jsonl"
_LONGEST = 5_000
_AROUND = 15
_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>%|[만억조]?[가-힣]{1,2})"
)


@dataclass(frozen=True, slots=True)
class Item:
    kind: str
    claim: str
    source: str


def korean_items(seed: int = 7) -> Iterator[Item]:
    """Yield claims on the articles of it-news-ko."""
    for line in ARTICLES.read_text("utf-8").splitlines():
        sentences = [f"{sentence}." for sentence in json.loads(line)["sentences"]]
        text = " ".join(sentences)[:_LONGEST]
        for sentence in sentences:
            if sentence not in text or not _AMOUNT.search(sentence):
                continue
            dice = random.Random(f"{seed} {sentence}")
            yield Item("ko: true", sentence, text)
            changed = corrupt.digit(sentence, True, dice)
            if changed:
                yield Item("ko: digit", changed, text)
            moved = _from_elsewhere(sentence, text, dice)
            if moved:
                yield Item("ko: number of elsewhere", moved, text)


def english_items(seed: int = 7) -> Iterator[Item]:
    """Yield translations, each with the Korean sentences around its own."""
    pairs = pairs_of(PAIRS)
    for at in range(_AROUND, len(pairs) - _AROUND, 5):
        text = " ".join(p.ko for p in pairs[at - _AROUND : at + _AROUND])[:_LONGEST]
        claim, dice = pairs[at].en, random.Random(f"{seed} {at}")
        if pairs[at].ko in text and re.search(r"\d", claim):
            yield Item("en: true", claim, text)
            changed = corrupt.digit(claim, False, dice)
            if changed:
                yield Item("en: digit", changed, text)


def _from_elsewhere(sentence: str, text: str, dice: random.Random) -> str | None:
    places = list(_AMOUNT.finditer(sentence))
    own = {place["number"] for place in places}
    for place in dice.sample(places, len(places)):
        others = sorted(
            {
                other["number"]
                for other in _AMOUNT.finditer(text)
                if other["unit"] == place["unit"] and other["number"] not in own
            }
        )
        if others:
            new = dice.choice(others)
            return sentence[: place.start("number")] + new + sentence[place.end("number") :]
    return None


def main() -> None:
    """Print the share not supported, by kind, and the time."""
    if not ARTICLES.exists() or not PAIRS.exists():
        sys.stdout.write(f"{DATA} is not there: nothing was measured\n")
        return
    checker = Checker(AliasTable.curated(), embedded_similarity(Usem3Embeddings()))
    caught: dict[str, list[bool]] = defaultdict(list)
    began = time.process_time()
    for item in (*korean_items(), *english_items()):
        judgement = checker.check(item.claim, Source(item.source))
        caught[item.kind].append(judgement.verdict != "supported")
        if "--show" in sys.argv and caught[item.kind][-1] == item.kind.endswith("true"):
            sys.stdout.write(f"{item.kind} {item.claim}\n  {'; '.join(judgement.problems)}\n")
    for kind, hits in caught.items():
        sys.stdout.write(f"{kind:26}{sum(hits) / len(hits):.3f} of {len(hits)}\n")
    total = sum(map(len, caught.values()))
    mean = 1000 * (time.process_time() - began) / total
    sys.stdout.write(f"{total} claims, {mean:.1f} ms of CPU a claim\n")


if __name__ == "__main__":
    main()
