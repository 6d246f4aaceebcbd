"""The names of a claim that its source does not give, in whatever script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.text import dates
from rag.text.names import (
    AliasTable,
    NameMention,
    countries_in_compounds,
    is_country,
    same_name,
    spoken_for,
    unknown_names,
)
from rag.verify.rules.figures import figures_in
from rag.verify.rules.in_english import sounds_in_english, stands_in_english
from rag.verify.rules.in_korean import stands_in_korean
from rag.verify.rules.script import is_korean, same_language
from rag.verify.rules.similarity import Similarity
from rag.verify.rules.translated import abbreviates

_HANGUL = re.compile(r"[가-힣]")
_NUMBERED = re.compile(r"(?<![\d가-힣])\d{1,2}차\s?[가-힣]+(?:\s[가-힣]+)?")
# 완수할, 조작됐다: a noun that a verb is made of, however unknown, is no name.
_VERBAL = re.compile(r"[하할함]|[한했](?!테)|[되된될됐됨]|시[키킨켰킬]")
# 응용미술관(Museum of Applied Arts): a claim that gives a name's original itself.
_GLOSS = re.compile(
    r"[가-힣]{0,6}(?<![은는이가을를의와과도에])(?:\s[가-힣]{2,8})?\s?\((?P<gloss>[^()]*[A-Za-z]{3}[^()]*)\)"
)
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?“\"]\s))[A-Z][a-z]+\s$")
# No names: "I've", and what a capital begins a sentence with.
_CONTRACTED = re.compile(r"(?:I|You|We|They|He|She|It|That|There|What|Who|Let)['’]", re.IGNORECASE)
_OPENERS = re.compile(
    r"(?:already|often|perhaps|maybe|nearly|almost|around|within|without|during|through|inside|"
    r"outside|behind|beyond|toward|towards|back|never|always|once|none|nobody|nothing|everyone|anyone|anybody|"
    r"everything|someone|something|another|neither|either|whether|whatever|recent|people|police|"
    r"officials|experts|authorities|few|hard|light|road|forget|terrorist|synthetic|rampant|"
    r"[a-z]{4,}(?:ors|ers|ists|ants|ents|ment|men|ions|ects|ities)|"
    r"[a-z]{3,}ing|[a-z]{3,}ly|[a-z]{3,}ed)$",
    re.IGNORECASE,
)
# A capital by habit: these name nothing that could be another.
_ONE_OF_A_KIND = frozenset(
    ("earth", "internet", "web", "bible", "category", "phase", "level", "리히터", "richter")
)
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z. ]{2,}(?:, [A-Z][A-Za-z. ]+)? ?)?"
    r"\((?:CNN|AP|AFP|Reuters|Yonhap|UPI)\)\s*[-–—]*\s*"
)
_REST = re.compile(r"[가-힣]{0,3}")
_NEXT_WORD = re.compile(r"(?:의)?\s(?P<word>[가-힣]{3,})")
_HEAD = re.compile(r"[가-힣]{0,2}$")
_AND = re.compile(r" and (?:the )?")
_TITLE = re.compile(r"(?:Sen|Gen|Rep|Rev|Gov|Jr|Sr|Lt|Col|Sgt)\.?$")
# "in Seoul" is a place; "Seoul said" may be a government.
_PLACED = re.compile(r"\b(?:in|at|near|outside|around|from|to)\s$|에서?$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)]?\s+|[\n\"“‘])$")


@lru_cache(maxsize=256)  # several checks ask for the names of one claim and its source
def all_names(text: str, aliases: AliasTable) -> tuple[NameMention, ...]:
    """Return the known names of a text and those that no list knows, from left to right."""
    numbered = list(_numbered(text, aliases))
    found = (
        *numbered,
        *(m for m in aliases.mentions(text) if not any(n.start < m.end <= n.end for n in numbered)),
        *(m for m in unknown_names(text) if not _CONTRACTED.match(m.text)),
    )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _numbered(text: str, aliases: AliasTable) -> Iterator[NameMention]:
    """Yield the known names that a figure begins, which no letter does: 2차 대전."""
    for match in _NUMBERED.finditer(text):
        phrase = match.group()
        ends = [m.end() for m in re.finditer(r"[가-힣](?=\s|$|[가-힣])", phrase)]
        for end in reversed(ends):
            if entity := aliases.entity(phrase[:end]):
                start = match.start()
                kind = aliases.kind(entity) or "name"
                yield NameMention(start, start + end, phrase[:end], entity, kind)
                break


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
        and not _ordinary(mention, claim)
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
    begins = _SENTENCE_START.search(claim[max(0, mention.start - 4) : mention.start])
    return bool(begins) and " " not in mention.text


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
        and re.fullmatch(r"의? |, ", claim[mention.end : other.start])
        for other in spoken
    ):
        return True
    following = _NEXT_WORD.match(claim, mention.end)
    return following is not None and sounds_in_english(following["word"], around)


def meet(a: str, b: str, aliases: AliasTable) -> bool:
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


def _ordinary(mention: NameMention, claim: str) -> bool:
    """Return whether an unknown name is only a word with a capital: Seventeen, I've, Already."""
    if mention.text.isascii() and mention.text.islower():
        return True  # a blue house is not the Blue House
    if mention.kind != "name":
        return False
    if mention.text.casefold() in _ONE_OF_A_KIND or _within_date(mention, claim):
        return True
    if _HANGUL.search(mention.text) and _VERBAL.match(claim, mention.end):
        return True
    if _CONTRACTED.match(mention.text) or _TITLE.match(mention.text):
        return True
    begins = _SENTENCE_START.search(claim[max(0, mention.start - 4) : mention.start])
    if not begins or " " in mention.text:
        return False
    counted = any(q.start <= mention.start < q.end for q in figures_in(claim))
    return counted or _OPENERS.match(mention.text) is not None


def _within_date(mention: NameMention, claim: str) -> bool:
    """Return whether a name is the month of a date: Aug. 1."""
    return any(d.start <= mention.start < d.end for d in dates.find_dates(claim, None))


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
    country = spoken_for(mention.entity)
    if country and not _PLACED.search(claim[: mention.start]):
        given = {other.entity for other in aliases.mentions(around)}
        if country in given | countries_in_compounds(around):
            return True
    if is_korean(around) and mention.entity in countries_in_compounds(around):
        return True
    if _HANGUL.search(mention.text):
        if is_korean(around):
            return False
        if _glossed(mention, claim, around, aliases):
            return True
        wholes = dict.fromkeys((mention.text, *_as_written(mention, claim)))
        return any(stands_in_english(each, around, aliases, similarity) for each in wholes)
    if not is_korean(around):
        return is_korean(claim) and abbreviates(mention.text, around)
    several = _AND.split(mention.text) if mention.kind == "name" else []
    if len(several) > 1 and all(each[0].isupper() for each in several):
        # "Mugabe and Tsvangirai" are two, "Health and Welfare" is one that may be translated
        return all(stands_in_korean(each, around, aliases, similarity) for each in several)
    if stands_in_korean(mention.text, around, aliases, similarity):
        return True
    # A capital that begins a sentence may begin a name: Artificial General Intelligence.
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
    rest, head = _REST.match(claim, mention.end), _HEAD.search(claim[: mention.start])
    longer = mention.text + (rest.group() if rest else "")
    return longer, (head.group() if head else "") + mention.text


def without_dateline(claim: str) -> str:
    """Return a claim without the "LONDON, England (CNN)" that opens a wire story."""
    return _DATELINE.sub("", claim, count=1)
