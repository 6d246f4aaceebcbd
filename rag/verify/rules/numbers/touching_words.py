"""Numbers whose place is told by the words that touch them: from 2 to 3, 찬성 14표, 각각 1과 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rag.text.names import AliasTable
from rag.text.quantities import Quantity, compare
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.numbers.anchors import names_in, nouns_in

End = Literal["from", "to", "by", ""]

_NEARLY = r"(?:(?:about|around)\s)?"
# "from about a | third", 2%| 에서
_FROM = re.compile(rf"\bfrom\s{_NEARLY}(?:an?\s)?$")
_FROM_KO = re.compile(r"\s?에서(?!는|도)")
# "to around | 3%", 3%| 까지
_TO = re.compile(rf"\bto\s{_NEARLY}(?:an?\s)?$")
_TO_KO = re.compile(r"\s?(?:으로|로|까지)(?![가-힣])")
# "fell about | 2%", 2% | 하락했다
_BY = re.compile(rf"\b(?:by|rose|fell|dropped|gained|lost|climbed|slid)\s{_NEARLY}$")
_BY_KO = re.compile(r"\s?(?:떨어[지졌]|하락[했하]|상승[했하]|올랐|내렸|급등[했하]|급락[했하])")
# "seven in | 10", 10명 | 중
_RATIO = re.compile(r"\b(?:in|out of)\s$")
_RATIO_KO = re.compile(r"\s?(?:중|가운데)\b")
# One row a side of a vote: 찬성 | 14표, 14 | in favour
_VOTES = tuple(
    (side, re.compile(rf"{korean}[은이가]?\s?$"), re.compile(rf"\s(?:votes? )?(?:{english})\b"))
    for side, korean, english in (
        ("for", "찬성", "in favou?r|for it|voted for"),
        ("against", "반대", "against|opposed"),
        ("neither", "기권", "abstentions?|abstain(?:ed|ing)"),
    )
)
_TOPIC = re.compile(r"(?<=[가-힣])[은는이가]$")  # of 매출은 1조
# 그래픽처리장치(GPU) | 26만 장
_BRACKET = re.compile(r"\)\s?$")
_COUNTERS = frozenset(("person", "country", "company", "household", "item", "unit", "place"))
_JOINED = re.compile(r"[^.,;]*[와과]\s(?:[^\s.,;]+\s)?")
_IN_ORDER = re.compile("각각|각기")


def other_end(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether a claim ends at an amount from which its source starts, or the reverse."""
    end = end_of(quantity, claim)
    ends = {end_of(other, source) for other in given if compare(quantity, other) != "different"}
    return bool(end) and bool(ends) and not ends & {end, ""}


def end_of(quantity: Quantity, text: str) -> End:
    """Return whether something moves from an amount, to it or by it, or "" if it does not move."""
    before, after = text[: quantity.start], text[quantity.end :]
    if _FROM.search(before) or _FROM_KO.match(after):
        return "from"
    if _TO.search(before) or _TO_KO.match(after):
        return "to"
    return "by" if _BY.search(before) or _BY_KO.match(after) else ""


def is_base(quantity: Quantity, text: str) -> bool:
    """Return whether a number is that of which a part is taken: the 10 of "seven in 10"."""
    before, after = text[: quantity.start], text[quantity.end :]
    return bool(_RATIO.search(before) or _RATIO_KO.match(after))


def other_label(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether what labels a number of a claim labels other numbers only in its source.

    In Korean that is any noun before it (찬성 3표); with English, only the side of a vote.
    """
    if not is_korean(claim) or not is_korean(source):
        return _other_vote(quantity, claim, given, source)
    label = _label(quantity, claim)
    rivals = [other for other in given if other.unit == quantity.unit]
    labelled = [other for other in rivals if label and _label(other, source) == label]
    same = [other for other in rivals if compare(quantity, other) != "different"]
    if any(_listed_with(other, labelled, source) for other in same):
        return False
    return bool(labelled and same) and not any(other in labelled for other in same)


def _listed_with(quantity: Quantity, labelled: Sequence[Quantity], text: str) -> bool:
    """Return whether a number without a label follows a labelled one: 명단은 두 장과 | 세 쪽."""
    return not _label(quantity, text) and any(
        joined_to(other, quantity, text) for other in labelled
    )


def joined_to(one: Quantity, other: Quantity, text: str) -> bool:
    """Return whether 와 or 과 joins a number to the one behind it: 12개국 대사와 | 3개국 총리."""
    return _JOINED.fullmatch(text, one.end, other.start) is not None


def counts_another(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether what a Korean claim counts (3개국 정상) its source counts by others only."""
    counted = _counted(quantity, claim)
    if quantity.unit not in _COUNTERS or not counted or not is_korean(source):
        return False
    rivals = [other for other in given if other.unit == quantity.unit]
    counting = [other for other in rivals if _counted(other, source) == counted]
    same = [other for other in rivals if compare(quantity, other) != "different"]
    return bool(counting and same) and not any(other in counting for other in same)


def _counted(quantity: Quantity, text: str) -> str:
    """Return the noun that stands right behind a number and its counter, or ""."""
    behind = (quantity.end, quantity.end + 1)
    return next((noun.text for noun in nouns_in(text) if noun.start in behind), "")


def _label(quantity: Quantity, text: str) -> str:
    """Return the noun that stands right before a number, also as its topic (매출은), or ""."""
    before = _TOPIC.sub("", _BRACKET.sub("", text[: quantity.start]).rstrip())
    return next((noun.text for noun in nouns_in(before) if noun.end == len(before)), "")


def _other_vote(quantity: Quantity, claim: str, given: Sequence[Quantity], source: str) -> bool:
    """Return whether votes for are the source's votes against, in whatever language."""
    side = _vote(quantity, claim)
    voted = [other for other in given if side and _vote(other, source) == side]
    return bool(voted) and all(compare(quantity, other) == "different" for other in voted)


def _vote(quantity: Quantity, text: str) -> str:
    """Return on which side a number stands as votes (찬성 14표, 14 in favour), or ""."""
    before, after = text[: quantity.start], text[quantity.end :]
    sides = (
        side for side, korean, english in _VOTES if korean.search(before) or english.match(after)
    )
    return next(sides, "")


def out_of_order(
    claim: str,
    said: Sequence[Quantity],
    source: str,
    given: Sequence[Quantity],
    aliases: AliasTable,
) -> list[Quantity]:
    """Return the numbers that "A와 B는 각각 1과 2" gives to another than a claim's only name."""
    order = _IN_ORDER.search(source)
    if not order:
        return []
    names = [name for name in names_in(source, aliases) if name.end <= order.start()]
    numbers = [q for q in given if q.start >= order.end()]
    ours = names_in(claim, aliases)
    told = [place for place, name in enumerate(names) if name.meets_any(ours, aliases)]
    if len(names) != len(numbers) or len(told) != 1:
        return []
    own = numbers[told[0]]
    others = [q for q in numbers if compare(q, own) == "different"]
    return [
        q
        for q in said
        if compare(q, own) == "different" and any(compare(q, o) != "different" for o in others)
    ]
