"""Numbers that a source gives to labels, beside them or in order.

Of "매출 500억원, 영업이익 80억원으로 각각 12%, 7% 증가" a claim may not say that sales rose 7 %,
nor that they were 8 billion won.  A label is the noun before a number; what comes behind 각각
belongs to the labels in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.text.names import translate_term
from rag.text.quantities import Quantity, compare
from rag.verify.problems import Problem
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean

_IN_ORDER = re.compile(r"(?:각각|각기)\s")
_RESPECTIVELY = re.compile(r",?\srespectively\b", re.IGNORECASE)
_NEXT = re.compile(r"\s?(?:,|·|/|와|과|및|and)\s?")
_LABEL_KO = re.compile(r"(?P<label>[가-힣A-Za-z]{2,})\s?(?:약|총|모두|무려)?\s?$")
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|도|을|를)$")
_LABEL_EN = re.compile(
    r"(?P<label>[a-z]+(?: [a-z]+)?)(?:,)? (?:of|at|to|was|were|reached|totall?ed|stood at|came to)"
    r" (?:about |around |some )?$",
    re.IGNORECASE,
)
# Sales and net profit rose by | 12% and 7%, respectively.
_JOINED_EN = re.compile(
    r"\b(?P<one>[a-z]+(?: (?!and\b)[a-z]+)?) and (?P<other>[a-z]+(?: [a-z]+)?) "
    r"(?:rose|fell|grew|was|were|[a-z]+ed)(?: (?:by|to|at|about|around))?\s$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<=[가-힣]{2})액$")  # 매출액 is 매출

_LEAST = 2  # numbers that make a list

_Labelled = list[tuple[str, Quantity]]


def mislabelled_numbers(claim: str, source: str) -> list[Problem]:
    """Return the numbers of a claim that belong to another label than the one it names."""
    wrong = dict[Quantity, None]()
    for row in _rows(source):
        labels = [label for label, _ in row]
        told = [at for at, label in enumerate(labels) if _names(claim, label)]
        if len(set(labels)) < len(labels) or not told:
            continue  # nothing tells which number goes with which word of the claim
        for said, own in _pairs(claim, row, told):
            others = [q for _, q in row if compare(q, own) == "different"]
            if compare(said, own) == "different" and _any_same(said, others):
                wrong[said] = None
    return [Problem("misplaced", claim[q.start : q.end]) for q in wrong]


def _pairs(claim: str, row: _Labelled, told: Sequence[int]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the figures of a claim, each with the one that its label has in a row of the source.

    To the only label that a claim names all its figures belong; to several of them as many figures
    in the order of both: "sales by 7% and profit by 12%", "sales and profit by 7% and 12%".
    """
    said = figures_in(claim)
    if len(told) > 1:
        said = tuple(q for q in said if _any_same(q, [own for _, own in row]))
        told = sorted(told, key=lambda at: _place_of(row[at][0], claim))
        if len(said) != len(told):
            return
        yield from ((q, row[at][1]) for q, at in zip(said, told, strict=True))
    else:
        yield from ((q, row[told[0]][1]) for q in said)


def _any_same(said: Quantity, others: Sequence[Quantity]) -> bool:
    return any(said.unit == q.unit and compare(said, q) == "same" for q in others)


def _rows(source: str) -> Iterator[_Labelled]:
    """Yield labels with their numbers: those beside them, and those that follow in order.

    Without such a list the words around a number tell whose it is (`misplaced`).
    """
    figures = figures_in(source)
    listed = _listed(figures, source)
    if len(listed) < _LEAST:
        return
    if joined := _JOINED_EN.search(source[: listed[0].start]):
        labels = [_plain(joined[name]) for name in ("one", "other")]
        if len(listed) == len(labels):
            yield list(zip(labels, listed, strict=True))
    beside = _beside(figures, source)
    by_unit = dict[str, _Labelled]()
    for label, quantity in beside:
        by_unit.setdefault(quantity.unit, []).append((label, quantity))
    yield from (row for row in by_unit.values() if len(row) >= _LEAST)
    before = [(label, q) for label, q in beside if q.end <= listed[0].start]
    if len(before) == len(listed):
        yield [(label, q) for (label, _), q in zip(before, listed, strict=True)]


def _beside(figures: Sequence[Quantity], source: str) -> _Labelled:
    """Return each number that has a noun right before it, with that noun."""
    pattern = _LABEL_KO if is_korean(source) else _LABEL_EN
    found = ((pattern.search(source[: q.start]), q) for q in figures)
    return [(_plain(match["label"]), q) for match, q in found if match]


def _plain(label: str) -> str:
    return _AMOUNT.sub("", _PARTICLE.sub("", label))


def _listed(figures: Sequence[Quantity], source: str) -> list[Quantity]:
    """Return the numbers of one list behind 각각, or before "respectively"."""
    if (order := _IN_ORDER.search(source)) is not None:
        ahead = [q for q in figures if q.start >= order.end()]
        return _run(ahead, source) if ahead and ahead[0].start - order.end() <= 2 else []
    if (order := _RESPECTIVELY.search(source)) is not None:
        behind = [q for q in figures if q.end <= order.start()]
        return _run(behind[::-1], source)[::-1] if behind[-1:] else []
    return []


def _run(figures: Sequence[Quantity], source: str) -> list[Quantity]:
    """Return the first numbers that only commas and the like part from one another."""
    run = list(figures[:1])
    for quantity in figures[1:]:
        one, other = sorted((run[-1], quantity), key=lambda q: q.start)
        if not _NEXT.fullmatch(source, one.end, other.start):
            break
        run.append(quantity)
    return run


def _names(claim: str, label: str) -> bool:
    """Return whether a claim names a label, in either language."""
    return _place_of(label, claim) >= 0


def _place_of(label: str, claim: str) -> int:
    """Return where a claim names a label, in either language, or -1."""
    written: Sequence[str] = (label,)
    if is_korean(label) != is_korean(claim):
        written = translate_term(label, "ko" if is_korean(claim) else "en")
    places = [claim.casefold().find(each.casefold()) for each in written]
    return min((place for place in places if place >= 0), default=-1)
