"""The report's page: safe with hostile text, whole without a network, readable at two widths."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fake_newsroom import ROWS, Newsroom

from rag.domain import Claim
from rag.evaluate.judge import Judgement
from rag.evaluate.markup import bar, element, interval, value
from rag.evaluate.page import MOST_ROWS, render
from rag.evaluate.page_rows import worst_first
from rag.evaluate.records import Piece, RowRecord
from rag.evaluate.report import Report, Run, summarise
from rag.evaluate.run import evaluate
from rag.evaluate.statistics import Figure, Share

HOSTILE = """</script><script>alert(1)</script><img src=x onerror=alert(2)>" ' & {{rows}} &#x27;"""
CHROMIUM = Path("/usr/bin/chromium")


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


def test_hostile_text_stays_text():
    """Whatever an article, a question or a model says, the page gets no tag or handler of it."""
    page = render(_report(_record(HOSTILE)))
    plain = render(_plain(_record("가")))
    found, expected = _tags(page), _tags(plain)
    assert found.tags == expected.tags
    assert not [key for key, _ in found.attributes if key.startswith("on")]
    assert "<img" not in page
    assert HOSTILE in found.text
    assert ("data-type", HOSTILE) in found.attributes


def test_the_page_needs_no_network():
    """No address is named, nothing is imported, and the page's own policy forbids the rest."""
    page = render(_plain(_record("가")))
    assert not re.search(r"https?://|//\w|@import|url\(|<link|src=", page)
    assert "default-src 'none'" in page
    assert re.search(r"script-src 'sha256-[\w+/]{43}='", page)


def test_every_placeholder_is_filled():
    """The page shows what the template asks for, and leaves no hole."""
    page = render(_plain(_record("가")))
    assert "{{" not in page
    assert "1.2 s" in page
    assert "100.0 %" in page
    assert "n/a" in page


def test_the_gravest_wrong_comes_first():
    """A forbidden statement outranks a missing one, and right answers come last."""
    order = ("right", "too long", "refused", "missing", "not refused", "forbidden")
    records = [_record("가", reason) for reason in order]
    assert [r.judgement.reason for r in worst_first(records)] == list(reversed(order))


def test_a_long_run_shows_the_worst_and_says_so():
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
def test_figures_in_words(figure: Figure, shown: str, rests: str):
    """A figure shows its value, its interval and its questions, or n/a and an empty track."""
    assert (value(figure), interval(figure)) == (shown, rests)
    assert bar(figure).source.count("<rect") == (1 if figure.value is None else 3)


def test_attributes_are_escaped():
    """A quote can't end an attribute early."""
    html = element("p", "<", cls='a" onclick="x', data={"k": '"'}).source
    assert html == '<p class="a&quot; onclick=&quot;x" data-k="&quot;">&lt;</p>'


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")
@pytest.mark.parametrize("width", [400, 1280])
def test_the_page_in_a_browser_from_disk(tmp_path: Path, width: int):
    """Opened from disk with no network it filters, raises no error and never scrolls sideways."""
    playwright = pytest.importorskip("playwright.sync_api")
    evaluate(Newsroom(), ROWS, None, tmp_path)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto((tmp_path / "report.html").as_uri())
        assert page.locator("#count").inner_text() == "4 of 4"
        page.select_option("#lang", "en")
        page.select_option("#type", "number")
        assert page.locator("#rows > .row:visible").count() == 1
        page.select_option("#result", "wrong")
        assert page.locator("#count").inner_text() == "0 of 4"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert errors == []
        assert len(page.screenshot(full_page=True)) > 20_000
        browser.close()
