from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Language
from rag.text.dates import (
    DateMention,
    Part,
    Period,
    compare,
    find_dates,
    overlaps,
    periods,
    render,
)

TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "tables" / "dates.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ANCHOR = date(2025, 11, 4)


def described(mention: DateMention) -> str:
    """Write a mention as the table does."""
    if not mention.resolved:
        return "?"
    same = mention.first == mention.last
    return f"{mention.first}" if same else f"{mention.first}/{mention.last}"


def only(text: str, anchor: date | None = None) -> DateMention:
    """Read the one mention of a text."""
    (mention,) = find_dates(text, anchor)
    return mention


def of(period: Period) -> DateMention:
    """Make a mention of a period that stands in no text."""
    return DateMention(0, 0, period.first, period.last)


def test_the_table_is_large_enough_to_mean_something() -> None:
    """The table holds at least 220 expressions, 40 of which must stay unresolved."""
    assert len(TABLE) >= 220
    assert sum("?" in expected for *_, expected in TABLE) >= 40


@pytest.mark.parametrize(
    ("text", "anchor", "expected"), TABLE, ids=[f"{text} @{anchor}" for text, anchor, _ in TABLE]
)
def test_dates_resolve_from_the_anchor_or_stay_open(text: str, anchor: str, expected: str) -> None:
    """Every expression of the table means the days given there, or is left unresolved."""
    day = None if anchor == "-" else date.fromisoformat(anchor)
    assert "; ".join(described(m) for m in find_dates(text, day)) == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("회의는 지난달 10~11일 열렸다", "지난달 10~11일"),
        ("오는 11월 초까지는", "오는 11월 초"),
        ("이달 말부터 내달 6일까지", "이달 말부터 내달 6일"),
        ("전일(24일) 기준", "전일(24일)"),
        ("31일(금) 열렸다", "31일(금)"),
        ("He left on Oct. 31 again", "Oct. 31"),
        ("in the first half of 2024 it rose", "first half of 2024"),
    ],
)
def test_spans_cover_the_whole_expression(text: str, span: str) -> None:
    """A span holds the expression with its cue and no particle."""
    mention = only(text, ANCHOR)
    assert text[mention.start : mention.end] == span


@pytest.mark.parametrize(
    ("forward", "expected"), [(True, "2025-11-20"), (False, "2025-10-20"), (None, "?")]
)
def test_the_caller_may_say_where_an_unmarked_day_lies(forward: bool | None, expected: str) -> None:
    """Without a cue in the text, `forward` decides on which side of the anchor a day lies."""
    (mention,) = find_dates("20일 회의", ANCHOR, forward=forward)
    assert described(mention) == expected


def test_a_background_day_of_an_earlier_paragraph_leaves_this_day_open() -> None:
    """'이날' after a paragraph about last month may mean either day, so it stays unresolved."""
    text = "지난달 19일 회의가 있었다.\n정부는 이날 다시 모였다."
    assert [described(m) for m in find_dates(text, ANCHOR)] == ["2025-10-19", "?"]


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("2025년 10월 31일", "October 31, 2025", "same"),
        ("2025년 10월", "October 2025", "same"),
        ("2024년 4분기", "Q4 2024", "same"),
        ("2025년 10월 31일", "October 2025", "compatible"),
        ("2025년", "2025년 4월", "compatible"),
        ("2025년 6월 10~11일", "11 June 2025", "compatible"),
        ("그해 겨울", "October 2025", "compatible"),
        ("2025년 10월 10일", "October 31, 2025", "different"),
        ("2024년", "2025년 4월", "different"),
        ("2025년 6월 17~19일", "18–21 June 2025", "different"),
    ],
)
def test_two_dates_are_compared_by_their_days(left: str, right: str, verdict: str) -> None:
    """Equal days are the same, nested or open ones compatible, others different."""
    assert compare(only(left), only(right)) == verdict
    assert compare(only(right), only(left)) == verdict


def test_overlap_needs_a_shared_day_and_two_resolved_dates() -> None:
    """Ranges that share a day overlap; an unresolved date overlaps nothing."""
    assert overlaps(only("2025년 6월 17~19일"), only("18–21 June 2025"))
    assert not overlaps(only("2025년 6월 17~19일"), only("20–21 June 2025"))
    assert not overlaps(only("그해"), only("2025년"))


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("31일 열렸다", "31 October 2025", "2025년 10월 31일"),
        ("지난 4월", "April 2025", "2025년 4월"),
        ("2025년 6월 10~11일", "10–11 June 2025", "2025년 6월 10~11일"),
        ("지난해 말", "late 2024", "2024년 말"),
        ("이달 초", "early November 2025", "2025년 11월 초"),
        ("올해 상반기", "the first half of 2025", "2025년 상반기"),
        ("지난 분기", "Q3 2025", "2025년 3분기"),
        ("1980년대", "the 1980s", "1980년대"),
        (
            "10월 31일~11월 1일",
            "31 October 2025 – 1 November 2025",
            "2025년 10월 31일~2025년 11월 1일",
        ),
        (
            "10월 말부터 11월 6일",
            "late October 2025 – 6 November 2025",
            "2025년 10월 말~2025년 11월 6일",
        ),
        ("1990년대 중반", "mid-1990s", "1990년대 중반"),
        ("2006~2008년", "2006–2008", "2006~2008년"),
        ("12~13세기", "the 12th century – the 13th century", "12~13세기"),
        ("그해", "", ""),
    ],
)
def test_a_date_is_written_in_full_for_readers(text: str, english: str, korean: str) -> None:
    """Rendering names the days with their year; an unresolved date has no exact spelling."""
    mention = only(text, ANCHOR)
    assert render(mention, "en") == english
    assert render(mention, "ko") == korean


LANGUAGES = st.sampled_from(["ko", "en"])
DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
PARTS = st.sampled_from([None, "early", "mid", "late"])


@given(DAYS, st.integers(0, 800), LANGUAGES)
def test_any_interval_is_read_back_to_the_same_days(
    first: date, length: int, language: Language
) -> None:
    """Rendering any interval and reading it without an anchor gives the same days."""
    written = of(Period(first, first + timedelta(days=length)))
    assert compare(only(render(written, language)), written) == "same"


@given(st.integers(1900, 2099), st.integers(1, 12), PARTS, LANGUAGES)
def test_months_and_their_parts_are_read_back(
    year: int, month: int, part: Part | None, language: Language
) -> None:
    """Months, their parts, quarters, halves and years survive rendering."""
    for period in (
        periods.month(year, month, part),
        periods.quarter(year, (month + 2) // 3),
        periods.half(year, (month + 5) // 6),
        periods.year(year, part),
        periods.decade(year // 10 * 10, part),
        periods.century(year // 100 + 1),
    ):
        written = of(period)
        assert compare(only(render(written, language)), written) == "same"


@given(DAYS, DAYS)
def test_a_bare_day_is_never_placed_after_the_anchor_without_a_cue(day: date, anchor: date) -> None:
    """A plain past-tense day lies at or before the anchor and within the two months up to it."""
    mention = only(f"{day.day}일 열렸다", anchor)
    assert mention.first or day.day > 28
    if mention.first:
        assert mention.first.day == day.day
        assert timedelta(0) <= anchor - mention.first < timedelta(days=62)


@given(DAYS)
def test_nothing_relative_resolves_without_an_anchor(day: date) -> None:
    """Without the publication date, a month or day without its year stays unresolved."""
    for text in (
        f"{day.day}일",
        f"{day.month}월 {day.day}일",
        f"지난 {day.month}월",
        "올해",
        "이날",
    ):
        assert not only(text).resolved


@given(
    st.text(
        alphabet="0123456789년월일 .~-지난오는말초이달내까부터분기반하상요(금)Oct May on",
        max_size=40,
    )
)
def test_any_text_yields_ordered_disjoint_mentions(text: str) -> None:
    """Whatever the text, mentions lie in it in order, do not overlap, and first <= last."""
    end = 0
    text += ".\n회의는 2025년 8월 4일"
    mentions = find_dates(text, ANCHOR)
    assert mentions[-1].first == mentions[-1].last == date(2025, 8, 4)
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert (mention.first is None) == (mention.last is None)
        assert mention.first is None or mention.last is None or mention.first <= mention.last
        end = mention.end
