"""Every metric against an example worked by hand."""

from math import log2

import numpy as np
import pytest

from rag.domain import Answer, Claim, Span, Status, Verdict
from rag.evaluate.gold import GoldRow
from rag.evaluate.judge import judge
from rag.evaluate.locate import occurrences
from rag.evaluate.metrics import NAMES, abstention, citation, gold_citation, measure, retrieval
from rag.evaluate.ranking import ndcg, recall, reciprocal_rank
from rag.evaluate.records import Piece
from rag.evaluate.shown import shown_claims, unsourced_numbers
from rag.evaluate.statistics import Figure, Share, figures, percentiles, ratio


def _piece(n: int, text: str = "글", *gold: int) -> Piece:
    return Piece(n, "a", "제목", "신문", "2025-10-31", 0, len(text), text, gold)


def _answer(text: str, *claims: Claim, status: Status = "answered") -> Answer:
    return Answer("q", "ko", status, text, claims, (), None, "quote")


def _claim(
    text: str, *cited: int, verdict: Verdict = "supported", problems: tuple[str, ...] = ()
) -> Claim:
    return Claim(text, cited, verdict, problems)


def test_ranking_measures_by_hand() -> None:
    """Two wanted things, first at rank 2 and second at rank 4."""
    found = [[], [0], [0], [1], []]
    assert [recall(found, 2, k) for k in (1, 3, 5, 10)] == [0.0, 0.5, 1.0, 1.0]
    assert reciprocal_rank(found) == 0.5
    ideal = 1 + 1 / log2(3)
    assert ndcg(found, 2) == pytest.approx((1 / log2(3) + 1 / log2(5)) / ideal)


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ([[0], [1]], 2, 1.0),
        ([[0, 1]], 2, 1.0),  # one sentence with both is no worse than two
        ([[0], [0]], 2, 1 / (1 + 1 / log2(3))),
        ([], 1, 0.0),
        ([[]] * 10 + [[0]], 1, 0.0),  # rank 11 is too deep
    ],
)
def test_ndcg_edges(found: list[list[int]], wanted: int, expected: float) -> None:
    """Nothing is gained twice, beyond rank 10, or above 1."""
    assert ndcg(found, wanted) == pytest.approx(expected)
    assert reciprocal_rank(found) == (1.0 if found and found[0] else 0.0)


@pytest.mark.parametrize(
    ("text", "wanted", "spans"),
    [
        ("가 나다 가 나", "가 나", (Span(0, 3), Span(5, 8))),
        ("가\n  나다", "가 나", (Span(0, 5),)),
        ("a+b (c)", "a+b (c)", (Span(0, 7),)),
        ("가나", "가 나", ()),
        ("가나", "  ", ()),
    ],
)
def test_occurrences(text: str, wanted: str, spans: tuple[Span, ...]) -> None:
    """Gold evidence is found wherever it stands; only white space may be another."""
    assert occurrences(text, wanted) == spans


def test_retrieval_shares() -> None:
    """A gold string found at rank 2 of one wanted."""
    shares = retrieval([_piece(1), _piece(2, "글", 0)], 1)
    assert shares["retrieval/recall@1"] == Share(0.0)
    assert shares["retrieval/recall@3"] == Share(1.0)
    assert shares["retrieval/mrr"] == Share(0.5)
    assert shares["retrieval/ndcg@10"].part == pytest.approx(1 / log2(3))


def test_citation_shares_by_hand() -> None:
    """Three claims: one supported by [1][2], one contradicted citing [1], one citing nothing."""
    claims = [_claim("가", 1, 2), _claim("나", 1, verdict="contradicted"), _claim("다")]
    shares = citation(claims, [_piece(1), _piece(2)])
    assert shares["citation/precision"] == Share(2, 3)
    assert shares["citation/recall"] == Share(1, 3)


def test_a_citation_of_no_source_does_not_support() -> None:
    """[99] counts against precision, even in a claim that the verifier likes."""
    shares = citation([_claim("가", 1, 99)], [_piece(1)])
    assert shares["citation/precision"] == Share(1, 2)
    assert citation([_claim("가", 99)], [_piece(1)])["citation/recall"] == Share(0, 1)


def test_gold_citation_is_stricter_and_ignores_uncited_sources() -> None:
    """Of sources 1 and 2 one overlaps gold; source 3 does too but nothing shown cites it."""
    pieces = [_piece(1, "글", 0), _piece(2), _piece(3, "글", 1)]
    shares = gold_citation([_claim("가", 1, 2)], pieces, 2)
    assert shares["citation/gold_precision"] == Share(1, 2)
    assert shares["citation/gold_recall"] == Share(1, 2)


def test_abstention_over_four_questions() -> None:
    """Refused and right, refused and wrong, answered and wrong, answered: all by hand."""
    rows = [
        abstention(*case) for case in ((False, True), (True, True), (False, False), (True, False))
    ]
    names = [f"abstention/{name}" for name in ("precision", "recall", "f1", "over_refusal")]
    assert [figures(rows, names)[name].value for name in names] == [0.5, 0.5, 0.5, 0.5]
    assert "abstention/over_refusal" not in rows[0]
    assert rows[3] == {"abstention/over_refusal": Share(0.0, 1.0)}


def test_only_claims_in_the_text_are_shown() -> None:
    """A claim that failed the check and was left out of the text is not shown."""
    kept, dropped = _claim("26만 장이다.", 1), _claim("27만 장이다.", 1)
    answer = _answer("26만 장이다. [1]", kept, dropped)
    assert shown_claims(answer) == (kept,)
    assert shown_claims(_answer("26만 장이다.", kept, status="not_found")) == ()


SOURCE = "엔비디아는 26만 장을, AMD는 3만 장을 판다."


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        (SOURCE, 2, 0),
        ("AMD sells 30,000.", 1, 0),
        ("AMD는 26만 장을, 27만 장을 판다.", 2, 1),
        ("엔비디아는 3만 장을, AMD는 26만 장을 판다.", 2, 2),  # swapped, though both are there
        ("2025년 10월에 판다.", 2, 0),  # the article's own date
        ("팔았다.", 0, 0),
    ],
)
def test_amounts_are_checked_without_the_verifier(text: str, shown: int, missing: int) -> None:
    """An amount must stand in the cited source, and a quotation must keep their order."""
    claim = _claim(text, 1)
    check = unsourced_numbers(_answer(f"{text} [1]", claim), [claim], [_piece(1, SOURCE)])
    assert (check.shown, check.missing) == (shown, missing)


def test_text_that_no_claim_accounts_for_is_checked_too() -> None:
    """A composer that changes the text behind the claims' back is caught."""
    claim = _claim("엔비디아는 26만 장을", 1)
    answer = _answer("엔비디아는 99만 장을 판다.", claim)
    assert unsourced_numbers(answer, shown_claims(answer), [_piece(1, SOURCE)]).missing == 1


def test_wrong_numbers_shown_follow_the_verdict() -> None:
    """Of two shown claims with amounts one has a problem about a number."""
    good, bad = (
        _claim("26만 장이다.", 1),
        _claim("3만 대다.", 1, problems=("number not in source",)),
    )
    answer = _answer("26만 장이다. 3만 대다.", good, bad)
    row = GoldRow(id="a", lang="ko", question="?", accept=("26만",))
    shares = measure(row, answer, (), [_piece(1, SOURCE)], judge(row, answer))
    assert shares["numbers/wrong_shown"] == Share(1, 2)
    assert shares["numbers/unsourced"] == Share(0, 2)


def test_an_unanswerable_question_concerns_no_retrieval_figure() -> None:
    """Only accuracy and abstention hear of an unanswerable question that was refused."""
    row = GoldRow(id="u", lang="ko", question="?", type="unanswerable")
    answer = _answer("", status="not_found")
    shares = measure(row, answer, (), (), judge(row, answer))
    measured = {name for name, share in shares.items() if share.whole}
    assert measured == {
        "answer/accuracy", "abstention/f1", "abstention/precision", "abstention/recall",
    }  # fmt: skip
    assert set(shares) <= set(NAMES)


def test_a_figure_without_denominator_is_none() -> None:
    """Nothing measured is n/a, never 1.0 and never 0.0."""
    rows = [{"a": Share(0.0, 0.0)}, {}]
    assert figures(rows, ["a", "b"]) == {name: Figure(None, None, None, 0) for name in "ab"}
    assert figures([], ["a"])["a"].json() == {"value": None, "low": None, "high": None, "n": 0}


def test_a_figure_is_a_sum_over_a_sum() -> None:
    """One right of one and one right of three make two of four, not the mean of the two shares."""
    assert figures([{"a": Share(1, 1)}, {"a": Share(1, 3)}], ["a"])["a"].value == 0.5


def test_the_interval_is_near_the_textbook_one_and_repeats() -> None:
    """For 60 of 100 the bootstrap agrees with the normal interval, and with itself."""
    rows = [{"a": Share(float(i < 60))} for i in range(100)]
    figure = figures(rows, ["a"])["a"]
    assert figure == figures(rows, ["a"])["a"]
    assert (figure.value, figure.n) == (0.6, 100)
    assert figure.low == pytest.approx(0.504, abs=0.03)
    assert figure.high == pytest.approx(0.696, abs=0.03)


def test_the_interval_counts_only_resamples_that_measure_something() -> None:
    """A figure that one question of ten concerns has an interval, and n of 1."""
    rows = [{"a": Share(1.0)}] + [{}] * 9
    assert figures(rows, ["a"])["a"] == Figure(1.0, 1.0, 1.0, 1)


def test_percentiles_by_hand() -> None:
    """The median of four lies between the middle two; nothing timed is None."""
    assert percentiles([40.0, 10.0, 20.0, 30.0]).json() == {"p50": 25.0, "p95": 38.5}
    assert percentiles([]).json() == {"p50": None, "p95": None}


def test_nothing_over_nothing_is_nan() -> None:
    """A ratio keeps an empty denominator visible, without a warning."""
    quotient = ratio(np.array([1.0, 0.0]), np.array([2.0, 0.0]))
    assert quotient[0] == 0.5
    assert np.isnan(quotient[1])
