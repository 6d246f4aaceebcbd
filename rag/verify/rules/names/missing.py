"""The names of a claim that its source does not give, in whatever script.

"Nvidia" is given by 엔비디아 (the table), "Kasparov" by 카스파로프 (its sound), "Supreme Court" by
대법원 (a translation): a name is missing only where neither the source nor its context has any of
these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text.names import (
    AliasTable,
    NameMention,
    countries_in_compounds,
    is_country,
    same_name,
    spoken_for,
)
from rag.verify.rules.language.script import has_hangul, is_korean, same_language
from rag.verify.rules.language.similarity import Similarity
from rag.verify.rules.names.capitals import is_ordinary, opens_sentence
from rag.verify.rules.names.hangul_in_english import sounds_in_english, stands_in_english
from rag.verify.rules.names.latin_in_korean import stands_in_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.translations import abbreviates

# 응용미술관 | (Museum of Applied Arts): a claim that gives a name's original itself.
_GLOSS = re.compile(
    r"""
    [가-힣]{0,6} (?<![은는이가을를의와과도에])
    (?:\s[가-힣]{2,8})? \s?
    \( (?P<gloss> [^()]* [A-Za-z]{3} [^()]* ) \)
    """,
    re.VERBOSE,
)
# "Artificial | General Intelligence": a word whose capital may be the sentence's or a name's.
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?“\"]\s))[A-Z][a-z]+\s$")
# What the analyser may cut off a name: 레인|시, 비|아그라.
_CUT_BEHIND = re.compile(r"[가-힣]{0,3}")
_CUT_BEFORE = re.compile(r"[가-힣]{0,2}$")
_NEXT_WORD = re.compile(r"의?\s(?P<word>[가-힣]{3,})")  # 호주 | 콴타스
_OF_A_COUNTRY = re.compile(r"의? |, ")  # between the two: 오스트리아 빈, 오스트리아의 빈
_AND = re.compile(r" and (?:the )?")
# "in Seoul" is a place; "Seoul said" may be a government.
_PLACED = re.compile(r"\b(?:in|at|near|outside|around|from|to)\s$|에서?$", re.IGNORECASE)


def missing_names(
    claim: str, around: str, aliases: AliasTable, similarity: Similarity | None = None
) -> list[NameMention]:
    """Return the names of a claim that `around`, the source and its context, does not give.

    `similarity` finds translated names (Supreme Court, 대법원) that no table holds.
    """
    missing = _not_given(claim, around, aliases, similarity)
    if not missing or same_language(claim, around):
        return missing
    doubtful = [m for m in missing if _may_go_unsaid(m, claim, around)]
    if not doubtful or _left_over(claim, around, aliases):
        return missing
    return [m for m in missing if m not in doubtful]


def _not_given(
    claim: str, around: str, aliases: AliasTable, similarity: Similarity | None = None
) -> list[NameMention]:
    offered = all_names(around, aliases)
    entities = {mention.entity for mention in offered}
    folded = around.casefold()
    spoken = all_names(claim, aliases)
    missing = [
        mention
        for mention in spoken
        if mention.entity not in entities
        and mention.text.casefold() not in folded
        and not is_ordinary(mention, claim)
        and not _same_as_any(mention, offered, aliases)
        and not _in_other_script(mention, claim, around, aliases, similarity)
    ]
    if not missing or same_language(claim, around):
        return missing
    nested = [inner for mention in offered for inner in aliases.inner(mention)]  # 중국 외교부
    return [
        m for m in missing if not _explains(m, claim, spoken, missing, [*offered, *nested], around)
    ]


def _may_go_unsaid(mention: NameMention, claim: str, around: str) -> bool:
    """Return whether a name may be none, or goes without saying.

    A word that begins a sentence may have its capital from its place alone, and in Korean the
    analyser's word for a name is a guess.  Korean news says "the government" where others say
    "the South Korean government".
    """
    if mention.kind != "name":
        return mention.entity == "south korea" and is_korean(around)
    return opens_sentence(mention, claim)


def _left_over(claim: str, around: str, aliases: AliasTable) -> bool:
    """Return whether a source has a name that its claim has not: one may stand for the other."""
    return bool(_not_given(around, claim, aliases))


def _same_as_any(mention: NameMention, offered: Sequence[NameMention], aliases: AliasTable) -> bool:
    # Of "Mugabe and Tsvangirai" one half must not vouch for the other.
    if mention.kind == "name" and _AND.search(mention.text):
        return any(mention.entity == other.entity for other in offered)
    return any(same_name(mention.text, other.text, aliases) for other in offered)


def _explains(
    mention: NameMention,
    claim: str,
    spoken: Sequence[NameMention],
    missing: Sequence[NameMention],
    offered: Sequence[NameMention],
    around: str,
) -> bool:
    """Return whether a country only says where a given name is: 오스트리아 빈, 호주 콴타스.

    Where the source names a country that the claim does not, it may be another one.
    """
    if not is_country(mention.entity):
        return False
    told = {other.entity for other in spoken}
    if any(is_country(other.entity) and other.entity not in told for other in offered):
        return False
    if any(spoken_for(other.entity) == mention.entity for other in offered):
        return True  # its capital is named
    if any(
        other not in missing
        and not is_country(other.entity)
        and _OF_A_COUNTRY.fullmatch(claim[mention.end : other.start])
        for other in spoken
    ):
        return True
    following = _NEXT_WORD.match(claim, mention.end)
    return following is not None and sounds_in_english(following["word"], around)


def may_be_same(a: str, b: str, aliases: AliasTable) -> bool:
    """Return whether two names, or words of two texts, may name one thing in whatever script."""
    if a.casefold() == b.casefold() or same_name(a, b, aliases):
        return True
    if abbreviates(a, b) or abbreviates(b, a):
        return True
    korean, latin = (b, a) if a.isascii() else (a, b)
    if min(len(a), len(b)) < 2 or len(latin) < 4 or same_language(a, b):
        return False
    if all_names(a, aliases):
        return not _not_given(a, b, aliases)
    # Alone, without its office, a name may not be seen as one.
    return stands_in_english(korean, latin, aliases)


def _in_other_script(
    mention: NameMention,
    claim: str,
    around: str,
    aliases: AliasTable,
    similarity: Similarity | None,
) -> bool:
    """Return whether a name stands in a text of the other script, or a country by its capital.

    송도컨벤시아 is a name of its own and 소라 is a shell, but Songdo and Sora are in them.
    """
    if _speaks_for_country(mention, claim, around, aliases):
        return True
    in_hangul = has_hangul(mention.text)
    if is_korean(around):
        if mention.entity in countries_in_compounds(around):
            return True
        return not in_hangul and _latin_in_korean(mention, claim, around, aliases, similarity)
    if in_hangul:
        return _hangul_in_english(mention, claim, around, aliases, similarity)
    return is_korean(claim) and abbreviates(mention.text, around)


def _speaks_for_country(mention: NameMention, claim: str, around: str, aliases: AliasTable) -> bool:
    """Return whether a capital stands for its country, which the source names: "Seoul said"."""
    country = spoken_for(mention.entity)
    if not country or _PLACED.search(claim[: mention.start]):
        return False
    given = {other.entity for other in aliases.mentions(around)}
    return country in given | countries_in_compounds(around)


def _hangul_in_english(
    mention: NameMention,
    claim: str,
    around: str,
    aliases: AliasTable,
    similarity: Similarity | None,
) -> bool:
    if _glossed(mention, claim, around, aliases):
        return True
    wholes = dict.fromkeys((mention.text, *_as_written(mention, claim)))
    return any(stands_in_english(each, around, aliases, similarity) for each in wholes)


def _latin_in_korean(
    mention: NameMention,
    claim: str,
    around: str,
    aliases: AliasTable,
    similarity: Similarity | None,
) -> bool:
    several = _AND.split(mention.text) if mention.kind == "name" else []
    if len(several) > 1 and all(each[0].isupper() for each in several):
        # "Mugabe and Tsvangirai" are two, "Health and Welfare" is one that may be translated
        return all(stands_in_korean(each, around, aliases, similarity) for each in several)
    if stands_in_korean(mention.text, around, aliases, similarity):
        return True
    before = _FIRST_WORD.search(claim[: mention.start]) if mention.kind == "name" else None
    return before is not None and stands_in_korean(before[0] + mention.text, around, aliases)


def _glossed(mention: NameMention, claim: str, around: str, aliases: AliasTable) -> bool:
    """Return whether a claim adds to a Hangul name the original that English text has.

    A name that the table knows must be the one that it knows the original as.
    """
    match = _GLOSS.match(claim, mention.end)
    if not match:
        return False
    known = aliases.entity(mention.text)
    return any(
        len(gloss) > 2
        and gloss.casefold() in around.casefold()
        and (known is None or aliases.entity(gloss) == known)
        for gloss in map(str.strip, match["gloss"].split(","))
    )


def _as_written(mention: NameMention, claim: str) -> tuple[str, str]:
    """Return a Hangul name with what the analyser may have cut off: 레인|시, 비|아그라."""
    rest, head = _CUT_BEHIND.match(claim, mention.end), _CUT_BEFORE.search(claim[: mention.start])
    longer = mention.text + (rest.group() if rest else "")
    return longer, (head.group() if head else "") + mention.text
