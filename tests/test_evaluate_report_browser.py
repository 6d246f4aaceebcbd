"""The report in Chromium, from disk and without a network, at two widths in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from rag.evaluate.run import evaluate
from tests.fake_newsroom import ROWS, Swapping

if not Path("/usr/bin/chromium").exists():
    pytest.skip("Chromium is not here", allow_module_level=True)
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page

from tests.browser import browser

pytestmark = pytest.mark.browser
SIZES = [(width, colours) for width in (1280, 400) for colours in ("light", "dark")]

# Texts smaller than 12 pixels or with less than 4.5 times the contrast of what is behind them.
ILLEGIBLE = """() => {
  const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = (c) => {
    const [r, g, b] = rgb(c).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (c !== "transparent" && rgb(c)[3] !== 0) return c;
    }
    return "rgb(255, 255, 255)";
  };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const unseen = ["SCRIPT", "OPTION", "title"].includes(e.tagName);
    if (!text || unseen || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(style.color), light(behind(e))].sort((x, y) => y - x);
    if (parseFloat(style.fontSize) < 12 || (a + 0.05) / (b + 0.05) < 4.5)
      bad.push(`${e.className} ${style.fontSize} ${style.color}: ${e.textContent.slice(0, 40)}`);
  }
  return bad;
}"""
# Neighbours of one parent whose boxes cover each other, and boxes that stick out of the window.
MISPLACED = """() => {
  const bad = [];
  const seen = [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility() && !e.closest("svg, select, script"));
  for (const e of seen) {
    const box = e.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) bad.push(`out: ${e.tagName}.${e.className}`);
    const next = e.nextElementSibling;
    if (!next || !seen.includes(next) || getComputedStyle(e).display === "inline") continue;
    const other = next.getBoundingClientRect();
    const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
    const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
    if (wide > 1 && high > 1) bad.push(`over: ${e.tagName}.${e.className} and ${next.className}`);
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The report of a run with a wrong answer in it, opened from disk with the network off."""
    folder = tmp_path_factory.mktemp("report")
    evaluate(Swapping(), ROWS, None, folder)
    with browser(folder / "profile") as context:
        context.set_offline(True)
        opened = context.new_page()
        opened.errors = []
        opened.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.on("console", lambda message: opened.errors.append(message.text))
        opened.goto((folder / "report.html").as_uri())
        yield opened
        assert opened.errors == []


@pytest.mark.parametrize(("width", "colours"), SIZES)
def test_all_is_legible_and_in_its_place(
    page: Page, width: int, colours: Literal["light", "dark"]
) -> None:
    """Nothing scrolls sideways, sticks out or overlaps; every text can be read on its ground."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=colours)
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(MISPLACED) == []
    assert page.evaluate(ILLEGIBLE) == []


def test_the_themes_and_widths_look_different(page: Page) -> None:
    """A screenshot of each is a picture of its own: the page follows the reader's theme."""
    pictures = set()
    for width, colours in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours)
        picture = page.screenshot()
        assert len(picture) > 20_000
        pictures.add(picture)
    assert len(pictures) == len(SIZES)


def test_filters_and_words_narrow_the_questions(page: Page) -> None:
    """Language, type, result and typed words narrow together, and the count says so."""
    page.set_viewport_size({"width": 1280, "height": 900})
    count = page.locator("#count")
    assert count.inner_text() == "4 of 4"
    page.select_option("#lang", "en")
    page.select_option("#type", "number")
    assert page.locator("#rows > .row:visible").count() == 1
    page.select_option("#result", "wrong")
    assert count.inner_text() == "0 of 4"
    for name in ("lang", "type", "result"):
        page.select_option(f"#{name}", "")
    page.fill("#words", "final CUP")
    assert page.locator("#rows > .row:visible .question").all_inner_texts() == [ROWS[3].question]
    page.fill("#words", "")


def test_a_wrong_answer_is_open_and_a_right_one_is_a_click_away(page: Page) -> None:
    """Expected, shown and evidence stand side by side."""
    page.reload()
    wrong = page.locator(".row.wrong").first
    sides = wrong.locator(".sides > div")
    tops = {box["y"] for box in (sides.nth(n).bounding_box() for n in range(3)) if box}
    assert len(tops) == 1
    right = page.locator(".row.right").first
    assert not right.locator(".sides").is_visible()
    right.locator("summary").first.click()
    assert right.locator(".sides").is_visible()
