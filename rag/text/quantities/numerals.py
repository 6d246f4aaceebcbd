"""Reading numerals as written: digits, 만/억/조, Korean and English number words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Style = Literal["digits", "native", "sino", "words"]

BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_SINO_DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")}
ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# Scale letters stand for a number only after money or before a noun; the caller decides.
_SCALE_LETTERS = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
NATIVE_RANGES = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "네댓": (4, 5),
    "네다섯": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8),
}  # fmt: skip
_WORD_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_WORD_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip

_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_SECTION = re.compile(rf"((?:(?:\d+)[천백십]\s?)*)({_DIGITS})([천백십](?![가-힣]*원어))?")
_BIG_UNIT = re.compile(
    r"([만경])|(?:(?<=[\d천백십])|\s(?=[억조](?:$|[^가-힣]|원|달러|위안|엔|유로|명|개|"
    r"여)))([억조])(?!직)"
)
_SINO = re.compile(r"[일이삼사오육칠팔구십백천만억조]{2,}")
_SINO_ONE = re.compile(r"[십백천만](?=\s)")
# Words that spell like numerals.
_SINO_WORDS = frozenset(("만일", "이만", "일이", "구만", "백일", "천일", "일일", "사만", "천만"))
_NATIVE = re.compile(
    "|".join(sorted(NATIVE_RANGES, key=len, reverse=True))
    + "|(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
    + "(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?"
    + "|스무|한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉"
)
_WORD = "|".join(sorted((*_WORD_ONES, *_WORD_TENS), key=len, reverse=True))
_WORDS = re.compile(
    rf"\b(?:(?:half|(?P<top>a|one|two|three)[\s-](?P<bottom>quarter|third)s?)(?P<of>\s(?:of\s)?an?\s)"
    rf"|(?:an? )(?=hundred|thousand|million|billion|trillion|dozen))?"
    rf"(?P<body>(?:(?:{_WORD}|hundred|thousand|million|billion|trillion|dozen)\b"
    rf"(?:-(?={_WORD})|\s(?:and\s)?(?=(?:{_WORD}|hundred|thousand|million|billion|trillion|"
    rf"dozen)\b))?)+)"
    r"(?!\w)",
    re.IGNORECASE,
)
_ENGLISH_SCALE = re.compile(
    r"[\s-]?(?:(?P<word>thousand|million|billion|trillion)\b|(?P<letters>bn|tn|mn|mln|bln|trn)\b)",
    re.IGNORECASE,
)
_LETTER_SCALE = re.compile(r"[kKmMbBtT](?![A-Za-z])")
_TOPS, _BOTTOMS = {"a": 1, "one": 1, "two": 2, "three": 3}, {"quarter": 4, "third": 3}
_AND_HALF = re.compile(r"\sand\sa\shalf\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral that ends at `end`; `scale` is its last multiplier (만, million), else 1."""

    low: Decimal
    high: Decimal
    end: int
    style: Style
    scale: int = 1
    commas: bool = False


def read_digits(text: str, pos: int) -> Numeral | None:
    """Read digits with any of 천/만/억/조 or thousand/million/bn behind them: '3조 5,000억'."""
    total, end, limit, scale = Decimal(0), pos, 10**20, 1
    commas = False
    while True:
        found = _SECTION.match(text, end + (end > pos and text[end : end + 1] == " "))
        if not found or (end > pos and not _continues(found, text, end)):
            break
        section = _section_value(found)
        big = _BIG_UNIT.match(text, found.end())
        unit = BIG[big[1] or big[2]] if big else 1
        if unit >= limit or (end > pos and section >= 10**4):
            break
        total, end, limit, scale = total + section * unit, found.end(), unit, unit
        commas = commas or "," in found[2]
        if not big:
            scale = _SMALL.get(found[3] or "", 1) if limit == 1 else scale
            break
        end = big.end()
    if end == pos:
        return None
    if scale == 1 and (english := _ENGLISH_SCALE.match(text, end)):
        scale = _scale_of(english)
        total, end = total * scale, english.end()
    return Numeral(total, total, end, "digits", scale, commas)


def _continues(found: re.Match[str], text: str, end: int) -> bool:
    """Say whether a section after 만/억/조 belongs to the same number, not to a next one."""
    if "." in found[2] and text[end : end + 1] == " ":
        return False
    behind = text[found.end() : found.end() + 3]
    spaced = text[end : end + 1] == " "
    return not (spaced and re.match(r"\s?(?:위(?!안)|번째|시(?!간)|:)", behind))


def _section_value(found: re.Match[str]) -> Decimal:
    value = Decimal(0)
    for digits, unit in re.findall(r"(\d+)([천백십])", found[1]):
        value += int(digits) * _SMALL[unit]
    return value + Decimal(found[2].replace(",", "")) * _SMALL.get(found[3] or "", 1)


def _scale_of(found: re.Match[str]) -> int:
    if found["word"]:
        return ENGLISH_SCALES[found["word"].lower()]
    return _SCALE_LETTERS[found["letters"].lower()]


def read_letter_scale(text: str, numeral: Numeral) -> Numeral | None:
    """Read the k, m, b or t glued to a numeral as its scale."""
    found = _LETTER_SCALE.match(text, numeral.end)
    if not found or numeral.scale != 1:
        return None
    scale = _SCALE_LETTERS[found[0].lower()]
    return Numeral(numeral.low * scale, numeral.high * scale, found.end(), "digits", scale)


def read_sino(text: str, pos: int) -> Numeral | None:
    """Read '삼천만' or '이십'; None for words that only look like it (만일, 사이)."""
    found = _SINO.match(text, pos)
    if not found:
        one = _SINO_ONE.match(text, pos)
        if not one:
            return None
        unit = BIG.get(one[0]) or _SMALL[one[0]]
        return Numeral(Decimal(unit), Decimal(unit), one.end(), "sino", unit)
    value = sino_value(found[0])
    if value is None or found[0] in _SINO_WORDS:
        return None
    return Numeral(Decimal(value), Decimal(value), found.end(), "sino", 1)


def sino_value(word: str) -> int | None:
    """Return the value of a Sino-Korean numeral; None when it is not well formed."""
    total = section = 0
    digit: int | None = None
    small_limit, big_limit = 10**4, 10**20
    for char in word:
        if char in _SINO_DIGITS:
            if digit is not None:
                return None
            digit = _SINO_DIGITS[char]
        elif char in _SMALL:
            if _SMALL[char] >= small_limit:
                return None
            small_limit = _SMALL[char]
            section += (1 if digit is None else digit) * small_limit
            digit = None
        else:
            if BIG[char] >= big_limit:
                return None
            big_limit, small_limit = BIG[char], 10**4
            total += (section + (digit or 0) or 1) * big_limit
            section, digit = 0, None
    return total + section + (digit or 0)


def read_native(text: str, pos: int) -> Numeral | None:
    """Read 두, 열세, 스무 or a pair such as 두세 (2 to 3)."""
    found = _NATIVE.match(text, pos)
    if not found:
        return None
    word = found[0]
    if word in NATIVE_RANGES:
        low, high = NATIVE_RANGES[word]
        return Numeral(Decimal(low), Decimal(high), found.end(), "native")
    tens = next((t for t in _NATIVE_TENS if word.startswith(t)), "")
    value = _NATIVE_TENS.get(tens, 0) + _NATIVE_ONES.get(word[len(tens) :], 0)
    return Numeral(Decimal(value), Decimal(value), found.end(), "native")


def read_words(text: str, pos: int) -> Numeral | None:
    """Read 'two hundred and sixty thousand', 'a dozen', 'a quarter of a million', 'two and a half'.

    None of a part that is no number's: 'a quarter of a percentage point'.
    """
    found = _WORDS.match(text, pos)
    if not found:
        return None
    value = _words_value(found["body"])
    if value is None:
        return None
    scale = next((s for w, s in ENGLISH_SCALES.items() if found["body"].lower().endswith(w)), 1)
    total, end = Decimal(value), found.end()
    if found["of"]:
        total = round(total * _part_of(found), 0)
    elif more := _AND_HALF.match(text, end):
        total, end = total + Decimal("0.5"), more.end()
    if scale == 1 and (english := _ENGLISH_SCALE.match(text, end)):
        scale = _scale_of(english)
        total, end = total * scale, english.end()
    return Numeral(total, total, end, "words", scale)


def _part_of(found: re.Match[str]) -> Decimal:
    if not found["top"]:
        return Decimal("0.5")
    return Decimal(_TOPS[found["top"].lower()]) / _BOTTOMS[found["bottom"].lower()]


def _words_value(body: str) -> int | None:
    total = section = 0
    last = ""
    for word in re.findall(r"[a-z]+", body.lower()):
        if word == "and":
            continue
        if word in _WORD_ONES:
            if last in _WORD_ONES or (last in _WORD_TENS and _WORD_ONES[word] > 9):
                return None
            section += _WORD_ONES[word]
        elif word in _WORD_TENS:
            if last in _WORD_ONES or last in _WORD_TENS:
                return None
            section += _WORD_TENS[word]
        elif word in ("hundred", "dozen"):
            section = (section or 1) * (100 if word == "hundred" else 12)
        else:
            total += (section or 1) * ENGLISH_SCALES[word]
            section = 0
        last = word
    return total + section
