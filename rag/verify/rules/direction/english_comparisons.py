"""Comparisons in English, told by word order: "A beat B", "more than B", "prefers A to B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.verify.rules.direction.comparison import Comparison, Measure

_DENIED = re.compile(r"\b(?:not|never|no|fail\w*)\b|n[’']t\b", re.IGNORECASE)
# "Fell more than Seoul": languages differ on which of two falling ones has more.
_FALLS = re.compile(r"\b(?:fell|fallen|dropp?(?:ed|s)|declin\w+|decreas\w+|cut|lost|shrank)\b")
_NP_EN = (
    r"(?:(?:in|for|that (?:of|in)|those (?:of|in)|the)\s)*"
    r"(?P<standard>(?!\d|half\b|an? (?:third|quarter)|expected|before|usual|ever|a year|last|"
    r"previous|it\b)[^,.;()]{2,60})"
)
_THAN_EN = re.compile(
    r"\b(?P<word>more|less|fewer|better|worse|(?!other|rather|number|under|after|"
    r"over)[a-z]{2,}er)\b"
    rf"(?P<what>[^,.;]{{0,50}}?)\bthan\s{_NP_EN}",
    re.IGNORECASE,
)
_PASSING = (
    r"beat|beats|beating|surpass(?:es|ed|ing)?|outperform(?:s|ed|ing)?|outpac(?:es?|ed|ing)|outdid|"
    r"outstrip(?:s|ped)?|overtakes?|overtook|overtaking|exceed(?:s|ed|ing)?|topp(?:ed|ing)|"
    r"outsold|outnumber(?:s|ed)?|"
    r"eclips(?:es|ed)|defeat(?:s|ed|ing)?|edged(?: out)?|(?:is|are|was|were|came|finish\w*|"
    r"rank\w*|pull\w*|mov\w*)? ?ahead of"
)
_TRAILING = (
    r"trail(?:s|ed|ing)?(?: behind)?|lag(?:s|ged|ging)?(?: behind)?|(?:fell|falls|"
    r"falling) (?:short of|behind)|"
    r"lost to|(?:is|are|was|were|came|finish\w*|rank\w*) behind"
)
_PASSED_EN = re.compile(
    rf"\b(?P<word>{_PASSING}|(?P<behind>{_TRAILING}))\s{_NP_EN}",
    re.IGNORECASE,
)
_PASSED_BY = re.compile(
    r"\b(?P<word>beaten|surpassed|outperformed|outpaced|outdone|outstripped|overtaken|exceeded|"
    rf"topped|outsold|eclipsed|defeated|outnumbered) by\s{_NP_EN}",
    re.IGNORECASE,
)
_LEVEL_EN = re.compile(
    rf"\b(?P<word>on (?:a )?par with|comparable (?:to|with)|equal to|level with|"
    rf"rival(?:s|ing))\s{_NP_EN}",
    re.IGNORECASE,
)
_PREFERS = re.compile(
    r"\b(?P<word>(?:prefer(?:s|red|ring)?|favou?r(?:s|ed|ing)?)|"
    r"(?P<picks>ch[oe]o?s(?:e|es|en|ing)|pick(?:s|ed)?|opt(?:s|ed) for))\s"
    rf"(?P<chosen>[^,.;]{{2,60}}?)\s(?:over|rather than|instead of|ahead of|(?(picks)over|"
    rf"to))\s{_NP_EN}",
    re.IGNORECASE,
)
_PREFERRED = re.compile(
    rf"\b(?P<word>preferred|favou?red|more popular)\s(?:to|over|than)\s{_NP_EN}",
    re.IGNORECASE,
)
_FAVOURITE_EN = re.compile(
    r"\b(?:remain(?:s|ed)?|(?:is|are|was|were)(?: still)?) (?:the |a )?(?:preferred|favou?red|"
    r"favou?rite|"
    r"(?:most )?popular)\b",
    re.IGNORECASE,
)
_LESS_EN = re.compile(
    r"less|fewer|worse|lower|smaller|shorter|weaker|slower|later|cheaper|younger|narrower|poorer|"
    r"lighter",
    re.IGNORECASE,
)
_MEASURES_EN: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("age", re.compile(r"older|younger", re.IGNORECASE)),
    ("time", re.compile(r"earlier|sooner|faster|quicker|later|slower", re.IGNORECASE)),
    ("price", re.compile(r"cheaper|dearer|expensive|costl", re.IGNORECASE)),
    ("choice", re.compile(r"prefer|favou?r|popular", re.IGNORECASE)),
)
_DENIED_WITHIN = 24  # letters before a verb
# What ends the noun phrase behind a comparison word: "than Seoul | in sales".
_NP_END = re.compile(
    r"\s(?:in|on|at|by|with|for|and (?:has|is|was|will)|but|when|while|as|after|before|because|"
    r"since|"
    r"from|did|does|do|had|has|have|was|were|is|are|would|will|to|last|this|who|which|that|"
    r"among)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


def english_comparisons(sentence: str) -> Iterator[Comparison]:
    """Yield the comparisons of an English sentence."""
    for match in _PREFERRED.finditer(sentence):
        yield _compared(match, sentence[: match.start()], "choice")
    for match in _PREFERS.finditer(sentence):
        yield _compared(match, match["chosen"], "choice")
    for match in _THAN_EN.finditer(sentence):
        unclear = _DENIED.search(sentence[: match.start()]) or _FALLS.search(sentence)
        if not unclear and not _PREFERRED.match(match.group()):
            yield _than_english(sentence, match)
    for match in _PASSED_EN.finditer(sentence):
        if not _DENIED.search(sentence[: match.start()][-_DENIED_WITHIN:]):
            leads = match["behind"] is not None
            yield _compared(match, sentence[: match.start()], "rank", leads=leads)
    for match in _PASSED_BY.finditer(sentence):
        yield _compared(match, sentence[: match.start()], "rank", leads=True)
    for match in _LEVEL_EN.finditer(sentence):
        yield _compared(match, sentence[: match.start()], "level")
    for match in _FAVOURITE_EN.finditer(sentence):
        if not _PREFERRED.search(sentence, match.start()):
            yield Comparison(*match.span(), "", sentence[: match.start()], "choice")


def _than_english(sentence: str, match: re.Match[str]) -> Comparison:
    said = f"{match['word']}{match['what']}"
    measure: Measure = next((m for m, pattern in _MEASURES_EN if pattern.search(said)), "rank")
    leads = _LESS_EN.fullmatch(match["word"]) is not None
    # "Wan drew more users than Sora": what is counted stands between, its owner before.
    return _compared(match, f"{sentence[: match.start()]} {match['what']}", measure, leads=leads)


def _compared(
    match: re.Match[str], rest: str, measure: Measure, *, leads: bool = False
) -> Comparison:
    standard = _NP_END.sub("", match["standard"])
    return Comparison(*match.span("word"), standard, rest, measure, leads)
