"""The order that time gives to places which answer about equally well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from rag.retrieve.place import Place
from rag.retrieve.question import Question
from rag.retrieve.signs import Found
from rag.retrieve.timeframe import Timeframe
from rag.text.morphemes import bigrams

# A place tells of the same matter as the best one if it scores about as much and either is worded
# alike or holds most of the question's concepts and the kind of thing that is wanted.  At .75 two
# of the 40 pairs in tests/tables/time_pairs.toml take a newer article on something else, from .82
# up none does.
_SAME_SCORE = 0.85
_SAME_SIGN = 0.75
_SAME_WORDS = 0.6
_OLD = 365  # days behind the newest after which evidence is no more than old
_OF_ANOTHER_TIME = 0.8


def in_time_order(found: Sequence[Found], question: Question) -> list[Found]:
    """Return places, best first, in the order that the question's time gives them.

    Where the newest is wanted, the newer of two places worded alike comes first whatever they
    score; between others on the same matter a year of age costs 15 % of the best score.  An
    undated place counts as old: nobody can say that it is new, or was known by then.

    Their scores are only handed out anew: how near the evidence is to the question has nothing to
    do with its age, and whether it suffices is read off the best one.  What says the same as the
    first place of another time is the exception: marked down, it is not quoted beside it.
    """
    time = question.time
    if not found or not (time.newest or time.required):
        return list(found)
    ordered = _newest_first(found) if time.newest else list(found)
    first = ordered[0]
    marked = (
        replace(f, score=_OF_ANOTHER_TIME * f.score) if _of_another_time(f, first, time) else f
        for f in ordered
    )
    return sorted(marked, key=lambda f: -f.score)


def _newest_first(found: Sequence[Found]) -> list[Found]:
    same = [other for other in found if _same_matter(other, found[0])]
    newest = max(filter(None, map(_published, same)), default=date.min)
    cost = (1 - _SAME_SCORE) * found[0].score

    def standing(place: Found) -> tuple[float, date, float]:
        """Return by what a place is ordered: its level less the cost of its age, day and score."""
        level = max(other.score for other in same if _alike(other, place))
        day = _published(place) or date.min
        return level - cost * min(1.0, (newest - day).days / _OLD), day, place.score

    ordered = sorted(same, key=standing, reverse=True)
    scores = [other.score for other in same]
    rest = [other for other in found if other not in same]
    return [*(replace(f, score=s) for f, s in zip(ordered, scores, strict=True)), *rest]


def _of_another_time(other: Found, first: Found, time: Timeframe) -> bool:
    """Return whether a place says what the first one says, but of another time than is asked."""
    if other.place.article.id == first.place.article.id or not _alike(other, first):
        return False
    day, first_day = _published(other), _published(first)
    earlier = day is not None and first_day is not None and day < first_day
    return (time.newest and earlier) or set(other.missing) > set(first.missing)


def _published(found: Found) -> date | None:
    return found.place.article.metadata.published_on


def _same_matter(other: Found, best: Found) -> bool:
    if other.score < _SAME_SCORE * best.score or not set(other.missing) <= set(best.missing):
        return False
    concepts = other.signs.context_words >= _SAME_SIGN * best.signs.context_words
    wanted = other.signs.offer >= _SAME_SIGN * best.signs.offer
    return (concepts and wanted) or _alike(other, best)


def _alike(a: Found, b: Found) -> bool:
    return shared_words(a.place, b.place) >= _SAME_WORDS


def shared_words(a: Place, b: Place) -> float:
    """Return which share of the shorter place's syllable bigrams the other has too, 0 to 1."""
    ours, theirs = (_bigrams(place.article.text[place.start : place.end]) for place in (a, b))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


@lru_cache(maxsize=512)
def _bigrams(text: str) -> frozenset[str]:
    """Return the syllable bigrams of a text; the same few are compared with each other."""
    return frozenset(bigrams(text))
