"""Sound classes of Hangul and Latin spellings, and the cost of aligning two of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rag.text.names.wordlists import listed

# Consonant classes of Hangul initials and finals; "" is silent.  P also stands for f, b and v,
# L for r, G for the final "ng"; J for j and ch.
_INITIALS = listed(
    """
    K K N T T L M P P S S - J J J K T P H
    """
)
_FINALS = listed(
    """
    - K K K N N N T L K M L L L P L M P P T T G T T K T P T
    """
)
# The Latin vowel letters that each Hangul vowel is written for.
_VOWELS = listed(
    """
    auo eai yai yae oeua eai yeoui yei oau waou wea oeuwi yoiue uow wou wea wiue yuiewo
    ue uiew iey
    """
)  # fmt: skip
_WEAK_VOWEL, _SMALL_I = 18, 20

# Longest spelling first; the classes may be several, which all count as a match ("Z" is s or j).
_SPELLINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sch", ("S",)), ("tch", ("J",)), ("chr", ("K", "L")), ("chl", ("K", "L")), ("tsch", ("J",)),
    ("dge", ("J",)), ("ck", ("K",)), ("ch", ("JK",)), ("sh", ("S",)), ("ph", ("P",)),
    ("th", ("TS",)), ("kh", ("KH",)), ("gh", ("K?",)), ("zh", ("J",)), ("ts", ("JS",)),
    ("tz", ("JS",)), ("cz", ("JS",)), ("dj", ("J",)), ("dz", ("J",)), ("qu", ("K",)),
    ("wr", ("L",)), ("kn", ("N",)),
)  # fmt: skip
_LETTERS = {
    "b": "P", "p": "P", "f": "PH", "v": "P", "d": "T", "t": "T", "k": "K", "q": "KJ", "l": "L",
    "r": "L", "m": "M", "n": "N", "s": "S", "z": "SJ", "j": "J", "h": "H?",
}  # fmt: skip
_MAC = re.compile(r"^mc(?=[a-z])")  # McCain is 매케인
_VOWEL_RUN = re.compile(r"[aeiouyw]+")
_VOWEL = "."
_VOWEL_COST = 0.5
_VOWEL_CHANGE = 0.45
_CONSONANT_COST = 1.0
_NEAR = {
    frozenset("SJ"): 0.35, frozenset("NG"): 0.2, frozenset("TJ"): 0.45, frozenset("TS"): 0.5,
    frozenset("KH"): 0.5, frozenset("MN"): 0.6, frozenset("KG"): 0.6, frozenset("PH"): 0.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sound:
    """One consonant class or one run of vowels.

    `classes` is empty for vowels, else every class the spelling may stand for; `letters` are the
    vowel letters; `drop` is what leaving the sound out costs.
    """

    classes: str
    letters: str
    drop: float


def weight(sounds: tuple[Sound, ...]) -> float:
    """Return the size of a sequence, the unit in which alignment costs are read."""
    return sum(_CONSONANT_COST if sound.classes else _VOWEL_COST for sound in sounds)


def hangul_sounds(hangul: str) -> tuple[Sound, ...]:
    """Return the sounds of precomposed Hangul syllables; anything else is left out."""
    sounds: list[Sound] = []
    for letter in hangul:
        if not "가" <= letter <= "힣":
            continue
        code = ord(letter) - ord("가")
        initial, vowel, final = code // 588, code % 588 // 28, code % 28
        opened = _INITIALS[initial] != "-"
        if opened:
            _add_consonant(sounds, _INITIALS[initial])
        drop = _vowel_drop(vowel, final) if opened else _VOWEL_COST
        _add_vowel(sounds, _VOWELS[vowel], drop)
        if _FINALS[final] != "-":
            _add_consonant(sounds, _FINALS[final])
    return tuple(sounds)


def hangul_consonants(hangul: str) -> str:
    """Return the consonant classes of Hangul syllables, as `hangul_sounds` has them."""
    spoken = "".join(map(_around_vowel, hangul))
    return spoken.replace("LL", "L").replace(_VOWEL, "")  # 블랙 and 알리 write one l twice


@cache
def _around_vowel(letter: str) -> str:
    """Return the consonant classes of a syllable before and after the mark of its vowel."""
    if not "가" <= letter <= "힣":
        return ""
    code = ord(letter) - ord("가")
    return f"{_INITIALS[code // 588]}{_VOWEL}{_FINALS[code % 28]}".replace("-", "")


def _vowel_drop(vowel: int, final: int) -> float:
    # 으 and a closing 이 (런치, 부시) are there because Korean has no bare consonants.
    if vowel == _WEAK_VOWEL:
        return 0.02
    return 0.15 if vowel == _SMALL_I and not final else _VOWEL_COST


def _add_consonant(sounds: list[Sound], classes: str) -> None:
    if classes == "L" and sounds and sounds[-1].classes == "L":
        return  # 블랙 and 알리 write one l twice
    drop = 0.6 if classes in ("H", "G") else _CONSONANT_COST
    sounds.append(Sound(classes, "", drop))


def _add_vowel(sounds: list[Sound], letters: str, drop: float) -> None:
    if sounds and not sounds[-1].classes:
        last = sounds.pop()
        letters, drop = last.letters + letters, min(_VOWEL_COST, max(last.drop, drop))
    sounds.append(Sound("", letters, drop))


@lru_cache(maxsize=20_000)
def latin_sounds(latin: str) -> tuple[Sound, ...]:
    """Return the sounds that an English reader hears in `latin`."""
    plain = unicodedata.normalize("NFD", latin.lower())
    text = "".join(c for c in plain if (c.isascii() and c.isalpha()) or c == " ")
    sounds: list[Sound] = []
    for word in text.split():
        _read_word(_MAC.sub("mac", word), sounds)
    return tuple(sounds)


def _read_word(word: str, sounds: list[Sound]) -> None:
    position = 0
    while position < len(word):
        run = _VOWEL_RUN.match(word, position)
        if run:
            last = run.end() == len(word)
            silent = last and run.group() == "e" and position > 1
            _add_vowel(sounds, run.group(), 0.02 if silent else _VOWEL_COST)
            position = run.end()
            continue
        position += _read_consonant(word, position, sounds)


def _read_consonant(word: str, position: int, sounds: list[Sound]) -> int:
    """Add the consonant at `position` and return how many letters it took."""
    letter = word[position]
    for spelling, classes in _SPELLINGS:
        if word.startswith(spelling, position) and not (spelling[0] in "kw" and position):
            sounds += [_consonant(found) for found in classes]
            return len(spelling)
    following = word[position + 1] if position + 1 < len(word) else ""
    if letter == following:
        return 1  # a doubled letter sounds once
    if letter == "n" and following == "g":
        open_end = word[position + 2 : position + 3]
        if open_end and open_end in "aeiouyrl":
            sounds += [_consonant("NG"), _consonant("KJ?" if open_end in "eiy" else "K?")]
        else:
            sounds.append(Sound("GN", "", _CONSONANT_COST))
        return 2
    sounds += _single(letter, following, at_start=position == 0)
    return 1


def _single(letter: str, following: str, *, at_start: bool) -> list[Sound]:
    soft = bool(following) and following in "eiy"
    if letter == "c":
        return [_consonant("SJ" if soft else "K" if following else "KJ")]  # Boric is 보리치
    if letter == "g":
        return [_consonant("KJ" if soft else "K")]
    if letter == "x":
        return [_consonant("SJ")] if at_start else [_consonant("K"), _consonant("S")]
    if letter == "r" and (not following or following not in "aeiouyw"):
        return [Sound("L", "", 0.15)]  # Starmer is 스타머
    return [_consonant(_LETTERS.get(letter, "K"))]


def _consonant(classes: str) -> Sound:
    if classes.endswith("?"):
        return Sound(classes[:-1], "", 0.15)
    return Sound(classes, "", _CONSONANT_COST)


def alignment_cost(ours: tuple[Sound, ...], theirs: tuple[Sound, ...]) -> float:
    """Return the cheapest cost of turning one sequence of sounds into the other."""
    row = [0.0]
    for sound in theirs:
        row.append(row[-1] + sound.drop)
    for mine in ours:
        above, row = row, [row[0] + mine.drop]
        for column, other in enumerate(theirs):
            row.append(
                min(
                    above[column] + change_cost(mine, other),
                    above[column + 1] + mine.drop,
                    row[column] + other.drop,
                )
            )
    return row[-1]


def change_cost(mine: Sound, other: Sound) -> float:
    """Return what it costs to hear one sound as another."""
    if bool(mine.classes) != bool(other.classes):
        return 2 * _CONSONANT_COST
    if not mine.classes:
        return 0.0 if set(mine.letters) & set(other.letters) else _VOWEL_CHANGE
    if set(mine.classes) & set(other.classes):
        return 0.0
    pairs = (frozenset((a, b)) for a in mine.classes for b in other.classes)
    return min((_NEAR.get(pair, _CONSONANT_COST) for pair in pairs), default=_CONSONANT_COST)
