"""How one name is cased, spaced and hyphened in different papers."""

from __future__ import annotations

import re

_IGNORED = re.compile(r"[\s\-‐‑–.'’·∙]+")
_KOREAN_GIVEN = re.compile(r"([A-Z][a-z]+) ([A-Z][a-z]+)-([a-z]+)")


def fold(name: str) -> str:
    """Return the key under which every spelling of a name is found."""
    return _IGNORED.sub("", name).casefold()


def variants(form: str, kind: str) -> tuple[str, ...]:
    """Return the spellings of `form` that stand in running text, itself first."""
    found = [form]
    korean = _KOREAN_GIVEN.fullmatch(form)
    if kind == "person" and korean:
        family, first, second = korean.groups()
        given = (f"{first}-{second}", f"{first} {second.capitalize()}", f"{first}{second}")
        found += [f"{family} {name}" for name in given[1:]]
        found += [f"{name} {family}" for name in given]
    if " " in form and re.search(r"[가-힣]", form):
        found.append(form.replace(" ", ""))
    if "-" in form and not korean and form[0].isascii():
        found.append(form.replace("-", " "))
    return tuple(dict.fromkeys(found))
