"""Proper names that no list knows: verification must find each of them in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.text.names.glossary import english_vocabulary, translate_term
from rag.text.names.sameness import SURNAMES, bare_name
from rag.text.names.table import AliasTable, NameMention
from rag.text.names.wordlists import listed

# Capitalised words that begin sentences or name no one.
_COMMON = frozenset(
    listed(
        """
    a an the this that these those it its he she they we you i in on at by for from to of
    with and or but nor so yet if when while where who whom whose what which why how as
    after before during since until because although though however meanwhile also then
    there here now today yesterday tomorrow earlier later last next first second third both
    each every all some any many most more several such no not only even still just about
    above under over between among according despite unlike like than per via his her their
    our my your mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    is are was were be been being do does did has have had will would can could should may
    might must shall let yes no ok one two three four five six seven eight nine ten hundred
    thousand million billion trillion instead moreover furthermore additionally therefore
    thus hence overall once again together please former others another same own other
    """
    )
)
# These too, unless a name goes on behind them inside a sentence: New Horizons, the West Bank.
_BEFORE_NAMES = frozenset(listed("great east west north south new central"))
_GENERIC = frozenset(
    listed(
        """
    AI CEO CFO COO CTO GPU CPU NPU HBM GDP GNP FTA IT ICT PDF USD KRW EUR JPY TV AM PM Q1
    Q2 Q3 Q4 LLM IPO ETF R&D SNS URL ID OK EV IR TF MOU AX DX API SaaS B2C B2B AGI DRAM
    NAND LED
    """
    )
)
_WORD = "[A-Za-zÀ-ɏ0-9&’'-]*"  # \w would take the particle of "AI를" along
_LATIN_RUN = re.compile(
    rf"(?<![A-Za-z0-9])[A-ZÀ-Þ]{_WORD}(?:\.(?=[A-Z]))?{_WORD}"
    r"(?: (?:(?:of|and|for|the|de|da|van|von|der|bin|al|du|del) ){0,2}"
    rf"[A-ZÀ-Þ0-9]{_WORD})*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)\]]?\s+|[\n\"“‘'(\[•▲■-]\s*)$")
_TITLE = (
    "(?:대통령|국가주석|주석|총리|부총리|장관|차관|총재|사무총장|의장|위원장|회장|부회장|대표|사장|실장|"
    "대변인|본부장|최고경영자|CEO|교수|의원|수석|왕세자|후보)(?![가-힣]{2})"
)
_TITLED = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]) {_TITLE}")
# A third syllable that is a particle or ends the name of an office is no given name.
_FULL_NAME_TITLED = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2}[^\W\d_A-Za-z의은는을를이가과와도에위실부처청국소단팀당회사적인])"
    rf" {_TITLE}"
)
# "전 대통령" is a former president and "현 장관" the present minister.
_SURNAMES_BEFORE_TITLE = SURNAMES - frozenset("전현각양한본차구신여")
_SOUNDS_FOREIGN = re.compile(r"[가-힣]{2,}")


def unknown_names(text: str, table: AliasTable | None = None) -> list[NameMention]:
    """Return the proper names in `text` that `table`, or else the curated one, does not know.

    These are runs of proper nouns in Korean, capitalised words in English except common words that
    begin a sentence, and a Korean surname with a title (황 CEO).  The kind is "name".
    """
    known_by = table or AliasTable.curated()
    known = [(mention.start, mention.end) for mention in known_by.mentions(text)]
    spans = _latin(text) + _titled(text) + _korean(text)
    free: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        taken = known + free
        if not any(start < stop and begin < end for begin, stop in taken):
            free.append((start, end))
    return [_mention(text, start, end) for start, end in free]


def _mention(text: str, start: int, end: int) -> NameMention:
    surface = text[start:end]
    return NameMention(start, end, surface, surface.lower(), "name")


def _titled(text: str) -> list[tuple[int, int]]:
    """Find 황 CEO, and 백승민 before 대표, which Kiwi may cut to pieces."""
    short = [m.span() for m in _TITLED.finditer(text) if m["name"] in _SURNAMES_BEFORE_TITLE]
    full = [
        match.span("name")
        for match in _FULL_NAME_TITLED.finditer(text)
        if match["name"][0] in SURNAMES and not _ordinary(match["name"])
    ]
    return short + full


def _korean(text: str) -> list[tuple[int, int]]:
    """Join neighbouring proper nouns: 하워드 러트닉 is one name."""
    if not _SOUNDS_FOREIGN.search(text):
        return []
    runs: list[list[int]] = []
    for token in tokens(text):
        if token.tag != "NNP" or not re.fullmatch("[가-힣]+", token.form):
            continue
        start, end = token.start, token.start + token.len
        if runs and text[runs[-1][1] : start] in ("", " ", "-", "·"):
            runs[-1][1] = end
        else:
            runs.append([start, end])
    return [
        (start, end) for start, end in runs if end - start > 1 and not _ordinary(text[start:end])
    ]


def _ordinary(korean: str) -> bool:
    return bool(translate_term(korean, "en"))


def _latin(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in (each for run in _LATIN_RUN.finditer(text) for each in _each(run)):
        if text[end : end + 1] == "$":
            continue  # US$5 is money
        begins = _SENTENCE_START.search(text, max(0, start - 6), start) is not None
        trimmed = _trimmed(text, start, end, begins=begins)
        if trimmed:
            found.append(trimmed)
    return found


def _each(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run that name one each: "Kim Gaon" "and Vice Minister Lee Dodam".

    In "Economy and Finance Minister Kim" the title is of both words.
    """
    words, begin = run.group(), 0
    for joint in re.finditer(r"(\S+)( and )(?=[A-Z])", words):
        rest = words[joint.end() :]
        if bare_name(rest) != rest and stem(joint[1]) not in english_vocabulary():
            yield run.start() + begin, run.start() + joint.start(2)
            begin = joint.end()
    yield run.start() + begin, run.end()


def _trimmed(text: str, start: int, end: int, *, begins: bool) -> tuple[int, int] | None:
    """Cut titles and common words off both ends of a run of capitalised words."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    bare = bare_name(text[start:end])
    if bare != text[start:end] and text.startswith(bare, end - len(bare)):
        words = [word for word in words if word[0] >= end - len(bare)]
    while words and _is_common(text[slice(*words[0])], first=begins, alone=len(words) == 1):
        words.pop(0)
        begins = False
    while words and _is_common(text[slice(*words[-1])], first=False, alone=True):
        words.pop()
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    surface = text[first:last]
    last -= len(surface) - len(surface.removesuffix("'s").removesuffix("’s").rstrip("'’-"))
    return (first, last) if last - first > 1 else None


def _is_common(word: str, *, first: bool, alone: bool = False) -> bool:
    bare = word.strip("'’-").removesuffix("'s").removesuffix("’s")
    generic = bare in _GENERIC or bare.removesuffix("s") in _GENERIC  # GPUs
    if generic or bare.lower() in _COMMON or bare[:1].isdigit():
        return True
    if bare.lower() in _BEFORE_NAMES:
        return first or alone
    # "Exports rose" begins a sentence with an ordinary word; "the Export Bank" does not.
    return (first or bare.islower()) and stem(bare) in english_vocabulary()
