"""Count which copies of a story are joined to it and which other stories are, wrongly.

    python -m tests.bench_copies

The stories are those of `tests/copy_cases.py`: of each event a wire's, another outlet's with the
same quotes and figures, and the next day's. A copy must both meet its story by a key and be judged
the same; of two different stories the judgement alone is counted, met or not.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import combinations

from rag.domain import Article
from rag.ingest.copies import same_story, story_keys
from tests.copy_cases import EVENTS, Event, article, brief, cut, rewritten

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)


def joined(one: Article, other: Article) -> bool:
    """Tell whether a copy would be found and recognised."""
    return bool(set(story_keys(one)) & set(story_keys(other))) and same_story(one, other)


def copies(rounds: int, seed: int = 7) -> Iterator[tuple[str, Article, Article]]:
    """Yield (kind, story, copy): rewrites by the share changed, shortened ones and briefs."""
    dice = random.Random(seed)
    for event in EVENTS:
        lang = event.language
        for text, day in event.stories:
            story = article(text, day, lang)
            for _ in range(rounds):
                for share in SHARES:
                    changed = rewritten(text, share, dice, lang)
                    yield f"{lang} rewrite {share:.0%}", story, article(changed, day, lang)
                yield f"{lang} 3 sentences cut", story, article(cut(text, 3, dice), day, lang)
            yield f"{lang} brief of 2", story, article(brief(text), day, lang)


def strangers() -> Iterator[tuple[Article, Article]]:
    """Yield every two different stories, also with a whole opening sentence in common."""
    told = [(event, text, day) for event in EVENTS for text, day in event.stories]
    for (event, one, day), (other_event, other, other_day) in combinations(told, 2):
        a = article(one, day, event.language)
        yield a, article(other, other_day, other_event.language)
        if _same_language(event, other_event):
            opened = brief(one, 1) + "\n" + other
            yield a, article(opened, other_day, event.language)


def _same_language(one: Event, other: Event) -> bool:
    return one.language == other.language


def false_merges() -> tuple[int, int]:
    """Return how many pairs of different stories are judged copies, and how many there are."""
    pairs = list(strangers())
    return sum(same_story(a, b) for a, b in pairs), len(pairs)


def shares_joined(rounds: int) -> dict[str, tuple[int, int]]:
    """Return for each kind of copy how many were joined and how many there were."""
    counts: dict[str, tuple[int, int]] = {}
    for kind, story, copy in copies(rounds):
        well, total = counts.get(kind, (0, 0))
        counts[kind] = (well + joined(story, copy), total + 1)
    return counts


def main() -> None:
    """Print the counts."""
    for kind, (well, total) in sorted(shares_joined(rounds=20).items()):
        sys.stdout.write(f"{kind:20} {well}/{total} joined ({well / total:.3f})" + "\n")
    wrong, pairs = false_merges()
    sys.stdout.write(f"{'different stories':20} {wrong}/{pairs} merged" + "\n")


if __name__ == "__main__":
    main()
