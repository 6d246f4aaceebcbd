"""Finding the quantities of a text, and rewriting each as one token."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.text.quantities import modifiers, numerals, ordinals, unit_tables, units
from rag.text.quantities.amounts import Quantity
from rag.text.quantities.nonquantities import Spans, is_bare_year, non_quantities
from rag.text.quantities.spelling import plain
from rag.text.quantities.terms import Term, read_days, read_korean_words, read_term

_SYMBOL = "|".join(re.escape(s) for s in sorted(unit_tables.SYMBOLS, key=len, reverse=True))
_CODE = "|".join(sorted(c for c in unit_tables.CURRENCIES if len(c) == 3))
_PREFIX = re.compile(
    rf"(?P<sign>(?<![\w)~∼%])[-−–](?=[\d$€£¥₩])|마이너스\s?|\b[Mm]inus\s|영하\s?)?"
    rf"(?:(?P<symbol>(?<![A-Za-z])(?:{_SYMBOL}))\s?(?P<inner>-)?|"
    rf"(?<![A-Za-z])(?P<code>{_CODE})\s?)?"
)
_PLACE = re.compile(
    rf"(?<![A-Za-z])(?:{_SYMBOL})\s?-?\d|[-−–](?:{_SYMBOL})?\d|\d|마이너스\s?\d|\b[Mm]inus\s\d|"
    rf"영하\s?\d|"
    rf"(?<![A-Za-z])(?:{_CODE})\s?\d|(?<![가-힣])제\s?\d|#\d|\b[Nn]o\.\s?\d|(?<![가-힣])절반|"
    rf"(?<![가-힣\d])"
    r"[일이삼사오육칠팔구십백천만한두세네석넉다여아열스서마쉰예대첫나닷엿하]|"
    r"(?<![A-Za-z])(?i:half|an?|one|t|f|s|eight|eleven|n|dozen|hundred|thousand|"
    r"million)(?=[a-z\s-])"
)
_SKIP = re.compile(r"\d[\d,.]*\d|[가-힣]|[A-Za-z]+|.", re.DOTALL)
_SPEEDS = {"km": "km/h", "mile": "mph"}
_PER_HOUR = re.compile(r"시속\s?(?:약\s?)?$")
_DASH = re.compile(r"\s?(?P<dash>[~∼〜～–—-])\s?(?=[\d$€£¥₩])")
_TO = re.compile(r"\s(?P<word>to|and)\s(?=[$€£¥₩\w])")


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text from left to right; none overlap."""
    spans = non_quantities(text)
    found: list[Quantity] = []
    pos = 0
    while place := _PLACE.search(text, pos):
        blocked = spans.end_of(place.end() - 1)
        if blocked is not None:
            pos = max(blocked, place.start() + 1)
            continue
        quantity = _read(text, place.start(), spans)
        if quantity:
            found.append(quantity)
            pos = quantity.end
        else:
            skipped = _SKIP.match(text, place.start())
            pos = skipped.end() if skipped else place.end()
    return found


def normalize_numbers(text: str) -> str:
    """Rewrite every quantity as one token, so that equal quantities share it in both languages.

    Guaranteed: the same value and unit give the same token, however they were written. Money is
    its code and all digits ('55억달러', '$5.5 billion': 'USD5500000000'); '%' and '%p' follow the
    digits; a rank is '#3'; a fraction is a percentage; measures and times carry their canonical
    unit ('20minute', '5km'); counters are dropped, so '26만 장', '260,000' and '260 thousand' are
    all '260000'. A range is 'low~high'. A token is set off from letters by a space. All other
    text, also '약' and 'at least', stays as it was. Normalising again changes no token.
    """
    pieces: list[str] = []
    end = 0
    for quantity in find_quantities(text):
        before = text[end : quantity.start]
        pieces.append(before)
        if before[-1:].isalnum() or (not before and pieces[-2:-1]):
            pieces.append(" ")
        pieces.append(_token(quantity))
        end = quantity.end
        if text[end : end + 1].isalnum():
            pieces.append(" ")
    return "".join((*pieces, text[end:]))


def _token(quantity: Quantity) -> str:
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if unit == "fraction":
        low, high, unit = round(low * 100, 2), round(high * 100, 2), "%"
    digits = "~".join(plain(value) for value in dict.fromkeys((low, high)))
    if unit in unit_tables.CURRENCIES:
        return f"{unit}{digits}"
    if unit == "rank":
        return f"#{digits}"
    return digits + (unit if units.is_measured(unit) else "")


def _read(text: str, pos: int, spans: Spans) -> Quantity | None:
    special = ordinals.read_fraction(text, pos) or ordinals.read_rank(text, pos)
    if special:
        return _finish(text, pos, Term(special.value, special.value, special.end, special.unit))
    words = read_days(text, pos) or read_korean_words(text, pos)
    if words:
        return _finish(text, pos, words)
    prefix = _PREFIX.match(text, pos)
    if not prefix:
        return None
    money = unit_tables.SYMBOLS.get(prefix["symbol"] or "", prefix["code"] or "")
    sign = modifiers.sign(f"{prefix['sign'] or ''}{prefix['inner'] or ''}")
    term = _read_amount(text, prefix.end(), money, spans)
    if not term:
        return None
    other = _range_end(text, pos, term, money, spans)
    if other:
        term = other
    elif not term.unit and is_bare_year(text, prefix.end(), term.end):
        return None
    return _finish(text, pos, term, sign)


def _read_amount(text: str, start: int, money: str, spans: Spans) -> Term | None:
    numeral = numerals.read_digits(text, start) or numerals.read_words(text, start)
    if not numeral:
        return None
    blocked = next((at for at in range(start, numeral.end) if spans.end_of(at) is not None), None)
    if blocked is not None:  # "26만 3일": the number ends where the date begins
        numeral = numerals.read_digits(text[:blocked].rstrip(), start)
    return read_term(text, numeral, money) if numeral else None


def _range_end(text: str, pos: int, left: Term, money: str, spans: Spans) -> Term | None:
    """Read '~20%' behind '10' or '10%'; the left end takes the right one's unit and 만/억."""
    joint = _DASH.match(text, left.end) or _TO.match(text, left.end)
    if not joint:
        return None
    before = text[max(0, pos - 8) : pos].lower()
    word = joint.groupdict().get("word")
    if (word == "and" and "between" not in before) or (word == "to" and "from" in before):
        return None
    symbol = _PREFIX.match(text, joint.end())
    if (
        symbol
        and symbol["symbol"]
        and left.unit
        and not text[pos : left.end].lstrip().startswith(tuple(unit_tables.SYMBOLS))
    ):
        return None  # "fell 27.9 cents to $9.79": by how much, and to what
    code = unit_tables.SYMBOLS.get(symbol["symbol"] or "", money) if symbol else money
    right = _read_amount(text, symbol.end() if symbol else joint.end(), code, spans)
    if not right or (left.unit and right.unit and left.unit != right.unit):
        return None
    low = left.low
    if not left.spelled and right.scale > 1 and left.scale == 1 and low < right.high / right.scale:
        low *= right.scale
    low *= right.factor if not left.spelled else 1
    unit = right.unit or left.unit
    return Term(low, right.high, right.end, unit, right.rough) if low < right.high else None


def _finish(text: str, start: int, term: Term, sign: Decimal = Decimal(1)) -> Quantity:
    ends = sorted(Decimal(plain(value * sign)) for value in (term.low, term.high))
    rough = term.rough or modifiers.approximate(text, start, term.end)
    bound = modifiers.bound(text, start, term.end, term.unit)
    unit = term.unit
    if unit in _SPEEDS and _PER_HOUR.search(text[max(0, start - 8) : start]):
        unit = _SPEEDS[unit]
    return Quantity(start, term.end, ends[0], ends[1], unit, rough, bound)
