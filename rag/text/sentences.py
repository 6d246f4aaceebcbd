"""Where sentences begin and end in running Korean and English text.

A rule splitter, because it must keep exact offsets at far more than the embedder's 770 sentences
a second; Kiwi's splitter does not reach that on long lines and breaks long quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rag.domain import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_CLOSERS = "\"'”’」』》)\\]】＂＇"
# A terminator run with the closing quotes and brackets that belong to it.
_END = re.compile(rf"(?P<mark>[.!?。．！？…‥]+)(?P<close>[{_CLOSERS}]*)")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# Final endings of a Korean sentence, so that "했다.그는" splits though its space is lost.
_KOREAN_FINAL = re.compile(r"[가-힣](?<=[다요죠까음임함됨네])\Z")
# What ties a quotation to the clause that reports it: '"…다." 라고 말했다'.
_ATTRIBUTION = re.compile(
    r"(?:이?라고|이?라며|이?라면서|이?라는|이?란|라고도|고|며|면서|는|하고|하며)"
    r"(?=[\s,]|[가-힣]?\s)|등\s|[—–―]\s?[가-힣A-Z]"
)
_NEVER_LAST = _words(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr adm rev hon st mt ft no nos vs fig eq "
    "vol pp ed eds messrs pres sec supt amb jan feb mar apr jun jul aug sept sep oct nov dec al "
    "approx e.g i.e cf viz"
)
_MAYBE_LAST = _words(
    "inc corp co ltd jr sr etc u.s u.k u.n e.u a.m p.m d.c ph.d u.s.a bros est dept univ llc plc "
    "u.a.e"
)
_STARTERS = _words(
    "the he she it they we i you in on at but and a an this that these those however for as "
    "its his her their our there when while if after before since by with to from some many "
    "most officials asked last earlier meanwhile still yet now so both no not or what who"
)
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]*\Z")
_WORD_AFTER = re.compile(r"[A-Za-z]+")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d{1,4}\Z|(?<=\. )\d{1,2}\Z")
_LOST_SPACE = re.compile(r"[a-z]{2,}\Z")
_NEW_WORD = re.compile(r"(?!(?:Com|Net|Org|Co|Js|Io|Ai|Gov|Edu|Kr)\b)[A-Z][a-z]+\b|I\s")
_LONGEST_QUOTE = 700
_DEEPEST = 40  # brackets that are never closed may not make a long line cost its square


def split_sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of `text`, trimmed, in order, never overlapping.

    A line break always ends a sentence; a quotation or a bracket never does so from inside, and
    keeps its attribution. Text without an end mark runs to the end of its line.
    """
    spans: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for cut in _cuts(paragraph.group()):
            _append(spans, text, start, paragraph.start() + cut)
            start = paragraph.start() + cut
        _append(spans, text, start, paragraph.end())
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        spans.append(Span(start, end))


def _cuts(line: str) -> Iterator[int]:
    """Yield the offsets in one paragraph after which a new sentence starts."""
    protected = protected_spans(line)
    starts = [span.start for span in protected]
    last = 0
    for match in _END.finditer(line):
        end = _end_of_close(match, protected, starts)
        if end is None or end >= len(line):
            continue
        if _is_boundary(line, match, end, last):
            last = end
            yield end


def _end_of_close(match: re.Match[str], protected: list[Span], starts: list[int]) -> int | None:
    """Return where the sentence would end, or None inside a quotation or a bracket.

    A straight quote after the mark may open the next quotation instead of closing this one.
    """
    end = match.end()
    for position in range(match.end("mark"), match.end()):
        at = bisect_right(starts, position) - 1
        if at >= 0 and protected[at].start == position:
            end = position
            break
    at = bisect_right(starts, end - 1) - 1
    inside = at >= 0 and protected[at].start < end < protected[at].end
    return None if inside else end


def _is_boundary(line: str, match: re.Match[str], end: int, last: int) -> bool:
    at = match.start()
    before, mark = line[max(last, at - 200) : at], match["mark"]  # the rules look no further back
    after = line[end : end + 40]
    spaced = after[0].isspace()
    after = after.lstrip()
    if not after:
        return False
    if end > match.end("mark") and _ATTRIBUTION.match(after):
        return False
    if not spaced:
        return _is_boundary_without_space(before, mark, after)
    if after[0].islower() and not _KOREAN_FINAL.search(before):
        return False
    if mark[0] in "…‥" or (mark.startswith("..") and mark.strip(".") == ""):
        return bool(_KOREAN_FINAL.search(before))
    return mark != "." or _period_ends(before.strip(), after)


def _is_boundary_without_space(before: str, mark: str, after: str) -> bool:
    first = after[0]
    if _KOREAN_FINAL.search(before) and mark[0] in ".!?":
        return "가" <= first <= "힣" or first in "\"'“‘「『《(\\[【<▲■◇◆○●△▶☞※" or first.isupper()
    return bool(mark == "." and _LOST_SPACE.search(before) and _NEW_WORD.match(after))


def _period_ends(before: str, after: str) -> bool:
    """Tell whether a period followed by white space ends a sentence."""
    if _NUMBER_BEFORE.search(before):
        if after[0].isdigit():  # 2025. 10. 31
            return False
        if len(before) <= 4:  # "1. " opens a list item
            return False
        return not re.match(r"[가-힣]", after) or not re.search(r"\d\. ?\d{1,2}\Z", before)
    word = _WORD_BEFORE.search(before)
    if word is None:
        return bool(before)
    plain = word.group().lower()
    given_name = before[: word.start()].endswith("-")  # Yoon Jae-jun. is a person, Jun. a month
    if plain in _NEVER_LAST and not given_name:
        return False
    if plain in _MAYBE_LAST or (len(plain) == 1 and word.group().isupper()) or "." in plain:
        follower = _WORD_AFTER.match(after)
        if follower is None:
            return not after[0].isdigit() and "가" <= after[0] <= "힣" and len(plain) > 1
        return follower.group().lower() in _STARTERS
    return True


_PAIRS = {"「": "」", "『": "』", "(": ")", "[": "]", "【": "】", "《": "》", "‘": "’"}
_QUOTE_OR_BRACKET = re.compile(r"[\"“”＂'‘’「」『』()\[\]【】《》]")


def protected_spans(line: str) -> list[Span]:
    """Return the outermost quotations and brackets of one line, ordered, their marks included.

    A quotation that never closes, or closes only after 700 characters, protects nothing. A curly
    opening mark used to close, as careless typing does, closes.
    """
    found: list[Span] = []
    for span in sorted([*_double_quotes(line), *_paired(line)], key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _double_quotes(line: str) -> Iterator[Span]:
    opened: int | None = None
    for match in re.finditer(r"[\"“”＂]", line):
        at, mark = match.start(), match.group()
        opens = (at == 0 or not line[at - 1].isalnum()) and (
            at + 1 < len(line) and not line[at + 1].isspace()
        )
        if opened is None:
            if mark != "”":
                opened = at
            continue
        glued = at > 0 and not line[at - 1].isspace()
        # A Korean ending may stand after a lost space, "…하겠다 "고; an English word can't.
        opens_again = mark == "“" or re.match("[A-Za-z0-9]", line[at + 1 :])
        if opens_again and opens and not glued:
            opened = at  # the earlier one was never closed
            continue
        if at - opened <= _LONGEST_QUOTE:
            yield Span(opened, at + 1)
        opened = None


def _paired(line: str) -> Iterator[Span]:
    stack: list[tuple[str, int]] = []
    for match in _QUOTE_OR_BRACKET.finditer(line):
        at, mark = match.start(), match.group()
        if mark == "'":
            yield from _straight_single(line, at, stack)
        elif mark in _PAIRS:
            stack.append((_PAIRS[mark], at))
            del stack[:-_DEEPEST]
        else:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == mark:
                    if at - stack[depth][1] <= _LONGEST_QUOTE:
                        yield Span(stack[depth][1], at + 1)
                    del stack[depth:]
                    break


def _straight_single(line: str, at: int, stack: list[tuple[str, int]]) -> Iterator[Span]:
    """Open or close a '…' quotation; an apostrophe between Latin letters does neither."""
    before = line[at - 1] if at else " "
    after = line[at + 1] if at + 1 < len(line) else " "
    opened = next((d for d, (mark, _) in enumerate(stack) if mark == "'"), None)
    if opened is not None and not before.isspace() and not (after.isascii() and after.isalnum()):
        if at - stack[opened][1] <= _LONGEST_QUOTE:
            yield Span(stack[opened][1], at + 1)
        del stack[opened:]
    elif opened is None and not (before.isascii() and before.isalnum()) and not after.isspace():
        stack.append(("'", at))
        del stack[:-_DEEPEST]
