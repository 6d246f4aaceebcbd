"""The report's page: safe with hostile text, whole without a network, the worst first."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rag.domain import Claim, TokenUse
from rag.errors import GoldError
from rag.evaluate.cost import Price
from rag.evaluate.judge import Judgement
from rag.evaluate.markup import element
from rag.evaluate.page import MOST_ROWS, render
from rag.evaluate.page_plots import bar, interval, value
from rag.evaluate.page_rows import worst_first
from rag.evaluate.records import Piece, RowRecord
from rag.evaluate.report import Report, Run, summarise
from rag.evaluate.statistics import Figure, Share
from rag.evaluate.table import markdown

HOSTILE = """</script><script>alert(1)</script><img src=x onerror=alert(2)>" ' & {{rows}} &#x27;"""


class Tags(HTMLParser):
    """Collects the tags, the attributes and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(key, value or "") for key, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def _record(text: str, reason: str = "right", n: int = 0) -> RowRecord:
    return RowRecord(
        id=f"{text}{n}",
        lang="ko",
        type=text,
        question=text,
        history=(text,),
        expected=text,
        wanted=(text,),
        forbid=(text,),
        evidence=(text,),
        status="answered",
        text=text,
        judgement=Judgement(reason == "right", reason, text),
        claims=(Claim(text, (1,), "supported", (text,)),),
        retrieved=(Piece(1, text, text, text, text, 0, 1, text),),
        cited=(Piece(1, text, text, text, text, 0, 1, text, (0,)),),
        note=text,
        measures={"answer/accuracy": Share(1.0)},
        timings_ms={"total": 1234.5},
    )


def _report(*records: RowRecord) -> Report:
    return summarise(Run(HOSTILE, HOSTILE, {"path": HOSTILE}, "0"), records)


def _plain(*records: RowRecord) -> Report:
    return summarise(Run("m", "r", {}, "0"), records)


def _tags(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def test_hostile_text_stays_text() -> None:
    """Whatever an article, a question or a model says, the page gets no tag or handler of it."""
    page = render(_report(_record(HOSTILE)))
    plain = render(_plain(_record("가")))
    found, expected = _tags(page), _tags(plain)
    assert found.tags == expected.tags
    assert not [key for key, _ in found.attributes if key.startswith("on")]
    assert "<img" not in page
    assert HOSTILE in found.text
    assert ("data-type", HOSTILE) in found.attributes


def test_the_page_needs_no_network() -> None:
    """No address is named, nothing is imported, and the page's own policy forbids the rest."""
    page = render(_plain(_record("가")))
    assert not re.search(r"https?://|//\w|@import|url\(|<link|src=", page)
    assert "default-src 'none'" in page
    assert re.search(r"script-src 'sha256-[\w+/]{43}='", page)


def test_every_placeholder_is_filled() -> None:
    """The page shows what the template asks for, and leaves no hole."""
    page = render(_plain(_record("가")))
    assert "{{" not in page
    assert "1.2 s" in page
    assert "100.0 %" in page
    assert "n/a" in page


def test_the_gravest_wrong_comes_first() -> None:
    """A forbidden statement outranks a missing one, and right answers come last."""
    order = ("right", "too long", "refused", "missing", "not refused", "forbidden")
    records = [_record("가", reason) for reason in order]
    assert [r.judgement.reason for r in worst_first(records)] == list(reversed(order))


def test_wrong_answers_are_unfolded() -> None:
    """What one came to read stands open; a right answer is one line until it is clicked."""
    page = render(_plain(_record("가"), _record("나", "missing")))
    rows = page[page.index('<div id="rows">') :].split("<article")
    assert ["<details open><summary><span" in row for row in rows[1:]] == [True, False]


def test_tokens_and_cost_are_told() -> None:
    """A named price makes dollars of the tokens; without one there is no cost, not a zero."""
    record = replace(_record("가"), tokens=TokenUse(2_000_000, 500_000))
    priced = summarise(Run("m", "r", {}, "0"), [record], Price.parsed("0.25/2"))
    assert priced.json()["cost_usd"] == 1.5
    assert "2,000,000 tokens read, 500,000 written · US$1.50" in render(priced)
    assert _plain(record).json()["cost_usd"] is None


@pytest.mark.parametrize("text", ["", "1", "1/2/3", "a/b", "-1/2", "nan/1"])
def test_a_broken_price_is_refused(text: str) -> None:
    """A price that isn't two amounts is refused with an example."""
    with pytest.raises(GoldError, match=r"0\.25/2"):
        Price.parsed(text)


def test_the_table_is_markdown_with_a_column_for_each_language() -> None:
    """What was measured stands to three places, what was not is n/a."""
    lines = list(markdown(_plain(_record("가"))))
    assert lines[:2] == ["| m | all | Korean |", "|---|---|---|"]
    assert "| answers right | 1.000 | 1.000 |" in lines
    assert "| answerable questions wrongly refused | n/a | n/a |" in lines


def test_a_long_run_shows_the_worst_and_says_so() -> None:
    """The page stays openable: beyond a thousand questions the rest is only in the rows file."""
    page = render(_report(*(_record("가", n=n) for n in range(MOST_ROWS + 5))))
    assert page.count("<article") == MOST_ROWS
    assert "5 more questions are in rows.jsonl" in page


@pytest.mark.parametrize(
    ("figure", "shown", "rests"),
    [
        (Figure(None, None, None, 0), "n/a", "no question"),
        (Figure(0.5, 0.25, 0.75, 8), "0.500", "0.25–0.75 · 8"),
    ],
)
def test_figures_in_words(figure: Figure, shown: str, rests: str) -> None:
    """A figure shows its value, its interval and its questions, or n/a and an empty track."""
    assert (value(figure), interval(figure)) == (shown, rests)
    drawn = bar(figure).source
    assert (drawn.count("<rect"), drawn.count("<line")) == (
        (1, 0) if figure.value is None else (2, 1)
    )


def test_attributes_are_escaped() -> None:
    """A quote can't end an attribute early."""
    html = element("p", "<", cls='a" onclick="x', data={"k": '"'}).source
    assert html == '<p class="a&quot; onclick=&quot;x" data-k="&quot;">&lt;</p>'
