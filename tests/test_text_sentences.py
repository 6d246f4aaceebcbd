"""Sentence splitting: exact offsets, quotations kept whole, abbreviations and dates not broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.sentences import split_sentences


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["정부는 예산을 늘렸다.", "국회는 반대했다."],
        ['그는 "좋다. 함께 가자. 끝까지 하자"라고 말했다.', "회의는 두 시간 걸렸다."],
        ['장관은 "할 수 있다." 라고 강조했다.', "반응은 엇갈렸다."],
        ["대표는 “올해는 힘들다. 내년은 낫다”며 “기다려 달라”고 했다.", "주가는 올랐다."],
        ["시 주석은 “모두의 재산“으로 규정했다.", "미국은 반대했다."],
        ["회의는 2025. 10. 31. 경주에서 열렸다.", "21개국이 참석했다."],
        ["물가는 2.5% 올랐다.", "금리는 3.25%다."],
        ["문의는 press@example.co.kr로 하면 된다.", "답은 이틀 걸린다."],
        ["그는 (당시 그는 장관이었다. 지금은 아니다) 말을 아꼈다.", "기자들은 물었다."],
        ["정말 그럴까?", "전문가들은 고개를 젓는다."],
        ["1. 인공지능 예산을 늘린다.", "2. 인력을 키운다."],
        ["수출이 늘었다…", "그러나 수입도 늘었다."],
        ["The U.S. said it would sign.", "Korea agreed."],
        ["The envoy is Yoon Jae-jun.", "Exporters welcomed him in Jun. 2025."],
        ["Mr. Lee met J. P. Morgan executives on Oct. 31 in Seoul.", "They spoke for an hour."],
        ["The chip costs $3.5 million.", "It ships in Q1."],
        ['"We will win. We must," she said.', "He left at 5 p.m. on Friday."],
        ['"Will it work?" he asked.', "Nobody knew."],
        ["Acme Inc. bought Beta Corp. for $2 billion.", "The deal closed."],
        ["He moved to the U.S.", "The family stayed."],
        ["이는 첫 사례다.", "“It matters to all.” — 어느 대통령"],
    ],
)
def test_a_paragraph_splits_into_its_sentences(sentences: list[str]) -> None:
    """Sentences joined by a space come apart again, and only there."""
    assert split(" ".join(sentences)) == sentences


def test_a_lost_space_still_ends_a_korean_sentence() -> None:
    """Scraped text often loses the space after a full stop."""
    assert split("예산을 늘렸다.국회는 반대했다.[사진=시청]") == [
        "예산을 늘렸다.",
        "국회는 반대했다.",
        "[사진=시청]",
    ]


def test_a_line_break_always_ends_a_sentence() -> None:
    """A headline without a full stop does not run into the paragraph below."""
    assert split("제목이다\n\n  첫 문장이다. 둘째\r\n셋째다.  ") == [
        "제목이다",
        "첫 문장이다.",
        "둘째",
        "셋째다.",
    ]


def test_an_unclosed_quotation_does_not_swallow_the_paragraph() -> None:
    """A quotation mark that is never closed protects nothing."""
    text = '그는 "모르겠다고 했다. 회의는 끝났다. 모두 떠났다.'
    assert len(split(text)) == 3


def test_a_second_opening_mark_gives_the_first_one_up() -> None:
    """An English quotation mark before a word opens, so what was open never closed."""
    text = (
        'She called it "unfair. The rule ended Monday. Notes go there "to be kept safe." It closed.'
    )
    assert len(split(text)) == 4


@given(st.text(alphabet="가나다. \"'“”‘’()[]!?…\n\tAa1.", max_size=200) | st.text(max_size=200))
def test_spans_are_ordered_trimmed_and_hold_every_letter(text: str) -> None:
    """Whatever the text, no letter is lost, no span overlaps and none has white space around it."""
    spans = split_sentences(text)
    ends = [0, *(span.end for span in spans)]
    assert all(span.start >= end for span, end in zip(spans, ends, strict=False))
    pieces = [text[span.start : span.end] for span in spans]
    assert all(piece == piece.strip() and "\n" not in piece for piece in pieces)
    assert sum(c.isalnum() for p in pieces for c in p) == sum(c.isalnum() for c in text)
