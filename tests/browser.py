"""A chat server and a Chromium for tests, both bounded in time and ended by what started them."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.asking import ENGLISH_GPU

ROOT = Path(__file__).parent.parent
CHROMIUM = Path("/usr/bin/chromium")
FAKE_CHAT = ROOT / "tests" / "fake_assistant.py"
REAL_CHAT = ROOT / "app.py"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_S = 60.0
_STOP_S = 10.0
_ANSWER_MS = 60_000
_CLICK_MS = 15_000


@contextlib.contextmanager
def chat_server(script: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a chat on a free port of this machine; yields its address, then ends it by its pid."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    paths = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    # A file and not a pipe: a pipe that nobody reads fills up and stops the server.
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **paths, **(environment or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_up(address, process)
            yield address
        except BaseException as error:
            log.seek(0)
            error.add_note(f"the chat's server said: {log.read()[-4000:].decode(errors='replace')}")
            raise
        finally:
            _end(process)


@contextlib.contextmanager
def browser(
    profile: Path,
    *,
    locale: str = "ko-KR",
    width: int = 1280,
    height: int = 900,
    colours: Literal["light", "dark"] = "light",
) -> Iterator[BrowserContext]:
    """Open Chromium with a fresh profile directory and a reader's language, size and theme."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=str(CHROMIUM),
            args=list(_FLAGS),
            locale=locale,
            viewport={"width": width, "height": height},
            color_scheme=colours,
        )
        try:
            yield context
        finally:
            context.close()


def open_chat(context: BrowserContext, address: str) -> Page:
    """Open the chat and wait until it can be typed into."""
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible(timeout=_ANSWER_MS)
    return page


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its finished answer, the last one on the page."""
    answers = page.get_by_test_id("answer")
    before = answers.count()
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill(question)
    typed.press("Enter")
    expect(answers).to_have_count(before + 1, timeout=_ANSWER_MS)


def open_citation(page: Page, number: int = 0) -> str:
    """Click a citation of the last answer and return the sentence that the drawer highlights."""
    citation = page.get_by_test_id("answer").last.get_by_test_id("citation").nth(number)
    drawer = page.get_by_test_id("stDialog")
    citation.click()
    with contextlib.suppress(AssertionError):
        expect(drawer).to_be_visible(timeout=_CLICK_MS)
    if not drawer.is_visible():
        citation.click()  # the first click met a citation that was just drawn anew
    mark = drawer.get_by_test_id("cited-sentence")
    expect(mark).to_be_in_viewport(timeout=_ANSWER_MS)
    return mark.text_content() or ""


def save_screenshot(target: Path, profile: Path) -> None:
    """Write the README's picture, and beside it one with `-article`: the opened source.

    Run as `python -m tests.browser docs/screenshot.png` after the seeds were ingested.
    """
    with (
        chat_server(REAL_CHAT) as address,
        browser(profile, locale="en-GB", width=1440, height=900) as context,
    ):
        page = open_chat(context, address)
        ask(page, ENGLISH_GPU)
        page.wait_for_timeout(1500)  # the question is scrolled to
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(target))
        open_citation(page)
        page.wait_for_timeout(1500)  # the drawer slides in and the sentence is scrolled to
        page.screenshot(path=str(target.with_stem(f"{target.stem}-article")))


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the chat's server ended with status {process.returncode}")
        if _answers(f"{address}/_stcore/health"):
            return
        time.sleep(0.2)
    raise TimeoutError(f"the chat's server was not up after {_START_S:.0f} s")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_STOP_S)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        save_screenshot(Path(sys.argv[1]), Path(scratch) / "profile")
