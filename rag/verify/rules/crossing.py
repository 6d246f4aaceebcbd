"""Whether a name stands in a text of the other script: by table, sound, translation or meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rag.text.morphemes import tokens
from rag.text.names import (
    SOUNDS_ALIKE,
    AliasTable,
    countries_in_compounds,
    name_part,
    part_in_english,
    sounds_alike,
    translate_term,
)
from rag.verify.rules.translated import translated_in_english

# Cosine of two texts in any language, -1 to 1.
Similarity = Callable[[str, str], float]

_HANGUL = re.compile(r"[가-힣]+")
_HUMPS = re.compile(r"(?<=[a-z])[A-Z][a-z]{3,}")
_SPELLED = re.compile(r"[가-힣 ]{2,}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.]*")
_TAIL = re.compile(
    r"-(?:led|based|level|backed|style|born|run|owned|held|bound|wide|made|ranked|language|"
    r"speaking|[a-z]{3,}ed|elect|driven|only|free|ready|powered|specific)$"
)
_SMALL = frozenset(("of", "and", "for", "the", "de", "da", "van", "von", "del", "al", "bin", "an"))
_COMPANY = frozenset(("ltd", "inc", "corp", "co", "llc", "plc"))
_INSTITUTIONS = frozenset(("center", "centre", "hospital", "institute", "university", "foundation"))
_INHABITANTS = re.compile(r"(?:ians?|ists?|ese|ish|ics?|ites?|ans?|is?|ers?|s)$")
_KOREAN_GIVEN = re.compile(r"(?P<family>[A-Z][a-z]{1,4} )?[A-Z][a-z]{1,5}-[a-z]{2,6}")
_PARTICLE = re.compile(r"(?:[은는이가을를의도만와과로씨]|에게?서?|으로|측|한테|까지|부터)?$")
# What a Korean adds to a foreign name: 마데시족, 샤오산구, 루비사.
_ADDED = re.compile(
    r"(?<=[가-힣]{2})(?:[족구군호시주섬강사성현당교인계어]|통신|신문|정부|은행|항공)$"
)
_COMPOUND_TAGS = frozenset(("NNG", "NNP", "XPN", "XSN", "SL"))
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]{1,2}[^aeiouy]*e?")
# A longer spelling may differ more: 제트스타, Jetstar.
_LONG, _LONG_ALIKE = 6, 0.73
# How near a respelled name must be that a list has otherwise.
_SURELY_ALIKE = 0.9
# Of pairs of an English and a Korean noun in news, translations lie above and others below.
_MEANS = 0.62
_MOST_COMPARED = 8
# From this length on a name may be written as two Korean words: MobileSphere, 모바일 스피어.
_JOINED = 9


def stands_in_korean(
    name: str, korean: str, aliases: AliasTable, similarity: Similarity | None = None
) -> bool:
    """Return whether a Latin name stands in Korean text; `similarity` may translate words."""
    spoken = _may_be_names(korean)
    forms = [form for form in aliases.forms(name) if _SPELLED.fullmatch(form)]
    if forms and _as_listed(name, forms, korean, aliases):
        return True
    words = _words_of(name)
    if not words or not spoken:
        return False
    if _compounded(words, korean):
        return True
    if forms:
        return _respelled(name, words, korean, spoken, aliases)
    every = _HANGUL.findall(korean)
    if _korean_person(name, every) or _heard_together(words, every):
        return True
    heard = [_heard(word, spoken, korean) for word in words]
    given = [h or _translated(w, korean) for h, w in zip(heard, words, strict=True)]
    if len(words) == 1:
        found = heard[0] or _translated_alone(words[0], korean)
    elif len(words) == 2:
        joined = "".join(words).lower()  # 리딩룸, Reading Room
        run_on = len(joined) >= _JOINED and any(_begins_like(joined, each) for each in every)
        found = all(given) or (heard[-1] and len(words[-1]) > 2) or run_on
    elif words[-1].lower() in _INSTITUTIONS and heard[0] and heard[1]:
        found = True  # 월터 리드 보훈병원, Walter Reed Medical Center
    else:
        found = sum(given) >= 0.6 * len(given) or (heard[-1] and sum(given) > 1)
    if found or similarity is None or aliases.mentions(name):
        return found
    nouns = _korean_compounds(korean)
    if len(words) == 2 and heard[0] and any(similarity(words[1], n) >= _MEANS for n in nouns):
        return True  # Taroko Gorge: one half by its sound, the other by its meaning
    return any(similarity(name, noun) >= _MEANS for noun in nouns)


def _as_listed(name: str, forms: list[str], korean: str, aliases: AliasTable) -> bool:
    squeezed = korean.replace(" ", "")
    return (
        any(word.startswith(form) for form in forms for word in _HANGUL.findall(korean))
        or any(len(form) > 3 and form.replace(" ", "") in squeezed for form in forms)
        or aliases.entity(name) in countries_in_compounds(korean)
    )


def _compounded(words: list[str], korean: str) -> bool:
    """Return whether translations of all words of a name touch: Interior Ministry, 내무부."""
    if not 1 < len(words) < 4:
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
        sounds_alike(word[:length], latin) >= _SURELY_ALIKE
        for word in spoken
        if not any(word.startswith(other) for other in others)
        for length in range(max(3, len(latin) // 3), min(len(word), len(latin)) + 1)
    )


def _korean_person(name: str, spoken: list[str]) -> bool:
    """Return whether "Ha Jae-wan" or "Jae-wan" is a Korean's name of one word (하재완)."""
    match = _KOREAN_GIVEN.fullmatch(name)
    if not match:
        return False
    start = 0 if match["family"] else 1
    return any(
        sounds_alike(word[start:3], name) >= _SURELY_ALIKE for word in spoken if len(word) > 2
    )


def _heard_together(words: list[str], spoken: list[str]) -> bool:
    """Return whether two neighbours sound like a name: 무아메르 굴러, 모바일 스피어."""
    pairs = list(pairwise(spoken))
    if len(words) == 1:
        latin = words[0].lower()
        return len(latin) >= _JOINED and any(_begins_like(latin, a + b) for a, b in pairs)
    if len(words) != 2:
        return False
    first, last = (word.lower() for word in words)
    return any(
        _begins_like(first, a) and _begins_like(last, b) for a, b in (*pairs, *map(reversed, pairs))
    )


def stands_in_english(
    name: str, english: str, aliases: AliasTable, similarity: Similarity | None = None
) -> bool:
    """Return whether a Hangul name stands in English text; `similarity` may translate words."""
    countries = countries_in_compounds(name)
    if countries and countries <= {mention.entity for mention in aliases.mentions(english)}:
        return True
    if translated_in_english(name, english, aliases):
        return True
    if aliases.entity(name):
        return False
    words = [_ADDED.sub("", word) for word in _HANGUL.findall(name)]
    written = _LATIN.findall(english)
    if not words:
        return False
    if any(_sounds_like(words[-1], word) for word in _with_joined(written)):
        return True
    folded = english.casefold()
    if any(re.search(rf"\b{part}", folded) for part in part_in_english(name)):
        return True
    if similarity is None:
        return False
    return any(similarity(name, phrase) >= _MEANS for phrase in _english_phrases(english))


def sounds_in_english(word: str, english: str) -> bool:
    """Return whether a Korean word sounds like a name or a longer word of English text."""
    return any(_sounds_like(word, each) for each in _with_joined(_LATIN.findall(english)))


def _words_of(name: str) -> list[str]:
    words = (_bare(_TAIL.sub("", word)) for word in re.split(r"[\s/]+", name))
    parts = [part for word in words for part in _LATIN.findall(word.replace("-", " "))]
    telling = [part for part in parts if part.lower() not in _SMALL]
    return [part for part in telling if part.lower() not in _COMPANY] or telling


def _bare(word: str) -> str:
    return word.rstrip(".").removesuffix("'s").removesuffix("’s").rstrip("'’")


def _heard(word: str, spoken: tuple[str, ...], korean: str) -> bool:
    """Return whether a Latin word stands in Korean text as it is or as it sounds."""
    if re.search(rf"(?<![A-Za-z]){re.escape(word)}", korean, re.IGNORECASE):
        return True
    if not word[0].isupper() and len(word) < 5:
        return False
    latin = word.lower()
    stem = _INHABITANTS.sub("", latin)
    spellings = [latin] + ([stem] if stem != latin and len(stem) > 3 else [])
    if "j" in latin:  # Sarajevo is 사라예보
        spellings.append(latin.replace("j", "y"))
    return any(_begins_like(one, each) for each in spoken for one in spellings)


def _translated(word: str, korean: str) -> bool:
    return any(term in korean for term in (*translate_term(word, "ko"), *name_part(word)))


def _translated_alone(word: str, korean: str) -> bool:
    """Return whether a translation of more than one syllable stands in Korean text."""
    terms = (*translate_term(word, "ko"), *name_part(word))
    return any(len(term) > 1 and term in korean for term in terms)


@lru_cache(maxsize=64)
def _may_be_names(korean: str) -> tuple[str, ...]:
    """Return the words of Korean text that may be names, without the particles behind them.

    큰, 때론 and 참여했다 sound like King, Sharon and James, but are ordinary words.
    """
    begins = {token.start: token for token in tokens(korean)}
    found = []
    for word in _HANGUL.finditer(korean):
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


@lru_cache(maxsize=100_000)
def _begins_like(latin: str, word: str) -> bool:
    """Return whether a Korean word begins with a Latin one as it sounds: 카스파로프를, Kasparov."""
    if len(latin) < 4:  # 두 국장, 벨은: only the whole word tells
        return any(
            sounds_alike(word[:length], latin) >= SOUNDS_ALIKE and _PARTICLE.match(word[length:])
            for length in range(1, min(len(word), 3) + 1)
        )
    least = _LONG_ALIKE if len(latin) >= _LONG else SOUNDS_ALIKE
    shortest, longest = max(2, len(latin) // 3), min(len(word), len(latin))
    if any(sounds_alike(word[:n], latin) >= least for n in range(shortest, longest + 1)):
        return True
    alone = _ONE_SYLLABLE.fullmatch(latin) and _PARTICLE.match(word[1:])
    return bool(alone) and sounds_alike(word[:1], latin) >= SOUNDS_ALIKE


def _with_joined(words: list[str]) -> list[str]:
    """Return words with a capital or of some length, and neighbours joined: Dera Bugti."""
    single = [_bare(word) for word in words if word[0].isupper() or len(word) > 4]
    humps = [part for word in words for part in _HUMPS.findall(word)]  # MobileSphere
    runs = [
        "".join(words[at : at + count])
        for count in (2, 3)
        for at in range(len(words) - count + 1)
        if all(word[0].isupper() for word in words[at : at + count])
    ]
    return single + humps + runs


@lru_cache(maxsize=100_000)
def _sounds_like(hangul: str, latin: str) -> bool:
    """Return whether a Korean word, with a particle or without, sounds like a Latin one."""
    if not latin[0].isupper() and len(hangul) < 3:
        return False
    stem = _INHABITANTS.sub("", latin)
    least = _LONG_ALIKE if len(latin) >= _LONG else SOUNDS_ALIKE
    bare = re.sub(r"(?<=[가-힣]{2})[은는이가을를의]$", "", hangul)
    return any(
        sounds_alike(korean, spelled) >= least
        for korean in {hangul, bare}
        for spelled in {latin, stem if len(stem) > 3 else latin}
    )


@lru_cache(maxsize=64)
def _korean_compounds(text: str) -> tuple[str, ...]:
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
    return tuple(found)[:_MOST_COMPARED]


@lru_cache(maxsize=64)
def _english_phrases(text: str) -> tuple[str, ...]:
    """Return the longer words of English text and the pairs of them that touch."""
    words = [word for word in _LATIN.findall(text) if len(word) > 2]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    found = dict.fromkeys([*(w for w in words if len(w) > 3), *pairs])
    return tuple(found)[:_MOST_COMPARED]
