"""Words of one script that sound like words of the other: 카스파로프를, Kasparov."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.names import SOUNDS_ALIKE, sounds_alike

HANGUL = re.compile(r"[가-힣]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.]*")
# "Ha Jae-wan", "Jae-wan".
KOREAN_GIVEN = re.compile(r"(?P<family>[A-Z][a-z]{1,4} )?[A-Z][a-z]{1,5}-[a-z]{2,6}")
# How near a spelling must be where a list has another one, or where it is short.
SURELY_ALIKE = 0.9
# A longer spelling may differ more: 제트스타, Jetstar.
_LONG, _LONG_ALIKE = 6, 0.73
_HUMPS = re.compile(r"(?<=[a-z])[A-Z][a-z]{3,}")
_INHABITANTS = re.compile(r"(?:ians?|ists?|ese|ish|ics?|ites?|ans?|is?|ers?|s)$")
_PARTICLE = re.compile(r"(?:[은는이가을를의도만와과로씨]|에게?서?|으로|측|한테|까지|부터)?$")
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]{1,2}[^aeiouy]*e?")

# The last word of a name that either language calls its own way: Han River, 한강; Gulf War, 걸프전.
_LAST_WORDS = {
    "river": ("강", "천"), "lake": ("호", "호수"), "mountain": ("산",), "mount": ("산",),
    "mt.": ("산",), "island": ("도", "섬"), "bridge": ("교", "대교"), "port": ("항",),
    "bay": ("만",), "station": ("역",), "temple": ("사",), "palace": ("궁",), "castle": ("성",),
    "war": ("전", "전쟁"),
}  # fmt: skip
_OF_A_KIND = re.compile(
    r"\b(?:(?P<kind>Mount|Mt\.|Lake|Port) (?P<name>[A-Z][\w'’-]+)"
    r"|(?P<own>[A-Z][\w'’-]+) (?P<head>River|Lake|Mountain|Island|Bridge|Port|Bay|Station|Temple|"
    r"Palace|Castle|War))\b"
)


def bare(word: str) -> str:
    """Return an English word without its genitive or full stop."""
    return word.rstrip(".").removesuffix("'s").removesuffix("’s").rstrip("'’")


def spellings_of(word: str) -> list[str]:
    """Return how a Latin word may be read: as it is, without -ian or -ese, and with y for j."""
    latin = word.lower()
    stem = _INHABITANTS.sub("", latin)
    spellings = [latin] + ([stem] if stem != latin and len(stem) > 3 else [])
    if "j" in latin:  # Sarajevo is 사라예보
        spellings.append(latin.replace("j", "y"))
    return spellings


@lru_cache(maxsize=100_000)
def begins_like(latin: str, word: str) -> bool:
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


@lru_cache(maxsize=100_000)
def sounds_like(hangul: str, latin: str) -> bool:
    """Return whether a Korean word, with a particle or without, sounds like a Latin one."""
    if not latin[0].isupper() and len(hangul) < 3:
        return False
    stem = _INHABITANTS.sub("", latin)
    least = _LONG_ALIKE if len(latin) >= _LONG else SOUNDS_ALIKE
    plain = re.sub(r"(?<=[가-힣]{2})[은는이가을를의]$", "", hangul)
    return any(
        sounds_alike(korean, spelled) >= least
        for korean in {hangul, plain}
        for spelled in {latin, stem if len(stem) > 3 else latin}
    )


def may_be_names(english: str) -> list[str]:
    """Return the words of English text with a capital or of some length, and neighbours joined.

    Dera Bugti is read as one word, and Do Ye-jong, and MobileSphere as two.
    """
    words = LATIN.findall(english)
    single = [bare(word) for word in words if word[0].isupper() or len(word) > 4]
    humps = [part for word in words for part in _HUMPS.findall(word)]
    runs = [
        "".join(words[at : at + count])
        for count in (2, 3)
        for at in range(len(words) - count + 1)
        if all(word[0].isupper() for word in words[at : at + count])
    ]
    persons = [re.sub(r"[\s-]", "", m.group()) for m in KOREAN_GIVEN.finditer(english)]
    return single + humps + runs + persons


def same_of_a_kind(korean: str, english: str) -> bool:
    """Return whether both texts name one river or the like: 한강, Han River."""
    return any(
        sounds_alike(word[: -len(ending)], match["name"] or match["own"]) >= SURELY_ALIKE
        for match in _OF_A_KIND.finditer(english)
        for ending in _LAST_WORDS[(match["kind"] or match["head"]).lower()]
        for word in _ending_in(ending, korean)
    )


def _ending_in(ending: str, korean: str) -> list[str]:
    """Return the beginnings of Korean words up to an ending that is not all of them: 한강|이."""
    return [
        word[: at + len(ending)]
        for word in HANGUL.findall(korean)
        if (at := word.find(ending, 1)) > 0 and _PARTICLE.match(word[at + len(ending) :])
    ]
