"""Whether a Latin name stands in Korean text: by table, sound, translation or meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rag.text.morphemes import tokens
from rag.text.names import (
    AliasTable,
    countries_in_compounds,
    name_part,
    sounds_alike,
    translate_term,
)
from rag.verify.rules.language.similarity import MEANS, MOST_COMPARED, Similarity
from rag.verify.rules.names.sounds import (
    HANGUL,
    KOREAN_GIVEN,
    LATIN,
    SURELY_ALIKE,
    bare,
    begins_like,
    same_of_a_kind,
    spellings_of,
)

_SPELLED = re.compile(r"(?:\d+차)?[가-힣 ·]{2,}")  # 2차 대전, 인도·태평양
_TAIL = re.compile(
    r"-(?:led|based|level|backed|style|born|run|owned|held|bound|wide|made|ranked|language|"
    r"speaking|[a-z]{3,}ed|elect|driven|only|free|ready|powered|specific)$"
)
_SMALL = frozenset(("of", "and", "for", "the", "de", "da", "van", "von", "del", "al", "bin", "an"))
_COMPANY = frozenset(("ltd", "inc", "corp", "co", "llc", "plc"))
_INSTITUTIONS = frozenset(("center", "centre", "hospital", "institute", "university", "foundation"))
_COMPOUND_TAGS = frozenset(("NNG", "NNP", "XPN", "XSN", "SL"))
# From this length on a name may be written as two Korean words: MobileSphere, 모바일 스피어.
_JOINED = 9
# Words of a name that may all be translated: Personal Information Protection Act, 개인정보보호법.
_LONGEST = 5
# The share of a long name's words that must be heard or translated.
_MOST = 0.6


def stands_in_korean(
    name: str, korean: str, aliases: AliasTable, similarity: Similarity | None = None
) -> bool:
    """Return whether a Latin name stands in Korean text; `similarity` may translate words."""
    forms = [form for form in aliases.forms(name) if _SPELLED.fullmatch(form)]
    words = _words_of(name)
    if forms and _as_listed(name, forms, korean, aliases):
        return True
    if not words:
        return False
    # Of a listed name only an institution may be put in other words: Congress, 의회.
    known = aliases.kind(aliases.entity(name) or "")
    if known in (None, "org") and _translated_whole(name, korean):
        return True
    if _compounded(words, korean):
        return True
    spoken = _may_be_names(korean)
    if not spoken:
        return False
    if forms:
        return _respelled(name, words, korean, spoken, aliases)
    every = HANGUL.findall(korean)
    if _korean_person(name, every) or _heard_together(words, every) or same_of_a_kind(korean, name):
        return True
    heard = [_heard(word, spoken, korean) for word in words]
    if _mostly_given(words, heard, korean, every):
        return True
    if similarity is None or aliases.mentions(name):
        return False
    return _means_the_same(name, words, heard, korean, similarity)


def _mostly_given(words: list[str], heard: list[bool], korean: str, every: list[str]) -> bool:
    """Return whether enough of a name's words are heard in Korean text, or translated there."""
    given = [h or _translated(w, korean) for h, w in zip(heard, words, strict=True)]
    if len(words) == 1:
        return heard[0] or _translated_whole(words[0], korean)
    if len(words) == 2:
        joined = "".join(words).lower()  # 리딩룸, Reading Room
        run_on = len(joined) >= _JOINED and any(begins_like(joined, each) for each in every)
        return all(given) or (heard[-1] and len(words[-1]) > 2) or run_on
    if words[-1].lower() in _INSTITUTIONS and heard[0] and heard[1]:
        return True  # 월터 리드 보훈병원, Walter Reed Medical Center
    return sum(given) >= _MOST * len(given) or (heard[-1] and sum(given) > 1)


def _means_the_same(
    name: str, words: list[str], heard: list[bool], korean: str, similarity: Similarity
) -> bool:
    nouns = _compounds(korean)
    if len(words) == 2 and heard[0] and any(similarity(words[1], n) >= MEANS for n in nouns):
        return True  # Taroko Gorge: one half by its sound, the other by its meaning
    return any(similarity(name, noun) >= MEANS for noun in nouns)


def _as_listed(name: str, forms: list[str], korean: str, aliases: AliasTable) -> bool:
    squeezed = korean.replace(" ", "")
    return (
        any(word.startswith(form) for form in forms for word in HANGUL.findall(korean))
        or any(len(form) > 3 and form.replace(" ", "") in squeezed for form in forms)
        or aliases.entity(name) in countries_in_compounds(korean)
    )


def _translated_whole(name: str, korean: str) -> bool:
    """Return whether the list of terms has a name as it is: House of Representatives, 하원."""
    terms = (*translate_term(name, "ko"), *name_part(name))
    return any(len(term) > 1 and term in korean for term in terms)


def _compounded(words: list[str], korean: str) -> bool:
    """Return whether translations of all words of a name touch: Interior Ministry, 내무부."""
    if not 1 < len(words) <= _LONGEST:
        return False
    korean_words = [[*translate_term(word, "ko"), *name_part(word)] for word in words]
    if not all(korean_words):
        return False
    groups = [f"(?:{'|'.join(map(re.escape, each))})" for each in korean_words]
    orders = (groups, groups[::-1])
    return any(re.search(r"\s?".join(order), korean) for order in orders)


def _respelled(
    name: str, words: list[str], korean: str, spoken: tuple[str, ...], aliases: AliasTable
) -> bool:
    """Return whether a known name is spelled as no list has it: 에르도간, 멕시고, 이탈리안."""
    entity = aliases.entity(name)
    if aliases.kind(entity or "") == "person":
        return len(words[-1]) > 5 and all(_heard(word, spoken, korean) for word in words[-2:])
    latin = "".join(words)
    if len(latin) < 6:
        return False
    others = [m.text for m in aliases.mentions(korean) if m.entity != entity]
    return any(
        sounds_alike(word[:length], latin) >= SURELY_ALIKE
        for word in spoken
        if not any(word.startswith(other) for other in others)
        for length in range(max(3, len(latin) // 3), min(len(word), len(latin)) + 1)
    )


def _korean_person(name: str, spoken: list[str]) -> bool:
    """Return whether "Ha Jae-wan" or "Jae-wan" is a Korean's name of one word (하재완)."""
    match = KOREAN_GIVEN.fullmatch(name)
    if not match:
        return False
    start = 0 if match["family"] else 1
    return any(
        sounds_alike(word[start:3], name) >= SURELY_ALIKE for word in spoken if len(word) > 2
    )


def _heard_together(words: list[str], spoken: list[str]) -> bool:
    """Return whether two neighbours sound like a name: 무아메르 굴러, 모바일 스피어."""
    pairs = list(pairwise(spoken))
    if len(words) == 1:
        latin = words[0].lower()
        return len(latin) >= _JOINED and any(begins_like(latin, a + b) for a, b in pairs)
    if len(words) != 2:
        return False
    first, last = (word.lower() for word in words)
    return any(
        begins_like(first, a) and begins_like(last, b) for a, b in (*pairs, *map(reversed, pairs))
    )


def _words_of(name: str) -> list[str]:
    words = (bare(_TAIL.sub("", word)) for word in re.split(r"[\s/]+", name))
    parts = [part for word in words for part in LATIN.findall(word.replace("-", " "))]
    telling = [part for part in parts if part.lower() not in _SMALL]
    return [part for part in telling if part.lower() not in _COMPANY] or telling


def _heard(word: str, spoken: tuple[str, ...], korean: str) -> bool:
    """Return whether a Latin word stands in Korean text as it is or as it sounds."""
    if re.search(rf"(?<![A-Za-z]){re.escape(word)}", korean, re.IGNORECASE):
        return True
    if not word[0].isupper() and len(word) < 5:
        return False
    return any(begins_like(one, each) for each in spoken for one in spellings_of(word))


def _translated(word: str, korean: str) -> bool:
    return any(term in korean for term in (*translate_term(word, "ko"), *name_part(word)))


@lru_cache(maxsize=64)
def _may_be_names(korean: str) -> tuple[str, ...]:
    """Return the words of Korean text that may be names, without the particles behind them.

    큰, 때론 and 참여했다 sound like King, Sharon and James, but are ordinary words.
    """
    begins = {token.start: token for token in tokens(korean)}
    found = []
    for word in HANGUL.finditer(korean):
        first = begins.get(word.start())
        if first is not None and _is_ordinary(first, korean):
            continue
        particles = (
            at
            for at in range(word.start() + 1, word.end())
            if at in begins and begins[at].tag.startswith("J")
        )
        found.append(korean[word.start() : next(particles, word.end())])
    return tuple(found)


def _is_ordinary(token: Any, korean: str) -> bool:
    if token.tag.startswith(("VV", "VA", "VX", "MAG", "MAJ", "NP", "NNB")):
        return True
    noun = korean[token.start : token.start + token.len]
    return token.tag == "NNG" and token.len > 1 and bool(translate_term(noun, "en"))


@lru_cache(maxsize=64)
def _compounds(text: str) -> tuple[str, ...]:
    """Return the nouns of Korean text, each joined with the nouns that it touches."""
    runs: list[list[int]] = []
    for token in tokens(text):
        if token.tag not in _COMPOUND_TAGS:
            continue
        if runs and runs[-1][1] == token.start:
            runs[-1][1] = token.start + token.len
        else:
            runs.append([token.start, token.start + token.len])
    found = dict.fromkeys(text[start:end] for start, end in runs if end - start > 1)
    return tuple(found)[:MOST_COMPARED]
