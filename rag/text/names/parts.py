"""Words inside names, and what stands for a country: a letter in a compound, or its capital."""

from __future__ import annotations

import re
from functools import cache

from rag.text.names.curated import data_rows

_LETTERS = {
    "한": "south korea", "남": "south korea", "북": "north korea", "미": "united states",
    "일": "japan", "중": "china", "러": "russia", "영": "united kingdom",
}  # fmt: skip
# 대북, 친미, 반일, 방중, 주한: what one does about a country, or being in it.
_COMPOUND = re.compile(
    # 대한 is "about", 반영 reflects and 남미 is South America
    r"(?<![가-힣])(?!대한(?!민국|\s?정책)|반영|방영|남미|중남미|중미 |일일|"
    r"대중[이가은는을를의에적교문매])"
    r"(?:[대친반방주]|[한남북미일중러영][·-]?){1,2}[한남북미일중러영핵]|"
    # 미군, 남측, and 미 before a name or an office: 미 버지니아 공대
    r"(?<![가-힣])미(?=군|국|\s[가-힣]{2})|(?<![가-힣])[남북한미일중](?=측)"
)


def name_part(english: str) -> tuple[str, ...]:
    """Return the Korean words for an English word that stands inside names."""
    return _korean_parts().get(english.casefold(), ())


def part_in_english(korean: str) -> tuple[str, ...]:
    """Return the English words that a Korean word inside names translates, in lower case."""
    return _english_parts().get(korean, ())


def spoken_for(capital: str) -> str | None:
    """Return the country (an entity) for which its capital may speak: "japan" for "tokyo"."""
    return _capitals().get(capital)


def is_country(entity: str) -> bool:
    """Return whether an entity is a country, as far as its capital is listed."""
    return entity in _capitals().values()


def countries_in_compounds(korean: str) -> frozenset[str]:
    """Return the countries (entities) that letters of compounds name: 북미, 친북, 방한, 남북."""
    found = (letter for match in _COMPOUND.finditer(korean) for letter in match.group())
    return frozenset(_LETTERS[letter] for letter in found if letter in _LETTERS)


def compound_countries(korean: str) -> list[tuple[int, int, str]]:
    """Return the place of each letter that names a country in a compound, and that country."""
    return [
        (at, at + 1, _LETTERS[korean[at]])
        for match in _COMPOUND.finditer(korean)
        for at in range(match.start(), match.end())
        if korean[at] in _LETTERS
    ]


@cache
def _korean_parts() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(korean.split("|"))
        for english, korean in data_rows("parts.tsv")
        for word in english.split("|")
    }


@cache
def _english_parts() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for english, korean in _korean_parts().items():
        for word in korean:
            found[word] = (*found.get(word, ()), english)
    return found


@cache
def _capitals() -> dict[str, str]:
    return {capital.lower(): country.lower() for country, capital in data_rows("capitals.tsv")}
