"""A model's draft cut into claims: every way of writing a marker that models have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.claims import DraftClaim, split_claims

KNOWN = range(1, 7)
A = "Nvidia will supply 260,000 GPUs"
B = "The IMF expects a recovery"

# Draft, then the claims that are wanted: (text, citations).
UGLY: list[tuple[str, list[tuple[str, tuple[int, ...]]]]] = [
    # before and after the full stop
    (f"{A} [1].", [(f"{A}.", (1,))]),
    (f"{A}. [1]", [(f"{A}.", (1,))]),
    (f"{A}.[1]", [(f"{A}.", (1,))]),
    (f"{A}[1].", [(f"{A}.", (1,))]),
    (f"{A} [1]", [(A, (1,))]),
    (f"{A} [ 1 ].", [(f"{A}.", (1,))]),
    (f"{A}. [1] {B}. [2]", [(f"{A}.", (1,)), (f"{B}.", (2,))]),
    (f"{A} [1]. {B} [2].", [(f"{A}.", (1,)), (f"{B}.", (2,))]),
    (f"{A}! [3]", [(f"{A}!", (3,))]),
    (f"{A}.” [1]", [(f"{A}.”", (1,))]),
    # several numbers
    (f"{A} [1][2].", [(f"{A}.", (1, 2))]),
    (f"{A} [1] [2].", [(f"{A}.", (1, 2))]),
    (f"{A}. [1][2]", [(f"{A}.", (1, 2))]),
    (f"{A} [1, 2].", [(f"{A}.", (1, 2))]),
    (f"{A} [1,2].", [(f"{A}.", (1, 2))]),
    (f"{A} [1; 2].", [(f"{A}.", (1, 2))]),
    (f"{A} [1 and 2].", [(f"{A}.", (1, 2))]),
    (f"{A} [1, 2 and 4].", [(f"{A}.", (1, 2, 4))]),
    (f"{A} [1, 2, and 4].", [(f"{A}.", (1, 2, 4))]),
    (f"{A} [1-3].", [(f"{A}.", (1, 2, 3))]),
    (f"{A} [1–3].", [(f"{A}.", (1, 2, 3))]),
    (f"{A} [1~3].", [(f"{A}.", (1, 2, 3))]),
    (f"{A} [1], [2].", [(f"{A}.", (1, 2))]),
    (f"{A} [1] and [2].", [(f"{A}.", (1, 2))]),
    (f"{A} [2][2].", [(f"{A}.", (2,))]),
    # numbers that were never given
    (f"{A} [0].", [(f"{A}.", ())]),
    (f"{A} [99].", [(f"{A}.", ())]),
    (f"{A} [1][99].", [(f"{A}.", (1,))]),
    (f"{A} [0, 2].", [(f"{A}.", (2,))]),
    (f"{A} [5-9].", [(f"{A}.", (5, 6))]),
    (f"{A} [3-1].", [(f"{A}.", ())]),
    (f"{A} [12].", [(f"{A}.", ())]),
    (f"{A} [-1].", [(f"{A}.", ())]),
    # no number at all
    (f"{A}.", [(f"{A}.", ())]),
    (f"{A} [].", [(f"{A}.", ())]),
    (f"{A} ().", [(f"{A}.", ())]),
    (f"{A} [n].", [(f"{A}.", ())]),
    (f"{A} [citation needed].", [(f"{A}.", ())]),
    # other brackets
    (f"{A} 【1】.", [(f"{A}.", (1,))]),
    (f"{A}.【1】", [(f"{A}.", (1,))]),
    (f"{A} 【1†source】.", [(f"{A}.", (1,))]),
    (f"{A} ［1］.", [(f"{A}.", (1,))]),
    (f"{A} 〔1〕.", [(f"{A}.", (1,))]),
    (f"{A} [^1].", [(f"{A}.", (1,))]),
    (f"{A} [#1].", [(f"{A}.", (1,))]),
    (f"{A} [[1]].", [(f"{A}.", (1,))]),
    (f"{A} ([1]).", [(f"{A}.", (1,))]),
    (f"{A} ([1], [2]).", [(f"{A}.", (1, 2))]),
    (f"{A} **[1]**.", [(f"{A}.", (1,))]),
    (f"{A} [1](https://news.example/1).", [(f"{A}.", (1,))]),
    # labels
    (f"{A} [Evidence 1].", [(f"{A}.", (1,))]),
    (f"{A} [evidence 1, 2].", [(f"{A}.", (1, 2))]),
    (f"{A} [Evidence 1, Evidence 2].", [(f"{A}.", (1, 2))]),
    (f"{A} (Evidence 1).", [(f"{A}.", (1,))]),
    (f"{A} (evidence 1, 2).", [(f"{A}.", (1, 2))]),
    (f"{A} [Source: 2].", [(f"{A}.", (2,))]),
    (f"{A} [Sources 1, 2].", [(f"{A}.", (1, 2))]),
    ("엔비디아가 GPU 26만 장을 공급한다 [근거 1].", [("엔비디아가 GPU 26만 장을 공급한다.", (1,))]),
    ("엔비디아가 GPU 26만 장을 공급한다(근거 1).", [("엔비디아가 GPU 26만 장을 공급한다.", (1,))]),
    ("엔비디아가 GPU 26만 장을 공급한다.[1]", [("엔비디아가 GPU 26만 장을 공급한다.", (1,))]),
    ("엔비디아가 공급한다[1, 2].", [("엔비디아가 공급한다.", (1, 2))]),
    ("엔비디아가 공급한다 [1과 2].", [("엔비디아가 공급한다.", (1, 2))]),
    ("엔비디아가 공급한다[1]고 밝혔다.", [("엔비디아가 공급한다고 밝혔다.", (1,))]),
    # markers alone on a line
    (f"{A}.\n[1]", [(f"{A}.", (1,))]),
    (f"{A}.\n\n[1][2]", [(f"{A}.", (1, 2))]),
    (f"{A} [1].\n[2]", [(f"{A}.", (1, 2))]),
    ("[1]", []),
    ("[1] [2].", []),
    # a marker before its sentence
    (f"[1] {A}.", [(f"{A}.", (1,))]),
    # lists and markdown
    (f"- {A} [1].\n- {B} [2].", [(f"{A}.", (1,)), (f"{B}.", (2,))]),
    (f"• {A} [1]\n• {B} [2]", [(A, (1,)), (B, (2,))]),
    (f"* {A} [1].", [(f"{A}.", (1,))]),
    (f"1. {A} [1].\n2. {B} [2].", [(f"{A}.", (1,)), (f"{B}.", (2,))]),
    (f"**{A}** [1].", [(f"{A}.", (1,))]),
    (f"**{A}.** [1]", [(f"{A}.", (1,))]),
    ("-0.3%를 기록했다 [1].", [("-0.3%를 기록했다.", (1,))]),
    # digits that are no marker
    ("It met 12 times in 1995 (2 of them here) [1].",
     [("It met 12 times in 1995 (2 of them here).", (1,))]),
    ("The stake is 61.57% (worth 2.3 trillion won) [2].",
     [("The stake is 61.57% (worth 2.3 trillion won).", (2,))]),
    ("It took place on [31 October] [1].", [("It took place on [31 October].", (1,))]),
    ("It was founded in [2025] [1].", [("It was founded in [2025].", (1,))]),
    # a number in round brackets is a marker only where a sentence ends
    (f"{A} (1).", [(f"{A}.", (1,))]),
    (f"{A}. (2)", [(f"{A}.", (2,))]),
    ("Six (6) leaders met [1].", [("Six (6) leaders met.", (1,))]),
    # a label of the whole reply
    (f"Answer: {A} [1].", [(f"{A}.", (1,))]),
    ("답: 엔비디아가 공급한다 [1].", [("엔비디아가 공급한다.", (1,))]),
    # nothing
    ("", []),
    (" \n ", []),
    ("...", []),
    ("()", []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "wanted"), UGLY, ids=[row[0][:60] for row in UGLY])
def test_an_ugly_reply_is_read(draft: str, wanted: list[tuple[str, tuple[int, ...]]]) -> None:
    """A draft gives its sentences without markers, each with the numbers that exist."""
    assert split_claims(draft, KNOWN) == [DraftClaim(text, numbers) for text, numbers in wanted]


_MARKER_PIECES = st.sampled_from(
    ["[1]", "[2, 3]", "【4】", " [99]", "[0]", "[Evidence 5]", "[근거 6]", "(Evidence 1)", "[1-2]"]
)
_SENTENCES = st.sampled_from([A, B, "엔비디아가 GPU 26만 장을 공급한다", "회의는 경주에서 열렸다"])
_STOPS = st.sampled_from([".", ". ", ".\n", "\n"])


@given(st.lists(st.tuples(_SENTENCES, _MARKER_PIECES, _STOPS, _MARKER_PIECES), max_size=5))
def test_nothing_of_a_marker_is_left(parts: list[tuple[str, str, str, str]]) -> None:
    """Whatever markers stand around sentences, no bracket and no empty pair of them remains."""
    draft = "".join("".join(part) for part in parts)
    claims = split_claims(draft, KNOWN)
    assert bool(claims) == bool(parts)
    for claim in claims:
        assert not re.search(r"[\[\]【】]|\(\s*\)|Evidence|근거", claim.text)
        assert set(claim.citations) <= set(KNOWN)
