"""Aliases that the text itself gives: 국제통화기금(IMF), 시진핑(習近平), Long Name (ACRONYM).

Korean news explains a name in brackets where it first stands.  Nothing is guessed: a bracket that
holds an age, a date, a unit, a photo credit, a stock code or a remark gives no alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.text.morphemes import tokens
from rag.text.names.glossary import translate_term
from rag.text.names.romanization import SOUNDS_ALIKE, sounds_alike
from rag.text.names.wordlists import listed


@dataclass(frozen=True, slots=True)
class AliasPair:
    """Two forms of one name as a text gives them.

    `korean` is the form before the bracket, which in English text is the long English name;
    `other` is the form in the bracket: Latin, Hanja, or the Korean reading of an acronym.
    """

    korean: str
    other: str


_BRACKET = re.compile(r"\s?\(([^()\n]{1,90})\)")
_HANGUL = re.compile(r"[가-힣]")
_HANJA = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,8}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][\w&'’./+\- À-ɏ]*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&\d.-]{1,9}")
_PARTS = re.compile(r"\s*[,;·∙/]\s*")
_SENTENCE_WORDS = frozenset(
    listed(
        """
    is are was were be been has have had will would can could should i you we they he she
    it not to this that who what
    """
    )
)
_SMALL = frozenset(
    listed(
        """
    of and for the on in to de la du des und at by & with
    """
    )
)
_NO_NAMES = re.compile(
    r"^(?:[a-z]{1,3}|kwh|mwh|gwh|twh|MWh|GWh|TWh|kWh|GW|MW|kW|MHz|GHz|KRW|USD|EUR|JPY|CNY|"
    r"AP|AFP|EPA|UPI|NYSE.*|NASDAQ.*|KOSDAQ.*|KRX.*|TSE.*|HKEX.*|ticker.*|source.*|photo.*|"
    r"courtesy.*|pictured.*|left|right|center|file|above|below|sic|see .*|p\.? ?\d+|pp\..*|"
    r"Q&A|PDF|HWP|CEO 출신|[A-Z]{1,5}[.:][A-Z0-9]{1,8})$"
)  # fmt: skip
# Endings of words that modify or govern what follows: a name does not reach over them.
_NOT_IN_NAME = re.compile(
    r"(?:[은는을를]|에서|에게|에|으로|로서|부터|까지|보다|처럼|위한|위해|통한|대한|관한|따른|열린|하는|"
    r"했던|하고|하며|이라는|라는|등|및|또는|이른바|일명|즉|최신|자사|이날|당시|전날|올해|지난해|내년|"
    r"이번|현재|특히|한편|또|다만|그러나|밝힌|말한|된|할|될|인|의|와|과|이|가|도|년|월|일|대통령|"
    r"총리|장관|회장|대표|사장|주석|의장|총재|교수|기자|위원장|실장|차관|최고경영자)$"
)
_ENDS_LIKE_PARTICLE = frozenset(
    listed(
        """
    연구개발특구 가 대한 인도 중국의 독도 제주도 국가 세계 물가 평가 전문가 한국 한반도
    온도 속도 제도 고속도 신용도 아시아태평양 차세대 범용 인공지능 일본 개인 확인 미국인
    한국인 국제의
    """
    )
)
_TITLE_TAIL = re.compile(r"(?:[가-힣]+(?:은|는|이|가|을|를|에|의|로|서|고|며|다|요|까|죠))$")
_KOREAN_TAIL = re.compile(r"[가-힣A-Za-z0-9][가-힣A-Za-z0-9&.·+\- ]*$")
_ENGLISH_TAIL = re.compile(r"[A-Za-zÀ-ɏ][\w&'’.\- À-ɏ]*$")
_MAX_WORDS = 6
_SOUNDS_SO = 0.6
_WORDS = frozenset(("NNG", "NNB", "NP", "NR"))
_GUESSED = 100  # Kiwi gives a word that its dictionary lacks the number of its tag, less than this


def mine_aliases(text: str) -> list[AliasPair]:
    """Return the aliases that `text` gives in brackets, in order, each once."""
    found: dict[AliasPair, None] = {}
    for bracket in _BRACKET.finditer(text):
        left = text[max(0, bracket.start() - 120) : bracket.start()]
        for pair in _pairs(left, bracket.group(1).strip()):
            found[pair] = None
    return list(found)


def _pairs(left: str, inside: str) -> list[AliasPair]:
    if _is_remark(inside):
        return []
    korean = _KOREAN_TAIL.search(left)
    if korean and re.search(r"[가-힣][^ ]*$", korean.group()):
        return _explained(korean.group(), inside)
    return _acronym_explained(left, inside)


def _is_remark(inside: str) -> bool:
    """Say whether a bracket holds no name: a credit, a number, a remark, a stock code."""
    if "=" in inside or "@" in inside or inside[:1].isdigit() or inside[-1:] in "?!%":
        return True
    if inside.endswith(" 등"):
        return True  # examples: 영상 검사(CT, MRI 등)
    if _NO_NAMES.match(inside) or "기자" in inside or re.search(r"\d{4}", inside):
        return True
    words = {word.lower() for word in re.findall(r"[A-Za-z']+", inside)}
    return bool(words & _SENTENCE_WORDS)


def _explained(left: str, inside: str) -> list[AliasPair]:
    """Read Hangul before a bracket with Latin, Hanja or the full form of a short name in it."""
    parts = _PARTS.split(inside)
    names: list[AliasPair] = []
    longest = ""
    for part in parts:
        head = ""
        if _HANJA.fullmatch(part) and len(parts) == 1:
            head = _before_hanja(left, part)
        elif _LATIN.fullmatch(part) and not _NO_NAMES.match(part) and not _HANGUL.search(part):
            head = _before_latin(left, part)
            head = "" if _only_explains(head, part) else head
        elif re.fullmatch(r"[가-힣 ]{3,}", part) and len(parts) == 1:
            head = _shortened(left, part)
        if head and not (longest and _ACRONYM.fullmatch(part)):
            names.append(AliasPair(head, part))
            longest = longest or head
        elif head:
            # An acronym after the long form abbreviates the very words that the long form names.
            names.append(AliasPair(longest, part))
    return names


def _only_explains(korean: str, latin: str) -> bool:
    """Return whether a word of the dictionary is explained and nothing named: 방법(CT), 핵심(Core).

    A word is a name where it sounds like one, 셀(Cell), and where its usual English spells it.
    """
    read = [token for token in tokens(korean) if token.tag not in ("MM", "MAG")]  # 새 방법(CT)
    if len(read) != 1 or read[0].tag not in _WORDS or read[0].id < _GUESSED:
        return False
    if read[0].tag != "NP" and sounds_alike(korean, latin) >= SOUNDS_ALIKE:
        return False
    usual = (english.lower() for english in translate_term(read[0].form, "en"))
    letters = latin.lower()
    return not latin.isupper() or not any(
        english[0] == letters[0] and _spells(english, list(letters)) for english in usual
    )


def _before_hanja(left: str, hanja: str) -> str:
    last = left.split()[-1]
    fits = 0 <= len(last) - len(hanja) <= 2  # 베이징(北京) reads longer than it is written
    return last if fits and re.fullmatch(r"[가-힣]{2,}", last) else ""


def _shortened(left: str, full: str) -> str:
    """Return a short name before its full form: 과기정통부(과학기술정보통신부)."""
    last = left.split()[-1]
    if len(last) < 3 or len(last) >= len(full.replace(" ", "")) or last[0] != full[0]:
        return ""
    return last if _in_order(list(last), list(full)) else ""


def _before_latin(left: str, latin: str) -> str:
    words = left.split()[-_MAX_WORDS:]
    if len(words[-1]) < 2 and len(latin) > 4 and not sounds_alike(words[-1], latin) > _SOUNDS_SO:
        return ""
    if len(words[-1]) < 2 and _ACRONYM.fullmatch(latin) and latin.isupper():
        return ""
    spoken = [(sounds_alike(" ".join(words[-n:]), latin), n) for n in range(1, len(words) + 1)]
    best, count = max(spoken, key=lambda scored: (round(scored[0], 2), -scored[1]))
    if best < _SOUNDS_SO:
        count = _translated_words(words, _wanted_syllables(latin))
    return " ".join(words[-count:])


def _wanted_syllables(latin: str) -> float:
    """Return about how many syllables the Korean name of `latin` has."""
    words = [word for word in latin.split() if word.lower() not in _SMALL]
    if len(words) > 1:
        return 2 * len(words) - 1
    capitals = sum(letter.isupper() for letter in latin)
    return 1.5 * capitals if capitals > 1 else 1


def _translated_words(words: list[str], syllables: float) -> int:
    """Return how many words to the left a translated name takes."""
    count = 1
    while count < len(words) and len("".join(words[-count:])) < syllables:
        before = words[-count - 1]
        known = before in _ENDS_LIKE_PARTICLE
        if not known and (_NOT_IN_NAME.search(before) or not re.search(r"[가-힣A-Za-z]$", before)):
            break
        count += 1
    return count


def _acronym_explained(left: str, inside: str) -> list[AliasPair]:
    """Read 'Long Name (ACRONYM)', 'ACRONYM (Long Name)' and 'LLM(거대 언어 모델)'."""
    tail = _ENGLISH_TAIL.search(left)
    if not tail:
        return []
    last = tail.group().split()[-1]
    if _ACRONYM.fullmatch(inside):
        long = _long_form(tail.group().split(), inside)
        return [AliasPair(long, inside)] if long else []
    if not re.fullmatch(r"[A-Z]{2,8}", last):
        return []
    if re.fullmatch(r"[가-힣 ]{4,}", inside) and not _TITLE_TAIL.search(inside):
        return [AliasPair(inside, last)]
    if _LATIN.fullmatch(inside) and _long_form(inside.split(), last) == inside:
        return [AliasPair(inside, last)]
    return []


def _long_form(words: list[str], acronym: str) -> str:
    """Return the fewest last words that spell `acronym`: each letter in order, first at a start.

    The rule of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
    in biomedical text" (2003).
    """
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    if sum(letter.isupper() for letter in acronym) < 2:
        return ""
    for count in range(2, min(len(words), len(letters) + 5) + 1):
        chosen = words[-count:]
        starts = chosen[0][0].lower() == letters[0] and chosen[0].lower() not in _SMALL
        initials = [word[0].lower() for word in chosen if word.lower() not in _SMALL]
        if starts and _in_order(initials, letters) and _spells(" ".join(chosen).lower(), letters):
            return " ".join(chosen)
    return ""


def _in_order(some: list[str], letters: list[str]) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in some)


def _spells(text: str, letters: list[str]) -> bool:
    position = 1
    for letter in letters[1:]:
        position = text.find(letter, position) + 1
        if not position:
            return False
    return True
