"""Copies and rewrites of one story: cheap keys that find candidates, and the decision on a pair.

A sketch is a MinHash of the story's distinct content words, not of longer shingles, because a
rewrite that changes two words in five leaves hardly a run of five words whole but keeps a Jaccard
likeness of about .43. Bands of three values make such a pair meet with probability .97 and two
stories that share a tenth of their words with .04. The decision then aligns sentences: a copy says
the same things one by one; another story of the same event shares names, but not sentences.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rag.domain import Article
from rag.ingest.datelines import find_dateline

_ROWS = 3
_BANDS = 42
_SIZE = _ROWS * _BANDS
_WORD = re.compile(r"[가-힣]+|[A-Za-z]+|\d+(?:[.,]\d+)*")
_PARTICLES = re.compile(
    r"(?<=[가-힣]{2})(?:으로써|으로서|에서는|에게는|으로는|이라고|이라며|이라는|까지는|부터는|으로|"
    r"에서|에게|까지|부터|"
    r"이라|라고|라며|라는|처럼|보다|만큼|마다|조차|밖에|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)
_COMMON_TEXT = """
것 수 등 및 이 그 저 더 또 한 할 있는 있다 있다고 했다 한다 하는 위해 대한 대해 따르면
밝혔다 말했다 전했다 통해 이번 지난 오는 올해 이날 것으로 것이다 이라고 라고 며 고 함께
가장 모두 다시 이후 이어 앞서 한편 또한 그러나 하지만 때문 때문에
the a an of to in and for on at by with from as is are was were be been has have had it its
that this which will would said he she they we you his her their our not but or than also after
before about into over more
"""
_COMMON = frozenset(_COMMON_TEXT.split())
MOST_DAYS_APART = 2
_ALIKE = 0.48  # Dice of the words of two sentences that say the same
_SHARE_ALIGNED = 0.5  # of the shorter story's sentences, weighted by their words
_NUMBERS_AGREE = 0.25  # Jaccard, where both stories hold at least four numbers
_FEWEST_NUMBERS = 4
_SHORTEST_SENTENCE = 4
_OPENING_SENTENCES = 2
_OPENING_BANDS = 21


def sketch(text: str) -> NDArray[np.uint32]:
    """Return the MinHash of a story's content words: 126 values, the same on every machine."""
    words = set(content_words(text))
    if not words:
        return np.full(_SIZE, np.iinfo(np.uint32).max, dtype=np.uint32)
    hashes = np.fromiter((zlib.crc32(w.encode()) for w in words), np.uint64, len(words))
    multipliers, offsets = _permutations()
    mixed = multipliers[:, None] * (hashes[None, :] + np.uint64(1)) + offsets[:, None]
    return np.asarray((mixed >> np.uint64(32)).min(axis=1), dtype=np.uint32)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    dice = np.random.Generator(np.random.PCG64(20251031))
    top = np.iinfo(np.uint64).max
    multipliers = dice.integers(1, top, _SIZE, dtype=np.uint64) | np.uint64(1)
    return multipliers, dice.integers(0, top, _SIZE, dtype=np.uint64)


def story_keys(article: Article) -> tuple[str, ...]:
    """Return the keys of a story: two stories that share any one of them are candidates.

    Besides those of its whole text it has those of its opening, which a brief takes over alone.
    """
    bodies = [s.text for s in article.sentences if s.kind == "body"]
    opening = " ".join(bodies[:_OPENING_SENTENCES])
    keys = bands(sketch(opening))[:_OPENING_BANDS] if opening else ()
    return bands(sketch(article.text)) + tuple(f"o{key}" for key in keys)


def bands(sketch: NDArray[np.uint32]) -> tuple[str, ...]:
    """Return the keys of a sketch, a hash for each three of its values."""
    rows = np.ascontiguousarray(sketch.reshape(_BANDS, _ROWS).astype("<u4"))
    return tuple(
        f"{number:02d}{blake2b(row.tobytes(), digest_size=7).hexdigest()}"
        for number, row in enumerate(rows)
    )


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry its content, without Korean particles, lower-cased."""
    words = (_PARTICLES.sub("", word.lower()) for word in _WORD.findall(text))
    return [word for word in words if word not in _COMMON and (len(word) > 1 or word.isdigit())]


def same_story(a: Article, b: Article) -> bool:
    """Tell whether two articles are copies or rewrites of one story.

    They are when most of the shorter one's sentences have a counterpart in the other, their
    numbers agree and they appeared within two days of each other, so far as that is known.
    """
    if a.language != b.language or _days_apart(a, b) > MOST_DAYS_APART:
        return False
    one, other = _sentences(a), _sentences(b)
    if not one or not other:
        return False
    if sum(len(s.words) for s in one) > sum(len(s.words) for s in other):
        one, other = other, one
    if not _numbers_agree(one, other):
        return False
    return _aligned(one, other) >= _SHARE_ALIGNED


def origin(article: Article) -> str | None:
    """Return whose story it is: the agency that its dateline names, else the outlet that ran it."""
    first = next((s.start for s in article.sentences if s.kind == "body"), 0)
    datelines = map(find_dateline, article.text[:first].split("\n"))
    named = (dateline.outlet for dateline in datelines if dateline is not None)
    return next((outlet for outlet in named if outlet), article.metadata.outlet)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as the set of its content words."""

    words: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """The words that are numbers."""
        return frozenset(word for word in self.words if word[0].isdigit())


def _sentences(article: Article) -> list[_Said]:
    bodies = [s for s in article.sentences if s.kind == "body"]
    said = (_Said(frozenset(content_words(s.text))) for s in bodies)
    kept = [s for s in said if len(s.words) >= _SHORTEST_SENTENCE]
    return kept or [_Said(frozenset(content_words(article.text)))]


def _days_apart(a: Article, b: Article) -> int:
    one, other = a.metadata.published_on, b.metadata.published_on
    return abs((one - other).days) if one and other else 0


def _numbers_agree(one: Iterable[_Said], other: Iterable[_Said]) -> bool:
    """Tell whether two stories give the same numbers; daily market reports share all but those."""
    ours = frozenset(number for s in one for number in s.numbers)
    theirs = frozenset(number for s in other for number in s.numbers)
    fewer = min(len(ours), len(theirs))
    if fewer < _FEWEST_NUMBERS:
        return True
    return len(ours & theirs) / fewer >= _NUMBERS_AGREE


def _aligned(one: list[_Said], other: list[_Said]) -> float:
    """Return the share of the words of `one` in sentences that `other` says too."""
    total = sum(len(said.words) for said in one)
    found = sum(
        len(said.words)
        for said in one
        if max((_dice(said.words, theirs.words) for theirs in other), default=0.0) >= _ALIKE
    )
    return found / total if total else 0.0


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
