"""One form for the inflections of an English word: exports, exported, exporting."""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = dict(
    pair.split(":")
    for pair in re.findall(
        r"\S+",
        """
    met:meet rose:rise risen:rise fell:fall fallen:fall began:begin begun:begin
    held:hold built:build won:win grew:grow grown:grow took:take taken:take told:tell
    made:make got:get gotten:get bought:buy sold:sell sent:send gave:give given:give led:lead
    kept:keep
    left:leave spent:spend chose:choose chosen:choose spoke:speak spoken:speak
    became:become said:say paid:pay cut:cut shrank:shrink shrunk:shrink sought:seek
    thought:think brought:bring wrote:write written:write written-down:write
    withdrew:withdraw withdrawn:withdraw ran:run went:go gone:go came:come saw:see
    seen:see knew:know known:know showed:show shown:show lost:lose found:find
    founded:found hit:hit overcame:overcome overtook:overtake overtaken:overtake
    struck:strike broke:break broken:break drew:draw drawn:draw drove:drive driven:drive
    flew:fly lent:lend meant:mean stood:stand understood:understand men:man women:woman
    people:person children:child countries:country criteria:criterion data:data
    media:media crises:crisis chose:choose hid:hide swore:swear sworn:swear bore:bear
    shot:shoot taught:teach forecast:forecast dealt:deal leaves:leave leaving:leave
    lives:life thieves:thief better:good best:good worse:bad worst:bad dying:die
    lying:lie died:die tied:tie agreed:agree guaranteed:guarantee freed:free used:use using:use
    """,
    )
)
_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of an English word in lower case; it need not be a word itself."""
    if _ACRONYMS.fullmatch(word):
        return word[:-1].lower()  # GPUs; only the capitals tell it from "campus"
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if word in _IRREGULAR:
        return _without_e(_IRREGULAR[word])
    if len(word) <= 3 or not word.isascii():
        return word
    return _without_e(_cut(word))


def _cut(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and _VOWELS.intersection(base):
            return base[:-1] if _doubled(base) else base
    return word


def _doubled(base: str) -> bool:
    # banned, planned and cutting double a letter; selling, passing and staffing have it anyway.
    return len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsfz"


def _without_e(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
