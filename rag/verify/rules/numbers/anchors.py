"""The words of a text that a number may belong to: "Wan" of "Wan scored 86.22%"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.text.names import AliasTable, compound_countries, listed, translate_term
from rag.verify.rules.language.script import is_korean, same_language
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.names.missing import may_be_same

_NOUNS = frozenset(("NNG", "NNP", "SL"))
_VERB_ENDINGS = frozenset(("XSV", "XSA"))
# Nouns of one letter that only say when or where.
_NO_THINGS = frozenset("때뒤앞위전후안밖날말해달곳점밑옆")
_ALONE = re.compile(r"(?<![^\s(“‘])[가-힣](?=\s|[은는이가을를의도][\s,])")
_ENGLISH_WORD = re.compile(r"\b[a-z]{3,}\b")
# English words that say nothing of what is counted.
_EMPTY = frozenset(
    listed(
        """
    the and for with that this was were are has have had been will would can could may from into
    than then its his her their our your about around nearly almost over under more less most last
    next year years month months week weeks day days percent million billion trillion said says
    which who whom whose where when while what all some each per not but out off only also still
    rose rise rises rising risen fell fall falls falling fallen climb climbed gain gained drop
    dropped increase increased decline declined decrease decreased grew grow grown shrank jumped
    slid reach reached hit total totalled cost costs pay paid
    now new they them there these those after before during since until between among against
        """
    )
)
_GLOSS = re.compile(r"\(.*\)$")  # 소라(Sora): the list knows that 소라 alone is also a shell
_AGES = re.compile(
    r"""
    (?<!\d) (?P<ko>[1-9]0)대 (?=\s|[은는이가의를와도])
    | in\ their\ (?P<en>[1-9]0)['’]?s
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a word stands that a number may belong to, and the text by which it is compared.

    A `term` is an ordinary word, in one form for both texts: it sounds like nothing.
    """

    start: int
    end: int
    text: str
    term: bool = False

    def meets_any(self, others: Iterable[Anchor], aliases: AliasTable) -> bool:
        """Return whether one of the words of another text may name the same thing."""
        return any(
            self.text == other.text
            if self.term or other.term
            else may_be_same(self.text, other.text, aliases)
            for other in others
        )

    def overlaps_any(self, others: Iterable[Anchor]) -> bool:
        """Return whether it shares a letter with another word of its text."""
        return any(self.start < other.end and other.start < self.end for other in others)


def anchors_in(text: str, other: str, aliases: AliasTable) -> list[Anchor]:
    """Return the words by which a text is held against an `other` one.

    In one language all nouns are compared, of English every word that both texts have; across
    languages what has a name in both, or stands in the list of terms.
    """
    if same_language(text, other):
        shared = [] if is_korean(text) else _words_shared(text, other)
        return _in_order([*_things_in(text), *_ages_in(text)], shared)
    found = _in_order(names_in(text, aliases), _named_by(other, text, aliases))
    return _in_order(found, _translated(text, other))


def _in_order(found: Sequence[Anchor], more: Sequence[Anchor]) -> list[Anchor]:
    """Return words from left to right; the latter only where none of the former stands."""
    added = [anchor for anchor in more if not anchor.overlaps_any(found)]
    return sorted([*found, *added], key=lambda anchor: anchor.start)


def _words_of(text: str) -> list[Anchor]:
    """Return the words of English text by their stems."""
    words = (match for match in _ENGLISH_WORD.finditer(text) if match.group() not in _EMPTY)
    return [Anchor(match.start(), match.end(), stem(match.group()), term=True) for match in words]


def _words_shared(text: str, other: str) -> list[Anchor]:
    stems = {word.text for word in _words_of(other)}
    return [word for word in _words_of(text) if word.text in stems]


def _translated(text: str, other: str) -> list[Anchor]:
    """Return the words of a text whose translation stands in the other one, by the Korean word."""
    korean, english = (text, other) if is_korean(text) else (other, text)
    words = _words_of(english.casefold())
    stems = {word.text for word in words}
    nouns = _things_in(korean)
    meant = {
        stem(term): noun.text
        for noun in nouns
        for term in translate_term(noun.text, "en")
        if stem(term) in stems
    }
    if text is korean:
        return [replace(noun, term=True) for noun in nouns if noun.text in meant.values()]
    return [replace(word, text=meant[word.text]) for word in words if word.text in meant]


def _named_by(other: str, text: str, aliases: AliasTable) -> list[Anchor]:
    """Return where a text writes the names of another one, be they ordinary words: Sora is 소라."""
    forms = {
        _GLOSS.sub("", form): name.text
        for name in all_names(other, aliases)
        for form in aliases.forms(name.text)
    }
    if not forms:
        return []
    written = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{written})", text)
    return [Anchor(match.start(), match.end(), forms[match.group()]) for match in found]


def nouns_in(text: str) -> list[Anchor]:
    """Return the nouns of a text, of one letter only where they stand alone (밀은, 쥐 40마리).

    A Latin word is one only with a capital.
    """
    return [
        Anchor(token.start, token.start + token.len, token.form)
        for token in tokens(text)
        if token.tag in _NOUNS
        and (token.len > 1 or _stands_alone(token.start, text))
        and (token.tag != "SL" or text[token.start].isupper())
    ]


def _things_in(text: str) -> list[Anchor]:
    """Return the nouns of a text that are no verbs (상승했고): those tell nothing of a figure."""
    verbs = {token.start for token in tokens(text) if token.tag in _VERB_ENDINGS}
    return [noun for noun in nouns_in(text) if noun.end not in verbs]


def _stands_alone(start: int, text: str) -> bool:
    """Return whether a word is one letter long but for a particle, and tells a thing."""
    return text[start] not in _NO_THINGS and _ALONE.match(text, start) is not None


def names_in(text: str, aliases: AliasTable) -> list[Anchor]:
    """Return the names of a text, the countries within its compounds (한미) and its age groups."""
    found = [Anchor(name.start, name.end, name.text) for name in all_names(text, aliases)]
    found += [Anchor(*compound) for compound in compound_countries(text)]
    return found + _ages_in(text)


def _ages_in(text: str) -> list[Anchor]:
    """Return the age groups of a text under one name in either language: 60대, in their 60s."""
    return [Anchor(m.start(), m.end(), f"{m['ko'] or m['en']}s") for m in _AGES.finditer(text)]
