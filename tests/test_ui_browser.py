"""The chat in a real Chromium: first over the fake, then the real application over the seeds."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from rag.ui.strings import KO
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.browser import (
    CHROMIUM,
    FAKE_CHAT,
    REAL_CHAT,
    ROOT,
    ask,
    browser,
    chat_server,
    open_chat,
    open_citation,
)
from tests.fake_assistant import FakeAssistant

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


class Attacker:
    """A server of this machine that a hostile article tries to reach; it counts who came."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        visits = self.visits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visits.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing; the visits are what the test reads."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def attacker() -> Iterator[Attacker]:
    """Somebody who wrote an article to be told who reads it."""
    server = Attacker()
    yield server
    server.close()


@pytest.fixture(scope="module")
def fake_chat(attacker: Attacker) -> Iterator[str]:
    """The chat over the fake, without the security headers: the markup must be safe alone."""
    with chat_server(FAKE_CHAT, {"HWABAEK_TEST_ATTACKER": attacker.address}) as address:
        yield address


@pytest.fixture
def korean(tmp_path: Path) -> Iterator[BrowserContext]:
    """A reader with a Korean browser."""
    with browser(tmp_path / "profile") as context:
        yield context


def test_the_attacker_of_these_tests_does_notice_a_visit(attacker: Attacker) -> None:
    """Otherwise no visit would prove nothing."""
    with contextlib.closing(urllib.request.urlopen(f"{attacker.address}/control", timeout=5)):
        assert attacker.visits.pop() == "/control"


def test_hostile_text_is_shown_exactly_and_fetches_nothing(
    fake_chat: str, korean: BrowserContext, attacker: Attacker
) -> None:
    """Every character of the article is on the screen, and nobody outside hears of it."""
    hostile = FakeAssistant(attacker.address).hostile
    asked_for: list[str] = []
    page = open_chat(korean, fake_chat)
    page.on("request", lambda request: asked_for.append(request.url))
    ask(page, "hostile")
    quotes = page.get_by_test_id("quote").all_text_contents()
    assert quotes == [sentence.text for sentence in hostile.sentences]
    assert open_citation(page) == hostile.sentences[0].text
    article = page.get_by_test_id("stDialog").locator("article")
    body = article.locator("p:not(.hb-byline)")
    assert body.text_content() == hostile.text
    page.wait_for_timeout(1000)
    assert attacker.visits == []
    assert [url for url in asked_for if not url.startswith((fake_chat, "blob:", "data:"))] == []
    assert page.locator('a[href^="javascript:"], [data-testid="answer"] img, iframe').count() == 0


def test_a_hostile_headline_among_the_examples_is_shown_exactly(
    fake_chat: str, korean: BrowserContext, attacker: Attacker
) -> None:
    """What a page calls itself is drawn on a button of the first screen, and stays letters."""
    page = open_chat(korean, fake_chat)
    buttons = page.locator(".st-key-hb-examples button")
    headlines = FakeAssistant(attacker.address).headlines("ko")
    wanted = [KO.example.format(headline=headline) for headline in headlines]
    assert any("t.png" in text for text in wanted)
    expect(buttons).to_have_text(wanted, timeout=30_000)
    page.wait_for_timeout(500)
    assert attacker.visits == []


def test_a_citation_far_down_an_article_is_scrolled_to(
    fake_chat: str, korean: BrowserContext
) -> None:
    """The drawer opens at the sentence, not at the headline."""
    page = open_chat(korean, fake_chat)
    ask(page, "long")
    assert open_citation(page) == "찾는 문장은 기사 한참 아래에 있다."


def test_the_drawer_is_opened_and_closed_by_keyboard(
    fake_chat: str, korean: BrowserContext
) -> None:
    """After Escape the keyboard is where it was, not at the top of the page."""
    page = open_chat(korean, fake_chat)
    ask(page, "long")
    citation = page.get_by_test_id("answer").get_by_test_id("citation").first
    citation.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_test_id("stDialog")
    expect(drawer.get_by_test_id("cited-sentence")).to_be_in_viewport(timeout=30_000)
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(citation).to_be_focused()


def test_a_link_to_a_citation_opens_on_its_own(fake_chat: str, korean: BrowserContext) -> None:
    """A link that was copied or opened in a new tab leads to the same sentence."""
    page = open_chat(korean, fake_chat)
    ask(page, "long")
    address = page.get_by_test_id("citation").first.get_attribute("href")
    alone = korean.new_page()
    alone.goto(f"{fake_chat}/{address}")
    expect(alone.get_by_test_id("cited-sentence")).to_be_in_viewport(timeout=30_000)
    assert alone.get_by_test_id("cited-sentence").text_content() == (
        "찾는 문장은 기사 한참 아래에 있다."
    )


def test_opening_a_citation_does_not_disturb_a_model_at_work(
    fake_chat: str, korean: BrowserContext
) -> None:
    """Quotes can be read in their article while the draft is written; the answer still comes."""
    page = open_chat(korean, fake_chat)
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill("slow GPU")
    typed.press("Enter")
    draft = page.get_by_test_id("draft")
    expect(draft).to_be_visible(timeout=30_000)
    page.get_by_test_id("citation").first.click()
    drawer = page.get_by_test_id("stDialog")
    expect(drawer.get_by_test_id("cited-sentence")).to_be_in_viewport(timeout=30_000)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("answer")).to_be_visible(timeout=30_000)
    expect(draft).to_have_count(0)


def test_stopping_leaves_the_verified_quotes(fake_chat: str, korean: BrowserContext) -> None:
    """The unchecked draft is gone from the screen, and the chat can be asked again."""
    page = open_chat(korean, fake_chat)
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill("slow GPU")
    typed.press("Enter")
    expect(page.get_by_test_id("draft")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="중지").click()
    # While the page is drawn anew the old answer may stand beside the new one for a moment.
    expect(page.get_by_test_id("answer")).to_have_count(1, timeout=30_000)
    expect(page.get_by_test_id("answer")).to_be_visible()
    expect(page.get_by_test_id("draft")).to_have_count(0)
    quoted = [FakeAssistant().gpu.sentences[n].text for n in (1, 5)]
    assert page.get_by_test_id("claim").all_text_contents() == quoted
    assert page.get_by_test_id("quote").all_text_contents() == quoted
    ask(page, KOREAN_GPU)


def test_a_narrow_dark_english_screen_is_not_wider_than_itself(
    fake_chat: str, tmp_path: Path
) -> None:
    """On a telephone nothing has to be scrolled sideways, and the words are the reader's."""
    narrow = browser(tmp_path / "profile", locale="en-GB", width=400, height=800, colours="dark")
    with narrow as context:
        page = open_chat(context, fake_chat)
        expect(page.get_by_text("Try asking")).to_be_visible()
        ask(page, ENGLISH_GPU)
        assert page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the seeds in it."""
    home = tmp_path_factory.mktemp("home")
    program = "import sys; from rag.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "ingest", "seeds", "--home", str(home), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.stdout, done.stderr[-2000:]
    assert json.loads(done.stdout)["articles"] >= 10
    return home


@pytest.fixture(scope="module")
def real_chat(seeded: Path) -> Iterator[str]:
    """The application as `make chat` starts it, answering with quotes."""
    with chat_server(REAL_CHAT, {"RAG_HOME": str(seeded), "RAG_MODEL": "quote"}) as address:
        yield address


@pytest.mark.parametrize(
    ("question", "locale", "accepted", "year"),
    [
        (ENGLISH_GPU, "en-GB", ("260,000", "26만"), "2025"),
        (KOREAN_GPU, "ko-KR", ("26만",), "2025년"),
    ],
)
def test_the_real_chat_cites_an_exact_sentence_with_outlet_and_date(
    real_chat: str,
    seeded: Path,
    tmp_path: Path,
    question: str,
    locale: str,
    accepted: tuple[str, ...],
    year: str,
) -> None:
    """What is highlighted is in the stored article, letter for letter."""
    with browser(tmp_path / "profile", locale=locale) as context:
        page = open_chat(context, real_chat)
        ask(page, question)
        claims = " ".join(page.get_by_test_id("claim").all_text_contents())
        assert any(words in claims for words in accepted)
        _check_byline(page, year)
        marked = open_citation(page)
        article = page.get_by_test_id("stDialog").locator("article[data-article]")
        stored = _stored_text(seeded, article.get_attribute("data-article") or "")
        assert len(marked) > 10
        assert marked in stored


def test_the_real_chat_forbids_every_other_host(real_chat: str) -> None:
    """The second wall behind the escaping stands."""
    with contextlib.closing(urllib.request.urlopen(real_chat, timeout=10)) as reply:
        policy = reply.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def _check_byline(page: Page, year: str) -> None:
    outlet, *_, published = page.get_by_test_id("byline").first.inner_text().split(" · ")
    assert outlet.strip(" —")
    assert year in published


def _stored_text(home: Path, article_id: str) -> str:
    from rag.assistant import open_assistant
    from rag.settings import Settings

    return str(open_assistant(Settings(home=home, model="quote")).article(article_id).text)
