"""The table of known names: which forms name one thing, and where they stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rag.text.names.aliases import AliasPair
from rag.text.names.cues import (
    COUNTRY_LETTERS,
    ONLY_AS_WRITTEN,
    companion_missing,
    country_run,
    follows_a_quote,
)
from rag.text.names.curated import KnownName, known_names
from rag.text.names.korean_tails import PREFIXES, ends_well
from rag.text.names.spellings import fold, variants

MINED = "mined"  # the kind of a name that an article's brackets gave


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in running text.

    `entity` is one identifier per known name (its canonical English form in lower case), or the
    surface form in lower case for an unknown name.
    """

    start: int
    end: int
    text: str
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    lower: str
    entity: str
    kind: str
    exact: bool
    starts_latin: bool
    ends_hangul: bool
    ends_latin: bool


_HANGUL = re.compile("[가-힣]")
_STARTS = re.compile(
    r"[가-힣]+|(?<![A-Za-z0-9À-ɏ])[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ]*|[\u4e00-\u9fff\uf900-\ufaff]"
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9]")
_CURRENCY = re.compile(r"[$]|\s?dollars?\b")


class AliasTable:
    """Names and their forms; never changed once made, `extended` returns another table."""

    __slots__ = ("_buckets", "_forms", "_keys", "_kinds")

    def __init__(
        self,
        keys: Mapping[str, str],
        forms: Mapping[str, tuple[str, ...]],
        kinds: Mapping[str, str],
        buckets: Mapping[str, tuple[_Form, ...]],
    ) -> None:
        self._keys = keys
        self._forms = forms
        self._kinds = kinds
        self._buckets = buckets

    @classmethod
    def curated(cls) -> AliasTable:
        """Return the table of the curated list, the same one at every call."""
        return _curated()

    @classmethod
    def of(cls, names: Iterable[KnownName]) -> AliasTable:
        """Return the table of `names`; of two that claim one form, the first keeps it."""
        return _extend(AliasTable({}, {}, {}, {}), names)

    def extended(self, pairs: Iterable[AliasPair]) -> AliasTable:
        """Return a table that also knows `pairs`.

        A pair with a known form gives that name a new form; a pair of two names that are already
        different is ignored; any other pair is a new name.
        """
        table, waiting = self, _Grouping()
        for pair in pairs:
            korean, other = self.entity(pair.korean), self.entity(pair.other)
            if korean and other:
                continue
            waiting.join(korean or other, pair)
        return _extend(table, waiting.names(self)) if waiting else table

    def forms(self, name: str) -> tuple[str, ...]:
        """Return every other form of a known name in any script; an unknown one has none."""
        entity = self.entity(name)
        if entity is None:
            return ()
        return tuple(form for form in self._forms[entity] if fold(form) != fold(name))

    def entity(self, name: str) -> str | None:
        """Return the identifier of a name, however it is cased, spaced and hyphened."""
        return self._keys.get(fold(name))

    def kind(self, entity: str) -> str | None:
        """Return the kind of an entity: person, org, company, product, place, event or mined."""
        return self._kinds.get(entity)

    def people(self) -> Iterator[tuple[str, str]]:
        """Yield the first Latin and the first Hangul form of every person."""
        for entity, kind in self._kinds.items():
            if kind == "person":
                latin = filter(str.isascii, self._forms[entity])
                hangul = filter(_HANGUL.match, self._forms[entity])
                yield from zip(islice(latin, 1), hangul, strict=False)

    def mentions(self, text: str) -> list[NameMention]:
        """Return the known names in `text`, left to right, the longest where several begin."""
        found: list[NameMention] = []
        lowered, done = text.lower(), 0
        if len(lowered) != len(text):  # İ and a few others lengthen
            lowered = text
        for run in _STARTS.finditer(text):
            # A name may begin again after another ends inside a run: 미국·중국, JP모건코리아.
            start = run.start()
            if start < done:
                continue
            for mention in self._at(text, lowered, start, run.end()):
                found.append(mention)
                done = mention.end
        return found

    def inner(self, mention: NameMention) -> list[NameMention]:
        """Return the names inside a longer one: 미국 in 미국 상무부, APEC in "APEC CEO Summit"."""
        found = self.mentions(mention.text[: len(mention.text) - 1])
        spans = [(m.start + mention.start, m) for m in found if m.entity != mention.entity]
        return [
            NameMention(start, start + len(m.text), m.text, m.entity, m.kind) for start, m in spans
        ]

    def _at(self, text: str, lowered: str, start: int, end: int) -> list[NameMention]:
        form = self._longest(text, lowered, start)
        if form is None and end - start > 2 and text[start] in PREFIXES:
            form = self._longest(text, lowered, start + 1)
            verb = form is not None and form.text.endswith("하")  # 주도하고 is no embassy in 도하
            if form is None or form.kind == "product" or verb:
                return self._countries(text, start, end)
            start += 1
        if form is None:
            return self._countries(text, start, end)
        stop = start + len(form.text)
        return [NameMention(start, stop, text[start:stop], form.entity, form.kind)]

    def _countries(self, text: str, start: int, end: int) -> list[NameMention]:
        """Read 미중, 한·미·일 and 韓美: countries by one letter each."""
        return [
            NameMention(at, at + 1, text[at], entity, "place")
            for at in country_run(text, start, end)
            if (entity := self.entity(COUNTRY_LETTERS[text[at]])) is not None
        ]

    def _longest(self, text: str, lowered: str, start: int) -> _Form | None:
        for form in self._buckets.get(lowered[start : start + 2], ()):
            if lowered.startswith(form.lower, start) and _fits(text, start, form):
                return form
        return None


def _fits(text: str, start: int, form: _Form) -> bool:
    """Say whether the form that `text` has at `start`, ignoring case, is that name."""
    end = start + len(form.text)
    surface = text[start:end]
    if form.exact and surface != form.text:
        return False
    if form.kind == MINED and surface.islower() and form.lower != form.text:
        return False  # an article may explain ITS and Cell: its and cell are still no names
    following = text[end : end + 1]
    if follows_a_quote(form.text, text, start):
        return False
    if form.ends_hangul:
        if not ends_well(text, end, len(form.text)):
            return False
    elif form.ends_latin and following and _LATIN.match(following):
        return False
    if form.kind == "place" and form.starts_latin and _CURRENCY.match(text, end):
        return form.lower not in ("us", "u.s.", "hong kong") and following != "$"
    return not companion_missing(form.text, text, start, end)


@cache
def _curated() -> AliasTable:
    return AliasTable.of(known_names())


class _Grouping:
    """Mined pairs that name one thing, gathered before they enter a table."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._forms: dict[str, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._forms)

    def join(self, entity: str | None, pair: AliasPair) -> None:
        """Add both forms of `pair` to the group of `entity`, or of either form."""
        keys = fold(pair.korean), fold(pair.other)
        group = entity or self._of.get(keys[0]) or self._of.get(keys[1]) or pair.other.lower()
        forms = self._forms.setdefault(group, [])
        for key, form in zip(keys, (pair.korean, pair.other), strict=True):
            if self._of.setdefault(key, group) == group and form not in forms:
                forms.append(form)

    def names(self, table: AliasTable) -> list[KnownName]:
        """Return the groups as names; a known entity keeps its identifier and kind."""
        return [
            KnownName(table.kind(group) or MINED, (), (group,), tuple(forms))
            for group, forms in self._forms.items()
        ]


def _extend(table: AliasTable, names: Iterable[KnownName]) -> AliasTable:
    keys, forms, kinds = dict(table._keys), dict(table._forms), dict(table._kinds)
    buckets: dict[str, list[_Form]] = {}
    for name in names:
        # A mined group carries its identifier as a form only if the identifier is new.
        entity, kind = name.entity, kinds.get(name.entity, name.kind)
        own = name.hanja if kind == MINED or name.entity in kinds else name.forms
        kinds.setdefault(entity, kind)
        forms[entity] = tuple(dict.fromkeys((*forms.get(entity, ()), *own)))
        for form in own:
            for variant in variants(form, kind):
                if keys.setdefault(fold(variant), entity) == entity:
                    buckets.setdefault(variant[:2].lower(), []).append(_form(variant, name))
    merged = dict(table._buckets)
    for start, added in buckets.items():
        every = {form.text: form for form in (*merged.get(start, ()), *added)}
        merged[start] = tuple(sorted(every.values(), key=lambda form: -len(form.text)))
    return AliasTable(keys, forms, kinds, merged)


def _form(text: str, name: KnownName) -> _Form:
    letters = sum(letter.isascii() and letter.isalpha() for letter in text)
    exact = text in ONLY_AS_WRITTEN or (letters == len(text) and letters < 3)
    return _Form(
        text=text,
        lower=text.lower(),
        entity=name.entity,
        kind=name.kind,
        exact=exact,
        starts_latin=bool(_LATIN.match(text)),
        ends_hangul="가" <= text[-1] <= "힣",
        ends_latin=bool(_LATIN.match(text[-1])),
    )
